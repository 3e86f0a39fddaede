import { lowerAt, mentionAt, type Scene, token } from "./scene.ts";
import type { Subject } from "./subjects.ts";

/**
 * The parts of a subject that names several speakers ("police and organisers", "Congo and the head of the mission");
 * one part, the subject itself, when "and" stands inside a name or an apposition.
 */
export function coordinated(scene: Scene, subject: Subject): Subject[] {
  if (subject.shape === "shared" || subject.shape === "relative") return [subject];
  for (let i = subject.from + 1; i < subject.to - 1; i++) {
    const current = token(scene, i)!;
    // What follows a comma or a relative describes the first speaker.
    if (current.text === "," || /^(?:who|which|of|for|from|in|at|between)$/.test(current.lower))
      return [subject];
    if (current.lower !== "and" || mentionAt(scene, i)) continue;
    const left: Subject = { ...subject, to: i };
    const right: Subject = { ...subject, from: i + 1 };
    return speaks(scene, left) && speaks(scene, right) ? [left, right] : [subject];
  }
  return [subject];
}

/** Whether a part can stand alone as a source: a name, a role or a plural of people. */
function speaks(scene: Scene, part: Subject): boolean {
  const last = lowerAt(scene, part.to - 1);
  for (let i = part.from; i < part.to; i++) {
    const mention = mentionAt(scene, i);
    if (mention && mention.type !== "demonym") return true;
    const lower = lowerAt(scene, i);
    if (scene.reporting.personRoles.has(lower) || scene.reporting.pluralSources.has(lower)) return true;
  }
  return scene.reporting.groupRoles.has(last);
}
