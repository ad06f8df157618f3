/**
 * Messages of people that became articles, with one promise: what is withdrawn goes. A row says so first, in one step with the
 * forgetting of the person; the file and the index follow (discord/withdrawing.ts), and the row stays until they have.
 */
import sql from 'sql-template-tag';
import type { Taught } from './records.js';
import type { SqlStore, Statement } from './sql.js';
import { TAUGHT } from './tables.js';

export type { Taught };

export class TaughtMessages {
  constructor(private readonly store: SqlStore) {}

  /** False where the message is an article already. */
  async begin(taught: Omit<Taught, 'withdrawnAtMs'>): Promise<boolean> {
    await this.store.inHaste().query(TAUGHT.insert(taught));
    // Read back rather than counted: an earlier try may have put it there before its reply was lost.
    return (await this.get(taught.message))?.path === taught.path;
  }

  async get(message: string): Promise<Taught | undefined> {
    return (await this.#read(sql`SELECT * FROM taught WHERE message = ${message}`))[0];
  }

  /** Notes that it is to go, and forgets whose it was. */
  async withdraw(message: string, nowMs: number): Promise<void> {
    await this.store.inHaste().query(toGo(sql`message = ${message}`, nowMs));
  }

  /** Those that are to go, the first first. */
  withdrawn(): Promise<Taught[]> {
    return this.#read(sql`SELECT * FROM taught WHERE withdrawn_at IS NOT NULL ORDER BY withdrawn_at, message`);
  }

  /** The article is gone. */
  async gone(message: string): Promise<void> {
    await this.store.patiently().query(sql`DELETE FROM taught WHERE message = ${message}`);
  }

  async #read(statement: Statement): Promise<Taught[]> {
    const { rows } = await this.store.inHaste().query(statement);
    return rows.map((row) => TAUGHT.read(row));
  }
}

const toGo = (which: Statement, nowMs: number, alsoForgets: Statement = sql``) =>
  sql`UPDATE taught SET withdrawn_at = coalesce(withdrawn_at, ${nowMs}), author = NULL, adder = NULL ${alsoForgets}
    WHERE ${which}`;

/** A person's own messages are to go; what they added of others stays, and doesn't say who added it. */
export const forgottenAuthor = (user: string, nowMs: number): Statement[] => [
  sql`UPDATE taught SET adder = NULL WHERE adder = ${user} AND author <> ${user}`,
  toGo(sql`author = ${user}`, nowMs),
];

/** Of a server that the bot left, all are to go. */
export const forgottenServer = (guild: string, nowMs: number): Statement =>
  toGo(sql`guild = ${guild}`, nowMs, sql`, guild = NULL`);
