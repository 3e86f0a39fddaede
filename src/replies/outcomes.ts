import { type Action, type Document, inlines, paragraph, quiet, strong } from "../chat/document.ts";
import type { Words } from "../chat/words/catalogue.ts";
import type { BriefResult, TopicOption } from "../desk/desk.ts";
import { detailWords } from "./head.ts";
import type { Question } from "./question.ts";

/** How the command that was asked is asked again, about another topic. */
export type Again = (topic: string) => Pick<Action, "command" | "options">;

type NotAnswered = Exclude<BriefResult, { readonly status: "ok" }>;

/** What to say when a topic leads to no digest: never a guess, always a next step. */
export function outcomeReply(result: NotAnswered, again: Again, words: Words): Document {
  switch (result.status) {
    case "unknown-topic":
      return optionsReply(words.unknownTopic(result.query), words.didYouMean, result.near, again, words);
    case "several":
      return optionsReply(words.several(result.query), null, result.options, again, words);
    case "empty-library":
      return {
        summary: words.emptyLibrary,
        tone: "nothing",
        blocks: [paragraph(words.emptyLibrary)],
      };
    default:
      return result satisfies never;
  }
}

/** Asks the same command with the same period about another topic. */
export function askingAgain(command: string, option: "topic" | "who", question: Question): Again {
  const { since, until } = question;
  const period = {
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  return (topic) => ({ command, options: { [option]: topic, ...period } });
}

function optionsReply(
  sentence: string,
  lead: string | null,
  options: readonly TopicOption[],
  again: Again,
  words: Words,
): Document {
  if (options.length === 0) {
    return {
      summary: sentence,
      tone: "trouble",
      blocks: [paragraph(sentence), paragraph(words.noSuggestion)],
    };
  }
  const items = options.map(({ label, detail }) =>
    inlines(strong(label), detail === null ? null : quiet(` · ${detailWords(detail, words)}`)),
  );
  const actions = options.map(({ label, query }) => ({
    label,
    ...again(query),
  }));
  return {
    summary: sentence,
    tone: "trouble",
    blocks: [
      paragraph(sentence),
      ...(lead === null ? [] : [paragraph(lead)]),
      { kind: "list", items },
      { kind: "actions", actions },
    ],
  };
}
