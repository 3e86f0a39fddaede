import type { SpeakerGroup } from "../digest.ts";
import { compare } from "./entry.ts";
import { byTime, type Said } from "./said.ts";
import { commonest } from "./union.ts";

/** Statements by speaker: those heard in most articles first, named before unnamed, outlets last; lines newest first. */
export function groupSpeakers(said: readonly Said[]): SpeakerGroup[] {
  const groups = new Map<string, Said[]>();
  for (const one of said) {
    const group = groups.get(one.voice.key);
    if (group === undefined) groups.set(one.voice.key, [one]);
    else group.push(one);
  }
  return [...groups.values()]
    .map((members) => ({
      group: speakerGroup(members),
      articles: new Set(members.flatMap(({ entries }) => entries)).size,
      outlet: members[0]!.voice.identity?.kind === "media",
    }))
    .toSorted(
      (a, b) =>
        Number(a.outlet) - Number(b.outlet) ||
        Number(b.group.named) - Number(a.group.named) ||
        b.articles - a.articles ||
        b.group.lines.length - a.group.lines.length ||
        compare(a.group.speaker, b.group.speaker) ||
        compare(a.group.lines[0]!.id, b.group.lines[0]!.id),
    )
    .map(({ group }) => group);
}

function speakerGroup(members: readonly Said[]): SpeakerGroup {
  const { voice, statement } = members[0]!;
  const roles = members.map(({ statement: { speaker } }) => speaker.role).filter((role) => role !== null);
  return {
    speaker: voice.identity?.name ?? statement.speaker.name,
    role: roles.length > 0 ? commonest(roles) : (voice.identity?.roles[0] ?? null),
    named: statement.speaker.named,
    lines: members
      .toSorted(byTime)
      .reverse()
      .map(({ line }) => line),
  };
}
