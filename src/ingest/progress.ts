import type { Writable } from "node:stream";
import type { IngestProgress } from "./ingest-files.ts";

const WIDTH = 24;
/** How far back the rate looks, and how often a line is written where there is no terminal. */
const WINDOW_MS = 10_000;
const LINE_EVERY_MS = 5_000;

export interface Progress {
  update(progress: IngestProgress): void;
  /** Removes the bar; nothing is drawn afterwards. */
  clear(): void;
}

interface Sample extends IngestProgress {
  readonly at: number;
}

/**
 * How far an ingest is, with its rate and the time that is left: a bar on one line of a terminal, elsewhere a
 * plain line every few seconds, and none for what is done at once. `now` in milliseconds.
 */
export function showProgress(
  output: Writable & { readonly isTTY?: boolean },
  label: string,
  now: () => number,
): Progress {
  const bar = output.isTTY === true;
  let samples: readonly Sample[] = [{ at: now(), articles: 0, bytes: 0, ofBytes: null }];
  let drawn = "";
  let lastLine = now();
  return {
    update(progress) {
      const latest = { ...progress, at: now() };
      const recent = samples.filter(({ at }) => latest.at - at <= WINDOW_MS);
      // A step that took longer than the window is measured from its beginning.
      const from = recent[0] ?? samples.at(-1) ?? latest;
      samples = [...(recent.length === 0 ? [from] : recent), latest];
      const words = wordsOf(from, latest);
      if (bar) {
        const line = `${label} ${barOf(progress)}${words}`;
        if (line !== drawn) output.write(`\r\u001b[K${line}`);
        drawn = line;
      } else if (latest.at - lastLine >= LINE_EVERY_MS) {
        output.write(`sitrep: ${label}, ${words}\n`);
        lastLine = latest.at;
      }
    },
    clear() {
      if (drawn !== "") output.write("\r\u001b[K");
      drawn = "";
    },
  };
}

function barOf({ bytes, ofBytes }: IngestProgress): string {
  if (ofBytes === null) return "";
  const full = Math.floor(shareOf(bytes, ofBytes) * WIDTH);
  return `${"█".repeat(full)}${"░".repeat(WIDTH - full)} `;
}

/** "43 %, 4,300 articles, 120/s, 0:45 left" */
function wordsOf(from: Sample, { at, articles, bytes, ofBytes }: Sample): string {
  const seconds = (at - from.at) / 1000;
  const rate = seconds <= 0 ? null : (articles - from.articles) / seconds;
  const byteRate = seconds <= 0 ? 0 : (bytes - from.bytes) / seconds;
  const left = ofBytes === null || byteRate <= 0 ? null : (ofBytes - bytes) / byteRate;
  return [
    ...(ofBytes === null ? [] : [`${Math.floor(shareOf(bytes, ofBytes) * 100)} %`]),
    `${articles.toLocaleString("en-US")} articles`,
    ...(rate === null ? [] : [`${rate.toFixed(rate < 10 ? 1 : 0)}/s`]),
    ...(left === null ? [] : [`${clockTime(left)} left`]),
  ].join(", ");
}

function shareOf(bytes: number, ofBytes: number): number {
  return ofBytes === 0 ? 1 : Math.min(1, bytes / ofBytes);
}

function clockTime(seconds: number): string {
  const whole = Math.ceil(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (number: number) => String(number).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}
