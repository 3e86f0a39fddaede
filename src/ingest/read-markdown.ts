import { parseDocument } from "yaml";
import { z } from "zod";
import { RetoldFrom } from "../../briefings/index.ts";
import { type ReadItem, rejected } from "./draft.ts";
import { type PublicationDate, readDate } from "./read-date.ts";

const words = z.string("must be text (put it in quotes)").trim().min(1, "is empty");

/** A date field of any accepted form, as day or moment with its precision. */
export const publicationDate = z
  .string("must be a date such as 2025-01-29 or 2025-01-29T06:00Z")
  .transform((given, context): PublicationDate => {
    const date = readDate(given);
    if (date !== null) return date;
    context.addIssue({
      code: "custom",
      message: `"${given.slice(0, 40)}" is not a date: write 2025-01-29 or 2025-01-29T06:00Z`,
    });
    return z.NEVER;
  });

/** An address that may be printed and followed: nothing but http and https. */
export const webAddress = z.url({ protocol: /^https?$/, error: "is not a web address (https://…)" });

/** What stands between the two lines of dashes at the head of a .md file. */
const FrontMatter = z.object({
  title: words,
  publisher: words,
  origin: words.optional(),
  byline: words.optional(),
  dateline: words.optional(),
  publishedAt: publicationDate,
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9-]+)?$/, 'is not a language tag such as "en"')
    .optional(),
  kind: words.optional(),
  url: webAddress.optional(),
  retoldFrom: z
    .array(RetoldFrom.extend({ url: webAddress.optional() }))
    .min(1)
    .optional(),
  note: words.optional(),
});

/** A .md file: YAML front matter between two lines `---`, then the body. */
export function readMarkdown(file: string, source: string): ReadItem {
  const head = /^(?:\s*\n)?---[ \t]*\r?\n/.exec(source);
  if (head === null) {
    return rejected(
      file,
      "front matter",
      "is missing: begin the file with a line ---, then title, publisher and publishedAt, then a line ---",
    );
  }
  const end = /^---[ \t]*(?:\r?\n|$)/m.exec(source.slice(head[0].length));
  if (end === null) return rejected(file, "front matter", "has no end: close it with a line ---");
  const yaml = source.slice(head[0].length, head[0].length + end.index);
  const offset = head[0].length + end.index + end[0].length;
  const document = parseDocument(yaml, { prettyErrors: false });
  const broken = document.errors[0];
  if (broken !== undefined) {
    const line = yaml.slice(0, broken.pos[0]).split("\n").length + head[0].split("\n").length - 1;
    return rejected(file, `front matter, line ${line}`, `is not YAML (${broken.message.toLowerCase()})`);
  }
  const parsed = FrontMatter.safeParse(document.toJS() ?? {}, { reportInput: true });
  if (!parsed.success) {
    const rejections = parsed.error.issues.map((issue) => ({
      file,
      field: issue.path.join(".") || "front matter",
      reason: missing(issue) ? "is missing in the front matter" : issue.message,
    }));
    return { ok: false, rejections };
  }
  const { publishedAt, language, kind, ...rest } = parsed.data;
  return {
    ok: true,
    file,
    draft: { ...rest, ...publishedAt, language: language ?? "en", text: source.slice(offset), offset },
  };
}

function missing(issue: z.core.$ZodIssue): boolean {
  return issue.code === "invalid_type" && issue.input === undefined;
}
