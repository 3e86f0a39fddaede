import {
  type MarkdownLine,
  type MarkdownNode,
  readMarkdown,
  visibleText,
} from "../../adapters/discord/read-markdown.ts";
import type { DiscordPage } from "../../adapters/discord/render.ts";
import type { JsonObject } from "./fake-discord/json.ts";
import { MORE_RULES } from "./fake-discord/more-rules.ts";
import { openApiCheck } from "./fake-discord/openapi.ts";
import { HAND_RULES } from "./fake-discord/rules.ts";
import { messageSubject } from "./fake-discord/subjects.ts";

type Json = { readonly [name: string]: unknown };

const CREATE_MESSAGE = ["POST", "/channels/123456789012345678/messages", "application/json"] as const;

/**
 * What Discord would refuse in a new message: its OpenAPI document (where it is here), the rules that document does
 * not know, and what neither looks at. [] when all is well.
 */
export function payloadProblems(page: DiscordPage): string[] {
  const body = page as unknown as JsonObject;
  const all = [...everyComponent(page.components)];
  const problems: string[] = [];
  const check = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem);
  };
  const schema = openApiCheck()?.requestProblem(...CREATE_MESSAGE, body) ?? null;
  check(schema === null, `${schema?.at}: ${schema?.message}`);
  const subject = messageSubject("channel", body, null, []);
  for (const rule of [...HAND_RULES, ...MORE_RULES]) {
    const problem = rule.check(subject);
    check(problem === null, `${rule.name}: ${problem}`);
  }
  const text = all.flatMap(({ content }) => (typeof content === "string" ? [content] : [])).join("");
  check(text.length <= 4000, `${text.length} characters of text`);
  check(
    JSON.stringify(page).isWellFormed() && !/\\ud[89a-f]/i.test(JSON.stringify(page)),
    "half a surrogate pair",
  );
  for (const { type, content, options, label, placeholder } of all) {
    if (type === 10) check(String(content).trim() !== "", "an empty text display");
    const list = Array.isArray(options) ? (options as Json[]) : [];
    check(new Set(list.map(({ value }) => value)).size === list.length, "an option twice");
    const limited = [[label, 80], [placeholder, 150], ...list.map((option) => [option.label, 100])] as const;
    for (const [words, most] of limited)
      check(
        words === undefined || (String(words).length <= Number(most) && words !== ""),
        `"${words}" is too long`,
      );
  }
  return problems;
}

function* everyComponent(components: readonly unknown[]): Generator<Json> {
  for (const one of components as readonly Json[]) {
    yield one;
    if (Array.isArray(one.components)) yield* everyComponent(one.components);
  }
}

/** The lines of text in a message, as its reader sees them. */
export function shownLines(page: DiscordPage): readonly MarkdownLine[] {
  return [...everyComponent(page.components)].flatMap(({ content }) =>
    typeof content === "string" ? readMarkdown(content) : [],
  );
}

/** What a reader sees of a message, without buttons: one string a line. */
export function shownText(page: DiscordPage): readonly string[] {
  return shownLines(page).map(({ children }) => visibleText(children));
}

/** Every node of the text of a message, nested ones included. */
export function* shownNodes(page: DiscordPage): Generator<MarkdownNode> {
  for (const { children } of shownLines(page)) yield* nested(children);
}

function* nested(nodes: readonly MarkdownNode[]): Generator<MarkdownNode> {
  for (const node of nodes) {
    yield node;
    if ("children" in node) yield* nested(node.children);
  }
}
