import { beginningsOfKeys, type Catalogue, foldName, keysLike, nameKeys } from "../../briefings/index.ts";
import type { Clock } from "../clock.ts";
import type { StoreCatalogue, StoreReading } from "../stores/store.ts";
import type { Engine } from "./engine.ts";

/** With no more names than this the whole catalogue is at hand, and read again whenever something changes. */
const AT_HAND = 1000;
/** Of a larger one so many are at hand, for completion and misspellings, and read again after this time. */
const COMMON_FOR_MS = 300_000;
/** Names looked up for one key, and keys compared with a misspelling. */
const MOST_NAMES = 60;
const MOST_KEYS = 4000;
/** Words of a question that are looked up, and how far their articles are counted. */
const MOST_WORDS = 20;
const MOST_COUNTED = 1000;

/** What was typed last, with what was found for it. */
const MOST_LOOKED_UP = 64;

export interface NameFinder {
  /** What the library knows that may be meant by what was typed: always up to date for names that match. */
  forTyped(typed: string): Promise<Catalogue>;
  /** What the library knows that begins with what was typed. */
  forPrefix(prefix: string): Promise<Catalogue>;
}

/** Finds names without reading all of them: the cost of a question does not grow with the library. */
export function openNameFinder(store: StoreReading, engine: Engine, clock: Clock): NameFinder {
  const lookedUp = new Map<string, Promise<LookedUp>>();
  let known: { readonly revision: number; readonly at: number; readonly common: Common } | null = null;

  async function atHand(): Promise<Common> {
    const revision = await store.revision();
    const now = clock.now().getTime();
    if (known?.revision === revision) return known.common;
    if (known !== null && !known.common.whole && Math.abs(now - known.at) < COMMON_FOR_MS)
      return known.common;
    const common = await store.commonNames(AT_HAND);
    known = { revision, at: now, common };
    return common;
  }

  async function countWords(typed: string): Promise<(word: string) => number> {
    const counts = new Map<string, number>();
    for (const word of foldName(typed).split(" ").slice(0, MOST_WORDS))
      if (!counts.has(word)) counts.set(word, await store.articlesWith(word, MOST_COUNTED));
    return (word) => counts.get(word) ?? 0;
  }

  /** Names like those typed; none where all of them are at hand. */
  async function lookUp(typed: string, whole: boolean): Promise<LookedUp> {
    const articlesWith = await countWords(typed);
    if (whole) return { found: { places: [], actors: [] }, articlesWith };
    const found = await store.namesFor(engine.keysToLookUp(typed), MOST_NAMES);
    if (found.places.length + found.actors.length > 0) return { found, articlesWith };
    const like = await keysLikeTyped(store, typed);
    const groups = like.map((key) => [key]);
    return { found: await store.namesFor(groups, MOST_NAMES), articlesWith };
  }

  /** What many ask for at the same moment is looked up once, as long as nothing is written. */
  async function lookUpOnce(typed: string, whole: boolean): Promise<LookedUp> {
    const key = JSON.stringify([typed, whole, await store.revision()]);
    const known = lookedUp.get(key) ?? lookUp(typed, whole);
    // Used last, forgotten last.
    lookedUp.delete(key);
    lookedUp.set(key, known);
    for (const first of lookedUp.keys()) {
      if (lookedUp.size <= MOST_LOOKED_UP) break;
      lookedUp.delete(first);
    }
    known.catch(() => lookedUp.delete(key));
    return known;
  }

  return {
    async forTyped(typed) {
      const { whole, catalogue } = await atHand();
      const { found, articlesWith } = await lookUpOnce(typed, whole);
      // The same object as long as nothing changes: what is made from it is made once.
      return { ...found, common: catalogue, articlesWith };
    },

    async forPrefix(prefix) {
      const { whole, catalogue } = await atHand();
      if (whole) return catalogue;
      const [key] = nameKeys(prefix);
      if (key === undefined || key.length < 4) return catalogue;
      const keys = await Promise.all(
        [key, `>${key.slice(1)}`].map((beginning) => store.keysBeginning(beginning, MOST_NAMES)),
      );
      const found = await store.namesFor(
        keys.flat().map((one) => [one]),
        MOST_NAMES,
      );
      return { ...found, common: catalogue };
    },
  };
}

interface LookedUp {
  readonly found: StoreCatalogue;
  readonly articlesWith: (word: string) => number;
}

interface Common {
  readonly catalogue: StoreCatalogue;
  readonly whole: boolean;
}

async function keysLikeTyped(store: StoreReading, typed: string): Promise<readonly string[]> {
  const keys = [];
  for (const beginning of beginningsOfKeys(typed))
    keys.push(...(await store.keysBeginning(beginning, MOST_KEYS)));
  return keysLike(typed, keys).slice(0, MOST_NAMES);
}
