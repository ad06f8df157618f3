/** Settings, posted answers and feedback. Every read is bound to the server or the person it belongs to. */
import { randomBytes } from 'node:crypto';
import { Digests } from './digests.js';
import { parseSettings, type ServerSettings } from './server-settings.js';
import { openStateDatabase, type StateDb } from './state-database.js';

/** An answer as it was given. `content` is what the shell needs to show more about it; JSON. */
export interface StoredAnswer {
  /** 16 characters of base64url, which fit into a Discord custom id. */
  id: string;
  /** Undefined in direct messages and where the bot isn't a member. */
  guild?: string;
  channel: string;
  user: string;
  askedAtMs: number;
  question: string;
  status: 'answered' | 'abstained';
  isPrivate: boolean;
  content: unknown;
}

export interface PostedMessage {
  message: string;
  channel: string;
}

export const DISLIKE_REASONS = ['wrong', 'outdated', 'unsupported', 'missing'] as const;
export type DislikeReason = (typeof DISLIKE_REASONS)[number];

export interface Feedback {
  user: string;
  vote: 1 | -1;
  reason?: DislikeReason;
  words?: string;
}

/** A question worth an administrator's look: not answered, or answered and disliked. */
export interface OpenQuestion {
  answer: string;
  askedAtMs: number;
  question: string;
  status: StoredAnswer['status'];
  likes: number;
  dislikes: number;
  reasons: string[];
  words: string[];
}

/** An article's file that was taken out of the corpus, and where it is kept for an undo. */
export interface Removal {
  id: string;
  path: string;
  keptAt: string;
  removedBy: string;
  removedAtMs: number;
}

/** What one written answer used. */
export interface SpendingRecord {
  guild?: string;
  user: string;
  atMs: number;
  inputTokens: number;
  outputTokens: number;
  /** Undefined where the model's price isn't known. */
  costUsd?: number;
}

/** A sum over answers; `unpriced` of them have no known price. */
export interface Spent {
  answers: number;
  tokens: number;
  usd: number;
  unpriced: number;
}

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

export const newId = () => randomBytes(12).toString('base64url');

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
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export class State {
  /** What is posted on a schedule. */
  readonly digests: Digests;

  private constructor(private readonly db: StateDb) {
    this.digests = new Digests(db);
  }

  /** Throws UserError, see openStateDatabase. */
  static open(dataDir: string): State {
    return new State(openStateDatabase(dataDir));
  }

  async settings(guild: string): Promise<ServerSettings> {
    const row = this.db
      .prepare<[string], { content: string }>('SELECT content FROM settings WHERE guild = ?')
      .get(guild);
    return parseSettings(row?.content);
  }

  /** Changes what is given and leaves the rest; returns all of it. */
  async changeSettings(guild: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    const settings = { ...(await this.settings(guild)), ...change };
    this.db
      .prepare('INSERT OR REPLACE INTO settings (guild, content, changed_at) VALUES (?, ?, ?)')
      .run(guild, JSON.stringify(settings), Date.now());
    return settings;
  }

  async recordAnswer({ id, guild, channel, user, askedAtMs, question, status, isPrivate, content }: StoredAnswer) {
    this.db
      .prepare(
        'INSERT INTO answers (id, guild, channel, user, asked_at, question, status, is_private, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
      )
      .run(id, guild ?? null, channel, user, askedAtMs, question, status, Number(isPrivate), JSON.stringify(content));
  }

  /** Ties the messages that show an answer to it, in reading order. */
  async recordMessages(answer: string, messages: PostedMessage[]): Promise<void> {
    const insert = this.db.prepare(
      'INSERT OR REPLACE INTO messages (message, channel, place, answer) VALUES (?, ?, ?, ?)',
    );
    this.db.transaction(() => {
      for (const [place, { message, channel }] of messages.entries()) insert.run(message, channel, place, answer);
    })();
  }

  /** An answer that was posted into a thread belongs to the thread's conversation. */
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

  /** The newest answers to one person in one channel or thread since then, oldest first. */
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

  /** One vote per person and answer; a later one replaces it. False where the answer is no longer kept. */
  async giveFeedback(answer: string, { user, vote, reason, words }: Feedback): Promise<boolean> {
    return this.db.transaction(() => {
      if (!this.db.prepare('SELECT 1 FROM answers WHERE id = ?').get(answer)) return false;
      this.db
        .prepare(
          'INSERT OR REPLACE INTO feedback (answer, user, vote, reason, words, given_at) VALUES (?, ?, ?, ?, ?, ?)',
        )
        .run(answer, user, vote, reason ?? null, words ?? null, Date.now());
      return true;
    })();
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

  /** What was used on the UTC day of `nowMs`: by one person anywhere, in one server, and in all. */
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

  #spent(where: string, ...values: string[]): Spent {
    const row = this.db
      .prepare<string[], Spent>(
        `SELECT coalesce(sum(answers), 0) AS answers, coalesce(sum(tokens), 0) AS tokens,
           coalesce(sum(micro_usd), 0) / 1e6 AS usd, coalesce(sum(unpriced), 0) AS unpriced FROM spending WHERE ${where}`,
      )
      .get(...values);
    return row ?? NOTHING_SPENT;
  }

  /** What was asked in a server and not answered, or disliked; newest first. */
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

  async countOpenQuestions(guild: string): Promise<number> {
    return (await this.openQuestions(guild)).length;
  }

  /** How many questions and votes are kept of one person. */
  async keptOf(user: string): Promise<{ questions: number; votes: number }> {
    const count = (table: 'answers' | 'feedback') =>
      this.db.prepare<[string], { n: number }>(`SELECT count(*) AS n FROM ${table} WHERE user = ?`).get(user)!.n;
    return { questions: count('answers'), votes: count('feedback') };
  }

  /** Deletes one person's questions, the answers to them and their votes. */
  async forgetUser(user: string): Promise<{ questions: number; votes: number }> {
    // Today's sums stay until tomorrow: forgetting oneself must not refill a budget.
    this.db.prepare('DELETE FROM spending WHERE user = ? AND day < ?').run(user, dayOf(Date.now()));
    return this.db.transaction(() => ({
      votes: this.db.prepare('DELETE FROM feedback WHERE user = ?').run(user).changes,
      questions: this.db.prepare('DELETE FROM answers WHERE user = ?').run(user).changes,
    }))();
  }

  /** Deletes all that belongs to a server, when the bot leaves it. */
  async forgetGuild(guild: string): Promise<void> {
    this.db.transaction(() => {
      this.db.prepare('DELETE FROM answers WHERE guild = ?').run(guild);
      this.db.prepare('DELETE FROM settings WHERE guild = ?').run(guild);
      this.digests.forgetGuild(guild);
      this.db.prepare('DELETE FROM spending WHERE guild = ?').run(guild);
    })();
  }

  /** Deletes what is older than the retention allows; returns how many answers went. */
  async purge(beforeMs: number): Promise<number> {
    this.db.prepare('DELETE FROM spending WHERE day < ?').run(dayOf(beforeMs));
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

  close(): void {
    this.db.close();
  }
}
