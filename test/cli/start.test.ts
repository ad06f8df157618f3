/** `footnote start` and `footnote doctor` as an operator runs them, beside a Discord-shaped server. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { openState } from '../../src/state/open-state.js';
import { CORPUS } from '../support/articles.js';
import { DiscordServer, type Message } from '../support/discord-server/index.js';
import type { PermissionName } from '../support/discord-server/types.js';
import { CLI, cleanEnvironment, makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

async function startServer(...args: Parameters<typeof DiscordServer.start>): Promise<DiscordServer> {
  const server = await DiscordServer.start(...args);
  onTestFinished(() => server.stop());
  return server;
}

/** The bot in a process of its own, which never outlives its test. */
function startBot(cwd: string, environment: Record<string, string>): ChildProcessWithoutNullStreams {
  const child = spawn(process.execPath, [CLI, 'start'], { cwd, env: { ...process.env, ...environment } });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

const environmentOf = (server: DiscordServer, token = server.token) => ({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: server.apiUrl,
});

/** Says on standard error when anything listens. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
import net from 'node:net';
const real = net.Server.prototype.listen;
net.Server.prototype.listen = function (...args) { process.stderr.write('LISTENS '); return real.apply(this, args); };
`)}`;

/** One start, of which several things are promised. */
describe('footnote start in a folder where init was run', () => {
  let said: { stdout: string; stderr: string };
  let answer: Message;
  let status: number | null;
  /** Files of the program and its packages that were loaded, by V8's own list. */
  let loaded: string[];

  beforeAll(async () => {
    const server = await DiscordServer.start();
    const ann = server.addUser({ username: 'ann' });
    const guild = server.addGuild();
    guild.addMember(ann);
    const cwd = makeFolder({ 'news/ferry.md': CORPUS['corpus/ferry.md'] });
    const coverage = makeFolder();
    const input = `${server.token}\nnews\n\n${guild.id}\n`;
    expect((await runInProcess(['init'], { cwd, input })).status).toBe(0);
    const env = cleanEnvironment({ DISCORD_API_URL: server.apiUrl, NODE_V8_COVERAGE: coverage });
    const child = spawn(process.execPath, ['--import', WATCH, CLI, 'start'], { cwd, env });
    try {
      said = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr'] as const)
        child[name].setEncoding('utf8').on('data', (chunk) => (said[name] += chunk));
      const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
      await server.until(() => said.stdout.includes('READY'), 30_000);
      const options = { question: 'What was found in the ramp?' };
      answer = await server.slash(ann, { channel: guild.systemChannel!, name: 'ask', options }).original();
      child.kill('SIGTERM');
      status = await ended;
    } finally {
      child.kill('SIGKILL');
      await server.stop();
    }
    loaded = readdirSync(coverage).flatMap((name) =>
      (JSON.parse(readFileSync(join(coverage, name), 'utf8')).result as { url: string }[]).map(({ url }) => url),
    );
  });

  it('indexes, logs in, answers, and exits with 0 at SIGTERM', () => {
    expect(answer.content).toMatch(/A crack was found in the ramp/);
    expect(said.stdout).toMatch(/^Invite: http.*permissions=\d+\nREADY /m);
    expect(status).toBe(0);
  });

  it('is ready with the file that init writes from four answers', () => {
    expect(said.stdout).toMatch(/^READY .* in 1 server$/m);
  });

  it('listens nowhere without HTTP_PORT', () => {
    expect(said.stderr).toContain('Indexed 1 article');
    expect(said.stdout + said.stderr).not.toContain('LISTENS');
  });

  it('loads nothing of PostgreSQL without a database', () => {
    expect(loaded.some((url) => url.endsWith('/dist/state/sqlite-store.js'))).toBe(true);
    expect(loaded.filter((url) => /node_modules\/pg\b|\/dist\/(.*\/)?postgres/.test(url))).toEqual([]);
  });
});

describe('footnote start', () => {
  it('exits with 0 at SIGTERM while Discord can’t be reached', async () => {
    const server = await startServer();
    server.refuseGateway();
    const cwd = makeFolder(CORPUS);
    const child = startBot(cwd, environmentOf(server));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await server.until(() => server.requests.some(({ path }) => path.includes('gateway')), 30_000);
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => (stderr += chunk));
    child.kill('SIGTERM');
    expect(await ended, stderr).toBe(0);
  });

  it('without a token says in two lines how to get one, and opens the chat', async () => {
    const run = await runInProcess(['start'], {
      cwd: makeFolder(CORPUS),
      input: 'What was found in the ramp?\n/quit\n',
    });
    expect(run.status).toBe(0);
    expect(run.stderr).toMatch(/^No DISCORD_TOKEN is set\. .*\nPut DISCORD_TOKEN=… into \.env .*\n/);
    expect(run.stdout).toMatch(/A crack was found in the ramp/);
  });

  it('with a wrong token ends with one sentence that doesn’t repeat it', async () => {
    const server = await startServer();
    const run = await runInProcess(['start'], { cwd: makeFolder(CORPUS), env: environmentOf(server, 'not.the.token') });
    expect(run.status).toBe(1);
    expect(run.stderr).toMatch(/footnote: Discord refuses DISCORD_TOKEN; copy the token anew[^\n]*\n$/);
    expect(run.stdout + run.stderr).not.toContain('not.the.token');
  });
});

describe('footnote doctor', () => {
  it('says whether Discord takes the token, and what it granted', async () => {
    const server = await startServer({ flags: { messageContentIntent: false } });
    const cwd = makeFolder(CORPUS);
    const known = await runInProcess(['doctor'], { cwd, env: environmentOf(server) });
    expect(known.stdout).toMatch(/! Discord the token is that of .*; the Message Content intent is off\n/);
    const refused = await runInProcess(['doctor'], { cwd, env: environmentOf(server, 'not.the.token') });
    expect(refused.status).toBe(1);
    expect(refused.stdout).toMatch(/✘ Discord Discord refuses DISCORD_TOKEN\n {10}→ copy the token anew/);
    const unset = await runInProcess(['doctor'], { cwd });
    expect(unset.stdout).toMatch(/! Discord DISCORD_TOKEN is not set/);
  });

  it('says what the bot lacks in a server, in a chosen channel, and of its scopes', async () => {
    const server = await startServer({ flags: { applicationCommandsScope: false } });
    const cwd = makeFolder(CORPUS);
    const doctor = async () => (await runInProcess(['doctor'], { cwd, env: environmentOf(server) })).stdout;
    expect(await doctor()).toMatch(/! Discord the bot is in no server yet\n/);
    const guild = server.addGuild({ name: 'Riverton' });
    const deny: PermissionName[] = ['SendMessages', 'EmbedLinks'];
    const news = guild.addChannel({ name: 'news', overwrites: [{ target: 'everyone', deny }] });
    const scopeless = await doctor();
    expect(scopeless).toMatch(/✘ Discord in Riverton the bot was invited without the scope applications\.commands\n/);
    expect(scopeless).not.toContain('lacks');

    server.world.portal.applicationCommandsScope = true;
    expect(await doctor()).toMatch(/✔ Discord servers: 1; permissions and scopes are granted\n/);
    const state = await openState({ dataDir: `${cwd}/data` });
    await state.changeSettings(guild.id, { askChannels: [news.id] });
    await state.close();
    expect(await doctor()).toMatch(/! Discord in #news of Riverton the bot lacks: Send Messages, Embed Links\n/);
  });

  it('says which source has no news, and which variable has a slip in its name, as start does', async () => {
    const cwd = makeFolder({ ...CORPUS, 'sources.yaml': '- { name: desk, kind: folder, address: /nowhere/at/all }\n' });
    await runInProcess(['sources', 'refresh'], { cwd });
    const env = { DISCORD_TOKN: 'kanarie' };
    const { stdout } = await runInProcess(['doctor'], { cwd, env });
    expect(stdout).toMatch(/! Sources without news: desk \(.+\)\n {10}→ footnote sources refresh\n/);
    expect(stdout).toMatch(/! Names {3}Nothing reads DISCORD_TOKN \(did you mean DISCORD_TOKEN\?\)\.\n/);
    const started = await runInProcess(['start'], { cwd, env, input: '/quit\n' });
    expect(started.stderr).toContain('Nothing reads DISCORD_TOKN (did you mean DISCORD_TOKEN?).\n');
    expect(stdout + started.stderr).not.toContain('kanarie');
  });
});
