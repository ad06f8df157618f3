/** How the state asks PostgreSQL: in haste where somebody waits for it, patiently where it is to be recorded. */
import { DatabaseDownError } from '../core/errors.js';
import { withPauses } from '../core/with-pauses.js';
import type { Postgres, Sql } from '../postgres/postgres.js';

/** An interaction has to be acknowledged within 3 s, be it with the word that the database is away. */
const HASTE_MS = 2_000;
const PATIENCE_MS = 60_000;

export class PostgresStore {
  constructor(readonly postgres: Postgres) {}

  /** Rejects with DatabaseDownError after two seconds at most; a connection that was lost meanwhile is tried anew. */
  async inHaste<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      const sentence = `PostgreSQL at ${this.postgres.place} didn't answer within ${HASTE_MS / 1000} s; look for what keeps it busy.`;
      timer = setTimeout(() => reject(new DatabaseDownError(sentence)), HASTE_MS);
    });
    try {
      const done = withPauses(() => work(this.postgres), { firstMs: 50, withinMs: HASTE_MS / 4 });
      return await Promise.race([done, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** `work` may be done twice, where the connection was lost before it was known to be done. */
  patiently<T>(work: (sql: Sql) => Promise<T>, { inOne = false } = {}): Promise<T> {
    return withPauses(() => (inOne ? this.postgres.transaction(work) : work(this.postgres)), {
      longestMs: 5_000,
      withinMs: PATIENCE_MS,
    });
  }
}

/** PostgreSQL's text can't hold a NUL. */
export const storable = (text: string) => text.replaceAll('\0', '\ufffd');
