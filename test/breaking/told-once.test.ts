/**
 * News fetched, indexed, corrected and told by a real bot that is killed between correcting and telling, and after; with LONG_FUZZ between
 * each two of these, and while it fetches.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { runReindex } from '../../src/compose.js';
import { EmbeddedIndex } from '../../src/index/embedded-index.js';
import { openSqlite } from '../../src/sqlite/open-sqlite.js';
import { statePath } from '../../src/state/sqlite-store.js';
import { longText, rss, startNewsServer } from '../sources/news-server.js';
import { FERRY } from '../support/articles.js';
import { DiscordServer } from '../support/discord-server/index.js';
import { CLI, cleanEnvironment, makeFolder } from '../support/run-footnote.js';

const CHILD = fileURLToPath(new URL('./told-once-child.mjs', import.meta.url));
/** How long a notice stays claimed by a process that died. */
const CLAIM_MS = 5 * 60_000;
const IS_LONG = process.env.LONG_FUZZ !== undefined;
const TELL_ME = 'Tell me when there is an answer';
const WAITED_FOR = 'By how many metres has the lake behind the Elva dam fallen?';
const LAKE = `${longText('At the dam')}<p>The lake behind the Elva dam has fallen by 4 metres, Mayor Ada Berg said.</p>`;

/** Looks some fifty times a second, for it may open a file each time; the test's own time is the bound. */
async function when(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await sleep(20);
}

it('each is done once, wherever a kill comes between', { timeout: 120_000 }, async () => {
  const server = await DiscordServer.start();
  onTestFinished(() => server.stop());
  const ann = server.addUser({ username: 'ann' });
  const guild = server.addGuild();
  guild.addMember(ann);
  const channel = guild.addChannel({ name: 'questions' });
  const news = await startNewsServer();
  const cwd = makeFolder({ 'corpus/ferry.md': FERRY });
  const data = join(cwd, 'data');
  const env = cleanEnvironment({
    ...{ DISCORD_TOKEN: server.token, DISCORD_API_URL: server.apiUrl, FETCH_PRIVATE: '1', LOG_LEVEL: 'silent' },
  });
  await runReindex({ corpusDir: join(cwd, 'corpus'), dataDir: data }, {});

  let bot: ChildProcess | undefined;
  onTestFinished(() => void bot?.kill('SIGKILL'));
  let said = '';
  let begunLooks = 0;
  const start = (program = [CHILD]) => {
    said = '';
    begunLooks = 0;
    bot = spawn(process.execPath, program, { cwd, env, stdio: ['pipe', 'pipe', 'ignore'] });
    bot.stdout!.setEncoding('utf8').on('data', (chunk) => (said += chunk));
  };
  const isReady = () => said.includes('READY');
  const endedLooks = () => said.split('LOOKED').length - 1;
  /** Has the bot look for what is due, as it does from time to time by itself, until it is so: perhaps in the middle of a look. */
  const lookUntil = (is: () => boolean | Promise<boolean>) =>
    when(async () => {
      // Before `is`, or what the look made would be told by another one that is begun beside it.
      const isAtRest = isReady() && endedLooks() === begunLooks;
      if (await is()) return true;
      if (isAtRest && ++begunLooks) bot!.stdin!.write('\n');
      return false;
    });
  /** Kills the bot, and lets the time pass after which its claims are free. */
  const kill = async () => {
    const ended = once(bot!, 'exit');
    bot!.kill('SIGKILL');
    await ended;
    const db = openSqlite(statePath(data), {});
    db.exec('UPDATE duties SET until = 0');
    db.exec(`UPDATE notices SET claimed_at = claimed_at - ${CLAIM_MS}, began_at = began_at - ${CLAIM_MS}`);
    db.close();
  };
  const count = (sql: string): number => {
    const db = openSqlite(statePath(data), { readonly: true });
    try {
      return db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${sql}`).get()!.n;
    } finally {
      db.close();
    }
  };
  const version = async () => {
    const index = EmbeddedIndex.open(data);
    try {
      return await index.read((snapshot) => snapshot.version);
    } finally {
      index.close();
    }
  };

  start();
  await when(isReady);
  const ask = (question: string) => server.slash(ann, { channel, name: 'ask', options: { question } }).original();
  const answered = await ask('What does the repair of the ferry cost?');
  expect(answered.content).toContain('40,000');
  const abstained = await ask(WAITED_FOR);
  await server.click(ann, abstained, TELL_ME).original();
  const posted = channel.visible.length;

  const killWhen = async (is: () => boolean | Promise<boolean>) => {
    await lookUntil(is);
    await kill();
    start();
  };
  const feed = rss([{ guid: 'dam', title: 'Dam leaks', link: '/dam.html', text: LAKE }]);
  let asked = false;
  news.pages['/feed.xml'] = IS_LONG ? () => void (asked = true) : feed;
  writeFileSync(join(cwd, 'corpus/ferry.md'), FERRY.replace('40,000', '65,000'));
  writeFileSync(
    join(cwd, 'sources.yaml'),
    `- {name: courier, kind: feed, address: '${news.origin}/feed.xml', every: 30m}\n`,
  );
  // While it fetches.
  if (IS_LONG) {
    await lookUntil(() => asked);
    news.pages['/feed.xml'] = feed;
    await killWhen(() => true);
  }
  // Between fetching and indexing.
  const fetched = join(data, 'fetched/courier');
  if (IS_LONG) await killWhen(() => existsSync(fetched) && readdirSync(fetched).some((name) => name.endsWith('.json')));
  // Between indexing and correcting.
  if (IS_LONG) await killWhen(async () => (await version()) >= 2);
  // Between correcting and telling.
  await lookUntil(() => count('notices') >= 2);
  await kill();
  // In the bot's own rhythm: the second one in the channel is told at the next beat.
  start([CLI, 'start']);
  await when(() => count('notices WHERE told_at IS NOT NULL') === 2);
  await kill();
  // And once more, with nothing left to do.
  start();
  await lookUntil(() => endedLooks() === 2);

  const later = channel.visible.slice(posted);
  expect(later.map(({ content }) => content)).toEqual([expect.stringMatching(/fallen by \*\*4 metres\*\*/)]);
  expect(later[0].mentioned).toEqual([ann]);
  expect(answered.content).toMatch(/65,000/);
  expect(answered.edits).toHaveLength(1);
  expect(count('corrections')).toBe(1);
});
