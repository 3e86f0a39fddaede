import type { Article } from "../../article.ts";
import type { Dropped, Source, Statement } from "../../facts.ts";
import type { Page } from "../../text/page.ts";
import type { Sentence } from "../../text/sentences.ts";
import type { Grammar } from "../grammar.ts";
import type { DateMention, World } from "../world.ts";
import { accordingDraft } from "./according-draft.ts";
import type { Discourse } from "./anaphora.ts";
import { clauseFront, clausesOf, leftStart } from "./clauses.ts";
import { quoteContent, readLead, spanOfTokens, trimEnd, trimQuoteTail, wordsIn } from "./contents.ts";
import { coordinated } from "./coordination.ts";
import type { Cue } from "./cues.ts";
import { actFor, type Clause, type Draft, drop, markQuotes, type Reader } from "./draft.ts";
import { finish, withRelays } from "./finish.ts";
import { indirectDraft, standsAlone } from "./indirect.ts";
import {
  adoptQuotes,
  chainBefore,
  followingQuote,
  laterQuote,
  precedingQuote,
  textBeforeQuote,
  tokenBefore,
} from "./quotations.ts";
import type { Reporting } from "./reporting-words.ts";
import { lowerAt, mentionAt, type Scene, setScene, token } from "./scene.ts";
import { sourceOfMention } from "./source-of-mention.ts";
import { resolveSource } from "./sources.ts";
import type { Subject } from "./subjects.ts";
import { readTurn } from "./turns.ts";
import { readVerbless } from "./verbless.ts";
import {
  canSpeak,
  citeSource,
  isFinding,
  isFindingOf,
  learnPronoun,
  otherSpeakers,
  repeatsItself,
} from "./voices.ts";

/** What the statement reader is given; `dates` in order of `start`. */
export interface StatementInput {
  readonly page: Page;
  readonly article: Article;
  readonly world: World;
  readonly dates: readonly DateMention[];
  readonly grammar: Grammar;
  readonly reporting: Reporting;
}

/**
 * Reads who said what: direct, indirect and mixed statements with their speaker, in the order of the text.
 * Each reporting cue gives at most one statement; a quotation that goes on after the verb or in the next
 * paragraph joins the statement it continues.
 */
export function readStatements(input: StatementInput): {
  statements: Statement[];
  dropped: Dropped[];
} {
  const scene = setScene(input.page, input.world, input.dates, input.grammar, input.reporting);
  const reader: Reader = {
    scene,
    discourse: { spoken: [], pronouns: new Map(), publisher: input.article.publisher },
    drafts: [],
    dropped: [],
    usedQuotes: new Set(),
  };
  for (const sentence of input.page.sentences) readSentence(reader, sentence);
  const statements = reader.drafts
    .filter((d) => d.spans.length > 0)
    .map((draft) => finish(scene, input.article, draft));
  return { statements: withRelays(statements), dropped: reader.dropped };
}

function readSentence(reader: Reader, sentence: Sentence): void {
  const { scene } = reader;
  const last = reader.drafts.at(-1);
  // The rest of a turn of a transcript is one person's words, whoever is quoted in it.
  if (last?.rule === "statements/turn" && last.block === sentence.block) return;
  const turn = readTurn(scene, sentence);
  if (turn) {
    reader.drafts.push(turn);
    reader.discourse.spoken.push(turn.speaker);
    for (let i = turn.from; i < turn.to; i++)
      if (scene.quoteOf[i]! >= 0) reader.usedQuotes.add(scene.quoteOf[i]!);
    return;
  }
  const clauses = clausesOf(scene, sentence);
  for (const [index, clause] of clauses.entries()) {
    const draft = readClause(reader, sentence, clauses, index, clause);
    if (!draft) continue;
    if (repeatsItself(reader, draft)) {
      drop(reader, clause.cue, "said inside the speaker's own statement");
      continue;
    }
    learnPronoun(reader, draft);
    citeSource(reader, draft, sentence);
    const others = clause.subject ? otherSpeakers(reader, clause.subject) : [];
    reader.drafts.push(draft, ...others.map((speaker) => ({ ...draft, speaker })));
    reader.discourse.spoken.push(...others, draft.speaker);
  }
  const verbless = readVerbless(reader, sentence);
  if (verbless) {
    reader.drafts.push(verbless);
    reader.discourse.spoken.push(verbless.speaker);
  }
  adoptQuotes(reader, sentence);
}

function readClause(
  reader: Reader,
  sentence: Sentence,
  clauses: readonly Clause[],
  index: number,
  clause: Clause,
): Draft | null {
  const { scene, discourse } = reader;
  const { cue } = clause;
  if (cue.kind === "according") return accordingDraft(reader, sentence, clauses, index, cue);
  const subject = clause.subject;
  if (!subject) return drop(reader, cue, "no speaker");
  if (subject.shape === "relative") return drop(reader, cue, "an aside in a relative clause");
  const speaker = resolveSource(scene, coordinated(scene, subject)[0] ?? subject, discourse);
  if (!speaker) return drop(reader, cue, "the speaker is not named");
  if (!canSpeak(scene, speaker, cue) || (isFinding(cue) && !isFindingOf(scene, subject, speaker)))
    return drop(reader, cue, "a thing does not speak");

  const afterVerb = subject.shape === "after" ? subject.to : cue.to;
  const lead = readLead(scene, cue, afterVerb, sentence.to);
  const base = {
    speaker,
    addressee: lead.addressee ? sourceIn(scene, lead.addressee.from, lead.addressee.to, discourse) : null,
    cue,
    verb: verbWords(scene, cue),
    act: cue.verb!.act,
    polarity: cue.verb!.polarity,
    channel: lead.channel,
    date: lead.date ?? dateBeside(scene, sentence, cue, subject, lead.contentFrom),
    from: Math.min(cue.from, subject.shape === "shared" ? cue.from : subject.from),
    to: afterVerb,
    block: sentence.block,
  };
  const quoteBefore =
    subject.shape === "shared"
      ? -1
      : precedingQuote(scene, subject.shape === "after" ? cue.from : clauseFront(scene, subject, sentence));
  const after =
    followingQuote(scene, lead, sentence) ??
    (subject.shape === "before" || subject.shape === "shared" ? laterQuote(scene, lead, sentence) : null);
  if (quoteBefore >= 0 && !reader.usedQuotes.has(quoteBefore)) {
    const quote = scene.page.quotes[quoteBefore]!;
    const before = textBeforeQuote(scene, quoteBefore);
    if (before === null) {
      const content = quoteContent(scene, quoteBefore);
      if (!content) return null;
      reader.usedQuotes.add(quoteBefore);
      const spans = [...chainBefore(reader, quoteBefore), content];
      if (after && !reader.usedQuotes.has(after.quote) && after.whole) {
        reader.usedQuotes.add(after.quote);
        const more = quoteContent(scene, after.quote);
        if (more) spans.push(more);
      }
      return {
        ...base,
        mode: "direct",
        spans,
        rule: "statements/quote-before",
        ...actFor(cue, true),
      };
    }
    // Words of the outlet before the quotation, in one clause with it: mixed.
    const from = leftStart(scene, sentence, clauses, index, before);
    const end = tokenBefore(scene, quote.end);
    const span = spanOfTokens(scene, from, trimEnd(scene, from, end + 1));
    // "… their 'own town.' The mayor said …": the quotation closed the sentence before.
    const apart = end < sentence.from;
    // "On the radio show 'Dawn,' the mayor said …": it stands in an adverbial, and what was said follows.
    const beside =
      wordsIn(scene, lead.contentFrom, sentence.to) >= 2 &&
      token(scene, lead.contentFrom)!.text !== "," &&
      !standsAlone(scene, from, end + 1);
    if (span && !apart && !beside && wordsIn(scene, from, end + 1) >= 2) {
      markQuotes(reader, from, end + 1);
      return {
        ...base,
        mode: "mixed",
        spans: [trimQuoteTail(scene, span)],
        rule: "statements/mixed-before",
        from: Math.min(base.from, from),
        ...actFor(cue, true),
      };
    }
  }
  if (after && !lead.complementiser && after.direct) {
    const content = quoteContent(scene, after.quote);
    if (!content) return null;
    reader.usedQuotes.add(after.quote);
    return {
      ...base,
      mode: "direct",
      spans: [content],
      rule: "statements/quote-after",
      ...actFor(cue, true),
    };
  }
  return indirectDraft(reader, sentence, clauses, index, subject, lead, base);
}

/**
 * The date of speaking where it does not follow the verb: before the verb ("on Tuesday raised"), at the start of the
 * sentence ("On Friday, X said"), or inside the object of a request ("urged the council on Tuesday to").
 */
function dateBeside(
  scene: Scene,
  sentence: Sentence,
  cue: Cue,
  subject: Subject,
  contentFrom: number,
): number | null {
  const beside = subject.shape === "before" && cue.kind === "finite" && cue.from - subject.to <= 3;
  let from = cue.from;
  if (beside) {
    // "The road was shut on Wednesday, residents said": a date before the comma belongs to what was said.
    from = subject.from;
    const limit = Math.max(sentence.from, subject.from - 5);
    const opening = subject.from - sentence.from <= 5;
    while (from > limit && (opening || token(scene, from - 1)!.text !== ",")) from--;
  }
  for (let i = from; i < cue.at; i++)
    if (scene.dateOf[i]! >= 0 && scene.quoteOf[i]! < 0) return scene.dateOf[i]!;
  if (cue.verb?.frame !== "object" && cue.verb?.frame !== "request") return null;
  for (let i = contentFrom; i < Math.min(sentence.to, contentFrom + 8); i++) {
    if (lowerAt(scene, i) === "to" || lowerAt(scene, i) === "of" || token(scene, i)!.text === ",")
      return null;
    if (scene.dateOf[i]! >= 0) return scene.dateOf[i]!;
  }
  return null;
}

function verbWords(scene: Scene, cue: Cue): string {
  return scene.page.text.slice(token(scene, cue.at)!.start, token(scene, cue.to - 1)!.end);
}

function sourceIn(scene: Scene, from: number, to: number, discourse: Discourse): Source | null {
  const mention = mentionAt(scene, to - 1) ?? mentionAt(scene, from);
  if (mention) return sourceOfMention(scene, mention, null, "stated");
  const span = spanOfTokens(scene, from, to);
  if (!span) return null;
  const lower = lowerAt(scene, from);
  if (/^(?:him|her|them|us|me|it|you)$/.test(lower))
    return resolveSource(scene, { from, to, shape: "before" }, discourse);
  return {
    name: scene.page.text.slice(span.start, span.end),
    actorId: null,
    named: false,
    role: null,
    span,
    basis: "stated",
  };
}
