/** The real bot, with a real index, beside a Discord-shaped server; and a community to talk to it. */
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { App } from '../../src/compose.js';
import { type Budget, type DatabaseConfig, type ModelsConfig, readConfig, type Shards } from '../../src/config.js';
import { createLogger } from '../../src/core/logger.js';
import { runBot } from '../../src/discord/bot.js';
import type { Keeping } from '../../src/discord/context.js';
import type { NoticeKind } from '../../src/discord/notices/kind.js';
import type { RunReindex } from '../../src/discord/reindex-jobs.js';
import { createCorpusEditor } from '../../src/flows/edit-corpus.js';
import { createReadingLinks, READING_KEY } from '../../src/http/reading/reading-links.js';
import { chooseModels, recipientsOf } from '../../src/models/model-choice.js';
import { openSources } from '../../src/sources/sources.js';
import { watchFolder } from '../../src/sources/watch-folder.js';
import { openState } from '../../src/state/open-state.js';
import type { State } from '../../src/state/state.js';
import { summarizeWithoutHoldUp } from '../../src/threads/summarize-apart.js';
import { BAKERY, FERRY, PLAIN } from './articles.js';
import { type Channel, DiscordServer, type Guild, type StartOptions, type User } from './discord-server/index.js';
import { type IndexFolder, makeIndexFolder } from './index-folder.js';

/** One process of the bot. */
export interface LaunchedBot {
  app: App;
  state: State;
  /** Looks for what is due, as the bot itself does from time to time: one thing after the other. */
  tick: () => Promise<void>;
  /** Settles when the bot ends, of itself or stopped. */
  ended: Promise<void>;
  /** Ends the bot as SIGTERM does, and waits for it. */
  stop: () => Promise<void>;
}

export interface BotFixture extends LaunchedBot {
  server: DiscordServer;
  guild: Guild;
  channel: Channel;
  /** A member with no rights beyond those of everyone. */
  ann: User;
  /** Another one. */
  ben: User;
  /** Who manages the server. */
  mia: User;
  folder: IndexFolder;
  /** What the operator was told, line by line. */
  lines: string[];
  /** What stands in the log. */
  log: () => string;
  /** How far the bot's clock is ahead; see `advance`. */
  clockOffsetMs: number;
  /** Stops the bot and starts it anew, with the same folders and the same Discord. */
  restart: () => Promise<void>;
  /** Starts another process over the same folders and the same Discord, as when one takes over from another. */
  twin: () => Promise<LaunchedBot>;
}

export interface BotFixtureOptions {
  articles?: Record<string, string>;
  server?: StartOptions;
  adminUserIds?: string[];
  adminRoleIds?: string[];
  homeGuildIds?: string[];
  guildId?: string;
  shards?: Shards;
  retentionDays?: number;
  budget?: Partial<Budget>;
  /** ISO: what the bot's clock shows when it starts. */
  now?: string;
  /** Where the state is kept in place of a file. */
  database?: DatabaseConfig;
  /** A chat model for the bot; without one answers are extractive. */
  models?: Partial<ModelsConfig>;
  /** In place of one in this process, to hold it, to make it fail, or to run it in a thread as `footnote start` does. */
  runReindex?: RunReindex;
  /** Above so many articles a period is summarized in a thread. */
  manyArticles?: number;
  /** Wraps the app, to hold or to break what it does. */
  wrap?: (app: App) => Partial<Pick<App, 'converse' | 'summarize' | 'current'>>;
  logContent?: boolean;
  /** Where reading pages are; without it there are none. */
  publicUrl?: string;
  /** What sets off a re-index by itself: a source in `sources.yaml` beside the corpus folder, and this. */
  keeping?: Pick<Keeping, 'reindexBySelf'>;
  /** In place of the kinds that the bot tells later. */
  noticeKinds?: readonly NoticeKind[];
  /** Told what ends the bot and its Discord, the last to be called first; where absent they end with the test. */
  atEnd?: (end: () => Promise<void>) => void;
  /** Changes the world before the bot logs in. */
  before?: (world: Pick<BotFixture, 'server' | 'guild' | 'channel' | 'ann' | 'ben' | 'mia'>) => void;
}

export const ARTICLES = { 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN };

export async function startBot(options: BotFixtureOptions = {}): Promise<BotFixture> {
  const { atEnd = onTestFinished } = options;
  const folder = makeIndexFolder(options.articles ?? ARTICLES);
  await folder.reindex();
  const server = await DiscordServer.start(options.server);
  const guild = server.addGuild({ name: 'Harbour town' });
  const [ann, ben, mia] = ['ann', 'ben', 'mia'].map((username) => server.addUser({ username }));
  const channel = guild.addChannel({ name: 'questions' });
  guild.addMember(ann);
  guild.addMember(ben);
  guild.addMember(mia, { permissions: ['ManageGuild', 'ManageMessages'] });
  options.before?.({ server, guild, channel, ann, ben, mia });

  let logged = '';
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged += chunk;
      done();
    },
  });
  const lines: string[] = [];
  const fixture = {
    clockOffsetMs: options.now ? Date.parse(options.now) - Date.now() : 0,
    server,
    guild,
    channel,
    ann,
    ben,
    mia,
    folder,
    lines,
    log: () => logged,
  } as BotFixture;

  const launch = async (): Promise<LaunchedBot> => {
    const controller = new AbortController();
    const ticks: (() => Promise<void>)[] = [];
    const tick = async () => {
      for (const look of ticks) await look();
    };
    const app = options.models ? folder.with(options.models).open() : folder.open();
    const { database } = options;
    const state = await openState({ dataDir: folder.dataDir, database });
    const heard = lines.length;
    const nowMs = () => Date.now() + fixture.clockOffsetMs;
    const sources = openSources({
      ...{ file: join(folder.root, 'sources.yaml'), dataDir: folder.dataDir, fetchPrivate: true, nowMs },
      fetching: { pauseMs: 0 },
      settledMs: 50,
    });
    const { publicUrl } = options;
    const readingLink = publicUrl && createReadingLinks(await state.signingKeys.of(READING_KEY, nowMs()), publicUrl);
    const running = runBot({
      app: {
        ...app,
        summarize: summarizeWithoutHoldUp(app, folder, options.manyArticles),
        ...options.wrap?.(app),
        status: () => app.index.status(),
        history: () => app.index.history(),
      },
      state,
      corpus: createCorpusEditor(folder),
      runReindex: options.runReindex ?? folder.reindex,
      discord: {
        token: server.token,
        apiUrl: server.apiUrl,
        adminUserIds: options.adminUserIds ?? [],
        adminRoleIds: options.adminRoleIds ?? [],
        homeGuildIds: options.homeGuildIds ?? [],
        shards: options.shards ?? {},
        hasShardProcesses: false,
        ...(options.guildId && { guildId: options.guildId }),
      },
      ...(readingLink && { readingLink }),
      budget: { ...readConfig({}).models.budget, ...options.budget },
      retentionDays: options.retentionDays ?? 90,
      privacy: {
        recipients: options.models ? recipientsOf(chooseModels(options.models)) : {},
        logsContent: options.logContent ?? false,
      },
      logger: createLogger({ level: 'trace', hasContent: options.logContent ?? false, destination }),
      say: (line) => lines.push(line),
      signal: controller.signal,
      nowMs,
      ...(options.keeping && {
        keeping: {
          ...options.keeping,
          sources,
          watchCorpus: (onSettled: () => void) => watchFolder(folder.corpusDir, onSettled, { settledMs: 50 }),
        },
      }),
      ticking: (look) => {
        ticks.push(look);
        return () => {};
      },
      ...(options.noticeKinds && { noticeKinds: options.noticeKinds }),
    });
    let failure: unknown;
    running.catch((error) => {
      failure = error;
    });
    let isStopped = false;
    const stop = async () => {
      if (isStopped) return;
      isStopped = true;
      controller.abort();
      await running.catch(() => {});
      await sources.close();
      await state.close();
      app.close();
    };
    atEnd(stop);
    await server.until(
      () => failure !== undefined || lines.slice(heard).some((line) => line.startsWith('READY')),
      20_000,
    );
    if (failure) throw failure;
    return { app, state, ended: running, tick, stop };
  };
  fixture.restart = async () => {
    await fixture.stop();
    Object.assign(fixture, await launch());
  };
  fixture.twin = launch;
  atEnd(() => server.stop());
  return Object.assign(fixture, await launch());
}

/** Moves the bot's clock and the server's by the same time. */
export function advance(bot: BotFixture, milliseconds: number): void {
  bot.clockOffsetMs += milliseconds;
  bot.server.advance(milliseconds);
}
