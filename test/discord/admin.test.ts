import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ARTICLES, advance, type BotFixture, startBot } from '../support/discord-bot.js';
import { buttonsOf } from '../support/read-components.js';

const admin = ({ server, mia, channel }: BotFixture, subcommand: string, options = {}) =>
  server.slash(mia, { channel, name: 'admin', subcommand, options });

const MINUTE_MS = 60_000;

/** A re-index that goes on until it is told to end, and reports on the way. */
function createHeldReindex() {
  const held = { finish: () => {}, started: 0, aborted: false };
  const run: NonNullable<Parameters<typeof startBot>[0]>['runReindex'] = ({ signal, onProgress }) => {
    held.started++;
    onProgress?.({ phase: 'embedding', done: 5, total: 10 });
    return new Promise((resolve, reject) => {
      signal?.addEventListener('abort', () => {
        held.aborted = true;
        reject(signal.reason);
      });
      held.finish = () =>
        resolve({
          articles: 3,
          passages: 3,
          added: 1,
          changed: 0,
          removed: 0,
          unchanged: 2,
          skipped: [],
          embedded: 1,
          version: 2,
          seconds: 1,
        });
    });
  };
  return { held, run };
}

describe('/admin reindex', () => {
  it('brings in what was added, and names what was left out', async () => {
    const bot = await startBot();
    bot.folder.write({ 'new.txt': 'The lighthouse of Skarholm was painted red.', 'empty.txt': '' });
    const run = admin(bot, 'reindex');
    const done = await run.until(({ messages }) => messages[0]?.content.includes('Index version 2') ?? false, 20_000);
    expect(done.messages[0].content).toMatch(/1 added, 0 changed, 0 removed, 3 unchanged, 1 skipped/);
    expect(done.messages[0].content).toMatch(/• empty\\?\.txt: /);
    const { server, ann, channel } = bot;
    const question = 'What colour was the lighthouse painted?';
    const answer = await server.slash(ann, { channel, name: 'ask', options: { question } }).original();
    expect(answer.content).toContain('painted red');
  });

  it('brings the version before back by a button, as long as it is kept', async () => {
    const bot = await startBot();
    const { server, mia, ann, channel } = bot;
    const ask = (question: string) => server.slash(ann, { channel, name: 'ask', options: { question } }).original();
    bot.folder.write({ 'ferry.md': 'Nobody knows anything.' });
    const run = admin(bot, 'reindex');
    const done = await run.until(({ messages }) => messages[0]?.content.includes('Index version 2') ?? false, 20_000);
    const [message] = done.messages;
    expect(buttonsOf(message)).toEqual(['Bring back version 1']);
    const undo = server.click(mia, message, 'Bring back version 1');
    const undone = await undo.until(
      ({ messages }) => messages[0]?.content.includes('Index version 3') ?? false,
      20_000,
    );
    expect(undone.messages[0].content).toMatch(
      /those of version 1 again, indexed <t:\d+:f>\. Nothing is re-indexed by itself/,
    );
    expect((await ask('What does the repair of the ferry cost?')).content).toContain('40,000');
    expect((await admin(bot, 'status').original()).content).toContain('because an earlier version was brought back');
    const stale = await server.click(mia, message, 'Bring back version 1').original();
    expect(stale.content).toBe('That version isn’t kept any more.');
  });

  it('shows first what would change, if wanted, and changes nothing by that', async () => {
    const bot = await startBot();
    bot.folder.write({ 'new.txt': 'The lighthouse of Skarholm was painted red.' });
    const run = admin(bot, 'reindex', { preview: true });
    const preview = await run.until(({ messages }) => messages[0]?.content.includes('1 added') ?? false, 20_000);
    expect((await bot.app.index.status()).version).toBe(1);
    const started = bot.server.click(bot.mia, preview.messages[0], 'Re-index now');
    await started.until(({ messages }) => messages[0]?.content.includes('Index version 2') ?? false, 20_000);
  });

  it('is one at a time: a second one is told who and since when', async () => {
    const { held, run } = createHeldReindex();
    const bot = await startBot({ runReindex: run });
    const first = admin(bot, 'reindex');
    await first.until(({ messages }) => messages[0]?.content.includes('embedding passages 5/10') ?? false);
    const second = await admin(bot, 'reindex').original();
    expect(second.content).toMatch(/^A re-index by mia has been running since <t:\d+:R>\.$/);
    expect(held.started).toBe(1);
    held.finish();
    await first.until(({ messages }) => messages[0].content.includes('Index version 2'));
  });

  it('can be cancelled, and leaves the index as it was', async () => {
    const { held, run } = createHeldReindex();
    const bot = await startBot({ runReindex: run });
    const first = admin(bot, 'reindex');
    await first.until(({ messages }) => buttonsOf(messages[0] ?? { components: [] }).includes('Cancel'));
    await bot.server.click(bot.mia, first.messages[0], 'Cancel').acknowledged;
    await first.until(({ messages }) => messages[0].content === 'Cancelled. The index is as it was.');
    expect(held.aborted).toBe(true);
  });

  it('carries on as a message of the channel when the interaction’s token ends', async () => {
    const { held, run } = createHeldReindex();
    const bot = await startBot({ runReindex: run });
    const first = admin(bot, 'reindex');
    await first.until(({ messages }) => messages[0]?.content.includes('5/10') ?? false);
    advance(bot, 20 * MINUTE_MS);
    held.finish();
    await bot.server.until(() => bot.channel.last?.content.includes('Index version 2') ?? false);
    expect(first.errors).toEqual([]);
  });

  it('never empties the index over an empty or vanished folder without being told twice', async () => {
    const bot = await startBot();
    for (const name of Object.keys(ARTICLES)) bot.folder.remove(name);
    const run = admin(bot, 'reindex');
    const asked = await run.until(
      ({ messages }) => messages[0]?.content.includes('Empty it all the same?') ?? false,
      20_000,
    );
    expect((await bot.app.index.status()).articles).toBe(3);
    rmSync(bot.folder.corpusDir, { recursive: true });
    const again = admin(bot, 'reindex');
    await again.until(({ messages }) => messages[0]?.content.includes('Empty it all the same?') ?? false, 20_000);
    const emptied = bot.server.click(bot.mia, asked.messages[0], 'Empty the index');
    await emptied.until(({ messages }) => messages[0]?.content.includes('3 removed') ?? false, 20_000);
    expect((await bot.app.index.status()).articles).toBe(0);
  });
});

describe('/admin add and remove', () => {
  const FILE = { filename: '../../Light house!.txt', bytes: 'The lighthouse of Skarholm was painted red in May.' };

  it('makes articles of attached files, after a look at them', async () => {
    const bot = await startBot();
    const offer = await admin(bot, 'add', {
      file: FILE,
      'file-2': { filename: 'bad.pdf', bytes: 'no pdf' },
    }).original();
    expect(offer.content).toMatch(/^To be added:\n• The lighthouse of Skarholm was painted red in May/);
    expect(offer.content).toMatch(/Skipped: bad\\?\.pdf: /);
    expect((await bot.app.index.status()).articles).toBe(3);
    const added = bot.server.click(bot.mia, offer, 'Add');
    await added.until(() => /^\d files? (was|were) added/.test(offer.content), 20_000);
    expect(readdirSync(join(bot.folder.corpusDir, 'added'))).toContain('Light-house-.txt');
    expect((await bot.app.index.status()).articles).toBe(4);
  });

  it('adds nothing that isn’t confirmed', async () => {
    const bot = await startBot();
    const offer = await admin(bot, 'add', { file: FILE }).original();
    const declined = bot.server.click(bot.mia, offer, 'Cancel');
    await declined.until(() => offer.content === 'Nothing was added.');
    expect(existsSync(join(bot.folder.corpusDir, 'added'))).toBe(false);
    const nothing = await admin(bot, 'add', { file: { filename: 'a.txt', bytes: '' } }).original();
    expect(nothing.content).toMatch(/^None of the files can be read as an article/);
  });

  it('asks for files where none are attached, and takes up to ten', async () => {
    const bot = await startBot();
    const opened = await admin(bot, 'add').acknowledged;
    expect(opened.modal?.title).toBe('Add articles');
    const notes = Array.from({ length: 9 }, (_, i) => ({
      filename: `note-${i}.md`,
      bytes: `The pier ${i} was mended.`,
    }));
    const offer = await bot.server.submitModal(bot.mia, opened, { files: [FILE, ...notes] }).original();
    expect(offer.ephemeral).toBe(true);
    expect(offer.content).toMatch(/^To be added:\n• The lighthouse of Skarholm was painted red in May.*… and 2 more$/s);
    const added = bot.server.click(bot.mia, offer, 'Add');
    await added.until(() => offer.content === '10 files were added to the corpus.', 20_000);
    expect((await bot.app.index.status()).articles).toBe(13);
  });

  it('refuses uploads as it does attachments: what is too large, and what is no article', async () => {
    const bot = await startBot();
    const opened = await admin(bot, 'add').acknowledged;
    const files = [
      { filename: 'huge.txt', bytes: Buffer.alloc(16 * 1024 * 1024 + 1, 'a') },
      { filename: 'bad.pdf', bytes: 'no pdf' },
    ];
    const refused = await bot.server.submitModal(bot.mia, opened, { files }).original();
    expect(refused.content).toMatch(
      /^None of the files can be read as an article\.\nSkipped: huge\\?\.txt\nSkipped: bad\\?\.pdf: /,
    );
    expect(refused.components).toEqual([]);
  });

  it('loads no more than five of the largest files at once', async () => {
    const bot = await startBot();
    const opened = await admin(bot, 'add').acknowledged;
    const bytes = Buffer.alloc(16 * 1024 * 1024);
    const files = Array.from({ length: 6 }, (_, i) => ({ filename: `${i}.jsonl.gz`, bytes }));
    const refused = await bot.server.submitModal(bot.mia, opened, { files }).original();
    const [, first, ...others] = refused.content.split('\n');
    expect(first).toMatch(/^Skipped: 5\\?\.jsonl\\?\.gz$/);
    expect(others).toHaveLength(5);
  });

  it('takes an article out, and puts it back', async () => {
    const bot = await startBot();
    const { server, mia, channel } = bot;
    const call = { channel, name: 'admin', subcommand: 'remove', focused: 'article' };
    const [choice] = await server.autocomplete(mia, { ...call, options: { article: 'bakery' } });
    expect(choice.name).toBe('2024-03-07 Lindvik bakery wins prize for rye bread');
    const removal = admin(bot, 'remove', { article: choice.value });
    const removed = await removal.until(({ messages }) => messages[0]?.content.startsWith('Removed:') ?? false, 20_000);
    expect((await bot.app.index.status()).articles).toBe(2);
    expect(existsSync(join(bot.folder.corpusDir, 'bakery.md'))).toBe(false);
    const undone = server.click(mia, removed.messages[0], 'Undo');
    await undone.until(() => removed.messages[0].content === 'Put back: bakery.md', 20_000);
    expect((await bot.app.index.status()).articles).toBe(3);
  });

  it('asks for an article that there is', async () => {
    const bot = await startBot();
    expect((await admin(bot, 'remove', { article: '../state.db' }).original()).content).toMatch(/no such article/);
  });
});

describe('/admin status, settings and questions', () => {
  it('say how things are', async () => {
    const bot = await startBot();
    const status = await admin(bot, 'status').original();
    expect(status.content).toMatch(/\*\*Articles\*\* 3\n/);
    expect(status.content).toMatch(/\*\*Newest article\*\* 7 March 2024/);
    expect(status.content).toMatch(/\*\*Message Content intent\*\* on/);
    const questions = await admin(bot, 'questions').original();
    expect(questions.content).toMatch(/^Every question kept here had an answer/);
  });

  it('a server that limits itself to some sources is answered from these alone', async () => {
    const bot = await startBot();
    await bot.state.changeSettings(bot.guild.id, { sources: ['Food desk'] });
    const { server, ann, channel } = bot;
    const question = 'What was found in the ramp?';
    const answer = await server.slash(ann, { channel, name: 'ask', options: { question } }).original();
    expect(answer.content).not.toMatch(/crack was found/);
    const list = await server.slash(ann, { channel, name: 'sources' }).original();
    expect(list.content).toMatch(/^\*\*1 article\*\*/);
  });

  it('pages through questions that had no answer', async () => {
    const bot = await startBot();
    const { server, channel } = bot;
    for (let i = 0; i < 10; i++) {
      const user = server.addUser({ username: `member${i}` });
      bot.guild.addMember(user);
      const question = `Who won chess championship number ${i + 100}?`;
      await server.slash(user, { channel, name: 'ask', options: { question } }).original();
    }
    const page = await admin(bot, 'questions').original();
    expect(page.content).toMatch(/Page 1 of 2\n/);
    expect(page.content).toMatch(/number 109\? \(not answered\)/);
    const turned = server.click(bot.mia, page, 'Next');
    await turned.until(() => page.content.includes('Page 2 of 2'));
    expect(page.content).toContain('number 100?');
  });
});
