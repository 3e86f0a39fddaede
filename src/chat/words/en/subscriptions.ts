/** Words of digests that come by themselves. */
export const subscriptions = {
  heading: "Digests that come by themselves",
  none: "There are none yet.",
  saved: (topic: string) => `Saved: a digest on ${topic} comes here by itself.`,
  moved: (topic: string) => `Changed: the digest on ${topic}.`,
  nextThree: "Next three",
  next: "next",
  last: "last",
  noneYet: "none yet",
  paused: "paused",
  channelGone: (topic: string, channel: string) =>
    `The digest on ${topic} cannot be posted: the channel ${channel} is no longer there.`,
  noAccess: (topic: string, channel: string, missing: readonly string[]) =>
    missing.length === 0
      ? `The digest on ${topic} cannot be posted: the bot has no access to the channel ${channel}.`
      : `The digest on ${topic} cannot be posted in the channel ${channel}: the bot lacks ${missing.join(", ")}.`,
  pausedUntil: "It is paused. Give the permission and resume it with /subscriptions.",
  lacks: (missing: readonly string[]) =>
    `Not saved: in this channel the bot lacks ${missing.join(", ")}. Give it that and ask again.`,
  notHere: "Digests are posted in a channel: ask there.",
  unreachable: "Not saved: whether the bot may post here could not be asked just now. Try again in a minute.",
  when: 'Say when or where to, for example when:"daily 07:00 Africa/Lubumbashi" or channel:here.',
  tooMany: (most: number) => `A channel can have ${most} of them; remove one first.`,
  unknown: (id: string) => `There is no digest ${id} here.`,
  did: {
    pause: "It is paused.",
    resume: "It goes on.",
    remove: "It is removed, with what was waiting to be posted.",
    now: "It is on its way, outside its schedule.",
  },
  pause: "Pause",
  resume: "Resume",
  remove: "Remove",
  now: "Send one now",
  preview: "Preview",
  move: "Move",
  time: "When",
  statusHeading: "Status",
  waiting: (waiting: number, failed: number) => `Posts waiting: ${waiting}; given up: ${failed}`,
  quiet: (hours: string) => `Quiet hours ${hours}: what falls in them comes at their end.`,
  lag: (seconds: number) => `${seconds} s after its time`,
};
