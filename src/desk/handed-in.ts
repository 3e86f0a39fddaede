import type { Article, Facts } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { ArticleReader } from "../ingest/article-reader.ts";
import type { Draft } from "../ingest/draft.ts";
import type { FetchSource } from "../ingest/fetch-source.ts";
import { makeArticle } from "../ingest/make-article.ts";
import { noteWithdrawal } from "../ingest/note-withdrawal.ts";
import type { Agencies } from "../ingest/origin.ts";
import type { PageLines } from "../ingest/page-lines.ts";
import { placeCopies } from "../ingest/place-waiting.ts";
import { resolveLink } from "../ingest/web-link.ts";
import type { WithdrawalWords } from "../ingest/withdrawal-notice.ts";
import type { Store } from "../stores/store.ts";
import type { ReadingDesk, ReadingResult } from "./desk.ts";

/** A text of so many letters and digits is a report by itself, whatever it links to. */
const REPORT = 400;
/** Less than this says nothing. */
const LEAST = 40;
/** A web page handed in as it is; nobody types one. */
const PAGE =
  /^\ufeff?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,2000}-->\s*)?(?:<!doctype\s+html|<html[\s>])/i;
/** Articles that are compared with others before the answer: the one that came, and few that waited. */
const MOST_PLACED = 25;

export interface HandedInNeeds {
  readonly reader: ArticleReader;
  readonly agencies: Agencies;
  readonly clock: Clock;
  readonly fetch: FetchSource;
  readonly pageLines: PageLines;
  readonly withdrawalWords: WithdrawalWords;
  /** Where this tenant's own reports are kept. */
  readonly own: () => Promise<Store>;
}

/**
 * Reads what a member hands in: the text itself where it is long enough, else the page it links to, fetched through
 * the same guard as every feed. Nothing is kept unless asked.
 */
export function openHandedIn(needs: HandedInNeeds): ReadingDesk {
  const { reader, agencies, clock, withdrawalWords, own } = needs;

  async function draftOf(text: string): Promise<Draft | Exclude<ReadingResult, { status: "read" }>> {
    if (PAGE.test(text)) return pageDraft(text, null);
    const link = firstLink(text);
    const words = text.replaceAll(/https?:\/\/\S+/g, " ");
    if (lettersIn(words) >= REPORT || (link === null && lettersIn(words) >= LEAST))
      return {
        publisher: "",
        publishedAt: "",
        publishedPrecision: "unknown",
        language: "en",
        text: words.trim(),
        offset: 0,
      };
    if (link === null) return { status: "too-short" };
    const fetched = await needs.fetch({ url: link });
    if (fetched.status !== "fetched") {
      const reason = fetched.status === "problem" ? fetched.reason : "answers without a page";
      return { status: "unreadable", address: link, reason };
    }
    return pageDraft(fetched.text, fetched.url);
  }

  /** The report on a page; one without an address came as a file. */
  async function pageDraft(
    html: string,
    url: string | null,
  ): Promise<Draft | Extract<ReadingResult, { status: "unreadable" | "too-short" }>> {
    // With the parsers of web pages, which most runs never need.
    const { readPage } = await import("../ingest/read-page.ts");
    const read = readPage(html, needs.pageLines, clock.now());
    if (!read.ok)
      return url === null
        ? { status: "too-short" }
        : { status: "unreadable", address: url, reason: read.reason };
    const { page } = read;
    return {
      publisher: page.siteName ?? (url === null ? "" : new URL(url).hostname.replace(/^www\./, "")),
      ...(url !== null && { url }),
      title: page.title,
      byline: page.byline,
      publishedAt: page.publishedAt,
      publishedPrecision: page.publishedPrecision,
      language: page.language ?? "en",
      text: page.text,
      offset: 0,
    };
  }

  return {
    async read({ text, keep }) {
      const draft = await draftOf(text);
      if ("status" in draft) return draft;
      const article = makeArticle(draft, { agencies, retrievedAt: clock.now().toISOString() });
      if (article === null) return { status: "too-short" };
      const read = await reader.read(article);
      if (!read.ok) return { status: "unreadable", address: draft.url ?? article.title, reason: read.reason };
      const facts = JSON.parse(read.facts.json) as Facts;
      return { status: "read", article, facts, kept: keep ? await keepIt(article, read.facts) : "no" };
    },
  };

  async function keepIt(article: Article, facts: Parameters<Store["putAll"]>[0][number]["facts"]) {
    const store = await own();
    const [outcome] = await store.putAll([{ article, facts, reader: reader.tag, bundled: false }]);
    await noteWithdrawal(article, outcome!, { store, withdrawalWords, clock });
    await placeCopies(store, MOST_PLACED);
    return outcome === "unchanged" ? "before" : "now";
  }
}

function firstLink(text: string): string | null {
  const [found] = /https?:\/\/[^\s<>"]+/i.exec(text) ?? [];
  // Punctuation of the sentence around it.
  return found === undefined ? null : (resolveLink(found.replace(/[.,;:!?)\]}'”’»]+$/, ""), found) ?? null);
}

function lettersIn(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}
