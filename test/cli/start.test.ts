/** `footnote start` and `footnote doctor` as an operator runs them, beside a Discord-shaped server. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { DiscordServer } from '../support/discord-server/index.js';
import { CLI, makeFolder, runFootnote } from '../support/run-footnote.js';
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

describe('footnote start', () => {
  it('indexes, logs in, answers, and exits with 0 at SIGTERM', async () => {
    const server = await startServer();
    const ann = server.addUser({ username: 'ann' });
    const guild = server.addGuild();
    guild.addMember(ann);
    const cwd = makeFolder(CORPUS);
    const child = startBot(cwd, environmentOf(server));
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk) => (stdout += chunk));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await server.until(() => stdout.includes('READY'), 30_000);
    const options = { question: 'What was found in the ramp?' };
    const channel = guild.systemChannel!;
    const answer = await server.slash(ann, { channel, name: 'ask', options }).original();
    expect(answer.content).toMatch(/A crack was found in the ramp/);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(stdout).toMatch(/^Invite: http.*permissions=\d+\nREADY /m);
  });

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
    const run = await runFootnote(['start'], {
      cwd: makeFolder(CORPUS),
      input: 'What was found in the ramp?\n/quit\n',
    });
    expect(run.status).toBe(0);
    expect(run.stderr).toMatch(/^No DISCORD_TOKEN is set\. .*\nPut DISCORD_TOKEN=… into \.env .*\n/);
    expect(run.stdout).toMatch(/A crack was found in the ramp/);
  });

  it('with a wrong token ends with one sentence that doesn’t repeat it', async () => {
    const server = await startServer();
    const run = await runFootnote(['start'], { cwd: makeFolder(CORPUS), env: environmentOf(server, 'not.the.token') });
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
});
