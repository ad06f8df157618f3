/** `footnote start` with a process for each shard, all on one database, beside a Discord-shaped server. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openState } from '../../src/state/open-state.js';
import type { State } from '../../src/state/state.js';
import { CORPUS } from '../support/articles.js';
import { DiscordServer, type Guild, type InteractionHandle, type User } from '../support/discord-server/index.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { PASSWORD } from '../support/postgres/debian-server.js';
import { answerTo } from '../support/read-components.js';
import { CLI, makeFolder } from '../support/run-footnote.js';

const QUESTION = 'What was found in the ramp?';
const SHARDS = 3;
const SERVERS = 6;
const KILLED = 1;

interface Running {
  server: DiscordServer;
  guilds: Guild[];
  /** One in each server. */
  askers: User[];
  state: State;
  /** Everything that was said. */
  said: () => string;
  /** The process of a shard. */
  pidOf: (shard: number) => number;
  child: ChildProcess;
  ended: Promise<number | null>;
  /** Ends what is still running. */
  stop: () => Promise<void>;
}

/** Six servers, two for each of three shards, with one asker each. */
async function start(postgres: TestServer): Promise<Running> {
  const server = await DiscordServer.start({ loginsAtOnce: SHARDS, recommendedShards: SHARDS });
  server.limits.global = { limit: 100_000, windowMs: 1000 };
  const guilds: Guild[] = [];
  const askers: User[] = [];
  for (let n = 0; n < SERVERS; n++) {
    const guild = server.addGuild({ onShard: [n % SHARDS, SHARDS] });
    askers.push(server.addUser({ username: `asker${n}` }));
    guild.addMember(askers[n]);
    guilds.push(guild);
  }
  const database = await postgres.create();
  const child = spawn(process.execPath, [CLI, 'start'], {
    cwd: makeFolder(CORPUS),
    env: {
      ...process.env,
      DISCORD_TOKEN: server.token,
      DISCORD_API_URL: server.apiUrl,
      DATABASE_URL: database.url,
      SHARD_PROCESSES: '1',
    },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const state = await openState({ dataDir: 'nowhere', database });
  const pidOf = (shard: number) => shardPid(child.pid!, shard);
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    await state.close();
    await server.stop();
  };
  return { server, guilds, askers, state, said: () => said, pidOf, child, ended, stop };
}

/** The child process whose environment names the shard. */
function shardPid(parent: number, shard: number): number {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ').map(Number);
  const isIts = (pid: number) => readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`SHARDS=${shard}`);
  return children.find(isIts)!;
}

const isAnswer = ({ content }: { content: string }) => content.includes('A crack was found in the ramp');
const answersIn = (guild: Guild) => guild.systemChannel!.messages.filter(isAnswer);
/** Every server's own asker asks, or that of some. */
const ask = (
  { server, guilds, askers }: Pick<Running, 'server' | 'guilds' | 'askers'>,
  isAsking: (guild: Guild, n: number) => boolean = () => true,
) =>
  guilds.flatMap((guild, n) => {
    const call = { channel: guild.systemChannel!, name: 'ask', options: { question: QUESTION } };
    return isAsking(guild, n) ? [server.slash(askers[n], call)] : [];
  });

/** One start of all, which takes four processes a while; the tests go on where the one before has ended. */
describe.skipIf(process.platform !== 'linux')('three shard processes', () => {
  let postgres: TestServer;
  let running: Running;
  beforeAll(async () => {
    postgres = await startPostgres();
    running = await start(postgres);
    const { server, child, said } = running;
    await server.until(() => /^READY with 3 shards of 3/m.test(said()) || child.exitCode !== null, 90_000);
    expect(said()).toMatch(/^READY with 3 shards of 3, each in a process of its own$/m);
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    await postgres.stop();
  });

  it('answer every question once, outlive the death of one, and lose no feedback', async () => {
    const { server, guilds, askers, state, pidOf, said } = running;
    expect(server.registrations).toBe(1);
    expect(said().match(/^Invite: /gm)).toHaveLength(1);

    // Every question, in a message too, is answered once.
    // One after the other: the first answers of new processes take long where few cores are shared.
    for (const guild of guilds) {
      const [one] = ask(running, (asking) => asking === guild);
      expect((await answerTo(one)).content).toMatch(/A crack was found in the ramp/);
    }
    for (const [n, guild] of guilds.entries())
      server.sendMessage(askers[n], guild.systemChannel!, `<@${server.botUser.id}> ${QUESTION}`);
    await server.until(() => guilds.every((guild) => answersIn(guild).length === 2), 30_000);

    // One process dies while its servers' questions are being answered and votes come in from all.
    const isKilled = (_: unknown, n: number) => n % SHARDS === KILLED;
    const votes = guilds.map((guild, n) => server.click(askers[n], answersIn(guild)[0], /^like:/));
    const asked = ask(running);
    await Promise.all(asked.filter(isKilled).map(({ acknowledged }) => acknowledged));
    process.kill(pidOf(KILLED), 'SIGKILL');
    const killedAtMs = Date.now();

    // Its servers ask again as soon as a new process has logged in, and are answered.
    await server.until(() => server.identifiedShards.filter((id) => id === KILLED).length === 2, 60_000);
    const again = ask(running, isKilled);
    for (const one of again) expect((await answerTo(one)).content).toMatch(/A crack was found in the ramp/);
    console.info(`its servers were served again ${Date.now() - killedAtMs} ms after it was killed`);
    expect(said()).toMatch(/^Shard 1 ended \(SIGKILL\); starting it again\.$/m);

    // The others noticed nothing, and nobody got an answer twice.
    for (const [n, one] of asked.entries()) {
      if (!isKilled(one, n)) expect((await answerTo(one)).content).toMatch(/A crack was found in the ramp/);
      expect(one.messages.filter(isAnswer).length).toBeLessThanOrEqual(1);
    }
    for (const [n, guild] of guilds.entries()) {
      // Three times asked; where the process was killed once more, and one of them may have gone with it.
      if (isKilled(guild, n)) expect([3, 4]).toContain(answersIn(guild).length);
      else expect(answersIn(guild)).toHaveLength(3);
    }

    // Whoever was thanked for a vote is counted, and everyone was whose process lived.
    const isThanked = ({ messages }: InteractionHandle) => messages[0]?.content.startsWith('Thank you') ?? false;
    await server.until(() => votes.every((vote, n) => isKilled(vote, n) || isThanked(vote)));
    for (const [n, vote] of votes.entries())
      expect((await state.keptOf(askers[n].id)).votes).toBeGreaterThanOrEqual(isThanked(vote) ? 1 : 0);
    expect(said()).not.toContain(PASSWORD);
    expect(said()).not.toContain(server.token);
  }, 180_000);

  it('share what one person may ask', async () => {
    const { server, guilds } = running;
    // The first three servers are of a shard each.
    const ann = server.addUser({ username: 'ann' });
    for (const guild of guilds.slice(0, SHARDS)) guild.addMember(ann);
    const contents: string[] = [];
    // Eight at once are allowed, in whichever server; the ninth comes within their refill of five seconds each.
    for (let n = 0; n < 12; n++) {
      const channel = guilds[n % SHARDS].systemChannel!;
      contents.push(
        (await answerTo(server.slash(ann, { channel, name: 'ask', options: { question: QUESTION } }))).content,
      );
    }
    const isRefused = (content: string) => /^Those were many questions at once/.test(content);
    expect(contents.slice(0, 8).filter(isRefused)).toEqual([]);
    expect(contents.filter(isRefused).length).toBeGreaterThan(0);
  }, 180_000);

  it('end together, and none is left behind', async () => {
    const { child, ended, pidOf } = running;
    const pids = [0, 1, 2].map(pidOf);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
  }, 180_000);
});
