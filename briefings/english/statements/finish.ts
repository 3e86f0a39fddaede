import type { Article } from "../../article.ts";
import { evidenceFor } from "../../evidence.ts";
import { factId } from "../../fact-id.ts";
import type { Source, Statement } from "../../facts.ts";
import type { Draft } from "./draft.ts";
import { type Scene, sentenceOf, token } from "./scene.ts";

export function finish(scene: Scene, article: Article, draft: Draft): Statement {
  const first = sentenceOf(scene, Math.max(0, draft.from));
  const last = sentenceOf(scene, Math.min(scene.page.tokens.length - 1, Math.max(draft.from, draft.to - 1)));
  const start = Math.min(first.start, draft.spans[0]!.start);
  const end = Math.max(last.end, draft.spans.at(-1)!.end);
  const text = draft.spans.map((span) => article.text.slice(span.start, span.end)).join(" … ");
  const verbStart = token(scene, draft.cue.at)!.start;
  return {
    id: factId("s", article.id, draft.spans[0]!.start, draft.spans[0]!.end, verbStart),
    articleId: article.id,
    speaker: draft.speaker,
    relay: draft.relay ?? [],
    addressee: draft.addressee,
    verb: draft.verb,
    act: draft.act,
    mode: draft.mode,
    polarity: draft.polarity,
    spans: draft.spans,
    text,
    channel: draft.channel ? article.text.slice(draft.channel.start, draft.channel.end) : null,
    when: draft.date === null ? null : scene.dates[draft.date]!.when,
    evidence: evidenceFor(article, { start, end }, draft.rule, draft.speaker.basis),
  };
}

/** A statement whose evidence lies inside another's content was passed on by that speaker. */
export function withRelays(statements: readonly Statement[]): Statement[] {
  return statements.map((inner, index) => {
    const relay: Source[] = [];
    for (let i = Math.max(0, index - 3); i < Math.min(statements.length, index + 4); i++) {
      const outer = statements[i]!;
      if (i === index || outer.speaker.name === inner.speaker.name) continue;
      const inside = outer.spans.some((span) =>
        inner.spans.every((part) => part.start > span.start && part.end <= span.end),
      );
      if (
        inside &&
        outer.mode === "indirect" &&
        inner.speaker.span &&
        outer.spans.some((s) => inner.speaker.span!.start >= s.start && inner.speaker.span!.end <= s.end)
      )
        relay.push(outer.speaker);
    }
    return relay.length > 0 ? { ...inner, relay: [...relay, ...inner.relay] } : inner;
  });
}
