import type { TranslatedCommand } from "../chat/command.ts";
import { actors } from "./actors.ts";
import type { Needs } from "./ask-desk.ts";
import { briefing } from "./briefing.ts";
import { type FeedNeeds, feeds } from "./feeds.ts";
import { figures } from "./figures.ts";
import { file } from "./file.ts";
import { helpOn } from "./help.ts";
import { type HomeNeeds, home } from "./home.ts";
import { type ReadingNeeds, read } from "./read.ts";
import { said } from "./said.ts";
import { type SettingsNeeds, settings } from "./settings.ts";
import { sources } from "./sources.ts";
import { status } from "./status.ts";
import { type SubscriptionNeeds, subscribe } from "./subscribe.ts";
import { subscriptions } from "./subscriptions.ts";
import { timeline } from "./timeline.ts";
import { type WatchNeeds, watch } from "./watch.ts";
import { watches } from "./watches.ts";
import { why } from "./why.ts";

export type { Needs } from "./ask-desk.ts";

/** What commands on chat platforms may use besides. */
export type PlatformNeeds = Needs &
  FeedNeeds &
  HomeNeeds &
  ReadingNeeds &
  SettingsNeeds &
  SubscriptionNeeds &
  WatchNeeds;

/** Asking: the same everywhere. A new command is one more line here, and has its French. */
const questions: readonly TranslatedCommand<Needs>[] = [
  briefing,
  said,
  figures,
  timeline,
  actors,
  sources,
  why,
];

/** Every command of the terminal and the shell, in the order help shows them. */
export const commands: readonly TranslatedCommand<Needs>[] = [...questions, helpOn(() => commands)];

/** Every command of a chat platform: what a shell does by verbs of its own is a command there. */
export const platformCommands: readonly TranslatedCommand<PlatformNeeds>[] = [
  ...questions,
  read,
  file,
  subscribe,
  subscriptions,
  watch,
  watches,
  status,
  feeds,
  settings,
  helpOn(() => platformCommands),
];

/** The same, and what a platform shows without anybody having typed it. */
export const dispatchedCommands: readonly TranslatedCommand<PlatformNeeds>[] = [...platformCommands, home];
