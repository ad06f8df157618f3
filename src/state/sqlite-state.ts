/** The state in data/state.db: no set-up, for one machine, whose processes may share it. */

import { parseSettings, type ServerSettings } from './server-settings.js';
import { SqliteDigests } from './sqlite-digests.js';
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
import { openStateDatabase, type StateDb } from './state-database.js';

interface AnswerRow {
  id: string;
  guild: string | null;
  channel: string;
  user: string;
  asked_at: number;
  question: string;
  status: StoredAnswer['status'];
  is_private: number;
  content: string;
}

const toAnswer = ({ guild, asked_at, is_private, content, ...row }: AnswerRow): StoredAnswer => ({
  ...row,
  ...(guild !== null && { guild }),
  askedAtMs: asked_at,
  isPrivate: is_private === 1,
  content: JSON.parse(content),
});

const SEPARATOR = '\u001f';
const split = (text: string | null) => (text ? text.split(SEPARATOR) : []);

const NOTHING_SPENT: Spent = { answers: 0, tokens: 0, usd: 0, unpriced: 0 };

export class SqliteState implements State {
  readonly digests: SqliteDigests;
  readonly isReady = true;

  private constructor(private readonly db: StateDb) {
    this.digests = new SqliteDigests(db);
  }

  /** Throws UserError, see openStateDatabase. */
  static open(dataDir: string): SqliteState {
    return new SqliteState(openStateDatabase(dataDir));
  }

  async settings(guild: string): Promise<ServerSettings> {
    return this.#settings(guild);
  }

  #settings(guild: string): ServerSettings {
    const row = this.db
      .prepare<[string], { content: string }>('SELECT content FROM settings WHERE guild = ?')
      .get(guild);
    return parseSettings(row?.content);
  }

  async changeSettings(guild: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    // Another process may be changing something else of it.
    return this.db
      .transaction(() => {
        const settings = { ...this.#settings(guild), ...change };
        this.db
          .prepare('INSERT OR REPLACE INTO settings (guild, content, changed_at) VALUES (?, ?, ?)')
          .run(guild, JSON.stringify(settings), Date.now());
        return settings;
      })
      .immediate();
  }

  async recordAnswer({ id, guild, channel, user, askedAtMs, question, status, isPrivate, content }: StoredAnswer) {
    this.db
      .prepare(
        'INSERT INTO answers (id, guild, channel, user, asked_at, question, status, is_private, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, guild ?? null, channel, user, askedAtMs, question, status, Number(isPrivate), JSON.stringify(content));
  }

  async recordMessages(answer: string, messages: PostedMessage[]): Promise<void> {
    const insert = this.db.prepare(
      'INSERT OR REPLACE INTO messages (message, channel, place, answer) VALUES (?, ?, ?, ?)',
    );
    this.db.transaction(() => {
      for (const [place, { message, channel }] of messages.entries()) insert.run(message, channel, place, answer);
    })();
  }

  async moveAnswer(id: string, channel: string): Promise<void> {
    this.db.prepare('UPDATE answers SET channel = ? WHERE id = ?').run(channel, id);
  }

  async answer(id: string): Promise<StoredAnswer | undefined> {
    const row = this.db.prepare<[string], AnswerRow>('SELECT * FROM answers WHERE id = ?').get(id);
    return row && toAnswer(row);
  }

  async answerOfMessage(message: string): Promise<StoredAnswer | undefined> {
    const row = this.db
      .prepare<[string], AnswerRow>('SELECT a.* FROM messages m JOIN answers a ON a.id = m.answer WHERE m.message = ?')
      .get(message);
    return row && toAnswer(row);
  }

  async messagesOf(answer: string): Promise<PostedMessage[]> {
    return this.db
      .prepare<[string], PostedMessage>('SELECT message, channel FROM messages WHERE answer = ? ORDER BY place')
      .all(answer);
  }

  async conversation(channel: string, user: string, sinceMs: number, most: number): Promise<StoredAnswer[]> {
    return this.db
      .prepare<[string, string, number, number], AnswerRow>(
        'SELECT * FROM answers WHERE channel = ? AND user = ? AND asked_at >= ? ORDER BY asked_at DESC, rowid DESC LIMIT ?',
      )
      .all(channel, user, sinceMs, most)
      .reverse()
      .map(toAnswer);
  }

  async deleteAnswer(id: string): Promise<void> {
    this.db.prepare('DELETE FROM answers WHERE id = ?').run(id);
  }

  async giveFeedback(answer: string, { user, vote, reason, words }: Feedback): Promise<boolean> {
    // Immediate: what begins with reading can't go on to write once another process has.
    const give = this.db.transaction(() => {
      if (!this.db.prepare('SELECT 1 FROM answers WHERE id = ?').get(answer)) return false;
      this.db
        .prepare(
          `INSERT INTO feedback (answer, user, vote, reason, words, given_at) VALUES (?, ?, ?, ?, ?, ?)
           ON CONFLICT (answer, user) DO UPDATE SET ${REPLACE_VOTE}`,
        )
        .run(answer, user, vote, reason ?? null, words ?? null, Date.now());
      return true;
    });
    return give.immediate();
  }

  async recordSpending({ guild, user, atMs, inputTokens, outputTokens, costUsd }: SpendingRecord): Promise<void> {
    this.db
      .prepare(
        `INSERT INTO spending (day, guild, user, answers, tokens, micro_usd, unpriced) VALUES (?, ?, ?, 1, ?, ?, ?)
         ON CONFLICT (day, guild, user) DO UPDATE SET answers = answers + 1, tokens = tokens + excluded.tokens,
           micro_usd = micro_usd + excluded.micro_usd, unpriced = unpriced + excluded.unpriced`,
      )
      .run(
        dayOf(atMs),
        guild ?? '',
        user,
        Math.round(inputTokens + outputTokens),
        Math.round((costUsd ?? 0) * 1e6),
        Number(costUsd === undefined),
      );
  }

  async spentToday(
    nowMs: number,
    { guild, user }: { guild?: string; user?: string },
  ): Promise<{ person: Spent; server: Spent; all: Spent }> {
    const day = dayOf(nowMs);
    return {
      person: this.#spent('day = ? AND user = ?', day, user ?? ''),
      server: guild === undefined ? NOTHING_SPENT : this.#spent('day = ? AND guild = ?', day, guild),
      all: this.#spent('day = ?', day),
    };
  }

  async takeAllowance(name: string, { burst, refillMs }: AllowanceSize, nowMs: number): Promise<number> {
    interface Row {
      remaining: number;
      changed_at: number;
    }
    return this.db
      .transaction(() => {
        const row = this.db
          .prepare<[string], Row>('SELECT remaining, changed_at FROM allowances WHERE name = ?')
          .get(name) ?? { remaining: burst, changed_at: nowMs };
        const left = Math.min(burst, row.remaining + Math.max(0, nowMs - row.changed_at) / refillMs);
        if (left < 1) return Math.ceil((1 - left) * refillMs);
        this.db
          .prepare('INSERT OR REPLACE INTO allowances (name, remaining, changed_at) VALUES (?, ?, ?)')
          .run(name, left - 1, Math.max(nowMs, row.changed_at));
        return 0;
      })
      .immediate();
  }

  #spent(where: string, ...values: string[]): Spent {
    const row = this.db
      .prepare<string[], Spent>(
        `SELECT coalesce(sum(answers), 0) AS answers, coalesce(sum(tokens), 0) AS tokens,
           coalesce(sum(micro_usd), 0) / 1e6 AS usd, coalesce(sum(unpriced), 0) AS unpriced FROM spending WHERE ${where}`,
      )
      .get(...values);
    return row ?? NOTHING_SPENT;
  }

  async openQuestions(guild: string, { offset = 0, limit = -1 } = {}): Promise<OpenQuestion[]> {
    interface Row {
      answer: string;
      askedAtMs: number;
      question: string;
      status: StoredAnswer['status'];
      likes: number;
      dislikes: number;
      reasons: string | null;
      words: string | null;
    }
    return this.db
      .prepare<[string, string, string, number, number], Row>(
        `SELECT a.id AS answer, a.asked_at AS askedAtMs, a.question, a.status,
           coalesce(sum(f.vote = 1), 0) AS likes, coalesce(sum(f.vote = -1), 0) AS dislikes,
           group_concat(CASE WHEN f.vote = -1 THEN f.reason END, ?) AS reasons, group_concat(f.words, ?) AS words
         FROM answers a LEFT JOIN feedback f ON f.answer = a.id
         WHERE a.guild = ? GROUP BY a.id HAVING a.status = 'abstained' OR dislikes > 0
         ORDER BY a.asked_at DESC, a.rowid DESC LIMIT ? OFFSET ?`,
      )
      .all(SEPARATOR, SEPARATOR, guild, limit, offset)
      .map((row) => ({ ...row, reasons: split(row.reasons), words: split(row.words) }));
  }

  async keptOf(user: string): Promise<{ questions: number; votes: number }> {
    const count = (table: 'answers' | 'feedback') =>
      this.db.prepare<[string], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE user = ?`).get(user)!.n;
    return { questions: count('answers'), votes: count('feedback') };
  }

  async forgetUser(user: string): Promise<{ questions: number; votes: number }> {
    // Today's sums stay until tomorrow: forgetting oneself must not refill a budget.
    this.db.prepare('DELETE FROM spending WHERE user = ? AND day < ?').run(user, dayOf(Date.now()));
    return this.db.transaction(() => ({
      votes: this.db.prepare('DELETE FROM feedback WHERE user = ?').run(user).changes,
      questions: this.db.prepare('DELETE FROM answers WHERE user = ?').run(user).changes,
    }))();
  }

  async forgetGuild(guild: string): Promise<void> {
    this.db.transaction(() => {
      this.db.prepare('DELETE FROM answers WHERE guild = ?').run(guild);
      this.db.prepare('DELETE FROM settings WHERE guild = ?').run(guild);
      this.digests.forgetGuild(guild);
      this.db.prepare('DELETE FROM spending WHERE guild = ?').run(guild);
    })();
  }

  async purge(beforeMs: number): Promise<number> {
    this.db.prepare('DELETE FROM spending WHERE day < ?').run(dayOf(beforeMs));
    this.db.prepare('DELETE FROM allowances WHERE changed_at < ?').run(Date.now() - ALLOWANCE_KEPT_MS);
    return this.db.prepare('DELETE FROM answers WHERE asked_at < ?').run(beforeMs).changes;
  }

  async recordRemoval({ id, path, keptAt, removedBy, removedAtMs }: Removal): Promise<void> {
    this.db
      .prepare('INSERT INTO removals (id, path, kept_at, removed_by, removed_at) VALUES (?, ?, ?, ?, ?)')
      .run(id, path, keptAt, removedBy, removedAtMs);
  }

  async removal(id: string): Promise<Removal | undefined> {
    return this.db
      .prepare<[string], Removal>(
        'SELECT id, path, kept_at AS keptAt, removed_by AS removedBy, removed_at AS removedAtMs FROM removals WHERE id = ?',
      )
      .get(id);
  }

  async forgetRemoval(id: string): Promise<void> {
    this.db.prepare('DELETE FROM removals WHERE id = ?').run(id);
  }

  async close(): Promise<void> {
    this.db.close();
  }
}
