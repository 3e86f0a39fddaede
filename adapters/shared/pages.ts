import { z } from "zod";
import type { AskedField, Document } from "../../src/chat/document.ts";
import type { ChatMemory } from "../../src/chat/memory.ts";
import { writeCustomId } from "./custom-ids.ts";
import type { CustomIdOf } from "./presses.ts";

/** Buttons live as long as somebody may scroll back to them; the pages of an answer as long as it is being read. */
const ACTIONS_MS = 90 * 24 * 3_600_000;
const PAGES_MS = 24 * 3_600_000;

/** What a button stands for. */
const Offered = z.object({
  label: z.string(),
  command: z.string(),
  options: z.record(z.string(), z.string()),
  asks: z
    .array(z.object({ option: z.string(), label: z.string(), required: z.boolean(), example: z.string() }))
    .optional(),
});
export type Offered = z.infer<typeof Offered>;

/** A whole answer, to turn its pages without asking again: a reader wants the second half of what she began. */
const Kept = z.object({
  document: z.custom<Document>((value) => typeof value === "object" && value !== null),
});

/** Renders documents for one tenant and remembers what their buttons stand for, before anybody can press them. */
export interface Pages<Page> {
  /** The page with this number (from 0), or the last one. */
  page(tenant: string, document: Document, number: number): Promise<Page>;
  /** The answer a page belongs to; null when it is forgotten or of another tenant. */
  document(tenant: string, key: string): Promise<Document | null>;
  offered(tenant: string, key: string): Promise<Offered | null>;
}

/** What draws a document on one platform, at least one page of it. */
export type DrawPages<Page> = (document: Document, customIdOf: CustomIdOf) => readonly Page[];

/** Answers that many may ask for at the same moment are drawn once: so many of the last ones are at hand. */
const MOST_DRAWN = 64;

/** A document as it was drawn, with what its buttons stand for. */
interface Drawn<Page> {
  readonly pages: readonly Page[];
  readonly offers: readonly Offered[];
  readonly shares: boolean;
}

export function openPages<Page>(memory: ChatMemory, draw: DrawPages<Page>): Pages<Page> {
  /** By tenant and content: the same document is drawn the same way. */
  const drawn = new Map<string, Drawn<Page>>();

  function drawnOnce(tenant: string, document: Document, pageKey: string): Drawn<Page> {
    const place = `${tenant} ${pageKey}`;
    const known = drawn.get(place) ?? drawNow(tenant, document, pageKey);
    // Used last, forgotten last.
    drawn.delete(place);
    drawn.set(place, known);
    for (const first of drawn.keys()) {
      if (drawn.size <= MOST_DRAWN) break;
      drawn.delete(first);
    }
    return known;
  }

  function drawNow(tenant: string, document: Document, pageKey: string): Drawn<Page> {
    const offers: Offered[] = [];
    let shares = false;
    const pages = draw(document, (press) => {
      if (press.kind === "why") return writeCustomId({ kind: "why" });
      if (press.kind === "share") {
        shares = true;
        return writeCustomId({ kind: "share", key: pageKey });
      }
      if (press.kind === "page") return writeCustomId({ kind: "page", key: pageKey, page: press.page });
      const { label, command, options, asks } = press.action;
      const offer: Offered = {
        label,
        command,
        options,
        ...(asks === undefined ? {} : { asks: asks.map(plainField) }),
      };
      offers.push(offer);
      return writeCustomId({
        kind: asks === undefined ? "act" : "ask",
        key: memory.keyOf(tenant, offer),
      });
    });
    return { pages, offers, shares };
  }

  return {
    async page(tenant, document, number) {
      const { files: _, ...whole } = document;
      const kept: z.infer<typeof Kept> = { document: whole };
      const pageKey = memory.keyOf(tenant, kept);
      const { pages, offers, shares } = drawnOnce(tenant, document, pageKey);
      await memory.keep(tenant, offers, ACTIONS_MS);
      if (pages.length > 1 || shares) await memory.keep(tenant, [kept], PAGES_MS);
      return pages[Math.min(number, pages.length - 1)]!;
    },
    async document(tenant, key) {
      const kept = Kept.safeParse(await memory.recall(tenant, key));
      return kept.success ? kept.data.document : null;
    },
    async offered(tenant, key) {
      const offered = Offered.safeParse(await memory.recall(tenant, key));
      return offered.success ? offered.data : null;
    },
  };
}

function plainField({ option, label, required, example }: AskedField) {
  return { option, label, required, example };
}
