import type { TranslatedCommand } from "../chat/command.ts";
import { actors } from "./actors.ts";
import type { Needs } from "./ask-desk.ts";
import { briefing } from "./briefing.ts";
import { figures } from "./figures.ts";
import { helpOn } from "./help.ts";
import { said } from "./said.ts";
import { sources } from "./sources.ts";
import { timeline } from "./timeline.ts";
import { why } from "./why.ts";

export type { Needs } from "./ask-desk.ts";

/** Every command there is, in the order help shows them. A new command is one more line here, and has its French. */
export const commands: readonly TranslatedCommand<Needs>[] = [
  briefing,
  said,
  figures,
  timeline,
  actors,
  sources,
  why,
  helpOn(() => commands),
];
