import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { type JsonObject, objectOf } from "./json.ts";

/** Checks bodies against Discord's own description of its API. */
export interface OpenApiCheck {
  /** What is wrong with a request body, as the deepest place and a message; null when nothing is. */
  readonly requestProblem: (
    method: string,
    path: string,
    type: string,
    body: unknown,
  ) => SchemaProblem | null;
  /** The same for an answer: keeps the stand-in itself honest. */
  readonly responseProblem: (
    method: string,
    path: string,
    status: number,
    body: unknown,
  ) => SchemaProblem | null;
}

export interface SchemaProblem {
  /** JSON pointer into the body: "/embeds/0/title". */
  readonly at: string;
  readonly message: string;
}

const DOCUMENT = "shared/specs/discord-openapi.json";

/** The official OpenAPI document, looked for in `shared` beside this checkout and upwards; null when it is not there. */
export function findOpenApiDocument(from: string = import.meta.dirname): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, DOCUMENT);
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return null;
  }
}

let loaded: OpenApiCheck | null | undefined;

/** The check, loaded once; null, said aloud once, where the document is absent. */
export function openApiCheck(): OpenApiCheck | null {
  if (loaded !== undefined) return loaded;
  const file = findOpenApiDocument();
  if (file === null) {
    console.warn(
      `fake Discord: no ${DOCUMENT} beside this checkout, so bodies are checked by hand rules only`,
    );
    loaded = null;
  } else loaded = createCheck(JSON.parse(readFileSync(file, "utf8")) as JsonObject);
  return loaded;
}

/** Documented and answered as a string, but typed integer in three request schemas. */
const PERMISSIONS_AS_NUMBER = [
  "ApplicationCommandCreateRequest",
  "ApplicationCommandPatchRequestPartial",
  "ApplicationCommandUpdateRequest",
];

function createCheck(document: JsonObject): OpenApiCheck {
  const components = structuredClone(objectOf(document.components));
  const schemas = objectOf(components.schemas) as Record<string, JsonObject>;
  for (const name of PERMISSIONS_AS_NUMBER) {
    const properties = objectOf(schemas[name]?.properties) as Record<string, unknown>;
    properties.default_member_permissions = {
      ...objectOf(properties.default_member_permissions),
      type: ["string", "null"],
      minimum: undefined,
      maximum: undefined,
    };
  }
  // `unicode: false` counts UTF-16 units. There are never fewer of them than code points, so what passes here is
  // inside the limit whichever of the two Discord counts.
  const ajv = new Ajv2020({ strict: false, allErrors: true, unicode: false, logger: false });
  addFormats.default(ajv);
  // Attachments that come with the message are numbered from 0; real ids are looked at where they are used.
  ajv.addFormat("snowflake", /^\d{1,20}$/);
  ajv.addFormat("nonce", true);
  ajv.addSchema(pointInto({ components }) as JsonObject, "discord");

  const templates = Object.keys(objectOf(document.paths)).sort((a, b) => parameters(a) - parameters(b));
  const compiled = new Map<string, ValidateFunction | null>();

  function problem(pointer: readonly string[], body: unknown): SchemaProblem | null {
    const key = pointer.join(" ");
    if (!compiled.has(key)) {
      const schema = pointer.reduce<unknown>((inner, step) => objectOf(inner)[step], document.paths);
      compiled.set(key, schema === undefined ? null : ajv.compile(pointInto(schema) as JsonObject));
    }
    const validate = compiled.get(key);
    if (validate === null || validate === undefined || validate(body)) return null;
    return deepest(validate.errors ?? []);
  }

  const templateOf = (path: string) => templates.find((template) => pattern(template).test(path));

  return {
    requestProblem(method, path, type, body) {
      const template = templateOf(path);
      if (template === undefined) return { at: "", message: "is a path the official document does not have" };
      return problem([template, method.toLowerCase(), "requestBody", "content", type, "schema"], body);
    },
    responseProblem(method, path, status, body) {
      const template = templateOf(path);
      if (template === undefined) return null;
      const media = ["content", "application/json", "schema"];
      return problem([template, method.toLowerCase(), "responses", String(status), ...media], body);
    },
  };
}

const parameters = (template: string) => template.split("{").length;

function pattern(template: string): RegExp {
  return new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);
}

/** References inside the document become references to the schema registered as "discord". */
function pointInto(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"discord#/components/'));
}

/** Unions report every branch; the error deepest in the body is the one that tells most. */
function deepest(errors: readonly ErrorObject[]): SchemaProblem {
  const depth = (error: ErrorObject) => error.instancePath.split("/").length;
  const [found] = [...errors].sort((a, b) => depth(b) - depth(a));
  return { at: found?.instancePath ?? "", message: found?.message ?? "does not fit the schema" };
}
