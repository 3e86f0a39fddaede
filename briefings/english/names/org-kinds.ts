import type { ActorKind } from "../../facts.ts";
import type { CuedSpan } from "./name-cues.ts";
import type { NameGroup } from "./name-groups.ts";
import type { NamesInput } from "./name-span.ts";
import { orgKindOf } from "./org-heads.ts";

/** Kind by head words, or by the first words where a language names the thing first; null when neither tells. */
export function kindByWords(input: NamesInput, span: CuedSpan): ActorKind | null {
  if (span.to <= span.from) return null;
  const kind = orgKindOf(input, span.from, span.to);
  if (kind === "media" && /\brights\b/.test(span.key)) return "ngo";
  if (
    kind === "other_org" &&
    /\boffice of the (?:prime minister|president|governor|prosecutor|mayor)\b/.test(span.key)
  )
    return "government";
  return kind ?? kindByFirstWords(span.key);
}

const FIRST_WORDS: readonly (readonly [RegExp, ActorKind])[] = [
  [/^(?:fuerzas armadas|forces armees|forcas armadas)\b/, "armed_forces"],
  [
    /^(?:ejercito|frente|fuerzas|front (?:de|pour|populaire|patriotique)|forces|jabhat|jaish|jaysh|harakat|liwa|katibat|brigadas)\b ./,
    "armed_group",
  ],
  [
    /^(?:movimiento|mouvement|partido|parti|union|alianza|alliance|federacion|federation|confederacion|comite|asociacion|association) (?:de|del|por|para|pour|des|du|la|revolucionari[oa]|popular|nacional|national[e]?)\b/,
    "other_org",
  ],
  [
    /^(?:ministerio|ministere|policia|police|gobierno|gouvernement|defensoria|fiscalia) (?:de|del|des|du|nacional|nationale)\b/,
    "government",
  ],
  [/^(?:clinique|clinica|medecins|secours|solidarites|terre des|abogados|medicos)\b ./, "ngo"],
  [/^(?:radio|tele|television|canal|diario|el diario|agence|agencia) ./, "media"],
];

function kindByFirstWords(key: string): ActorKind | null {
  for (const [shape, kind] of FIRST_WORDS) if (shape.test(key)) return kind;
  return null;
}

/** How far around a name its nature may be told, in tokens. */
const NEAR = 14;

/**
 * The kind that the text gives to a body whose name does not tell: "the rebel Movement for X", "the ruling
 * Council", "the Union, whose armed wing …". Null when nothing is said.
 */
export function kindByText(input: NamesInput, group: NameGroup): ActorKind | null {
  if (group.described && group.described !== "platform") return group.described as ActorKind;
  for (const span of group.spans) {
    if (span.to <= span.from) continue;
    const kind = kindBeside(input, span);
    if (kind) return kind;
  }
  return null;
}

function kindBeside(input: NamesInput, span: CuedSpan): ActorKind | null {
  const { tokens } = input.page;
  const { from, to } = input.page.sentences[span.sentence]!;
  for (let k = span.from - 1; k >= Math.max(from, span.from - 3); k--) {
    const { lower, kind } = tokens[k]!;
    if (kind === "mark") break;
    if (/^(?:rebels?|insurgents?|guerrillas?|militant|separatist|jihadist|armed|paramilitary)$/u.test(lower))
      return "armed_group";
    if (lower === "ruling") return "government";
  }
  if (isRebels(input, span)) return "armed_group";
  if (isBetweenStates(input, span)) return "intergovernmental";
  // "X told MORPRESS": who is told something by name is an outlet.
  const before = tokens[span.from - 1];
  if (before && span.from > from && /^(?:told|telling|tells)$/u.test(before.lower)) return "media";
  const limit = Math.min(to, span.to + NEAR);
  for (let k = span.to; k < limit; k++) {
    const { lower } = tokens[k]!;
    const next = k + 1 < limit ? tokens[k + 1]!.lower : "";
    if (
      /^(?:its|whose|their|political)$/u.test(lower) &&
      /^(?:fighters?|armed|rebels|guerrillas|insurgents|wing|arm)$/u.test(next)
    )
      return "armed_group";
    if (/^(?:its|own)$/u.test(lower) && /^(?:volunteers|clinics?|ambulances|nurses|surgeons)$/u.test(next))
      return "ngo";
    if (lower === "took" && next === "up" && tokens[k + 2]?.lower === "arms") return "armed_group";
    if (/^(?:which|that|has|have)$/u.test(lower) && /^(?:rules|ruled|governs|seized)$/u.test(next))
      return "government";
  }
  // "Four rebels were killed, the X added": fighters of the body itself are its own losses or captures.
  return isAtWar(input, span, limit) ? "armed_group" : null;
}

/** "In rebel-held X, a spokeswoman for the Y": who speaks there for a body speaks for the rebels' body. */
function isRebels(input: NamesInput, span: CuedSpan): boolean {
  const { tokens, sentences } = input.page;
  const { from } = sentences[span.sentence]!;
  let speaker = false;
  for (let k = span.from - 1; k >= Math.max(from, span.from - 10); k--) {
    const { lower } = tokens[k]!;
    if (/^spokes/u.test(lower)) speaker = true;
    if (speaker && /^(?:rebel|insurgent|separatist|militia)-(?:held|controlled|run)$/u.test(lower))
      return true;
  }
  return false;
}

/** "brokered by X", "urged X to send observers", "X's peacekeepers": what only a body of several states does. */
function isBetweenStates(input: NamesInput, span: CuedSpan): boolean {
  const { tokens, sentences } = input.page;
  const { from, to } = sentences[span.sentence]!;
  let k = span.from - 1;
  if (k > from && tokens[k]!.lower === "the") k--;
  if (k - 1 >= from && tokens[k]!.lower === "by" && /^(?:brokered|mediated)$/u.test(tokens[k - 1]!.lower))
    return true;
  if (k - 2 >= from && tokens[k]!.lower === "of" && /^(?:states|rights)$/u.test(tokens[k - 1]!.lower))
    return /^(?:member|human)$/u.test(tokens[k - 2]!.lower) && isOfMembers(input, k - 2, from);
  for (let b = span.to; b + 1 < Math.min(to, span.to + 4); b++)
    if (
      /^(?:send|deploy|['’]s)$/iu.test(tokens[b]!.text) &&
      /^(?:observers|monitors|peacekeepers|peacekeeping)$/u.test(tokens[b + 1]!.lower)
    )
      return true;
  return false;
}

/** "member states of X", "Commissioner for Human Rights of X". */
function isOfMembers(input: NamesInput, at: number, from: number): boolean {
  const { tokens } = input.page;
  if (tokens[at]!.lower === "member") return true;
  return at - 2 >= from && tokens[at - 1]!.lower === "for" && tokens[at - 2]!.lower === "commissioner";
}

function isAtWar(input: NamesInput, span: CuedSpan, limit: number): boolean {
  const { tokens } = input.page;
  for (let k = span.to; k + 2 < limit; k++) {
    const { lower } = tokens[k]!;
    if (lower !== "it" && lower !== "they") continue;
    const verb =
      tokens[k + 1]!.lower === "had" || tokens[k + 1]!.lower === "has"
        ? tokens[k + 2]!.lower
        : tokens[k + 1]!.lower;
    if (/^(?:captured|ambushed|shelled|seized|overran|attacked|repelled|downed)$/u.test(verb)) return true;
  }
  return false;
}

const ARMED =
  /^(?:fighters?|gunmen|militia|militiamen|militants|rebels|ambush(?:ed)?|elements|raid(?:ed)?|armed|weapons|gang|stronghold|commander)$/u;

/**
 * "the Night Owls": several words with an article that end in a plural are a band or a body where something says
 * so. An armed group by the company it keeps, some organisation when it speaks; null otherwise.
 */
export function bandKind(input: NamesInput, group: NameGroup): ActorKind | null {
  const { tokens, sentences } = input.page;
  const { tokens: length, first, spans } = group;
  if (length < 2 || length > 3 || !/[^aiosu]s$/u.test(group.key) || !group.sure || group.cue >= 2)
    return null;
  const determined = spans.filter((span) => tokens[span.from - 1]?.lower === "the").length;
  if (determined * 2 < spans.length || input.words.givenNames.has(tokens[first.from]!.lower)) return null;
  for (const span of spans) {
    if (span.to <= span.from) continue;
    const { from, to } = sentences[span.sentence]!;
    for (let k = Math.max(from, span.from - 6); k < Math.min(to, span.to + 8); k++)
      if (ARMED.test(tokens[k]!.lower)) return "armed_group";
  }
  return group.speaks ? "other_org" : null;
}
