/** `footnote start` and `footnote doctor` with a database, there or away, as an operator sees them. */
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Postgres } from '../../src/postgres/postgres.js';
import { openState } from '../../src/state/open-state.js';
import { CORPUS } from '../support/articles.js';
import { DiscordServer } from '../support/discord-server/index.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';
import { PASSWORD } from '../support/postgres/debian-server.js';
import { type FlakyWay, openFlakyWay } from '../support/postgres/flaky-way.js';
import { answerTo } from '../support/read-components.js';
import { CLI, makeFolder, runFootnote } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

let postgres: TestServer;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

async function startServer(): Promise<DiscordServer> {
  const server = await DiscordServer.start();
  onTestFinished(() => server.stop());
  return server;
}
async function openWay(): Promise<FlakyWay> {
  const way = await openFlakyWay(await postgres.create());
  onTestFinished(() => way.stop());
  return way;
}
const environmentOf = (server: DiscordServer, url: string) => ({
  DISCORD_TOKEN: server.token,
  DISCORD_API_URL: server.apiUrl,
  DATABASE_URL: url,
});
/** A database that a newer program has changed. */
async function makeNewer(): Promise<string> {
  const database = await postgres.create();
  await (await openState({ dataDir: 'nowhere', database })).close();
  const connection = await Postgres.open(database);
  await connection.query(`UPDATE footnote_schema SET version = 99 WHERE part = 'state'`);
  await connection.close();
  return database.url;
}

describe('footnote start', () => {
  it('waits for a database that is away, says so in one line, and tells when it goes and comes', async () => {
    const server = await startServer();
    const ann = server.addUser({ username: 'ann' });
    const guild = server.addGuild();
    guild.addMember(ann);
    const way = await openWay();
    way.cut();
    const env = { ...process.env, ...environmentOf(server, way.config.url) };
    const child = spawn(process.execPath, [CLI, 'start'], { cwd: makeFolder(CORPUS), env });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    await server.until(() => stderr.split('"database-down"').length > 2, 30_000);
    await way.mend();
    await server.until(() => /^READY /m.test(stdout), 30_000);
    const options = { question: 'What was found in the ramp?' };
    const asked = server.slash(ann, { channel: guild.systemChannel!, name: 'ask', options });
    expect((await answerTo(asked)).content).toMatch(/A crack was found in the ramp/);
    way.cut();
    await server.until(() => /^NOT READY: /m.test(stdout));
    await way.mend();
    await server.until(() => /^READY again: the database is back\.$/m.test(stdout));
    expect(stdout.match(/can't be reached \(ECONNREFUSED\); start it, or mend host and port/g)).toHaveLength(2);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(stdout + stderr).not.toContain(PASSWORD);
  });

  it('ends at once with one sentence where waiting doesn’t help', async () => {
    const server = await startServer();
    const { url } = await postgres.create();
    const cases: [string, RegExp][] = [
      [await makeNewer(), /^footnote: The state in PostgreSQL at .* has schema 99 .* run the newer version .*\.$/m],
      [
        url.replace(PASSWORD, 'An0ther-S3cret'),
        /^footnote: PostgreSQL at .* refuses the name or password; mend .*\.$/m,
      ],
      [`${url}?sslmode=require`, /^footnote: PostgreSQL at .* don't agree on TLS .*\.$/m],
    ];
    for (const [i, [wrong, sentence]] of cases.entries()) {
      const start = { cwd: makeFolder(CORPUS), env: environmentOf(server, wrong) };
      // That a process ends then is looked at once.
      const run = await (i === 0 ? runFootnote(['start'], start) : runInProcess(['start'], start));
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(sentence);
      expect(run.stdout + run.stderr).not.toMatch(/S[3]cret/);
    }
  }, 120_000);
});

describe('footnote doctor', () => {
  it('says how the database is', async () => {
    const cwd = makeFolder(CORPUS);
    const way = await openWay();
    const doctor = async (url: string) => (await runInProcess(['doctor'], { cwd, env: { DATABASE_URL: url } })).stdout;
    expect(await doctor(way.config.url)).toMatch(/✔ Database PostgreSQL is there; settings and feedback can be read\n/);
    way.cut();
    expect(await doctor(way.config.url)).toMatch(
      /✘ Database PostgreSQL at .* can't be reached \(ECONNREFUSED\); start it/,
    );
    expect(await doctor(await makeNewer())).toMatch(/✘ Database The state in PostgreSQL .* run the newer version/);
  }, 120_000);
});
