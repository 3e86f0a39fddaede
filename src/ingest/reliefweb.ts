import { z } from "zod";
import { cleanText } from "./clean-text.ts";
import { readFeedDate } from "./feed-date.ts";
import type { FetchProblem } from "./fetch-source.ts";
import { htmlToText } from "./html-text.ts";
import type { FeedItem, ReadFeed } from "./read-feed.ts";
import { canonicalLink, resolveLink } from "./web-link.ts";

/** How a query is written where a feed's address is expected: "reliefweb:goma". */
const SCHEME = /^reliefweb:(?:\/\/)?/i;
const ENDPOINT = "https://api.reliefweb.int/v2/reports";
const MOST_REPORTS = 50;

const FIELDS = [
  "title",
  "body-html",
  "url_alias",
  "url",
  "date.original",
  "date.created",
  "source.name",
  "language.code",
];

/** Only what is used; fields of a report that are missing or of another kind are absent. */
const Answer = z.object({
  data: z.array(
    z
      .object({
        id: z.union([z.string(), z.number()]).transform(String),
        fields: z
          .object({
            title: z.string().optional().catch(undefined),
            "body-html": z.string().optional().catch(undefined),
            url: z.string().optional().catch(undefined),
            url_alias: z.string().optional().catch(undefined),
            date: z
              .object({ original: z.string().optional(), created: z.string().optional() })
              .optional()
              .catch(undefined),
            source: z
              .array(z.object({ name: z.string() }))
              .optional()
              .catch(undefined),
            language: z
              .array(z.object({ code: z.string() }))
              .optional()
              .catch(undefined),
          })
          .optional()
          .catch(undefined),
      })
      .nullable()
      .catch(null),
  ),
});

/** The words of a ReliefWeb query, or null when the address is none. */
export function reliefWebQuery(address: string): string | null {
  return SCHEME.test(address) ? address.replace(SCHEME, "").trim() : null;
}

/**
 * The address of the newest reports on a query (ReliefWeb API v2). `appname` is the user's own, as ReliefWeb has
 * registered it; nobody else's may be used.
 */
export function reliefWebUrl(query: string, appname: string, endpoint = ENDPOINT): string {
  const url = new URL(endpoint);
  url.searchParams.set("appname", appname);
  if (query !== "") url.searchParams.set("query[value]", query);
  for (const field of FIELDS) url.searchParams.append("fields[include][]", field);
  url.searchParams.set("sort[]", "date.created:desc");
  url.searchParams.set("limit", String(MOST_REPORTS));
  return url.href;
}

/** Reports of an answer; a broken one is dropped and counted. */
export function readReliefWeb(text: string, now: Date): ReadFeed {
  const parsed = Answer.safeParse(parseJson(text));
  if (!parsed.success)
    return {
      ok: false,
      reason: "answers with something that is no list of reports: it is tried again later",
    };
  const items = parsed.data.data.map((report) =>
    report?.fields === undefined ? null : toItem(report.id, report.fields, now),
  );
  const good = items.filter((item) => item !== null);
  return { ok: true, feed: { title: "ReliefWeb", items: good, dropped: items.length - good.length } };
}

type Fields = NonNullable<NonNullable<z.infer<typeof Answer>["data"][number]>["fields"]>;

function toItem(id: string, fields: Fields, now: Date): FeedItem | null {
  const text = cleanText(htmlToText(fields["body-html"] ?? ""));
  const link = resolveLink(fields.url_alias ?? fields.url, ENDPOINT);
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  return {
    key: id,
    url: link === undefined ? undefined : canonicalLink(link),
    title: fields.title,
    text,
    ...readFeedDate([fields.date?.original, fields.date?.created], now),
    publisher: fields.source?.[0]?.name,
    language: fields.language?.[0]?.code,
  };
}

/** What a refusal of ReliefWeb means and what to do about it; other problems stay as they are. */
export function reliefWebProblem(problem: FetchProblem): FetchProblem {
  if (problem.http === 403) {
    const reason =
      "refuses the appname (403): ask ReliefWeb for one (apidoc.reliefweb.int) and set SITREP_RELIEFWEB_APPNAME to it";
    return { ...problem, reason };
  }
  if (problem.http === 410)
    return { ...problem, reason: "has switched this version of its API off (410): update Sitrep" };
  return problem;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
