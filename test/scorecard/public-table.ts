import type { MeasuredLine } from "./public-measures.ts";
import type { PublicScore } from "./public-sets.ts";

/** All public measures beside what is wanted of them, as Markdown. */
export function publicTable(lines: readonly MeasuredLine[]): string {
  const wanted = lines.filter(({ target }) => target !== null);
  const met = wanted.filter(isMet).length;
  return [
    "| Public set | Measure | | Value | Wanted | |",
    "| --- | --- | --- | ---: | ---: | --- |",
    ...lines.map(
      (line) =>
        `| ${line.set} | ${line.label} | ${line.column} | ${line.value?.toFixed(3) ?? "-"} | ` +
        `${line.target === null ? "" : line.target.toFixed(2)} | ${verdict(line)}${line.of} |`,
    ),
    "",
    `${met} of ${wanted.length} targets met.`,
  ].join("\n");
}

function isMet({ value, target }: MeasuredLine): boolean {
  return target !== null && value !== null && value >= target;
}

function verdict(line: MeasuredLine): string {
  if (line.target === null) return "";
  const word = isMet(line) ? "met" : "missed";
  return line.of === "" ? word : `${word}, `;
}

/** Everything that went wrong on a set, one line each: "-" was not found, "+" is wrong or not in the gold. */
export function publicSlips({ set, miss, extra }: PublicScore): string {
  return [`== ${set}`, ...miss.map((slip) => `- ${slip}`), ...extra.map((slip) => `+ ${slip}`)].join("\n");
}
