/** Questions that were kept as tests of the articles, with one promise: none of them outlasts a wish to be forgotten. */
import sql from 'sql-template-tag';
import type { Case } from './records.js';
import type { SqlStore, Statement } from './sql.js';
import { CASES } from './tables.js';

export type { Case };

export class Cases {
  constructor(private readonly store: SqlStore) {}

  /** Keeps it in place of an earlier one of the same answer. False where that answer is no longer kept. */
  async keep(made: Omit<Case, 'metSinceMs'>): Promise<boolean> {
    const hurried = this.store.inHaste();
    const kept = CASES.insert(made, {
      when: sql`EXISTS (SELECT 1 FROM answers WHERE id = ${made.answer})`,
      otherwise: sql`UPDATE SET question = excluded.question, expected = excluded.expected, made_at = excluded.made_at,
        met_since = NULL`,
    });
    return (await hurried.query(kept)).count === 1;
  }

  /** A page of a server's own, the newest first, and how many there are. */
  async of(guild: string, offset: number, most: number): Promise<{ count: number; items: Case[] }> {
    const { rows } = await this.store
      .inHaste()
      .query<{ count: number }>(sql`SELECT count(*) AS count FROM cases WHERE guild = ${guild}`);
    const items = await this.#read(
      sql`SELECT * FROM cases WHERE guild = ${guild} ORDER BY made_at DESC, answer LIMIT ${most} OFFSET ${offset}`,
    );
    return { count: rows[0].count, items };
  }

  /** Those of one server, or of all; the oldest first. */
  all(guild?: string): Promise<Case[]> {
    const which = guild === undefined ? sql`true` : sql`guild = ${guild}`;
    return this.#read(sql`SELECT * FROM cases WHERE ${which} ORDER BY made_at, answer`);
  }

  /** False where the server has no such case. */
  async remove(guild: string, answer: string): Promise<boolean> {
    const removal = sql`DELETE FROM cases WHERE guild = ${guild} AND answer = ${answer}`;
    return (await this.store.inHaste().query(removal)).count === 1;
  }

  /** Notes since when it is met, or that it isn't; not where it was made anew meanwhile. */
  async noteMet({ answer, madeAtMs }: Pick<Case, 'answer' | 'madeAtMs'>, sinceMs: number | undefined): Promise<void> {
    await this.store
      .inHaste()
      .query(sql`UPDATE cases SET met_since = ${sinceMs} WHERE answer = ${answer} AND made_at = ${madeAtMs}`);
  }

  async #read(statement: Statement): Promise<Case[]> {
    const { rows } = await this.store.inHaste().query(statement);
    return rows.map((row) => CASES.read(row));
  }
}
