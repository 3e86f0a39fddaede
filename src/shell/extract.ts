import type { Clock } from "../clock.ts";
import { type ExtractNeeds, extractFiles, extractLines } from "../desk/extract.ts";
import { loadAgencies } from "../desk/load-agencies.ts";
import { openEngine } from "../desk/open-engine.ts";
import { rejectionText } from "../desk/run-ingest.ts";
import { UserError } from "../errors.ts";
import { type ExitCode, type Request, show, textOf } from "./screen.ts";

const { stdin, stderr } = process;

/** Text in, facts out: from files, or line by line from standard input. */
export function extract(request: Request, clock: Clock): Promise<ExitCode> {
  const needs: ExtractNeeds = { reader: openEngine(), agencies: loadAgencies(), clock };
  return request.flags.jsonl === true ? extractStandardInput(request, needs) : extractNamed(request, needs);
}

async function extractNamed({ words, flags }: Request, needs: ExtractNeeds): Promise<ExitCode> {
  if (words.length === 0) {
    throw new UserError("bad-option", "extract needs a file, or --jsonl to read lines from standard input");
  }
  let held: string | null = null;
  let written = 0;
  let bad = 0;
  for await (const result of extractFiles(needs, words, textOf(flags.publisher))) {
    if (!result.ok) {
      bad += 1;
      stderr.write(`sitrep: ${result.rejections.map(rejectionText).join("; ")}\n`);
      continue;
    }
    // The first article waits for a second: alone it is printed for people, with others one line each.
    if (held !== null) await show(`${JSON.stringify(JSON.parse(held))}\n`);
    held = null;
    if (written === 0) held = JSON.stringify(result.value, null, 2);
    else await show(`${JSON.stringify(result.value)}\n`);
    written += 1;
  }
  if (held !== null) await show(`${held}\n`);
  if (bad === 0) return 0;
  return written === 0 ? 2 : 1;
}

async function extractStandardInput({ words }: Request, needs: ExtractNeeds): Promise<ExitCode> {
  if (words.length > 0)
    throw new UserError("bad-option", "extract --jsonl reads standard input: give no files");
  let bad = false;
  for await (const { ok, value } of extractLines(needs, stdin)) {
    if (!ok) bad = true;
    await show(`${JSON.stringify(value)}\n`);
  }
  return bad ? 1 : 0;
}
