import { z } from "zod";
import { cleanText } from "./clean-text.ts";
import { readFeedDate } from "./feed-date.ts";
import type { FeedItem, ReadFeed } from "./feed-item.ts";
import { htmlToText } from "./html-text.ts";
import { ENDPOINT } from "./reliefweb.ts";
import { canonicalLink, resolveLink } from "./web-link.ts";

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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
