/** Logs in, waiting while Discord is away, with the shards of this process. */
import {
  Client,
  type ClientOptions,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  GatewayIntentBits,
  HTTPError,
  Partials,
} from 'discord.js';
import type { DiscordConfig, Shards } from '../config.js';
import { errorText, UserError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import { withPauses } from '../core/with-pauses.js';
import { describeError, isTransient } from './faults.js';
import { NO_MENTIONS } from './targets.js';

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
const DESTROY_MS = 2_000;

export interface LoginOptions {
  discord: DiscordConfig & { token: string };
  logger: Logger;
  /** One line for the operator. */
  say: (line: string) => void;
  signal: AbortSignal;
}

/** Called at the moment the client is ready. A later listener would miss the first events. */
export type OnClient = (client: Client<true>, hasMessageContent: boolean) => void;

/** Logs in, with growing pauses while Discord is down; without the Message Content intent where it isn't granted. */
export async function logIn(options: LoginOptions, onClient: OnClient): Promise<void> {
  const { say } = options;
  const tryWith = (hasMessageContent: boolean) =>
    whileDiscordIsDown(
      () => connect(options, hasMessageContent, (client) => onClient(client, hasMessageContent)),
      options,
    );
  try {
    await tryWith(true);
  } catch (error) {
    if (!isDisallowedIntents(error)) throw error;
    say(
      'The Message Content intent is off, so I answer /ask, mentions and replies that mention me, but no other message; to change that, switch it on in the developer portal under Bot.',
    );
    await tryWith(false);
  }
}

async function connect(
  { discord, signal, logger }: LoginOptions,
  hasMessageContent: boolean,
  onReady: (client: Client<true>) => void,
): Promise<void> {
  signal.throwIfAborted();
  const client = new Client(clientOptions(discord, hasMessageContent));
  // A socket's error that nobody listens to would end the process.
  client.on(Events.Error, (error) => logger.warn({ event: 'connection-error', ...describeError(error) }));
  try {
    const ready = new Promise<void>((resolve, reject) => {
      client.once(Events.ClientReady, (readyClient) => {
        // discord.js's helper for shard processes keeps the first client ever made, which may have been refused.
        if (client.shard) Object.assign(client.shard, { client });
        onReady(readyClient);
        resolve();
      });
      client.once(Events.ShardDisconnect, ({ code }) => reject(new ConnectionClosed(code)));
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    // The first of the two to fail rejects, and the other fails with the same error. While the gateway is down, login()
    // never ends.
    ready.catch(() => {});
    const loggedIn = client.login(discord.token).then(() => ready);
    loggedIn.catch(() => {});
    await Promise.race([loggedIn, ready]);
  } catch (error) {
    // A socket that is just connecting must not be closed: discord.js then lets its error end the process.
    if (!signal.aborted) await destroy(client);
    throw toLoginError(error);
  }
}

/** Rejects when Discord ends a connection for good; while it may be made anew, discord.js does so. */
export function disconnected(client: Client): Promise<never> {
  const lost = new Promise<never>((_, reject) => {
    client.once(Events.ShardDisconnect, ({ code }) => reject(toLoginError(new ConnectionClosed(code))));
  });
  lost.catch(() => {});
  return lost;
}

const statusOf = (error: unknown) =>
  error instanceof DiscordAPIError || error instanceof HTTPError ? error.status : undefined;

/** A UserError with the fix where there is one; any other error unchanged. */
function toLoginError(error: unknown): unknown {
  if (isInvalidToken(error) || statusOf(error) === 401)
    return new UserError(
      'bad-token',
      'Discord refuses DISCORD_TOKEN; copy the token anew from the developer portal under Bot, Reset Token.',
    );
  if (closedWith(error, GatewayCloseCodes.ShardingRequired) || closedWith(error, GatewayCloseCodes.InvalidShard))
    return new UserError(
      'too-few-shards',
      'Discord wants the bot’s servers spread over other shards than SHARDS names; set SHARDS=auto, or a larger number everywhere.',
    );
  const status = statusOf(error);
  if (status !== undefined && status < 500)
    return new UserError(
      'discord-refuses',
      `Discord answers the bot's start with status ${status}; check DISCORD_TOKEN, DISCORD_GUILD_ID and DISCORD_API_URL, and start it again.`,
    );
  // discord.js reads fields that such an answer hasn't got.
  if (error instanceof TypeError)
    return new UserError(
      'not-discord',
      'What answers at DISCORD_API_URL speaks otherwise than Discord does; check that address, or leave it out.',
    );
  return error;
}

function clientOptions({ apiUrl, shards }: DiscordConfig, hasMessageContent: boolean): ClientOptions {
  return {
    intents: hasMessageContent ? [...INTENTS, GatewayIntentBits.MessageContent] : INTENTS,
    // Direct messages come in channels that were never seen before.
    partials: [Partials.Channel],
    allowedMentions: NO_MENTIONS,
    // What may be tried again is known only to us: see faults.ts.
    ...shardOptions(shards),
    rest: { api: apiUrl, retries: 0, timeout: REST_TIMEOUT_MS, globalRequestsPerSecond: REQUESTS_PER_SECOND },
  };
}

/** Always given, or discord.js would read the variable SHARDS in its own way. */
function shardOptions({ total, ids }: Shards): Pick<ClientOptions, 'shards' | 'shardCount'> {
  if (total === undefined) return { shards: 'auto' };
  return { shards: ids ?? Array.from({ length: total }, (_, id) => id), shardCount: total };
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

/** Tries again while Discord isn't there, after 1 s, 2 s, … up to a minute. Throws UserError for what it refuses. */
export async function whileDiscordIsDown<T>(
  work: () => Promise<T>,
  { say, logger, signal }: Pick<LoginOptions, 'say' | 'logger' | 'signal'>,
): Promise<T> {
  const tried = withPauses(work, {
    firstMs: FIRST_PAUSE_MS,
    longestMs: LONGEST_PAUSE_MS,
    signal,
    mayPass: (error) => isTransient(error) || isConnectionLoss(error),
    onPause: (error, pauseMs) => {
      say(`Discord can't be reached (${errorText(error)}); trying again in ${pauseMs / 1000} s.`);
      logger.warn({ event: 'discord-down', pauseMs, ...describeError(error) });
    },
  });
  return tried.catch((error) => {
    throw toLoginError(error);
  });
}

/** Whether a connection was closed for a passing reason. Other codes mean that token, shards or intents are wrong. */
const isConnectionLoss = (error: unknown) => error instanceof ConnectionClosed && !isDisallowedIntents(error);

/** Bounded, because discord.js may wait for ever for a connection that was just being made. */
export const destroy = (client: Client) =>
  Promise.race([client.destroy(), new Promise((resolve) => setTimeout(resolve, DESTROY_MS).unref())]);

export const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
