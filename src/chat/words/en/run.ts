import { count } from "./numbers.ts";

/** Words of digests that come by themselves: what changed since the one before. */
export const run = {
  changesSince: (moment: string) => `Since ${moment}`,
  firstDigest: "First digest: nothing to compare with yet",
  unreadable: "What the last digest told cannot be compared with any more: told as a first digest",
  late: "Late: this digest was due earlier",
  skipped: (moments: string) => `Not sent: ${moments}`,
  andEarlier: "and earlier ones",
  nextReport: (moment: string) => `next report ${moment}`,
  covers: (period: string) => `covers ${period}`,
  nothingNew: (moment: string, searched: string) => `Nothing new since ${moment}; ${searched}`,
  newReports: (reports: number, origins: number) =>
    `${count(reports, "new report")}, ${count(origins, "origin")}`,
  lateReports: (n: number) => `${n} of them published before the last digest`,
  corrected: (n: number) => `${count(n, "report")} corrected`,
  labels: {
    new: "NEW",
    updated: "UPDATED",
    denied: "DENIED",
    withdrawn: "WITHDRAWN",
    resolved: "RESOLVED",
    disputed: "DISAGREEMENT",
  },
  by: { "its source": "same source", "a correction": "report corrected" },
  how: {
    denied: "denied",
    withdrawn: "no longer given",
    "no longer in the corrected report": "no longer in the corrected report",
  },
  told: "told before: ",
  noLongerDiffer: "the sources no longer differ in what was searched",
  unchanged: "Unchanged",
  standing: "Standing picture",
  more: (n: number) => `${n} more`,
};
