import { fieldsIn, listIn, objectsIn, textIn } from "./fields.ts";
import { type Payload, topBlocks } from "./payload.ts";

/** What Slack refuses although the published types let it pass; one sentence each. */
export function shapeProblems(payload: Payload): string[] {
  return [
    ...payload.nodes.flatMap((node) => {
      const problem = SHAPES[node.type]?.(node.at) ?? null;
      return problem === null ? [] : [`${node.path}: ${problem}`];
    }),
    ...duplicates(topBlocks(payload).map((block) => textIn(block, "block_id"))).map(
      (id) => `block_id ${id} stands twice`,
    ),
    ...payload.nodes
      .filter(({ type }) => type === "actions")
      .flatMap(({ at, path }) =>
        duplicates(objectsIn(at, "elements").map((element) => textIn(element, "action_id"))).map(
          (id) => `${path}: action_id ${id} stands twice`,
        ),
      ),
  ];
}

const notEmpty = (field: string) => (at: Readonly<Record<string, unknown>>) =>
  listIn(at, field).length === 0 ? `${field} is empty` : null;

const hasText = (at: Readonly<Record<string, unknown>>) =>
  at.text === "" ? "text is empty, at least one character is needed" : null;

const SHAPES: Readonly<Record<string, (at: Readonly<Record<string, unknown>>) => string | null>> = {
  plain_text: hasText,
  mrkdwn: hasText,
  section: (at) =>
    at.text === undefined && listIn(at, "fields").length === 0 ? "neither text nor fields" : null,
  actions: notEmpty("elements"),
  context: notEmpty("elements"),
  table: notEmpty("rows"),
  data_table(at) {
    const rows = listIn(at, "rows").map((row) => (Array.isArray(row) ? row.length : 0));
    if (rows.length < 2) return "fewer than 2 rows";
    if (new Set(rows).size > 1) return "rows of different length";
    return typeof at.caption === "string" && at.caption !== "" ? null : "no caption";
  },
  static_select: (at) =>
    listIn(at, "options").length + listIn(at, "option_groups").length === 0 ? "nothing to select" : null,
  modal: (at) =>
    objectsIn(at, "blocks").some(({ type }) => type === "input") && at.submit === undefined
      ? "inputs without a submit button"
      : null,
  image: (at) =>
    at.image_url === undefined && Object.keys(fieldsIn(at, "slack_file")).length === 0
      ? "neither image_url nor slack_file"
      : null,
};

function duplicates(ids: readonly (string | null)[]): string[] {
  const present = ids.filter((id) => id !== null);
  return [...new Set(present.filter((id, index) => present.indexOf(id) !== index))];
}
