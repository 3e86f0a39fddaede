/** Words of the terminal: its prompt and the help of the command line. Verbs and flags are the same everywhere. */
export const shell = {
  welcome: "Sitrep: type a topic or a command, /help for the list, /quit to leave.",
  /** Behind a sentence about a topic, before the topics that could be meant. */
  tryOne: (labels: string) => `Try: ${labels}`,
  shell: {
    about: "Conflict briefings in which every number and quotation is followed to its source.",
    status: {
      subscriptions: (all: number, paused: number) => `Subscriptions: ${all}, ${paused} paused`,
      feeds: (all: number, failing: number) => `Feeds: ${all}, ${failing} with problems`,
    },
    verbs: {
      start: "What npm start does: serve where a bot is set up, else chat",
      chat: "Ask in a chat here in the terminal; one command a line when input is not a terminal",
      ingest: "Take in reports: .md with front matter, .txt, .json, .jsonl; - for standard input",
      feeds:
        "Keep reading RSS, Atom and JSON feeds, web pages and ReliefWeb (reliefweb:goma); alone: how each is",
      retract:
        "Mark a report as withdrawn: it is kept and told no more; ID of the report or of one of its facts",
      serve: "Run until told to end: keep feeds read, and answer on the platforms that are set up",
      worker: "Read feeds and articles for others: run as many as you like on one PostgreSQL (DATABASE_URL)",
      extract: "Text in, facts out, nothing stored",
      preview: "An HTML page that shows the answer as a chat platform draws it",
      export: "Everything in the store as JSON lines, to a file or to standard output (-)",
      import: "Take in an export, from a file or from standard input (-)",
      status: "last and next digests, delays and errors (--json)",
      verify: "Check every stored text and excerpt; 1 and a list when something is damaged",
    },
  },
};
