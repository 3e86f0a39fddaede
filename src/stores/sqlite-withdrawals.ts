import type { DatabaseSync } from "node:sqlite";
import type { Withdrawal } from "../../briefings/index.ts";
import type { Withdrawals } from "./withdrawals.ts";
import { writeStatement } from "./write-statement.ts";

const COLUMNS = `article AS articleId, at, "by", reason`;

export class SqliteWithdrawals implements Withdrawals {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  async all(): Promise<readonly Withdrawal[]> {
    const rows = this.#db.prepare(`SELECT ${COLUMNS} FROM withdrawals ORDER BY article`).all();
    return (rows as unknown as Withdrawal[]).map((row) => ({ ...row }));
  }

  async of(articleId: string): Promise<Withdrawal | null> {
    const row = this.#db.prepare(`SELECT ${COLUMNS} FROM withdrawals WHERE article = ?`).get(articleId);
    return row === undefined ? null : { ...(row as unknown as Withdrawal) };
  }

  async add({ articleId, at, by, reason }: Withdrawal): Promise<boolean> {
    return this.#change("INSERT OR IGNORE INTO withdrawals VALUES (?, ?, ?, ?)", [articleId, at, by, reason]);
  }

  async lift(articleId: string, by?: Withdrawal["by"]): Promise<boolean> {
    return this.#change(`DELETE FROM withdrawals WHERE article = ?1 AND "by" = coalesce(?2, "by")`, [
      articleId,
      by ?? null,
    ]);
  }

  #change(sql: string, values: (string | null)[]): boolean {
    this.#db.exec("BEGIN IMMEDIATE");
    try {
      const changed = Number(writeStatement(this.#db, sql).run(...values).changes) > 0;
      if (changed) this.#db.exec("UPDATE notes SET value = value + 1 WHERE key = 'revision'");
      this.#db.exec("COMMIT");
      return changed;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw error;
    }
  }
}
