import { count } from "./numbers.ts";

/** Words of alerts and of the watches that give them. */
export const watches = {
  heading: "Watches: what is told by itself",
  none: "There are none yet. For example: /watch goma killed +25%",
  saved: (topic: string) => `Saved: this channel is told of ${topic}.`,
  nothingYet: "No report has anything on it so far; it is watched from now on.",
  quietOtherwise: "Nothing is posted while nothing of the kind is reported.",
  lacks: (missing: readonly string[]) =>
    `Not saved: in this channel the bot lacks ${missing.join(", ")}. Give it that and ask again.`,
  notHere: "Alerts are posted in a channel: ask there.",
  tooMany: (most: number) => `A channel can have ${most} watches; remove one first, or see /settings.`,
  unknown: (id: string) => `There is no watch ${id} here.`,
  last: "last alert",
  noneYet: "none yet",
  paused: "paused",
  test: "Test",
  pause: "Pause",
  resume: "Resume",
  remove: "Remove",
  did: {
    pause: "It is paused.",
    resume: "It goes on; what came in meanwhile is not told.",
    remove: "It is removed, with what was waiting to be posted.",
  },
  wouldHave: (n: number) =>
    `In the last 7 days it would have told ${count(n, "change")}, looked at once a day`,
  wouldNotHave: "In the last 7 days it would have told nothing.",
  alert: "ALERT",
  briefing: "Briefing",
  rule: "Rule",
  changes: (n: number, minutes: number) =>
    minutes < 2 ? count(n, "change") : `${count(n, "change")} in ${minutes} minutes`,
  more: (n: number) => `${n} more of the kind: see /briefing`,
  before: "before that: ",
  corrected: "report corrected",
  newcomers: { place: "new place", actor: "new actor" },
  cannot: {
    noAccess: (topic: string, channel: string, missing: readonly string[]) =>
      missing.length === 0
        ? `The alert on ${topic} cannot be posted: the bot has no access to the channel ${channel}.`
        : `The alert on ${topic} cannot be posted in the channel ${channel}: the bot lacks ${missing.join(", ")}.`,
    gone: (topic: string, channel: string) =>
      `The alert on ${topic} cannot be posted: the channel ${channel} is no longer there.`,
    until: "The watch is paused. Give the permission and resume it with /watches.",
  },
  rules: {
    anything: "new numbers, weighty words, disagreements, reports taken back",
    disagreement: "a disagreement appears or ends",
    place: "a place that was in no report before",
    actor: "an actor that was in no report before",
    number: (metric: string) => `${metric}: any new number`,
    above: (metric: string, number: string) => `${metric}: a number above ${number}`,
    up: (metric: string, percent: number) =>
      `${metric}: a number ${percent}% or more above the one before (same source, or another independent one)`,
    down: (metric: string, percent: number) =>
      `${metric}: a number ${percent}% or more below the one before (same source, or another independent one)`,
    either: (metric: string, percent: number) =>
      `${metric}: a number ${percent}% or more away from the one before (same source, or another independent one)`,
    daily: "of one day",
    households: "households",
    anybody: "anybody",
    says: (actor: string) => `${actor}: anything said`,
    does: (actor: string, act: string) => `${actor}: ${act}`,
  },
};
