import { type Fields, isFields, objectsIn } from "./fields.ts";

/** A body on its way out of the app, with everything in it laid out flat. */
export interface Payload {
  readonly surface: "message" | "modal" | "home" | "options";
  readonly body: Fields;
  readonly nodes: readonly Node[];
}

/** An object somewhere inside. */
export interface Node {
  /** "blocks.0.accessory" */
  readonly path: string;
  /** The field it stands in: "accessory", "options", "elements". */
  readonly field: string;
  readonly type: string;
  readonly at: Fields;
}

export function layOut(surface: Payload["surface"], body: Fields): Payload {
  return { surface, body, nodes: [...nodesOf(body, "", surface)] };
}

/** The blocks at the top, without those inside containers. */
export function topBlocks(payload: Payload): readonly Fields[] {
  return objectsIn(payload.body, "blocks");
}

function* nodesOf(value: unknown, path: string, field: string): Generator<Node> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* nodesOf(item, `${path}.${index}`, field);
    return;
  }
  if (!isFields(value)) return;
  const type = typeof value.type === "string" ? value.type : "";
  yield { path: path.replace(/^\./, ""), field, type, at: value };
  for (const [name, inner] of Object.entries(value)) {
    // What the app keeps for itself is not shown and has no shape.
    if (name !== "metadata" && name !== "state") yield* nodesOf(inner, `${path}.${name}`, name);
  }
}
