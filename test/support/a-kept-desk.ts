import type { Article } from "../../briefings/index.ts";
import type { BriefQuery, BriefResult } from "../../src/desk/desk.ts";
import type { Engine } from "../../src/desk/engine.ts";
import { openDesk } from "../../src/desk/open-desk.ts";
import { openEngine } from "../../src/desk/open-engine.ts";
import { openMemoryStore } from "../../src/stores/sqlite-store.ts";
import type { Store, StoreReading } from "../../src/stores/store.ts";
import { readTogether } from "../../src/stores/two-stores.ts";
import { anArticle } from "./articles.ts";
import { fixedClock } from "./fixed-clock.ts";

type Answer = Extract<BriefResult, { status: "ok" }>;

const reader = openEngine();
const CLOCK = fixedClock("2026-06-30T12:00:00Z");
const FIRST = {
  id: "first",
  publishedAt: "2026-06-10",
  text: "Twelve people were killed in Goma on Tuesday, the army said. The rebels denied it.",
};
const SECOND = {
  id: "second",
  publishedAt: "2026-06-12T10:00Z",
  publisher: "Radio Tarsk",
  origin: "Radio Tarsk",
  text: "At least 15 people were killed in Goma, a hospital said on Friday. More than 300 families were displaced.",
};

/** A desk of the real engine over a shared library and a tenant's own, and every kind of write to them. */
export async function keptDesk() {
  const [store, own] = [openMemoryStore(), openMemoryStore()];
  let made = 0;
  let fails = false;
  const engine: Engine = {
    ...reader,
    makeDigest(input) {
      made += 1;
      if (fails) {
        fails = false;
        throw new Error("made to fail");
      }
      return reader.makeDigest(input);
    },
  };
  const open = (reading: StoreReading, by: Engine) => openDesk({ store: reading, engine: by, clock: CLOCK });
  const together = readTogether(store, own);
  const [desk, shared] = [open(together, engine), open(store, engine)];
  const ask = async (query: BriefQuery): Promise<Answer> => answered(await desk.brief(query));

  const putInto = (library: Store) => async (given: Partial<Article>) => {
    const article = anArticle(given);
    await library.put({ article, facts: reader.read(article), reader: reader.tag, bundled: false });
  };
  const put = putInto(store);
  for (const given of [FIRST, SECOND]) await put(given);

  return {
    ask,
    put,
    store,
    askShared: async (query: BriefQuery): Promise<Answer> => answered(await shared.brief(query)),
    /** By a desk that has told nothing before. */
    askAfresh: async (asOf: string, query: BriefQuery): Promise<Answer> =>
      answered(await open(together, reader).brief({ ...query, asOf })),
    /** Digests made so far. */
    made: () => made,
    failNext: () => {
      fails = true;
    },
    write: {
      put: () => put({ ...FIRST, id: "third", text: "Twenty people were injured in Goma, a doctor said." }),
      change: () => put({ ...FIRST, text: "Thirteen people were killed in Goma on Tuesday, the army said." }),
      replaceFacts: async () => {
        const { figures: _, ...facts } = reader.read(anArticle(FIRST));
        await store.replaceFacts("first", { ...facts, figures: [] }, "another reader");
      },
      withdraw: async () => {
        const at = "2026-06-20T07:00:00Z";
        await store.withdrawals.add({ articleId: "first", at, by: "publisher", reason: null });
      },
      lift: async () => {
        await store.withdrawals.lift("first");
      },
      own: () =>
        putInto(own)({ ...FIRST, id: "own", text: "Two aid workers were killed in Goma, a driver said." }),
    },
  };
}

function answered(result: BriefResult): Answer {
  if (result.status !== "ok") throw new Error(`no digest: ${result.status}`);
  return result;
}
