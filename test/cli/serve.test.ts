/** What listens where HTTP_PORT is set, in processes of their own. That nothing does without it is in start.test.ts. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { DiscordServer } from '../support/discord-server/index.js';
import { send } from '../support/http-site.js';
import { CLI, cleanEnvironment, makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

interface Process {
  child: ChildProcessWithoutNullStreams;
  /** Once that was said. */
  until: (words: RegExp) => Promise<RegExpExecArray>;
  ended: Promise<number | null>;
}

function startProcess(command: string, cwd: string, env: Record<string, string>): Process {
  const child = spawn(process.execPath, [CLI, command], { cwd, env: cleanEnvironment(env) });
  onTestFinished(() => void child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => (said += chunk));
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const until = (words: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = words.exec(said);
        if (found) resolve(found);
      };
      child.stdout.on('data', look);
      child.stderr.on('data', look);
      void ended.then(() => reject(new Error(`ended: ${said}`)));
      look();
    });
  return { child, until, ended };
}

describe('footnote start', () => {
  it('with HTTP_PORT lives before Discord is there, and is ready with it', async () => {
    const discord = await DiscordServer.start();
    onTestFinished(() => discord.stop());
    discord.refuseGateway();
    const env = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl, HTTP_PORT: '0' };
    const { child, until, ended } = startProcess('start', makeFolder(CORPUS), env);
    const [, port] = await until(/"url":"http:\/\/127\.0\.0\.1:(\d+)"/);
    await discord.until(() => discord.requests.some(({ path }) => path.includes('gateway')), 30_000);
    expect((await send(Number(port), '/healthz')).status).toBe(200);
    const { status, text } = await send(Number(port), '/readyz');
    expect([status, JSON.parse(text)]).toEqual([503, { ready: false, index: true, gateway: false, database: true }]);
    discord.refuseGateway(false);
    await until(/READY/);
    expect((await send(Number(port), '/readyz')).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});

describe('footnote serve', () => {
  it('serves an index that is there, and ends with 0 at SIGTERM', async () => {
    const cwd = makeFolder(CORPUS);
    expect((await runInProcess(['index'], { cwd })).status).toBe(0);
    const { child, until, ended } = startProcess('serve', cwd, { HTTP_PORT: '0' });
    const [, port] = await until(/READY http:\/\/127\.0\.0\.1:(\d+)\n/);
    expect(JSON.parse((await send(Number(port), '/readyz')).text)).toEqual({
      ready: true,
      index: true,
      database: true,
    });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('says in one sentence what it lacks', async () => {
    const cwd = makeFolder(CORPUS);
    const unset = await runInProcess(['serve'], { cwd });
    expect([unset.status, unset.stderr]).toEqual([64, expect.stringMatching(/^footnote: HTTP_PORT is not set; .*\n$/)]);
    const unread = await runInProcess(['serve'], { cwd, env: { HTTP_PORT: '0', LOG_LEVEL: 'silent' } });
    expect([unread.status, unread.stderr]).toEqual([2, expect.stringMatching(/^footnote: .*"footnote index".*\n$/)]);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const taken = await runInProcess(['serve'], { cwd, env: { HTTP_PORT: String(port) } });
    expect([taken.status, taken.stderr]).toEqual([
      1,
      expect.stringMatching(/^footnote: .*another program has port \d+.*\n$/),
    ]);
  });
});
