/**
 * Discord's Markdown as its client reads it, for the preview and for tests that ask what a reader really sees.
 * Written from the client's behaviour and not from our escaping, so that the one checks the other.
 */
export type MarkdownNode =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "bold" | "italic" | "underline" | "struck" | "spoiler";
      readonly children: MarkdownNodes;
    }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "link"; readonly url: string; readonly children: MarkdownNodes }
  /** Anything that pings, jumps or runs: users, roles, channels, commands, everyone. */
  | { readonly kind: "mention"; readonly text: string }
  | { readonly kind: "emoji"; readonly text: string }
  | { readonly kind: "time"; readonly seconds: number };

export type MarkdownNodes = readonly MarkdownNode[];

export interface MarkdownLine {
  readonly look: "text" | "h1" | "h2" | "h3" | "small" | "quote" | "item";
  readonly children: MarkdownNodes;
}

const LINES: readonly (readonly [RegExp, MarkdownLine["look"]])[] = [
  [/^-# +(?=\S)/, "small"],
  [/^# +(?=\S)/, "h1"],
  [/^## +(?=\S)/, "h2"],
  [/^### +(?=\S)/, "h3"],
  [/^>(?:>>)? /, "quote"],
  [/^ *(?:[-*+]|\d+[.)]) +(?=\S)/, "item"],
];

/** The lines of a text display. */
export function readMarkdown(content: string): readonly MarkdownLine[] {
  return content.split("\n").map((text) => {
    for (const [prefix, look] of LINES) {
      const start = prefix.exec(text)?.[0];
      if (start !== undefined) return { look, children: readInline(text.slice(start.length)) };
    }
    return { look: "text", children: readInline(text) };
  });
}

type Rule = readonly [RegExp, (match: RegExpExecArray) => MarkdownNode];

const wrapping =
  (kind: "bold" | "italic" | "underline" | "struck" | "spoiler") => (match: RegExpExecArray) => ({
    kind,
    children: readInline(match[1] ?? ""),
  });

const RULES: readonly Rule[] = [
  [/\\([^0-9A-Za-z\s])/y, ([, text = ""]) => ({ kind: "text", text })],
  [/(`+)([^`]|[^`][\s\S]*?[^`])\1(?!`)/y, ([, , text = ""]) => ({ kind: "code", text })],
  [
    /\[((?:\\.|[^\]\\])+)\]\(\s*<?((?:https?):\/\/[^\s>)]+)>?\s*\)/y,
    ([, label = "", url = ""]) => ({ kind: "link", url, children: readInline(label) }),
  ],
  [
    /<(https?:\/\/[^>\s]+)>/y,
    ([, url = ""]) => ({ kind: "link", url, children: [{ kind: "text", text: url }] }),
  ],
  [
    /https?:\/\/[^\s<]+[^<.,:;"'\]\s)]/y,
    ([url]) => ({ kind: "link", url, children: [{ kind: "text", text: url }] }),
  ],
  [
    /discord(?:app)?\.(?:gg|com\/invite)\/[\w-]+/iy,
    ([url]) => ({ kind: "link", url, children: [{ kind: "text", text: url }] }),
  ],
  [
    /<@[!&]?\d+>|<#\d+>|<\/[^:>]+:\d+>|<id:\w+>|<sound:[^>]+>|@everyone|@here/iy,
    ([text]) => ({ kind: "mention", text }),
  ],
  [/<t:(-?\d+)(?::[a-zA-Z])?>/y, ([, seconds]) => ({ kind: "time", seconds: Number(seconds) })],
  [/<a?:\w+:\d+>/y, ([text]) => ({ kind: "emoji", text })],
  [/\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/y, wrapping("bold")],
  [/__((?:\\[\s\S]|[^\\])+?)__(?!_)/y, wrapping("underline")],
  [/~~((?:\\[\s\S]|[^\\])+?)~~(?!_)/y, wrapping("struck")],
  [/\|\|((?:\\[\s\S]|[^\\])+?)\|\|/y, wrapping("spoiler")],
  [/\*(?=\S)((?:\\[\s\S]|[^\\*])+?)\*(?!\*)/y, wrapping("italic")],
  [/\b_((?:\\[\s\S]|[^\\_])+?)_(?!\w)/y, wrapping("italic")],
];

function readInline(text: string): MarkdownNodes {
  const nodes: MarkdownNode[] = [];
  let plain = "";
  const flush = () => {
    if (plain !== "") nodes.push({ kind: "text", text: plain });
    plain = "";
  };
  for (let at = 0; at < text.length; ) {
    const found = firstMatch(text, at);
    if (found === null) {
      plain += text[at];
      at += 1;
      continue;
    }
    if (found.node.kind === "text") plain += found.node.text;
    else {
      flush();
      nodes.push(found.node);
    }
    at += found.length;
  }
  flush();
  return nodes;
}

function firstMatch(
  text: string,
  at: number,
): { readonly node: MarkdownNode; readonly length: number } | null {
  for (const [rule, make] of RULES) {
    rule.lastIndex = at;
    const match = rule.exec(text);
    if (match !== null) return { node: make(match), length: match[0].length };
  }
  return null;
}

/** What a reader sees of it, without any look. */
export function visibleText(nodes: MarkdownNodes): string {
  return nodes
    .map((node) => {
      if (node.kind === "time") return new Date(node.seconds * 1000).toISOString();
      return "children" in node ? visibleText(node.children) : node.text;
    })
    .join("");
}
