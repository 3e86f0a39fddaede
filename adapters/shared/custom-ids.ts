/**
 * What a button, a select or a modal carries: a kind, a key into the chat memory, and where it matters a number.
 * The key means nothing to anybody else; 100 characters are Discord's limit, about 40 are used.
 */
export type CustomId =
  /** An action that was offered: a command with its options. */
  | { readonly kind: "act"; readonly key: string }
  /** The same, after the fields of a modal were filled in. */
  | { readonly kind: "ask"; readonly key: string }
  /** The whole answer, shown to the channel. */
  | { readonly kind: "share"; readonly key: string }
  /** A page of an answer, counted from 0. */
  | { readonly kind: "page"; readonly key: string; readonly page: number }
  /** "Why…": the chosen value is the id of a fact. */
  | { readonly kind: "why" };

const PATTERN = /^sitrep:(?:(act|ask|share):([\w-]{22})|page:([\w-]{22}):(\d{1,3})|why(?::\d{1,2})?)$/;

export function writeCustomId(id: CustomId): string {
  switch (id.kind) {
    case "act":
    case "ask":
    case "share":
      return `sitrep:${id.kind}:${id.key}`;
    case "page":
      return `sitrep:page:${id.key}:${id.page}`;
    case "why":
      return "sitrep:why";
    default:
      return id satisfies never;
  }
}

/** null for what this bot did not write, or an earlier version of it. */
export function readCustomId(text: string): CustomId | null {
  const found = PATTERN.exec(text);
  if (found === null) return null;
  const [, kind, key, pageKey, page] = found;
  if (kind === "act" || kind === "ask" || kind === "share") return { kind, key: key! };
  if (pageKey !== undefined) return { kind: "page", key: pageKey, page: Number(page) };
  return { kind: "why" };
}
