/** Each shard in a process of its own, by discord.js's ShardingManager; one that dies is started again. */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { type APIGatewayBotInfo, REST, Routes, type Shard, ShardingManager } from 'discord.js';
import { UserError } from '../core/errors.js';
import { aborted, type LoginOptions, whileDiscordIsDown } from './log-in.js';

/** Discord takes one login in five seconds for each of its `max_concurrency` doors. */
const LOGIN_EVERY_MS = 5_000;
/** A shard that lived so long is started again at once. */
const LONG_LIFE_MS = 60_000;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Longer than a bot takes to end by itself. */
const STOP_MS = 15_000;

/** What a process of a shard says when it serves, and is told when it is to end. */
export interface ShardWords {
  ready: string;
  stop: string;
}

export interface ShardProcessesOptions extends LoginOptions {
  /** The file that a process of a shard runs, and its arguments. */
  program: string;
  programArguments: string[];
  words: ShardWords;
}

/** Runs until the signal is aborted. Throws UserError where a shard can't be started at all. */
export async function runShardProcesses(options: ShardProcessesOptions): Promise<void> {
  const { discord, program, programArguments, words, say, signal } = options;
  const { shards: recommended, atOnce } = await askGateway(options);
  const { total = recommended, ids = Array.from({ length: total }, (_, id) => id) } = discord.shards;
  const manager = new ShardingManager(program, {
    totalShards: total,
    shardList: ids,
    shardArgs: programArguments,
    token: discord.token,
    // It would start a shard again without a pause for ever.
    respawn: false,
  });
  const over = new AbortController();
  const stopping = AbortSignal.any([signal, over.signal]);
  const kept: Promise<void>[] = [];
  try {
    for (let first = 0; first < ids.length; first += atOnce) {
      if (first > 0) await pause(LOGIN_EVERY_MS, stopping);
      const begun = ids.slice(first, first + atOnce).map((id) => keepAlive(manager.createShard(id), options, stopping));
      kept.push(...begun.map(({ ended }) => ended));
      await Promise.race([Promise.all(begun.map(({ ready }) => ready)), ...kept, aborted(signal)]);
      if (signal.aborted) return;
    }
    say(`READY with ${ids.length} ${ids.length === 1 ? 'shard' : 'shards'} of ${total}, each in a process of its own`);
    await Promise.race([aborted(signal), ...kept]);
  } finally {
    over.abort();
    await Promise.all([...manager.shards.values()].map((shard) => stop(shard, words)));
  }
}

/** How many shards Discord recommends, and how many may log in at once. */
async function askGateway(options: LoginOptions): Promise<{ shards: number; atOnce: number }> {
  const { token, apiUrl } = options.discord;
  const rest = new REST({ version: '10', api: apiUrl, retries: 0 }).setToken(token);
  return whileDiscordIsDown(async () => {
    const { shards, session_start_limit: limit } = (await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo;
    return { shards, atOnce: limit.max_concurrency };
  }, options);
}

/** `ready` resolves when the shard first serves; `ended` rejects where it never could, and resolves when all stops. */
function keepAlive(
  shard: Shard,
  { say, logger, words }: ShardProcessesOptions,
  stopping: AbortSignal,
): { ready: Promise<void>; ended: Promise<void> } {
  let wasReady = false;
  const ready = new Promise<void>((resolve) => {
    shard.on('message', (message) => {
      if (message !== words.ready) return;
      wasReady = true;
      logger.info({ event: 'shard-ready', shard: shard.id });
      resolve();
    });
  });
  const keep = async () => {
    for (let pauseMs = 0; !stopping.aborted; ) {
      const startedAtMs = Date.now();
      const child = (await shard.spawn(-1)) as ChildProcess;
      const [code, signal] = await once(child, 'exit');
      if (stopping.aborted) return;
      logger.error({ event: 'shard-died', shard: shard.id, code, signal });
      // Its own sentence stands above.
      if (!wasReady && signal === null)
        throw new UserError(
          'shard-failed',
          `Shard ${shard.id} can't be started; the sentence before this one says why.`,
        );
      pauseMs = Date.now() - startedAtMs > LONG_LIFE_MS ? 0 : pauseMs;
      say(`Shard ${shard.id} ended (${signal ?? code}); starting it again.`);
      await pause(pauseMs, stopping);
      pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, 2 * pauseMs));
    }
  };
  const ended = keep();
  ended.catch(() => {});
  return { ready, ended };
}

/** Asks it to end as SIGTERM would; by a message, because Ctrl-C has reached it already and a second signal is no grace. */
async function stop(shard: Shard, words: ShardWords): Promise<void> {
  const { process: child } = shard;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  await shard.send(words.stop).catch(() => {});
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(timer);
}

const pause = (milliseconds: number, signal: AbortSignal) =>
  Promise.race([new Promise<void>((resolve) => setTimeout(resolve, milliseconds)), aborted(signal)]);
