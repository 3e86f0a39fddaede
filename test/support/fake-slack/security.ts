import { flagIn, textIn } from "./fields.ts";
import type { Payload } from "./payload.ts";

/** Markup an app may write: a link with a web address, with or without a label but without user info, and a date with a fallback. */
const LINK = /^https?:\/\/[^\s<>|/?#@]+([/?#][^\s<>|]*)?(\|[^<>|\n]+)?$/;
const WEB_ADDRESS = /^https?:\/\/[^\s/?#@]+([/?#]|$)/;
const DATE = /^!date\^-?\d+\^[^<>|^]+(\^https?:\/\/[^\s<>|^]+)?\|[^<>|]+$/;
const PINGS = /^(!channel|!here|!everyone|@[UW]|!subteam\^)/;
const PINGING_ELEMENTS = ["broadcast", "user", "usergroup", "team"];

/**
 * House rules about what a message must never do: ping anybody, carry markup that the app did not build, or pull
 * previews. Slack would take all of these, so they are reported and not refused.
 */
export function securityProblems(payload: Payload): string[] {
  return [
    ...(payload.surface === "message" ? markupProblems("text", textIn(payload.body, "text") ?? "") : []),
    ...payload.nodes.flatMap(({ path, type, at }) => {
      if (type === "mrkdwn" || type === "markdown") return markupProblems(path, textIn(at, "text") ?? "");
      if (PINGING_ELEMENTS.includes(type)) return [`${path}: a ${type} element pings`];
      const url = textIn(at, "url");
      if (url !== null && !WEB_ADDRESS.test(url))
        return [`${path}: ${JSON.stringify(url)} is no web address`];
      return [];
    }),
    ...(flagIn(payload.body, "link_names") === true ? ["link_names turns names into pings"] : []),
    ...(payload.body.parse === "full" ? ["parse: full turns names into pings"] : []),
  ];
}

/** A post must say itself that no link is unfolded. */
export function unfurlProblems(payload: Payload): string[] {
  return ["unfurl_links", "unfurl_media"].flatMap((name) =>
    flagIn(payload.body, name) === false ? [] : [`${name} must be false`],
  );
}

function markupProblems(path: string, text: string): string[] {
  const problems: string[] = [];
  for (let from = text.indexOf("<"); from !== -1; from = text.indexOf("<", from + 1)) {
    const end = text.indexOf(">", from);
    const inside = end === -1 ? "" : text.slice(from + 1, end);
    if (LINK.test(inside) || DATE.test(inside)) continue;
    const shown = JSON.stringify(text.slice(from, from + 40));
    problems.push(`${path}: ${PINGS.test(inside) ? "pings" : "unescaped <"} at ${shown}`);
  }
  return problems;
}
