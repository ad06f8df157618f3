/**
 * The one place that connects to PostgreSQL: a bounded pool, time limits, transactions, and connections of one's own for
 * locks and listening. It knows nothing of what is stored. Loaded only where DATABASE_URL is set.
 */
import pg from 'pg';
import type { DatabaseConfig } from '../config.js';
import { UserError } from '../core/errors.js';
import { toUserError } from './faults.js';

/** Runs one statement. Rejects with UserError where there is a fix to name, see toUserError. */
export interface Queryable {
  query<Row extends object>(text: string, values?: unknown[]): Promise<{ rows: Row[]; count: number }>;
}

/** A connection that isn't the pool's: what it locks or sets lasts until it is closed. No statement timeout. */
export interface Session extends Queryable {
  /** Called once when the connection is lost, not when it is closed. */
  onLost(call: () => void): void;
  onNotification(call: (channel: string, payload: string) => void): void;
  close(): Promise<void>;
}

/** 15 is the oldest version that this program is tested on. */
const MIN_VERSION = 15;
/** To be made, or free in the pool. */
const CONNECT_MS = 5_000;
/** A question that takes the server longer than its own limit means that the connection is dead. */
const BEYOND_STATEMENT_MS = 5_000;
/** The longest that a timer takes. */
const ANY_TIME_MS = 2 ** 31 - 1;
/** Idle connections are closed, so that a pool shrinks when a crowd has gone. */
const IDLE_MS = 60_000;

/** bigint as a number: counts and times stay far below 2^53. */
const types = new pg.TypeOverrides();
types.setTypeParser(pg.types.builtins.INT8, Number);

export class Postgres implements Queryable {
  readonly #pool: pg.Pool;
  readonly #client: pg.ClientConfig;
  /** host:port/database, which may be shown. */
  readonly place: string;

  private constructor({ url, poolSize, statementMs, connectMs = CONNECT_MS }: DatabaseConfig, name: string) {
    this.#client = {
      connectionString: withPlainSslmode(url),
      connectionTimeoutMillis: connectMs,
      keepAlive: true,
      application_name: name,
      types,
    };
    this.place = placeOf(this.#client);
    this.#pool = new pg.Pool({
      ...this.#client,
      max: poolSize,
      idleTimeoutMillis: IDLE_MS,
      allowExitOnIdle: true,
      statement_timeout: statementMs,
      query_timeout: statementMs + BEYOND_STATEMENT_MS,
      idle_in_transaction_session_timeout: 2 * statementMs,
    });
    // An idle connection that is lost is replaced by the next statement; unheard, its error would end the process.
    this.#pool.on('error', () => {});
  }

  /**
   * Connects once, to tell at once what has to be mended. `name` is what the server shows of this process. Throws UserError,
   * DatabaseDownError where trying again helps.
   */
  static async open(config: DatabaseConfig, name = 'footnote'): Promise<Postgres> {
    let postgres: Postgres;
    try {
      postgres = new Postgres(config, name);
    } catch (error) {
      throw toUserError(withoutUrl(error), 'DATABASE_URL');
    }
    try {
      const { rows } = await postgres.query<{ server_version: string }>('SHOW server_version');
      const [{ server_version: version }] = rows;
      if (Number.parseInt(version, 10) < MIN_VERSION)
        throw new UserError(
          'database-old',
          `PostgreSQL at ${postgres.place} is version ${version.split(' ')[0]}; expected ${MIN_VERSION} or newer, so upgrade the server.`,
        );
      return postgres;
    } catch (error) {
      await postgres.close();
      throw error;
    }
  }

  query<Row extends object>(text: string, values: unknown[] = []): Promise<{ rows: Row[]; count: number }> {
    return run<Row>(this.#pool, this.place, text, values);
  }

  /**
   * All of it or nothing. `snapshot` reads one state of the database throughout, and writes nothing; where it `isPatient` its
   * statements may take any time.
   */
  async transaction<T>(work: (sql: Queryable) => Promise<T>, { snapshot = false, isPatient = false } = {}): Promise<T> {
    const client = await this.#pool.connect().catch((error) => {
      throw toUserError(error, this.place);
    });
    const timeoutMs = isPatient ? ANY_TIME_MS : undefined;
    const sql: Queryable = { query: (text, values = []) => run(client, this.place, text, values, timeoutMs) };
    // Told by its rejected statement as well; unheard, it would end the process.
    const onError = () => {};
    client.on('error', onError);
    let isBroken = false;
    try {
      await sql.query(snapshot ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
      if (isPatient) await sql.query('SET LOCAL statement_timeout = 0');
      const result = await work(sql);
      await sql.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {
        isBroken = true;
      });
      throw error;
    } finally {
      client.off('error', onError);
      client.release(isBroken);
    }
  }

  /** A connection of one's own. */
  async session(): Promise<Session> {
    const client = new pg.Client(this.#client);
    let isOver = false;
    const lost: (() => void)[] = [];
    const end = () => {
      if (isOver) return;
      isOver = true;
      for (const call of lost.splice(0)) call();
    };
    client.on('error', end).on('end', end);
    try {
      await client.connect();
    } catch (error) {
      await client.end().catch(() => {});
      throw toUserError(error, this.place);
    }
    return {
      query: (text, values = []) => run(client, this.place, text, values),
      onLost: (call) => void (isOver ? call() : lost.push(call)),
      onNotification: (call) => void client.on('notification', ({ channel, payload = '' }) => call(channel, payload)),
      close: async () => {
        isOver = true;
        await client.end().catch(() => {});
      },
    };
  }

  async close(): Promise<void> {
    await this.#pool.end().catch(() => {});
  }
}

async function run<Row extends object>(
  on: Pick<pg.Pool | pg.Client, 'query'>,
  place: string,
  text: string,
  values: unknown[],
  timeoutMs?: number,
): Promise<{ rows: Row[]; count: number }> {
  try {
    // The types don't know that a statement may have a limit of its own.
    const statement = { text, values, query_timeout: timeoutMs };
    const { rows, rowCount } = await on.query<Row & pg.QueryResultRow>(statement);
    return { rows, count: rowCount ?? 0 };
  } catch (error) {
    throw toUserError(error, place);
  }
}

/** pg reads sslmode in a way of its own unless it is told to read it as psql does. */
const withPlainSslmode = (url: string) =>
  /[?&]sslmode=/.test(url) && !/[?&](sslmode=no-verify|uselibpqcompat=)/.test(url) ? `${url}&uselibpqcompat=true` : url;

function placeOf(config: pg.ClientConfig): string {
  const { host, port, database } = new pg.Client(config);
  return `${host}:${port}/${database}`;
}

/** What is thrown while a URL is read may hold all of it. */
const withoutUrl = (error: unknown) =>
  error instanceof Error && /certificate|sslmode|no such file/i.test(error.message)
    ? Object.assign(new Error(error.message), { code: 'ERR_TLS_SETTINGS' })
    : new UserError(
        'bad-environment',
        'DATABASE_URL can’t be read; expected postgres://NAME:PASSWORD@HOST:PORT/DATABASE, with signs such as @ or / in the password written as %40 or %2F.',
        64,
      );
