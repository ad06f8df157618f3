/** The state in PostgreSQL, shared by as many processes and machines as there are. */
import { type Listener, listen } from '../postgres/listen.js';
import { migrate } from '../postgres/migrate.js';
import type { Postgres, Sql } from '../postgres/postgres.js';
import { PostgresDigests } from './postgres-digests.js';
import { STATE_MIGRATIONS } from './postgres-schema.js';
import { PostgresStore, storable } from './postgres-store.js';
import { parseSettings, type ServerSettings } from './server-settings.js';
import {
  ALLOWANCE_KEPT_MS,
  type AllowanceSize,
  dayOf,
  type Feedback,
  type OpenQuestion,
  type PostedMessage,
  REPLACE_VOTE,
  type Removal,
  type SpendingRecord,
  type Spent,
  type State,
  type StoredAnswer,
} from './state.js';

interface AnswerRow {
  id: string;
  guild: string | null;
  channel: string;
  person: string;
  asked_at: number;
  question: string;
  status: StoredAnswer['status'];
  is_private: boolean;
  content: string;
}

const toAnswer = (row: AnswerRow): StoredAnswer => ({
  id: row.id,
  ...(row.guild !== null && { guild: row.guild }),
  channel: row.channel,
  user: row.person,
  askedAtMs: row.asked_at,
  question: row.question,
  status: row.status,
  isPrivate: row.is_private,
  content: JSON.parse(row.content),
});

const NOTHING_SPENT: Spent = { answers: 0, tokens: 0, usd: 0, unpriced: 0 };
/** Told to all processes with the server whose settings changed. */
const CHANNEL = 'footnote_settings';
const MAX_SETTINGS_KEPT = 10_000;

export interface PostgresStateOptions {
  /** Told when the database went away, and when it came back. */
  onReadiness?: (isReady: boolean, error?: Error) => void;
}

export class PostgresState implements State {
  readonly digests: PostgresDigests;
  isReady = true;
  readonly #store: PostgresStore;
  /** Asked for with every message of a server, so they are kept until somebody says that they changed. */
  readonly #settings = new Map<string, ServerSettings>();
  #listener: Listener | undefined;

  private constructor(private readonly postgres: Postgres) {
    this.#store = new PostgresStore(postgres);
    this.digests = new PostgresDigests(this.#store);
  }

  /** Takes the connection over, and closes it in the end. Throws UserError, see migrate. */
  static async open(postgres: Postgres, { onReadiness = () => {} }: PostgresStateOptions = {}): Promise<PostgresState> {
    await migrate(postgres, 'state', STATE_MIGRATIONS);
    const state = new PostgresState(postgres);
    state.#listener = await listen(
      postgres,
      CHANNEL,
      (guild) => {
        if (guild !== undefined) return void state.#settings.delete(guild);
        // Whatever was said while nobody listened.
        state.#settings.clear();
        const wasAway = !state.isReady;
        state.isReady = true;
        if (wasAway) onReadiness(true);
      },
      {
        onAway: (error) => {
          // Only lost: the first try to connect anew nearly always works.
          if (!error || !state.isReady) return;
          state.isReady = false;
          onReadiness(false, error);
        },
      },
    );
    return state;
  }

  async settings(guild: string): Promise<ServerSettings> {
    const kept = this.#settings.get(guild);
    if (kept) return kept;
    const { rows } = await this.#store.inHaste((sql) =>
      sql.query<{ content: string }>('SELECT content FROM settings WHERE guild = $1', [guild]),
    );
    const settings = parseSettings(rows[0]?.content);
    if (this.#settings.size >= MAX_SETTINGS_KEPT) this.#settings.clear();
    this.#settings.set(guild, settings);
    return settings;
  }

  async changeSettings(guild: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    const settings = await this.#store.inHaste(() =>
      this.postgres.transaction(async (sql) => {
        // A row to lock, so that changes of two administrators follow one another.
        await sql.query(`INSERT INTO settings VALUES ($1, '{}', $2) ON CONFLICT DO NOTHING`, [guild, Date.now()]);
        const { rows } = await sql.query<{ content: string }>(
          'SELECT content FROM settings WHERE guild = $1 FOR UPDATE',
          [guild],
        );
        const changed = { ...parseSettings(rows[0]?.content), ...change };
        await sql.query('UPDATE settings SET content = $2, changed_at = $3 WHERE guild = $1', [
          guild,
          JSON.stringify(changed),
          Date.now(),
        ]);
        await sql.query('SELECT pg_notify($1, $2)', [CHANNEL, guild]);
        return changed;
      }),
    );
    this.#settings.delete(guild);
    return settings;
  }

  async recordAnswer(answer: StoredAnswer): Promise<void> {
    const { id, guild, channel, user, askedAtMs, question, status, isPrivate, content } = answer;
    await this.#store.patiently((sql) =>
      sql.query(
        `INSERT INTO answers (id, guild, channel, person, asked_at, question, status, is_private, content)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
        [id, guild ?? null, channel, user, askedAtMs, storable(question), status, isPrivate, JSON.stringify(content)],
      ),
    );
  }

  async recordMessages(answer: string, messages: PostedMessage[]): Promise<void> {
    await this.#store.patiently((sql) =>
      sql.query(
        `INSERT INTO messages (message, channel, place, answer)
         SELECT message, channel, place - 1, $3 FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS m (message, channel, place)
         ON CONFLICT (message) DO UPDATE SET channel = excluded.channel, place = excluded.place, answer = excluded.answer`,
        [messages.map(({ message }) => message), messages.map(({ channel }) => channel), answer],
      ),
    );
  }

  async moveAnswer(id: string, channel: string): Promise<void> {
    await this.#store.patiently((sql) => sql.query('UPDATE answers SET channel = $2 WHERE id = $1', [id, channel]));
  }

  answer(id: string): Promise<StoredAnswer | undefined> {
    return this.#answer('SELECT * FROM answers WHERE id = $1', id);
  }

  answerOfMessage(message: string): Promise<StoredAnswer | undefined> {
    return this.#answer('SELECT a.* FROM messages m JOIN answers a ON a.id = m.answer WHERE m.message = $1', message);
  }

  async #answer(text: string, value: string): Promise<StoredAnswer | undefined> {
    const { rows } = await this.#store.inHaste((sql) => sql.query<AnswerRow>(text, [value]));
    return rows[0] && toAnswer(rows[0]);
  }

  async messagesOf(answer: string): Promise<PostedMessage[]> {
    const { rows } = await this.#store.inHaste((sql) =>
      sql.query<PostedMessage>('SELECT message, channel FROM messages WHERE answer = $1 ORDER BY place', [answer]),
    );
    return rows;
  }

  async conversation(channel: string, user: string, sinceMs: number, most: number): Promise<StoredAnswer[]> {
    const { rows } = await this.#store.inHaste((sql) =>
      sql.query<AnswerRow>(
        `SELECT * FROM answers WHERE channel = $1 AND person = $2 AND asked_at >= $3
         ORDER BY asked_at DESC, place DESC LIMIT $4`,
        [channel, user, sinceMs, most],
      ),
    );
    return rows.reverse().map(toAnswer);
  }

  async deleteAnswer(id: string): Promise<void> {
    await this.#store.patiently((sql) => sql.query('DELETE FROM answers WHERE id = $1', [id]));
  }

  async giveFeedback(answer: string, { user, vote, reason, words }: Feedback): Promise<boolean> {
    const { count } = await this.#store.inHaste((sql) =>
      sql.query(
        `INSERT INTO feedback (answer, person, vote, reason, words, given_at)
         SELECT $1, $2, $3, $4, $5, $6 WHERE EXISTS (SELECT 1 FROM answers WHERE id = $1)
         ON CONFLICT (answer, person) DO UPDATE SET ${REPLACE_VOTE}`,
        [answer, user, vote, reason ?? null, words ? storable(words) : null, Date.now()],
      ),
    );
    return count === 1;
  }

  async openQuestions(
    guild: string,
    { offset = 0, limit }: { offset?: number; limit?: number } = {},
  ): Promise<OpenQuestion[]> {
    const { rows } = await this.#store.inHaste((sql) =>
      sql.query<OpenQuestion>(
        `SELECT a.id AS answer, a.asked_at AS "askedAtMs", a.question, a.status,
           count(*) FILTER (WHERE f.vote = 1) AS likes, count(*) FILTER (WHERE f.vote = -1) AS dislikes,
           coalesce(array_agg(f.reason) FILTER (WHERE f.vote = -1 AND f.reason IS NOT NULL), '{}') AS reasons,
           coalesce(array_agg(f.words) FILTER (WHERE f.words IS NOT NULL), '{}') AS words
         FROM answers a LEFT JOIN feedback f ON f.answer = a.id
         WHERE a.guild = $1 GROUP BY a.id HAVING a.status = 'abstained' OR count(*) FILTER (WHERE f.vote = -1) > 0
         ORDER BY a.asked_at DESC, a.place DESC LIMIT $2 OFFSET $3`,
        [guild, limit ?? null, offset],
      ),
    );
    return rows;
  }

  async recordSpending({ guild, user, atMs, inputTokens, outputTokens, costUsd }: SpendingRecord): Promise<void> {
    await this.#store.patiently((sql) =>
      sql.query(
        `INSERT INTO spending AS s (day, guild, person, answers, tokens, micro_usd, unpriced) VALUES ($1, $2, $3, 1, $4, $5, $6)
         ON CONFLICT (day, guild, person) DO UPDATE SET answers = s.answers + 1, tokens = s.tokens + excluded.tokens,
           micro_usd = s.micro_usd + excluded.micro_usd, unpriced = s.unpriced + excluded.unpriced`,
        [
          ...[dayOf(atMs), guild ?? '', user, Math.round(inputTokens + outputTokens)],
          ...[Math.round((costUsd ?? 0) * 1e6), Number(costUsd === undefined)],
        ],
      ),
    );
  }

  async spentToday(
    nowMs: number,
    { guild, user }: { guild?: string; user?: string },
  ): Promise<{ person: Spent; server: Spent; all: Spent }> {
    const day = dayOf(nowMs);
    return this.#store.inHaste(async (sql) => ({
      person: await spent(sql, 'day = $1 AND person = $2', day, user ?? ''),
      server: guild === undefined ? NOTHING_SPENT : await spent(sql, 'day = $1 AND guild = $2', day, guild),
      all: await spent(sql, 'day = $1', day),
    }));
  }

  async takeAllowance(name: string, { burst, refillMs }: AllowanceSize, nowMs: number): Promise<number> {
    // Clocks of several machines differ a little, so time never runs backwards here.
    const left = 'least($2::float8, a.remaining + greatest(0, $4::bigint - a.changed_at) / $3::float8)';
    return this.#store.inHaste(async (sql) => {
      const values = [name, burst, refillMs, nowMs];
      const { count } = await sql.query(
        `INSERT INTO allowances AS a VALUES ($1, $2::float8 - 1, $4::bigint)
         ON CONFLICT (name) DO UPDATE SET remaining = ${left} - 1, changed_at = greatest(a.changed_at, $4::bigint)
         WHERE ${left} >= 1`,
        values,
      );
      if (count === 1) return 0;
      const { rows } = await sql.query<{ wait: number }>(
        `SELECT ceil((1 - ${left}) * $3::float8) AS wait FROM allowances a WHERE name = $1`,
        values,
      );
      return Math.max(1, rows[0]?.wait ?? 1);
    });
  }

  async keptOf(user: string): Promise<{ questions: number; votes: number }> {
    const { rows } = await this.#store.inHaste((sql) =>
      sql.query<{ questions: number; votes: number }>(
        `SELECT (SELECT count(*) FROM answers WHERE person = $1) AS questions,
           (SELECT count(*) FROM feedback WHERE person = $1) AS votes`,
        [user],
      ),
    );
    return rows[0];
  }

  async forgetUser(user: string): Promise<{ questions: number; votes: number }> {
    return this.#store.inHaste(() =>
      this.postgres.transaction(async (sql) => {
        // Today's sums stay until tomorrow: forgetting oneself must not refill a budget.
        await sql.query('DELETE FROM spending WHERE person = $1 AND day < $2', [user, dayOf(Date.now())]);
        return {
          votes: (await sql.query('DELETE FROM feedback WHERE person = $1', [user])).count,
          questions: (await sql.query('DELETE FROM answers WHERE person = $1', [user])).count,
        };
      }),
    );
  }

  async forgetGuild(guild: string): Promise<void> {
    const forget = async (sql: Sql) => {
      for (const table of ['answers', 'settings', 'digests', 'spending'])
        await sql.query(`DELETE FROM ${table} WHERE guild = $1`, [guild]);
      await sql.query('SELECT pg_notify($1, $2)', [CHANNEL, guild]);
    };
    await this.#store.patiently(forget, { inOne: true });
    this.#settings.delete(guild);
  }

  async purge(beforeMs: number): Promise<number> {
    return this.#store.patiently(async (sql) => {
      await sql.query('DELETE FROM spending WHERE day < $1', [dayOf(beforeMs)]);
      await sql.query('DELETE FROM allowances WHERE changed_at < $1', [Date.now() - ALLOWANCE_KEPT_MS]);
      return (await sql.query('DELETE FROM answers WHERE asked_at < $1', [beforeMs])).count;
    });
  }

  async recordRemoval({ id, path, keptAt, removedBy, removedAtMs }: Removal): Promise<void> {
    await this.#store.patiently((sql) =>
      sql.query('INSERT INTO removals VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING', [
        ...[id, path, keptAt, removedBy, removedAtMs],
      ]),
    );
  }

  async removal(id: string): Promise<Removal | undefined> {
    const { rows } = await this.#store.inHaste((sql) =>
      sql.query<Removal>(
        `SELECT id, path, kept_at AS "keptAt", removed_by AS "removedBy", removed_at AS "removedAtMs"
         FROM removals WHERE id = $1`,
        [id],
      ),
    );
    return rows[0];
  }

  async forgetRemoval(id: string): Promise<void> {
    await this.#store.patiently((sql) => sql.query('DELETE FROM removals WHERE id = $1', [id]));
  }

  async close(): Promise<void> {
    await this.#listener?.close();
    await this.postgres.close();
  }
}

async function spent(sql: Sql, where: string, ...values: string[]): Promise<Spent> {
  const { rows } = await sql.query<Spent & { microUsd: number }>(
    `SELECT coalesce(sum(answers), 0)::bigint AS answers, coalesce(sum(tokens), 0)::bigint AS tokens,
       coalesce(sum(micro_usd), 0)::bigint AS "microUsd", coalesce(sum(unpriced), 0)::bigint AS unpriced
     FROM spending WHERE ${where}`,
    values,
  );
  const [{ microUsd, ...sums }] = rows;
  return { ...sums, usd: microUsd / 1e6 };
}
