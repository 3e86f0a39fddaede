import type { BlockSchema } from "./block-schema.ts";
import { type Fields, isFields, textIn } from "./fields.ts";
import { LIMITS, type Limit } from "./limits.ts";
import { layOut, type Payload, topBlocks } from "./payload.ts";
import { securityProblems, unfurlProblems } from "./security.ts";
import { shapeProblems } from "./shape.ts";

/** A broken rule. `refused` when Slack itself would not take the body; else it arrives and the test fails. */
export interface Problem {
  /** An id of the limits table, or "schema", "shape", "security", "unfurl", "text-beside-blocks". */
  readonly rule: string;
  readonly sentence: string;
  readonly refused: boolean;
}

/** Where a message leaves by: only posts unfold links, and only the Web API counts all text together. */
export type Exit = "post" | "web-api" | "response" | "ack";

/** Judges bodies on their way out of the app. */
export interface Check {
  message(body: Fields, exit: Exit): readonly Problem[];
  view(view: Fields): readonly Problem[];
  /** The answer to an external select. */
  options(body: Fields): readonly Problem[];
}

export function openCheck(schema: BlockSchema): Check {
  return {
    message(body, exit) {
      const payload = layOut("message", body);
      const skipped = exit === "post" || exit === "web-api" ? [] : ["message-total"];
      return [
        ...blockProblems(schema, payload),
        ...(body.metadata === undefined ? [] : refusals("schema", schema.metadata(body.metadata))),
        ...limitProblems(payload, skipped),
        ...refusals("shape", shapeProblems(payload)),
        ...house("security", securityProblems(payload)),
        ...(exit === "post" ? house("unfurl", unfurlProblems(payload)) : []),
        ...(topBlocks(payload).length > 0 && textIn(body, "text") === null
          ? house("text-beside-blocks", ["blocks without text: notifications and screen readers get nothing"])
          : []),
      ];
    },
    view(view) {
      const payload = layOut(view.type === "home" ? "home" : "modal", view);
      return [
        ...refusals("schema", schema.view(view)),
        ...blockProblems(schema, payload),
        ...limitProblems(payload, []),
        ...refusals("shape", shapeProblems(payload)),
        ...house("security", securityProblems(payload)),
      ];
    },
    options(body) {
      const payload = layOut("options", body);
      return [...limitProblems(payload, []), ...refusals("shape", shapeProblems(payload))];
    },
  };
}

function blockProblems(schema: BlockSchema, payload: Payload): Problem[] {
  const { blocks } = payload.body;
  if (blocks === undefined) return [];
  if (!Array.isArray(blocks)) return refusals("schema", ["blocks is not a list"]);
  return blocks.flatMap((block: unknown, index) =>
    refusals(
      "schema",
      (isFields(block) ? schema.block(block) : ["is not an object"]).map(
        (sentence) => `blocks.${index}${sentence}`,
      ),
    ),
  );
}

function limitProblems(payload: Payload, skipped: readonly string[]): Problem[] {
  return Object.entries<Limit>(LIMITS).flatMap(([rule, { max, house: isHouse, sizes }]) =>
    skipped.includes(rule)
      ? []
      : sizes(payload)
          .filter(({ size }) => size > max)
          .map(({ path, size }) => ({
            rule,
            sentence: `${path}: ${rule} is ${size}, at most ${max}`,
            refused: isHouse !== true,
          })),
  );
}

function refusals(rule: string, sentences: readonly string[]): Problem[] {
  return sentences.map((sentence) => ({ rule, sentence, refused: true }));
}

function house(rule: string, sentences: readonly string[]): Problem[] {
  return sentences.map((sentence) => ({ rule, sentence, refused: false }));
}
