import { readFileSync } from "node:fs";
import { PageLines } from "../ingest/page-lines.ts";

const FILE = new URL("../../seeds/pages/en.json", import.meta.url);

/** The lines of web pages that are no part of a report, as they come with the product. */
export function loadPageLines(): PageLines {
  return PageLines.parse(JSON.parse(readFileSync(FILE, "utf8")));
}
