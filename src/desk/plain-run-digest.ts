import { type Block, type Document, inlines, joined, small } from "../chat/document.ts";
import { wordsIn } from "../chat/words/catalogue.ts";
import { briefingReply } from "../replies/briefing.ts";
import { moment } from "../replies/dates.ts";
import { outcomeReply } from "../replies/outcomes.ts";
import type { AskedRun, RunDigest } from "../schedule/make-runs.ts";
import type { Desk } from "./desk.ts";

/** A run told as the briefing that anybody would get at that moment, with what a reader must know of the run itself. */
export async function plainRunDigest(desk: Pick<Desk, "brief">, asked: AskedRun): Promise<RunDigest> {
  const { language, query } = asked.subscription;
  const words = wordsIn(language);
  const result = await desk.brief(query);
  const document =
    result.status === "ok"
      ? briefingReply({
          digest: result.digest,
          understoodAs: result.understoodAs,
          question: { ...query, since: undefined, until: undefined },
          words,
          languages: result.languages ?? {},
        })
      : outcomeReply(result, (topic) => ({ label: topic, command: "briefing", options: { topic } }), words);
  return { summary: withRun({ ...document, language }, asked), details: null, snapshot: null };
}

/** Lateness and what was not sent, above and below an answer. */
function withRun(document: Document, { late, skipped, next, period, subscription, now }: AskedRun): Document {
  const words = wordsIn(subscription.language);
  const { subscriptions } = words;
  const at = (iso: string) => moment(iso, "minute", { words, quietYear: now.slice(0, 4) });
  const above: Block[] = late ? [small(subscriptions.late(textOf(at(period.to))))] : [];
  const missed = skipped?.runs.map(({ dueAt }) => inlines(textOf(at(dueAt)))) ?? [];
  if (skipped?.andEarlier === true) missed.push(inlines(subscriptions.andEarlier));
  const list = joined("; ", missed)
    .map((inline) => ("text" in inline ? inline.text : ""))
    .join("");
  const below: Block[] = [
    ...(missed.length === 0 ? [] : [small(subscriptions.skipped(list))]),
    small(subscriptions.nextReport(textOf(at(next)))),
  ];
  const actions = document.blocks.findIndex(({ kind }) => kind === "actions");
  const end = actions < 0 ? document.blocks.length : actions;
  const blocks = [...above, ...document.blocks.slice(0, end), ...below, ...document.blocks.slice(end)];
  return { ...document, blocks };
}

function textOf(inline: ReturnType<typeof moment>): string {
  return "text" in inline ? inline.text : "";
}
