/** What the handlers of one bot share. */
import type { Client } from 'discord.js';
import type { Citation } from '../answering/types.js';
import type { Budget, DiscordConfig } from '../config.js';
import type { Logger } from '../core/logger.js';
import type { createBrowse } from '../flows/browse.js';
import type { createCheck } from '../flows/check-claims.js';
import type { createConverse } from '../flows/converse.js';
import type { CorpusEditor } from '../flows/edit-corpus.js';
import type { createStanding } from '../flows/examine-answer.js';
import type { KeeperParts } from '../flows/keep-current.js';
import type { createReadNewerFigures } from '../flows/newer-figures.js';
import type { createSummarize } from '../flows/summarize.js';
import type { createTopicNews } from '../flows/topic-news.js';
import type { IndexHistory, IndexStatus } from '../index/search-index.js';
import type { Recipients } from '../models/model-choice.js';
import type { ServerSettings } from '../state/server-settings.js';
import type { State } from '../state/state.js';
import type { FairQueue } from './fair-queue.js';
import type { ReindexJobs } from './reindex-jobs.js';
import type { Words } from './words/index.js';

/** What the bot asks of the program below it. */
export interface BotApp extends ReturnType<typeof createBrowse> {
  models: { chat?: string };
  converse: ReturnType<typeof createConverse>;
  summarize: ReturnType<typeof createSummarize>;
  check: ReturnType<typeof createCheck>;
  news: ReturnType<typeof createTopicNews>;
  standing: ReturnType<typeof createStanding>;
  newerFigures: ReturnType<typeof createReadNewerFigures>;
  status(): Promise<IndexStatus>;
  history(): Promise<IndexHistory>;
}

/** What people are told of where their words go. */
export interface PrivacyFacts {
  recipients: Recipients;
  /** Whether the log holds questions and answers. */
  logsContent: boolean;
}

/** What news come from, and what brings them in: see keeping.ts. */
export type Keeping = Pick<KeeperParts, 'sources' | 'reindexBySelf' | 'watchCorpus'>;

export interface BotContext {
  client: Client<true>;
  app: BotApp;
  state: State;
  queue: FairQueue;
  reindexJobs: ReindexJobs;
  corpus: CorpusEditor;
  keeping?: Keeping;
  discord: DiscordConfig;
  /** The address of an article's reading page, for articles that have none of their own. */
  readingLink?: (shown: {
    articleId: string;
    guild?: string;
    quote?: Pick<Citation, 'quote' | 'start' | 'end' | 'shown'>;
  }) => string | undefined;
  /** What the operator calls the articles, inert. */
  collection?: string;
  /** Of Discord's developer portal, as it is now. */
  applicationOwners: { ids(): readonly string[] };
  privacy: PrivacyFacts;
  /** What a day's written answers may use. */
  budget: Budget;
  retentionDays: number;
  logger: Logger;
  /** Whether Discord hands over the text of messages that don't mention the bot. */
  hasMessageContent: boolean;
  /** Aborted when the bot is to stop. */
  signal: AbortSignal;
  startedAtMs: number;
  nowMs: () => number;
}

/** The reader and the place of one interaction or message. */
export interface Surrounding {
  /** Undefined in direct messages and where the bot isn't a member. */
  guild: string | undefined;
  /** With the outlets that this channel is limited to: see `settingsIn`. */
  settings: ServerSettings;
  words: Words;
}
