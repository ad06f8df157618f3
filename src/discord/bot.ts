/** The bot's life: answering from the login on, and ending without leaving anyone waiting. */
import { Events, type Guild, PermissionFlagsBits, Status } from 'discord.js';
import type { Budget, DiscordConfig } from '../config.js';
import { DAY_MS } from '../core/dates.js';
import type { Logger } from '../core/logger.js';
import type { CorpusEditor } from '../flows/edit-corpus.js';
import type { State } from '../state/state.js';
import { ApplicationOwners } from './application-owners.js';
import type { BotApp, BotContext, Keeping, PrivacyFacts } from './context.js';
import { startDigests } from './digests.js';
import { createDispatcher } from './dispatch.js';
import { FairQueue } from './fair-queue.js';
import { describeError } from './faults.js';
import { startKeeper } from './keeping.js';
import { aborted, destroy, disconnected, logIn, whileDiscordIsDown } from './log-in.js';
import { createMessageHandlers } from './messages.js';
import { PERMISSIONS, SCOPES } from './needed-permissions.js';
import type { NoticeKind } from './notices/kind.js';
import { startOutbox } from './outbox.js';
import { registerCommands } from './register-commands.js';
import { ReindexJobs, type RunReindex } from './reindex-jobs.js';
import { inert } from './render/inert.js';
import { NO_MENTIONS } from './targets.js';
import type { Ticking } from './ticking.js';
import { watchVersions } from './watch-versions.js';
import { startWithdrawing } from './withdrawing.js';
import { wordsFor } from './words/index.js';

const TWICE =
  'Commands of another version are registered for all servers, so in the one that DISCORD_GUILD_ID names all stand twice; start without it to register these everywhere.';

/** How long a running question may still take once the bot is stopped. */
const GRACE_MS = 10_000;
const PURGE_EVERY_MS = 60 * 60_000;

/** How the bot is, at any moment. */
export interface BotVitals {
  /** Whether all shards of this process are connected. */
  isConnected: () => boolean;
  queue: () => { running: number; waiting: number };
}

export interface BotOptions {
  app: BotApp;
  state: State;
  corpus: CorpusEditor;
  runReindex: RunReindex;
  /** Without it nothing is fetched and nothing re-indexes by itself. */
  keeping?: Keeping;
  discord: DiscordConfig & { token: string };
  /** The address of an article's reading page; there are none without it. */
  readingLink?: BotContext['readingLink'];
  /** What the operator calls the articles. */
  collection?: string;
  budget: Budget;
  retentionDays: number;
  privacy: PrivacyFacts;
  logger: Logger;
  /** One line for the operator: the invite, READY, what has to be mended. */
  say: (line: string) => void;
  /** Aborted when the bot is to stop. */
  signal: AbortSignal;
  nowMs?: () => number;
  /** In place of the rhythms in which the bot looks for what is due by itself. */
  ticking?: Ticking;
  /** In place of the kinds of notices that there are. */
  noticeKinds?: readonly NoticeKind[];
  /** Called once the bot is logged in, with what tells how it is from then on. */
  onBegun?: (vitals: BotVitals) => void;
  /** Called when everything that this process serves is there. */
  onReady?: () => void;
}

/** Runs until the signal is aborted. Throws UserError for a token, an intent or a scope that has to be mended. */
export async function runBot(options: BotOptions): Promise<void> {
  const { state, retentionDays, logger, say, signal, nowMs = Date.now } = options;
  const context = await begin(options, nowMs);
  const { client, queue } = context;
  options.onBegun?.({
    isConnected: () => client.ws.shards.size > 0 && client.ws.shards.every(({ status }) => status === Status.Ready),
    queue: () => ({ running: queue.running, waiting: queue.waiting }),
  });
  // Work for all shards together, such as the purge, is the first one's.
  const isFirst = client.ws.shards.has(0);
  const lost = disconnected(client);
  try {
    if (isFirst) say(`Invite: ${client.generateInvite({ scopes: SCOPES, permissions: [...PERMISSIONS] })}`);
    if (isFirst) {
      const registration = await whileDiscordIsDown(() => registerCommands(client, options.discord.guildId), options);
      logger.info({ event: 'commands', ...registration });
      if (registration.isTwice) say(TWICE);
    }
    const purge = async () => {
      const beforeMs = nowMs() - retentionDays * DAY_MS;
      await options.corpus.tidy(beforeMs);
      const count = await state.purge(beforeMs);
      if (count > 0) logger.info({ event: 'purged', answers: count });
    };
    // A database that just went away must not end the bot.
    const purgeOnce = () =>
      void purge().catch((error) => logger.error({ event: 'purge-failed', ...describeError(error) }));
    if (isFirst) purgeOnce();
    const timer = isFirst && setInterval(purgeOnce, PURGE_EVERY_MS);
    const stops = [
      startDigests(context, options.ticking),
      ...(options.keeping ? [startKeeper(context, options.keeping, say, options.ticking)] : []),
      watchVersions(context, options.ticking),
      startOutbox(context, options.ticking, options.noticeKinds),
      startWithdrawing(context, options.ticking),
    ];
    const { size } = client.guilds.cache;
    say(`READY ${client.user.username} in ${size} ${size === 1 ? 'server' : 'servers'}${shardsOf(client)}`);
    options.onReady?.();
    try {
      await Promise.race([aborted(signal), lost]);
    } finally {
      if (timer) clearInterval(timer);
      await finish(context, stops);
    }
  } finally {
    await destroy(client);
  }
}

/** Logs in, and listens from the first moment on. */
async function begin(options: BotOptions, nowMs: () => number): Promise<BotContext> {
  let context: BotContext | undefined;
  let owners: ApplicationOwners | undefined;
  await logIn(options, (client, hasMessageContent) => {
    owners = new ApplicationOwners({ client, logger: options.logger, nowMs });
    context = {
      ...options,
      ...(options.collection && { collection: inert(options.collection) }),
      client,
      applicationOwners: owners,
      queue: new FairQueue(undefined, nowMs),
      reindexJobs: new ReindexJobs(options.runReindex, nowMs),
      hasMessageContent,
      startedAtMs: nowMs(),
      nowMs,
    };
    addListeners(context);
  });
  await owners!.read();
  return context!;
}

/** Told only where there are several. */
function shardsOf({ ws, options }: BotContext['client']): string {
  const total = options.shardCount ?? 1;
  return total > 1 ? ` as shard ${[...ws.shards.keys()].join(', ')} of ${total}` : '';
}

function addListeners(context: BotContext): void {
  const { client, state, logger } = context;
  const dispatch = createDispatcher(context);
  const messages = createMessageHandlers(context);
  const guarded = (event: string, work: Promise<unknown>) =>
    void work.catch((error) => logger.error({ event, ...describeError(error) }));
  client
    .on(Events.InteractionCreate, (interaction) => guarded('interaction-failed', dispatch(interaction)))
    .on(Events.MessageCreate, (message) => guarded('message-failed', messages.created(message)))
    .on(Events.MessageUpdate, (before, message) =>
      guarded('message-failed', messages.edited(before.content ?? '', message)),
    )
    .on(Events.MessageDelete, ({ id }) => messages.deleted(id))
    .on(Events.GuildCreate, (guild) => guarded('welcome-failed', welcome(guild, context)))
    .on(Events.GuildDelete, (guild) => {
      logger.info({ event: 'left-server', guild: guild.id });
      guarded('forget-failed', state.forgetGuild(guild.id));
    })
    .on(Events.ShardDisconnect, ({ code }) => logger.warn({ event: 'disconnected', code }))
    .on(Events.ShardReconnecting, () => logger.info({ event: 'reconnecting' }))
    .on(Events.ShardResume, () => logger.info({ event: 'resumed' }));
}

/** Welcomes a server with three things to try, in its channel for such news, where the bot may write. */
async function welcome(guild: Guild, { logger, collection }: BotContext): Promise<void> {
  logger.info({ event: 'joined-server', guild: guild.id });
  const { systemChannel, members, client, preferredLocale } = guild;
  const may = systemChannel && members.me && systemChannel.permissionsFor(members.me);
  if (!may?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages])) return;
  const lines = wordsFor(preferredLocale, collection).welcome(inert(client.user.displayName));
  await systemChannel!.send({ content: lines.join('\n'), allowedMentions: NO_MENTIONS });
}

/** Ends: takes no more questions, lets running ones finish in time, and apologises to those that wait. */
async function finish({ queue, reindexJobs, logger }: BotContext, stops: (() => Promise<void>)[]): Promise<void> {
  logger.info({ event: 'stopping', running: queue.running, waiting: queue.waiting });
  const rest = Promise.all([queue.stop(), reindexJobs.stop(), ...stops.map((stop) => stop())]);
  const timeout = new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
  await Promise.race([rest, timeout]);
  logger.info({ event: 'stopped' });
}
