import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import { type Fields, isFields } from "./fields.ts";

/** What the published types of Slack say about the shape of one object; [] when it fits. */
export interface BlockSchema {
  /** A block of a message or view; an unknown `type` is a problem too. */
  block(block: Fields): readonly string[];
  /** A view without its blocks. */
  view(view: Fields): readonly string[];
  metadata(metadata: unknown): readonly string[];
}

interface Schema {
  readonly definitions: Readonly<Record<string, Fields>>;
}

const ROOTS = ["KnownBlock", "View", "MessageMetadata"];
const require = createRequire(import.meta.url);
let opened: Promise<BlockSchema> | undefined;

/** Generated from @slack/types once for a version, kept in the temp folder; seconds the first time, then at once. */
export function openBlockSchema(): Promise<BlockSchema> {
  opened ??= generatedSchema().then(compile);
  return opened;
}

async function generatedSchema(): Promise<Schema> {
  const types = require.resolve("@slack/types");
  const versions = [versionAbove(types), versionAbove(require.resolve("ts-json-schema-generator"))];
  const folder = join(tmpdir(), "sitrep-test-schemas");
  const file = join(folder, `slack-types-${versions.join("-")}.json`);
  if (!existsSync(file)) {
    const made = await generate(types.replace(/\.js$/, ".d.ts"));
    mkdirSync(folder, { recursive: true });
    // Several test processes may come here at once: each writes its own file, and a rename is whole or nothing.
    const own = `${file}.${process.pid}`;
    writeFileSync(own, JSON.stringify(made));
    renameSync(own, file);
  }
  return JSON.parse(readFileSync(file, "utf8")) as Schema;
}

async function generate(path: string): Promise<unknown> {
  const { createGenerator } = await import("ts-json-schema-generator");
  return createGenerator({ path, skipTypeCheck: true, jsDoc: "none", encodeRefs: false }).createSchema(ROOTS);
}

function versionAbove(file: string): string {
  const folder = dirname(file);
  const own = join(folder, "package.json");
  if (!existsSync(own)) return versionAbove(folder);
  const { version } = JSON.parse(readFileSync(own, "utf8")) as { version?: string };
  return version ?? versionAbove(folder);
}

function compile(schema: Schema): BlockSchema {
  const definitions = {
    ...schema.definitions,
    // The types let any object with a `type` pass as a block of the future; we send only known ones.
    AnyBlock: { $ref: "#/definitions/KnownBlock" },
  };
  const ajv = new Ajv({ strict: false, allErrors: true });
  ajv.addSchema({ $id: "slack", definitions });
  const byName = new Map<string, ValidateFunction>();
  const check = (name: string, value: unknown): readonly string[] => {
    const validate = byName.get(name) ?? ajv.compile({ $ref: `slack#/definitions/${name}` });
    byName.set(name, validate);
    return validate(value) ? [] : deepest(validate.errors ?? []);
  };
  const blockNames = namesByType(definitions, "KnownBlock");
  const viewNames = namesByType(definitions, "View");
  const checkByType = (names: ReadonlyMap<unknown, string>, value: Fields): readonly string[] => {
    const name = names.get(value.type);
    return name === undefined ? [`/type ${JSON.stringify(value.type)} is unknown`] : check(name, value);
  };
  return {
    block: (block) => checkByType(blockNames, block),
    view: (view) => checkByType(viewNames, { ...view, ...(Array.isArray(view.blocks) && { blocks: [] }) }),
    metadata: (metadata) => check("MessageMetadata", metadata),
  };
}

/** The members of a union by the constant in their `type`. */
function namesByType(definitions: Readonly<Record<string, Fields>>, union: string): Map<unknown, string> {
  const members = definitions[union]?.anyOf;
  const names = (Array.isArray(members) ? members.filter(isFields) : []).map(({ $ref }) =>
    String($ref).replace("#/definitions/", ""),
  );
  return new Map(names.map((name) => [constantType(definitions[name]), name]));
}

/** Where a definition is a union itself, its members agree on the constant. */
function constantType(definition: Fields | undefined): unknown {
  const members = definition?.anyOf;
  if (Array.isArray(members)) return constantType(members.find(isFields));
  const properties = definition?.properties;
  const type = isFields(properties) ? properties.type : undefined;
  return isFields(type) ? type.const : undefined;
}

/**
 * A union fails in every member at once. Members of another `type` were not meant; of the rest, the errors furthest
 * inside say most.
 */
function deepest(errors: readonly ErrorObject[]): string[] {
  const definitionOf = ({ schemaPath }: ErrorObject) => /definitions\/(\w+)/.exec(schemaPath)?.[1] ?? "";
  const notMeant = errors
    .filter(({ keyword, instancePath }) => keyword === "const" && instancePath.endsWith("/type"))
    .map((error) => ({ definition: definitionOf(error), at: error.instancePath.slice(0, -"/type".length) }));
  const meant = errors.filter(
    (error) =>
      error.keyword !== "anyOf" &&
      !notMeant.some(
        ({ definition, at }) => definitionOf(error) === definition && error.instancePath.startsWith(at),
      ),
  );
  const told = meant.length > 0 ? meant : errors;
  const depth = ({ instancePath }: ErrorObject) => instancePath.split("/").length;
  const most = Math.max(...told.map(depth));
  const sentences = told
    .filter((error) => depth(error) === most)
    .map(({ instancePath, message, params }) => {
      const extra = (params as { additionalProperty?: string }).additionalProperty;
      return `${instancePath} ${message ?? "is wrong"}${extra === undefined ? "" : ` (${extra})`}`;
    });
  return [...new Set(sentences)].slice(0, 5);
}
