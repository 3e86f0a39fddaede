import {
  type Action,
  type Block,
  type Document,
  heading,
  type Inlines,
  inlines,
  paragraph,
  quiet,
  small,
  strong,
} from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { GivenWatch, WatchLine, WatchMade, WatchTest } from "../desk/desk.ts";
import { alertLines } from "./alert.ts";
import { conditionWords } from "./condition.ts";
import { moment } from "./dates.ts";
import { outcomeReply } from "./outcomes.ts";

/** Watches whose buttons are shown under a list: each has three. */
const MOST_WITH_BUTTONS = 5;
const MOST_TESTED = 12;

/** What became of a wish to be told: the rule as it was understood, or what is in the way. */
export function watchMadeReply(made: WatchMade, given: GivenWatch, words: Words): Document {
  const { watches } = words;
  switch (made.status) {
    case "saved": {
      const { line, nothingYet, understoodAs } = made;
      const sentence = watches.saved(line.topic);
      return {
        summary: sentence,
        tone: "found",
        blocks: [
          heading(1, sentence),
          ...(understoodAs === null ? [] : [small(words.understoodAs(line.topic, understoodAs))]),
          paragraph(`${watches.rule}${words.colon}`, strong(conditionWords(line.condition, words))),
          small(nothingYet ? watches.nothingYet : watches.quietOtherwise, "  ", quiet(line.id)),
          { kind: "actions", actions: buttonsOf(line, words, false) },
        ],
      };
    }
    case "unclear": {
      const { topic: _, ...others } = given;
      const options = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== undefined));
      return outcomeReply(
        made.result,
        (topic) => ({ command: "watch", options: { topic, ...(options as Record<string, string>) } }),
        words,
      );
    }
    case "no-access":
      return watchTrouble(watches.lacks(made.missing));
    case "no-channel":
      return watchTrouble(watches.notHere);
    case "unreachable":
      return watchTrouble(words.subscriptions.unreachable);
    case "too-many":
      return watchTrouble(watches.tooMany(made.most));
    default:
      return made satisfies never;
  }
}

/** The watches of a tenant with what can be done to each. */
export function watchListReply(lines: readonly WatchLine[], words: Words): Document {
  const { watches } = words;
  const actions = lines
    .slice(0, MOST_WITH_BUTTONS)
    .flatMap((line) => buttonsOf(line, words, lines.length > 1));
  const list: Block =
    lines.length === 0
      ? paragraph(watches.none)
      : { kind: "list", items: lines.map((line) => shownLine(line, words)) };
  return {
    summary: watches.heading,
    tone: "found",
    blocks: [
      heading(1, watches.heading),
      list,
      ...(actions.length === 0 ? [] : [{ kind: "actions" as const, actions }]),
    ],
  };
}

/** What a watch would have told, day by day. */
export function watchTestReply({ line, days }: WatchTest, words: Words): Document {
  const { watches } = words;
  const count = days.reduce((sum, { alerts }) => sum + alerts.length, 0);
  const sentence = count === 0 ? watches.wouldNotHave : watches.wouldHave(count);
  const items = days.toReversed().flatMap((day) => alertLines(day, line.topic, words));
  const hidden = items.length - MOST_TESTED;
  return {
    summary: `${line.topic}${words.colon}${sentence}`,
    tone: count === 0 ? "nothing" : "found",
    blocks: [
      heading(1, [strong(line.topic)], [quiet(conditionWords(line.condition, words))]),
      paragraph(sentence),
      ...(items.length === 0 ? [] : [{ kind: "list" as const, items: items.slice(0, MOST_TESTED) }]),
      ...(hidden > 0 ? [small(watches.more(hidden))] : []),
    ],
  };
}

export function watchDoneReply(sentence: string): Document {
  return { summary: sentence, tone: "found", blocks: [paragraph(sentence)] };
}

export function watchTrouble(sentence: string): Document {
  return { summary: sentence, tone: "trouble", blocks: [paragraph(sentence)] };
}

function shownLine({ id, topic, condition, alertedAt, paused, problem }: WatchLine, words: Words): Inlines {
  const { watches, colon } = words;
  const last =
    alertedAt === null
      ? inlines(watches.noneYet)
      : inlines(moment(alertedAt, "minute", { words, quietYear: null }));
  return inlines(
    strong(topic),
    ` · ${conditionWords(condition, words)} · ${watches.last}${colon}`,
    last,
    paused ? ` · ${watches.paused}` : null,
    problem === null ? null : ` · ${problem}`,
    " ",
    quiet(id),
  );
}

function buttonsOf(line: WatchLine, { watches }: Words, named: boolean): readonly Action[] {
  const { id } = line;
  const button = (action: string, word: string): Action => ({
    label: named ? `${word} · ${line.topic}`.slice(0, 70) : word,
    command: "watches",
    options: { action, id },
  });
  return [
    button("test", watches.test),
    line.paused ? button("resume", watches.resume) : button("pause", watches.pause),
    button("remove", watches.remove),
  ];
}
