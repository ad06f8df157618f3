/** The state in PostgreSQL, shared by as many processes and machines as there are. */

import sql from 'sql-template-tag';
import { DatabaseDownError } from '../core/errors.js';
import { withPauses } from '../core/with-pauses.js';
import { type Listener, listen } from '../postgres/listen.js';
import { migrate } from '../postgres/migrate.js';
import type { Postgres } from '../postgres/postgres.js';
import type { Dialect, Sql, SqlStore, Statement } from './sql.js';
import { schemaSteps } from './table.js';
import { TABLES } from './tables.js';

const DIALECT: Dialect = {
  arrival: 'place',
  arrivalColumn: 'place bigint GENERATED ALWAYS AS IDENTITY',
  unnumbered: '',
  fleeting: 'UNLOGGED',
  bytewise: 'COLLATE "C"',
};
/** Shorter than the 3 s within which an interaction has to be acknowledged, even to say that the database is away. */
const HASTE_MS = 2_000;
const PATIENCE_MS = 60_000;
/** The channel that tells all processes which server's settings changed. */
const CHANNEL = 'footnote_settings';
const BATCH = 500;

export interface PostgresNews {
  /** Called with the server that changed; with undefined where any may have, because nobody listened for a while. */
  onChange: (guild: string | undefined) => void;
  /** Told when the database went away, and when it came back. */
  onReadiness?: (isReady: boolean, error?: Error) => void;
}

export class PostgresStore implements SqlStore {
  readonly dialect = DIALECT;
  isReady = true;
  #listener: Listener | undefined;

  private constructor(private readonly postgres: Postgres) {}

  /**
   * Owns the connection from now on, and closes it. Listens only where `news` is given. Throws UserError, see migrate.
   */
  static async open(postgres: Postgres, news?: PostgresNews): Promise<PostgresStore> {
    await migrate(postgres, 'state', schemaSteps(TABLES, DIALECT));
    const store = new PostgresStore(postgres);
    if (news) await store.#listen(news);
    return store;
  }

  async #listen({ onChange, onReadiness = () => {} }: PostgresNews): Promise<void> {
    const onNotification = (guild: string | undefined) => {
      onChange(guild);
      if (guild !== undefined || this.isReady) return;
      this.isReady = true;
      onReadiness(true);
    };
    this.#listener = await listen(this.postgres, CHANNEL, onNotification, {
      onAway: (error) => {
        // A connection was lost; the first try to reconnect nearly always works.
        if (!error || !this.isReady) return;
        this.isReady = false;
        onReadiness(false, error);
      },
    });
  }

  inHaste(): Sql {
    const sentence = `PostgreSQL at ${this.postgres.place} didn't answer within ${HASTE_MS / 1000} s; look for what keeps it busy.`;
    const untilMs = performance.now() + HASTE_MS;
    return this.#sql(async (work) => {
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(new DatabaseDownError(sentence)), untilMs - performance.now());
      });
      try {
        return await Promise.race([withPauses(work, { firstMs: 50, withinMs: HASTE_MS / 4 }), timeout]);
      } finally {
        clearTimeout(timer);
      }
    });
  }

  patiently(): Sql {
    return this.#sql((work) => withPauses(work, { longestMs: 5_000, withinMs: PATIENCE_MS }));
  }

  #sql(insistently: <T>(work: () => Promise<T>) => Promise<T>): Sql {
    return {
      query: (statement) => insistently(() => ask(this.postgres, statement)),
      all: (statements) =>
        insistently(() =>
          this.postgres.transaction(async (one) => {
            const counts: number[] = [];
            for (const statement of statements) counts.push((await ask(one, statement)).count);
            return counts;
          }),
        ),
    };
  }

  telling = (guild: string): Statement[] => [sql`SELECT pg_notify(${CHANNEL}, ${guild})`];

  each({ text, values }: Statement, use: (rows: object[]) => void | Promise<void>): Promise<void> {
    return this.postgres.transaction(
      async (one) => {
        await one.query(`DECLARE state_rows NO SCROLL CURSOR FOR ${text}`, values);
        for (;;) {
          const { rows } = await one.query(`FETCH ${BATCH} FROM state_rows`);
          if (rows.length === 0) return;
          await use(rows);
        }
      },
      { snapshot: true },
    );
  }

  alone(work: (sql: Pick<Sql, 'query'>) => Promise<void>): Promise<void> {
    return this.postgres.transaction((one) => work({ query: (statement) => ask(one, statement) }));
  }

  async close(): Promise<void> {
    await this.#listener?.close();
    await this.postgres.close();
  }
}

/** PostgreSQL's text can't hold a NUL. */
const ask = <Row extends object>(on: Pick<Postgres, 'query'>, { text, values }: Statement) =>
  on.query<Row>(
    text,
    values.map((value) => (typeof value === 'string' ? value.replaceAll('\0', '\ufffd') : value)),
  );
