/** The bot's life: logging in until Discord is there, answering, and ending without leaving anyone waiting. */
import {
  Client,
  type ClientOptions,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  type Guild,
  OAuth2Scopes,
  Partials,
  PermissionFlagsBits,
} from 'discord.js';
import type { Budget, DiscordConfig } from '../config.js';
import { errorText, UserError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import { withPauses } from '../core/with-pauses.js';
import type { CorpusEditor } from '../flows/edit-corpus.js';
import type { State } from '../state/state.js';
import type { BotApp, BotContext, RunReindex } from './context.js';
import { startDigests, type Ticking } from './digests.js';
import { createDispatcher } from './dispatch.js';
import { FairQueue } from './fair-queue.js';
import { describeError, isTransient } from './faults.js';
import { createMessageHandlers } from './messages.js';
import { registerCommands } from './register-commands.js';
import { ReindexJobs } from './reindex-jobs.js';
import { inert } from './render/inert.js';
import { NO_MENTIONS } from './targets.js';
import { wordsFor } from './words/index.js';

/** What the bot needs in a server, and nothing more. */
const PERMISSIONS = [
  PermissionFlagsBits.ViewChannel,
  PermissionFlagsBits.SendMessages,
  PermissionFlagsBits.SendMessagesInThreads,
  PermissionFlagsBits.CreatePublicThreads,
  PermissionFlagsBits.EmbedLinks,
  PermissionFlagsBits.AttachFiles,
  PermissionFlagsBits.ReadMessageHistory,
];
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const REST_TIMEOUT_MS = 15_000;
/**
 * discord.js holds everything back at 50 a second, but Discord's limit of that height leaves interactions out, and nearly
 * all that we send belongs to one: held back, a crowd's acknowledgements would come before anyone's answer. A global 429 is
 * still waited out. https://discord.com/developers/docs/topics/rate-limits#global-rate-limit
 */
const REQUESTS_PER_SECOND = 500;
/** How long a question that runs may still take when the bot is stopped. */
const GRACE_MS = 10_000;
const DESTROY_MS = 2_000;
const PURGE_EVERY_MS = 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export interface BotOptions {
  app: BotApp;
  state: State;
  corpus: CorpusEditor;
  runReindex: RunReindex;
  discord: DiscordConfig & { token: string };
  budget: Budget;
  retentionDays: number;
  logger: Logger;
  /** One line for the operator: the invite, READY, what has to be mended. */
  say: (line: string) => void;
  /** Aborted when the bot is to stop. */
  signal: AbortSignal;
  nowMs?: () => number;
  /** How often it is looked whether a digest is due; every half minute by itself. */
  ticking?: Ticking;
}

/** Runs until the signal is aborted. Throws UserError for a token, an intent or a scope that has to be mended. */
export async function runBot(options: BotOptions): Promise<void> {
  const { state, retentionDays, logger, say, signal, nowMs = Date.now } = options;
  const { client, hasMessageContent } = await logIn(options);
  const context: BotContext = {
    ...options,
    client,
    queue: new FairQueue(undefined, nowMs),
    reindexJobs: new ReindexJobs(options.runReindex, nowMs),
    hasMessageContent,
    startedAtMs: nowMs(),
    nowMs,
  };
  try {
    say(`Invite: ${client.generateInvite({ scopes: SCOPES, permissions: PERMISSIONS })}`);
    const isChanged = await whileDiscordIsDown(() => registerCommands(client, options.discord.guildId), options);
    logger.info({ event: 'commands', isChanged });
    const purge = async () => {
      const beforeMs = nowMs() - retentionDays * DAY_MS;
      await options.corpus.tidy(beforeMs);
      const count = await state.purge(beforeMs);
      if (count > 0) logger.info({ event: 'purged', answers: count });
    };
    await purge();
    const timer = setInterval(() => void purge().catch((error) => logger.error(describeError(error))), PURGE_EVERY_MS);
    listen(context);
    const stopDigests = startDigests(context, options.ticking);
    const { size } = client.guilds.cache;
    say(`READY ${client.user.username} in ${size} ${size === 1 ? 'server' : 'servers'}`);
    await aborted(signal);
    clearInterval(timer);
    await finish(context, stopDigests);
  } finally {
    await destroy(client);
  }
}

/** discord.js may wait for ever for a connection that was just being made. */
const destroy = (client: Client) =>
  Promise.race([client.destroy(), new Promise((resolve) => setTimeout(resolve, DESTROY_MS).unref())]);

const SCOPES = [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands];

function listen(context: BotContext): void {
  const { client, state, logger } = context;
  const dispatch = createDispatcher(context);
  const messages = createMessageHandlers(context);
  const guarded = (event: string, work: Promise<unknown>) =>
    void work.catch((error) => logger.error({ event, ...describeError(error) }));
  client
    .on(Events.InteractionCreate, (interaction) => guarded('interaction-failed', dispatch(interaction)))
    .on(Events.MessageCreate, (message) => guarded('message-failed', messages.created(message)))
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

/** Three things to try, in the channel for such news, where the bot may write there. */
async function welcome(guild: Guild, { logger }: BotContext): Promise<void> {
  logger.info({ event: 'joined-server', guild: guild.id });
  const { systemChannel, members, client, preferredLocale } = guild;
  const may = systemChannel && members.me && systemChannel.permissionsFor(members.me);
  if (!may?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages])) return;
  const lines = wordsFor(preferredLocale).welcome(inert(client.user.displayName));
  await systemChannel!.send({ content: lines.join('\n'), allowedMentions: NO_MENTIONS });
}

/** Takes no more questions, gives those that run their time, and apologises to those that wait. */
async function finish({ queue, reindexJobs, logger }: BotContext, stopDigests: () => Promise<void>): Promise<void> {
  logger.info({ event: 'stopping', running: queue.running, waiting: queue.waiting });
  const rest = Promise.all([queue.stop(), reindexJobs.stop(), stopDigests()]);
  const timeout = new Promise((resolve) => setTimeout(resolve, GRACE_MS).unref());
  await Promise.race([rest, timeout]);
  logger.info({ event: 'stopped' });
}

/** Logs in, with growing pauses while Discord is down; without the Message Content intent where it isn't granted. */
async function logIn(options: BotOptions): Promise<{ client: Client<true>; hasMessageContent: boolean }> {
  const { say } = options;
  try {
    return { client: await whileDiscordIsDown(() => connect(options, true), options), hasMessageContent: true };
  } catch (error) {
    if (!isDisallowedIntents(error)) throw error;
    say(
      'The Message Content intent is off, so I answer /ask, mentions and replies that mention me, but no other message; to change that, switch it on in the developer portal under Bot.',
    );
    return { client: await whileDiscordIsDown(() => connect(options, false), options), hasMessageContent: false };
  }
}

async function connect({ discord, signal, logger }: BotOptions, hasMessageContent: boolean): Promise<Client<true>> {
  signal.throwIfAborted();
  const client = new Client(clientOptions(discord, hasMessageContent));
  // A socket's error that nobody listens to would end the process.
  client.on(Events.Error, (error) => logger.warn({ event: 'connection-error', ...describeError(error) }));
  try {
    const ready = new Promise<Client<true>>((resolve, reject) => {
      client.once(Events.ClientReady, resolve);
      client.once(Events.ShardDisconnect, ({ code }) => reject(new ConnectionClosed(code)));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    // Whichever fails first tells; the other's failure is the same one. While the gateway is down, login() never ends.
    ready.catch(() => {});
    const loggedIn = client.login(discord.token).then(() => ready);
    loggedIn.catch(() => {});
    return await Promise.race([loggedIn, ready]);
  } catch (error) {
    // A socket that is just connecting must not be closed: discord.js then lets its error end the process.
    if (!signal.aborted) await destroy(client);
    if (isInvalidToken(error))
      throw new UserError(
        'bad-token',
        'Discord refuses DISCORD_TOKEN; copy the token anew from the developer portal under Bot, Reset Token.',
      );
    throw error;
  }
}

function clientOptions({ apiUrl }: DiscordConfig, hasMessageContent: boolean): ClientOptions {
  return {
    intents: hasMessageContent ? [...INTENTS, GatewayIntentBits.MessageContent] : INTENTS,
    // Direct messages come in channels that were never seen before.
    partials: [Partials.Channel],
    allowedMentions: NO_MENTIONS,
    // What may be tried again is known only to us: see faults.ts.
    rest: { api: apiUrl, retries: 0, timeout: REST_TIMEOUT_MS, globalRequestsPerSecond: REQUESTS_PER_SECOND },
  };
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
class ConnectionClosed extends Error {
  constructor(readonly closeCode: number) {
    super(`Discord closed the connection (${closeCode})`);
    this.name = 'ConnectionClosed';
  }
}
const closedWith = (error: unknown, code: GatewayCloseCodes) =>
  error instanceof ConnectionClosed && error.closeCode === code;

const hasCode = (error: unknown, code: DiscordjsErrorCodes) => error instanceof DiscordjsError && error.code === code;
const isInvalidToken = (error: unknown) =>
  hasCode(error, DiscordjsErrorCodes.TokenInvalid) || closedWith(error, GatewayCloseCodes.AuthenticationFailed);
const isDisallowedIntents = (error: unknown) =>
  hasCode(error, DiscordjsErrorCodes.DisallowedIntents) ||
  closedWith(error, GatewayCloseCodes.DisallowedIntents) ||
  (error instanceof Error && /disallowed intents/i.test(error.message));

/** Tries again while Discord isn't there, after 1 s, 2 s, … up to a minute. */
function whileDiscordIsDown<T>(work: () => Promise<T>, { say, logger, signal }: BotOptions): Promise<T> {
  return withPauses(work, {
    firstMs: FIRST_PAUSE_MS,
    longestMs: LONGEST_PAUSE_MS,
    signal,
    mayPass: (error) => isTransient(error) || isConnectionLoss(error),
    onPause: (error, pauseMs) => {
      say(`Discord can't be reached (${errorText(error)}); trying again in ${pauseMs / 1000} s.`);
      logger.warn({ event: 'discord-down', pauseMs, ...describeError(error) });
    },
  });
}

/** Closed for a reason that passes: other codes say that the token or the intents have to be mended. */
const isConnectionLoss = (error: unknown) =>
  error instanceof ConnectionClosed && !isInvalidToken(error) && !isDisallowedIntents(error);

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
