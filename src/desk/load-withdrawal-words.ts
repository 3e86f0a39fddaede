import { readFileSync } from "node:fs";
import { WithdrawalWords } from "../ingest/withdrawal-notice.ts";

const FILE = new URL("../../seeds/words/withdrawals.json", import.meta.url);

/** The words by which publishers take a report back, as they come with the product. */
export function loadWithdrawalWords(): WithdrawalWords {
  return WithdrawalWords.parse(JSON.parse(readFileSync(FILE, "utf8")));
}
