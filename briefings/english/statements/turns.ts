import { foldName } from "../../gazetteer.ts";
import type { Sentence } from "../../text/sentences.ts";
import { trimEnd, wordsIn } from "./contents.ts";
import type { Draft } from "./draft.ts";
import { type Scene, token } from "./scene.ts";

const LONGEST_LABEL = 5;

/**
 * A turn of an interview or transcript ("KHALAF: Before the siege …"): a paragraph that begins with the name of a
 * person of the article and a colon. Everything behind the colon is what that person said, whatever verbs stand in
 * it. Null when the paragraph is none, or when no single person bears that name.
 */
export function readTurn(scene: Scene, sentence: Sentence): Draft | null {
  const block = scene.page.blocks[sentence.block]!;
  if (token(scene, sentence.from)!.start !== block.body || block.kind === "bullet") return null;
  const colon = colonAt(scene, sentence);
  if (colon < 0) return null;
  const label = scene.page.text.slice(token(scene, sentence.from)!.start, token(scene, colon - 1)!.end);
  const actor = bearerOf(scene, label);
  const to = blockEnd(scene, sentence);
  if (!actor || wordsIn(scene, colon + 1, to) < 2) return null;
  const quoted = scene.quoteOf[colon + 1]! >= 0;
  const end = trimEnd(scene, colon + 1, to);
  const inner = quoted ? scene.page.quotes[scene.quoteOf[colon + 1]!]!.inner : null;
  const span = inner ?? { start: token(scene, colon + 1)!.start, end: token(scene, end - 1)!.end };
  const mark = { start: token(scene, sentence.from)!.start, end: token(scene, colon - 1)!.end };
  return {
    speaker: {
      name: actor.name,
      actorId: actor.id,
      named: true,
      role: actor.roles[0] ?? null,
      span: mark,
      basis: "stated",
    },
    addressee: null,
    cue: { verb: null, at: colon, from: colon, to: colon + 1, kind: "finite", readings: [] },
    verb: ":",
    act: "said",
    polarity: "positive",
    mode: "direct",
    spans: [span],
    channel: null,
    date: null,
    rule: "statements/turn",
    from: sentence.from,
    to,
    block: sentence.block,
  };
}

function colonAt(scene: Scene, sentence: Sentence): number {
  for (let i = sentence.from + 1; i < Math.min(sentence.to, sentence.from + LONGEST_LABEL + 1); i++) {
    if (token(scene, i)!.text === ":") return i;
    if (!token(scene, i)!.cap) return -1;
  }
  return -1;
}

function bearerOf(scene: Scene, label: string) {
  const wanted = foldName(label);
  const bearers = scene.world.actors.filter((actor) => {
    if (actor.kind !== "person") return false;
    return [actor.name, ...actor.aliases].some(
      (name) => foldName(name) === wanted || foldName(name).endsWith(` ${wanted}`),
    );
  });
  return bearers.length === 1 ? bearers[0] : undefined;
}

/** End of the paragraph, in tokens. */
function blockEnd(scene: Scene, sentence: Sentence): number {
  let to = sentence.to;
  while (to < scene.page.tokens.length && scene.page.tokens[to]!.block === sentence.block) to++;
  return to;
}
