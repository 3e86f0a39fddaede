/** Words of commands that change something, and of what platforms add to answers: buttons, pages, dialogues. */
export const desk = {
  platform: {
    why: "Why…",
    page: (page: number, of: number) => `page ${page} of ${of}`,
    previous: "Previous",
    next: "Next",
    send: "Send",
    expired: "This button is too old, or not from here. Ask again with a command.",
    gone: "The answer could not be delivered any more. Ask again.",
    shareNote: "Whether the whole channel sees the answer",
    share: "share",
    shareButton: "Share to channel",
    fileSentDirect: "The file is in your direct messages with Sitrep.",
    typedOnSlack:
      "Here every command but /briefing, /said and /figures is typed behind /sitrep: /sitrep timeline goma",
    loading: "One moment…",
    typeTopic: "Type a place, an actor or words",
    answer: "Answer",
    close: "Close",
    yes: "yes",
    fromFile: (name: string) => `From the file ${name}`,
    moreFiles: (read: number, of: number) =>
      `${read} of ${of} files were read: send the others on their own.`,
    fileTrouble: {
      scope: (name: string) =>
        `${name} was not read: the app may not read files here. An admin adds the scope files:read to the app and installs it again.`,
      external: (name: string) =>
        `${name} was not read: it does not lie in Slack. Paste its text, or its public address.`,
      foreign: (name: string) =>
        `${name} was not read: it belongs to another workspace (Slack Connect). Paste its text here.`,
      gone: (name: string) => `${name} was not read: it was deleted, or Slack no longer shows it.`,
      unseen: (name: string) =>
        `${name} was not read: Slack does not show it to Sitrep. Bring Sitrep into the channel (/invite @Sitrep), or paste the text.`,
      large: (name: string) =>
        `${name} was not read: it is larger than 1 MB or 400,000 characters. Paste the part that matters.`,
      kind: (name: string) =>
        `${name} was not read: only text, Markdown and HTML are. Copy the words out of it and paste them.`,
      cut: (name: string) => `${name} was not read: it broke off on the way. Try again.`,
      unreachable: (name: string) => `${name} was not read: Slack could not be reached just now. Try again.`,
    },
  },
  reading: {
    heading: "Read from this report",
    none: "No figure, statement or place was found in this text.",
    statements: "Who said what",
    accordingTo: (source: string) => `according to ${source}`,
    places: "Places",
    undated: "date unknown",
    pasted: "text as handed in",
    notKept: "Read only: nothing was stored.",
    kept: "Kept in the library of this server.",
    alreadyKept: "It was in the library already.",
    keep: "Keep this report",
    tooShort: "There is too little text to read, and no link in it. Paste the report, or give its address.",
    unreadable: (address: string, reason: string) => `${address} ${reason}.`,
    notRead: (language: string) => `Texts in this language (${language}) are not read yet.`,
  },
  file: {
    made: (name: string) => `The answer as a file: ${name}`,
    about: (title: string) => `Briefing as a file: ${title}`,
  },
  feeds: {
    heading: "Feeds of this server",
    none: "This server has no feeds of its own yet.",
    common: (n: number) => (n === 1 ? "1 feed is read for everybody." : `${n} feeds are read for everybody.`),
    add: "Add a feed",
    remove: (name: string) => `Remove ${name}`,
    address: "Address",
    publisher: "Name of the outlet",
    every: (minutes: number) => (minutes % 60 === 0 ? `every ${minutes / 60} h` : `every ${minutes} min`),
    lastRead: (moment: string) => `last read ${moment}`,
    neverRead: "not read yet",
    added: (name: string, articles: number) =>
      `Added ${name}: ${articles === 1 ? "1 article" : `${articles} articles`} taken in. Only this server sees them.`,
    addedWithProblem: (name: string, problem: string) =>
      `Added, but ${name} ${problem}. It is tried again by itself.`,
    removed: (name: string) => `Removed ${name}. Its articles stay in the library of this server.`,
    unknown: (address: string) => `There is no feed ${address} here.`,
    needsAddress: "Which one? Give its address.",
    tooMany: (most: number) => `A server can have ${most} feeds; remove one first.`,
    health: (failing: number, of: number) => `Feeds: ${failing} of ${of} could not be read last time`,
    healthy: (of: number) =>
      of === 1 ? "The 1 feed was read last time" : `All ${of} feeds were read last time`,
  },
  home: {
    topics: "Topics",
    choose: "Choose one, or type /sitrep and a place, an actor or words in any channel.",
    feeds: "Feeds",
  },
  settings: {
    heading: "Settings of this server",
    language: "Language",
    languages: { auto: "each reader's own", en: "English", fr: "French" },
    window: "Period looked at when none is asked for",
    saved: "Saved.",
    digests: "Digests by themselves, at most in a channel",
    windows: { "1d": "24 hours", "3d": "3 days", "7d": "7 days", "30d": "30 days" },
    cooldown: "Least time between two alerts of one watch",
    cooldowns: { "15m": "15 minutes", "1h": "1 hour", "3h": "3 hours", "12h": "12 hours" },
    cooldownOf: (time: string) => `Alerts: ${time}`,
    alerts: "Alerts of a channel",
    limits: (alerts: string, watches: string) => `at most ${alerts} an hour, ${watches} watches`,
    role: "Whom alerts ping",
    nobody: "nobody",
    quiet: "Quiet hours",
    never: "none",
  },
};
