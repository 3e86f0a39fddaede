import type { Withdrawal } from "../../briefings/index.ts";
import { PostgresChanges } from "./postgres-changes.ts";
import type { PostgresQuery } from "./postgres-query.ts";
import type { Withdrawals } from "./withdrawals.ts";

const COLUMNS = `article AS "articleId", at, by, reason`;

export class PostgresWithdrawals implements Withdrawals {
  readonly #db: PostgresQuery;

  constructor(db: PostgresQuery) {
    this.#db = db;
  }

  all(): Promise<readonly Withdrawal[]> {
    return this.#db.rows<Withdrawal>(`SELECT ${COLUMNS} FROM sitrep.withdrawals ORDER BY article`);
  }

  async of(articleId: string): Promise<Withdrawal | null> {
    const [row] = await this.#db.rows<Withdrawal>(
      `SELECT ${COLUMNS} FROM sitrep.withdrawals WHERE article = $1`,
      [articleId],
    );
    return row ?? null;
  }

  add({ articleId, at, by, reason }: Withdrawal): Promise<boolean> {
    return this.#change("INSERT INTO sitrep.withdrawals VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", [
      articleId,
      at,
      by,
      reason,
    ]);
  }

  lift(articleId: string, by?: Withdrawal["by"]): Promise<boolean> {
    return this.#change("DELETE FROM sitrep.withdrawals WHERE article = $1 AND by = coalesce($2::text, by)", [
      articleId,
      by ?? null,
    ]);
  }

  #change(sql: string, values: readonly (string | null)[]): Promise<boolean> {
    return this.#db.transaction(async (tx) => {
      const changed = (await tx.run(sql, values)) > 0;
      if (changed) await new PostgresChanges().write(tx);
      return changed;
    });
  }
}
