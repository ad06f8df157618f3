/**
 * What people entrusted to the bot: settings, posted answers, feedback, digests, spending. Every read is bound to the server or
 * the person it belongs to. Kept in a file (sqlite-state.ts) or in PostgreSQL (postgres-state.ts), with one meaning.
 */
import { randomBytes } from 'node:crypto';
import type { Digests } from './digests.js';
import type { ServerSettings } from './server-settings.js';

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

export const newId = () => randomBytes(12).toString('base64url');

/** The UTC day that spending is summed up for. */
export const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

const sameVote = (column: string) =>
  `CASE WHEN feedback.vote = excluded.vote THEN coalesce(excluded.${column}, feedback.${column}) ELSE excluded.${column} END`;
/** What becomes of a vote when the same person votes again; SQL that both stores speak. */
export const REPLACE_VOTE = `vote = excluded.vote, reason = ${sameVote('reason')}, words = ${sameVote('words')}, given_at = excluded.given_at`;

/** How many may come at once, and after how long another one may. */
export interface AllowanceSize {
  burst: number;
  refillMs: number;
}

/** Allowances that nobody has used for so long are full again, whatever their size. */
export const ALLOWANCE_KEPT_MS = 60 * 60_000;

/**
 * Several processes may use one state at once. Rejects with DatabaseDownError where the store is away: at once in what
 * somebody waits for, after a minute of trying in what was already done and has to be recorded.
 */
export interface State {
  /** What is posted on a schedule. */
  readonly digests: Digests;
  /** False while the store is known to be away. */
  readonly isReady: boolean;

  settings(guild: string): Promise<ServerSettings>;
  /** Changes what is given and leaves the rest; returns all of it. */
  changeSettings(guild: string, change: Partial<ServerSettings>): Promise<ServerSettings>;

  recordAnswer(answer: StoredAnswer): Promise<void>;
  /** Ties the messages that show an answer to it, in reading order. */
  recordMessages(answer: string, messages: PostedMessage[]): Promise<void>;
  /** An answer that was posted into a thread belongs to the thread's conversation. */
  moveAnswer(id: string, channel: string): Promise<void>;
  answer(id: string): Promise<StoredAnswer | undefined>;
  answerOfMessage(message: string): Promise<StoredAnswer | undefined>;
  messagesOf(answer: string): Promise<PostedMessage[]>;
  /** The newest answers to one person in one channel or thread since then, oldest first. */
  conversation(channel: string, user: string, sinceMs: number, most: number): Promise<StoredAnswer[]>;
  deleteAnswer(id: string): Promise<void>;

  /**
   * One vote per person and answer; a later one replaces it, and one that says the same without a reason leaves the reason that
   * was given. False where the answer is no longer kept.
   */
  giveFeedback(answer: string, feedback: Feedback): Promise<boolean>;
  /** What was asked in a server and not answered, or disliked; newest first. */
  openQuestions(guild: string, page?: { offset?: number; limit?: number }): Promise<OpenQuestion[]>;

  recordSpending(spending: SpendingRecord): Promise<void>;
  /** What was used on the UTC day of `nowMs`: by one person anywhere, in one server, and in all. */
  spentToday(
    nowMs: number,
    who: { guild?: string; user?: string },
  ): Promise<{ person: Spent; server: Spent; all: Spent }>;
  /** Takes one of a person's allowance, in whichever process; returns 0, or how many milliseconds are to be waited. */
  takeAllowance(name: string, size: AllowanceSize, nowMs: number): Promise<number>;

  /** How many questions and votes are kept of one person. */
  keptOf(user: string): Promise<{ questions: number; votes: number }>;
  /** Deletes one person's questions, the answers to them and their votes. */
  forgetUser(user: string): Promise<{ questions: number; votes: number }>;
  /** Deletes all that belongs to a server, when the bot leaves it. */
  forgetGuild(guild: string): Promise<void>;
  /** Deletes what is older than the retention allows; returns how many answers went. */
  purge(beforeMs: number): Promise<number>;

  recordRemoval(removal: Removal): Promise<void>;
  removal(id: string): Promise<Removal | undefined>;
  forgetRemoval(id: string): Promise<void>;

  close(): Promise<void>;
}
