import type { Clock } from "../clock.ts";
import { UserError } from "../errors.ts";
import { openStore, type StorePlace } from "../stores/open-store.ts";
import { type OwnLibraries, openOwnLibraries } from "../stores/own-libraries.ts";
import type { Store } from "../stores/store.ts";
import { readBytes, writeWhole } from "./export-file.ts";
import { exportLibrary } from "./export-library.ts";
import { importLibrary } from "./import-library.ts";
import { verifyLibrary } from "./verify-library.ts";

export interface TransferNeeds {
  readonly place: StorePlace;
  readonly clock: Clock;
  /** Whose own library it is about ("discord:123"); null for the one all share. */
  readonly tenant: string | null;
  /** Standard input and output; `-` stands for them. */
  readonly input: AsyncIterable<Uint8Array>;
  readonly write: (text: string) => Promise<unknown>;
}

type Work = (store: Store, file: string, needs: TransferNeeds) => Promise<0 | 1>;

const verbs = {
  export: {
    missing: "export needs one file, or - for standard output",
    async work(store, file, { clock, write }) {
      if (file !== "-") await writeWhole(file, exportLibrary(store, clock));
      else for await (const line of exportLibrary(store, clock)) await write(line);
      return 0;
    },
  },
  import: {
    missing: "import needs one file, or - for standard input",
    async work(store, file, { clock, input, write }) {
      const report = await importLibrary(store, clock, file === "-" ? input : readBytes(file));
      await write(
        `${report.new} new, ${report.unchanged} unchanged, ${report.updated} updated, ` +
          `${report.earlier} earlier versions, ${report.withdrawals} withdrawals, ${report.values} settings, ` +
          `${report.subscriptions} subscriptions, ${report.runs} runs, ${report.posts} posts, ${report.watches} watches\n`,
      );
      return 0;
    },
  },
  verify: {
    missing: null,
    async work(store, _, { write }) {
      const { articles, facts, earlier, damages } = await verifyLibrary(store);
      for (const { article, reason } of damages) await write(`damaged: ${article ?? "store"}: ${reason}\n`);
      const checked = `${articles} articles, ${earlier} earlier versions, ${facts} facts checked`;
      const found = damages.length === 0 ? "all as written" : `damage in ${damages.length} places`;
      await write(`${checked}: ${found}\n`);
      return damages.length === 0 ? 0 : 1;
    },
  },
} as const satisfies Readonly<Record<string, { missing: string | null; work: Work }>>;

export type TransferVerb = keyof typeof verbs;

/**
 * `sitrep export`, `import` and `verify` on a library as it lies there: nothing is read in first. Gives the
 * exit code: 1 when something is damaged. Throws the `UserError`s of stores and files.
 */
export async function runTransfer(
  verb: TransferVerb,
  words: readonly string[],
  needs: TransferNeeds,
): Promise<0 | 1> {
  const { missing, work } = verbs[verb];
  const [file = ""] = words;
  if (missing !== null && (file === "" || words.length > 1)) throw new UserError("bad-option", missing);
  if (missing === null && words.length > 0) throw new UserError("bad-option", `${verb} takes no words`);
  const shared = await openStore(needs.place);
  const libraries = openOwnLibraries(needs.place, shared, needs.clock);
  try {
    const { tenant } = needs;
    const store = tenant === null ? shared : await ownOf(libraries, tenant, verb === "import");
    return await work(store, file, needs);
  } finally {
    await libraries.close();
    await shared.close();
  }
}

async function ownOf(libraries: OwnLibraries, tenant: string, mayMake: boolean): Promise<Store> {
  if (mayMake) return libraries.make(tenant);
  const own = await libraries.find(tenant);
  if (own !== null) return own;
  const some = (await libraries.tenants()).slice(0, 5);
  throw new UserError(
    "not-found",
    `there is no library of ${tenant} here: ${some.length === 0 ? "no tenant has one" : `there are those of ${some.join(", ")}`}`,
  );
}
