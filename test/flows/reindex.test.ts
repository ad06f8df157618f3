import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseMerges } from '../../src/index/choose-merges.js';
import { IndexWriter } from '../../src/index/index-writer.js';
import { acquireWriteLock } from '../../src/index/write-lock.js';
import { openSqlite } from '../../src/sqlite/open-sqlite.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import fc from '../support/fast-check.js';
import { fingerprint, makeIndexFolder } from '../support/index-folder.js';
import { reindexWithVectors } from '../support/with-vectors.js';

const FILES = { 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN };
const QUESTIONS = [
  'Why does the ferry not sail?',
  'Who won the prize for rye bread?',
  'library',
  'What did Falk deny?',
  'lobster',
];

describe('a re-index', () => {
  it('counts what was added, changed, removed and left as it was', async () => {
    const folder = makeIndexFolder(FILES);
    expect(await folder.reindex()).toMatchObject({
      articles: 3,
      added: 3,
      changed: 0,
      removed: 0,
      unchanged: 0,
      skipped: [],
      version: 1,
    });
    folder.write({
      'ferry.md': FERRY.replace('40,000', '45,000'),
      'new.txt': 'A whale swam into the harbour of Lindvik. Children watched it from the pier.',
    });
    folder.remove('bakery.md');
    const dryRun = await folder.reindex({ dryRun: true });
    expect(dryRun).toMatchObject({ added: 1, changed: 1, removed: 1, unchanged: 1, version: 1 });
    expect(await folder.reindex()).toMatchObject({
      articles: 3,
      added: 1,
      changed: 1,
      removed: 1,
      unchanged: 1,
      version: 2,
    });
    const app = folder.open();
    const [hit] = await app.search({ question: 'crowns' });
    expect(hit.passage.text).toContain('45,000 crowns');
    expect(await app.search({ question: 'rye' })).toEqual([]);
    app.close();
  });

  it('makes no new version and embeds nothing where nothing changed', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    expect(await folder.reindex()).toMatchObject({ unchanged: 3, embedded: 0, version: 1 });
    folder.write({ 'ferry.md': FERRY });
    expect(await folder.reindex()).toMatchObject({ unchanged: 3, embedded: 0, version: 1 });
  });

  it('embeds an edited article again only where its passages changed', async () => {
    const long = Array.from(
      { length: 40 },
      (_, i) => `Paragraph ${i} tells of the quarry and of what was found there on day ${i}.`,
    ).join('\n\n');
    const folder = makeIndexFolder({ 'long.txt': long });
    const { embedded, passages } = await reindexWithVectors(folder);
    expect(embedded).toBe(passages);
    folder.write({ 'long.txt': `${long}\n\nAt last a fossil was found.` });
    expect((await reindexWithVectors(folder)).embedded).toBeLessThan(embedded / 2);
  });

  it('pays for no embedding twice, whatever is built again', async () => {
    const folder = makeIndexFolder(FILES);
    expect(await reindexWithVectors(folder)).toMatchObject({ embedded: 3 });
    expect(await reindexWithVectors(folder, { full: true })).toMatchObject({ unchanged: 3, embedded: 0, version: 2 });
    folder.remove('ferry.md');
    await reindexWithVectors(folder);
    folder.write({ 'again.md': FERRY });
    expect(await reindexWithVectors(folder)).toMatchObject({ added: 1, embedded: 0 });
  });

  it('embeds nothing where vectors have no say, and answers alike over what an index of before embedded', async () => {
    const folder = makeIndexFolder(FILES);
    await reindexWithVectors(folder);
    const before = await fingerprint(folder.open, QUESTIONS);
    folder.write({ 'ferry.md': FERRY.replace('40,000', '45,000') });
    expect(await folder.reindex()).toMatchObject({ changed: 1, embedded: 0 });
    expect(await fingerprint(folder.open, QUESTIONS)).not.toBe(before);
    folder.write({ 'ferry.md': FERRY });
    await folder.reindex();
    expect(await fingerprint(folder.open, QUESTIONS)).toBe(before);
    const vectors = () => {
      const db = openSqlite(join(folder.dataDir, 'index.db'));
      const numbers = db.prepare('SELECT coalesce(sum(dimensions), 0) FROM segments').pluck().get();
      const embeddings = db.prepare('SELECT count(*) FROM embeddings').pluck().get();
      db.close();
      return { numbers, embeddings };
    };
    expect(vectors().embeddings).toBe(3);
    await folder.reindex({ full: true });
    expect(vectors()).toEqual({ numbers: 0, embeddings: 0 });
    expect(await fingerprint(folder.open, QUESTIONS)).toBe(before);
  });

  it('skips an id that is there already, and lets it in when the first one goes', async () => {
    const line = (body: string) => `${JSON.stringify({ id: 'same', body })}\n`;
    const folder = makeIndexFolder({
      'a.jsonl': line('The first text about otters.'),
      'b.jsonl': line('The second text about badgers.'),
    });
    const report = await folder.reindex();
    expect(report.articles).toBe(1);
    expect(report.skipped).toEqual([
      { path: 'b.jsonl#1', reason: expect.stringMatching(/id "same" is there already, from a\.jsonl#1/) },
    ]);
    folder.remove('a.jsonl');
    expect(await folder.reindex()).toMatchObject({ articles: 1, skipped: [] });
    const app = folder.open();
    expect(await app.search({ question: 'badgers' })).toHaveLength(1);
    app.close();
  });

  it('follows an article that moved to another file without embedding it again', async () => {
    const line = `${JSON.stringify({ id: 'mover', title: 'On moving', body: 'A text that moves from file to file.' })}\n`;
    const folder = makeIndexFolder({ 'a.jsonl': line });
    await folder.reindex();
    folder.remove('a.jsonl');
    folder.write({ 'b.jsonl': line });
    expect(await folder.reindex()).toMatchObject({ added: 0, removed: 0, unchanged: 1, embedded: 0 });
    const app = folder.open();
    expect((await app.articles()).map(({ path }) => path)).toEqual(['b.jsonl#1']);
    app.close();
  });

  it('keeps the index over an empty or missing corpus unless told otherwise', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const before = await fingerprint(folder.open, QUESTIONS);
    folder.remove(...Object.keys(FILES));
    await expect(folder.reindex()).rejects.toThrow(/the index with its 3 articles is kept/);
    rmSync(folder.corpusDir, { recursive: true });
    await expect(folder.reindex()).rejects.toThrow(/corpus/);
    expect(await fingerprint(folder.open, QUESTIONS)).toBe(before);
    expect(await folder.reindex({ allowEmpty: true })).toMatchObject({ articles: 0, removed: 3 });
  });

  it('refuses a second writer and says who is at work', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const writer = IndexWriter.open(folder.dataDir, 'the first one');
    await expect(folder.reindex()).rejects.toThrow(
      /Another re-index is running \(by the first one, process \d+, since 20/,
    );
    writer.close();
    expect((await folder.reindex()).version).toBe(1);
  });

  it.each<[string, (database: string) => void]>([
    ['of this format', () => {}],
    ['that is not there yet', (database) => rmSync(database)],
    ['that is damaged', (database) => writeFileSync(database, 'this is not a database. '.repeat(100))],
    [
      'of another format',
      (database) => {
        const db = openSqlite(database);
        db.exec('PRAGMA user_version = 99');
        db.close();
      },
    ],
  ])('touches nothing of an index %s while another one writes', async (_, make) => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    make(join(folder.dataDir, 'index.db'));
    const lock = acquireWriteLock(folder.dataDir, 'the first one');
    const filesOf = () =>
      readdirSync(folder.dataDir, { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [name, statSync(join(folder.dataDir, name)).ino]);
    const before = filesOf();
    await expect(folder.reindex()).rejects.toThrow(/by the first one/);
    expect(filesOf()).toEqual(before);
    lock.release();
    expect(await folder.reindex()).toMatchObject({ articles: 3 });
  });

  it('that can’t open the index lets go of the lock', async () => {
    const folder = makeIndexFolder(FILES);
    mkdirSync(join(folder.dataDir, 'index.db'), { recursive: true });
    await expect(folder.reindex()).rejects.toThrow(/Expected a file at .*index\.db, but it is a folder/);
    rmSync(join(folder.dataDir, 'index.db'), { recursive: true });
    expect(await folder.reindex()).toMatchObject({ articles: 3 });
  });

  it('ends at an abort and leaves the version before', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const before = await fingerprint(folder.open, QUESTIONS);
    for (const phase of ['reading', 'embedding', 'building', 'publishing']) {
      folder.write({ 'more.txt': `Something about ${phase} that is new.` });
      const abort = new AbortController();
      await expect(
        reindexWithVectors(folder, {
          signal: abort.signal,
          onProgress: (progress) => progress.phase === phase && abort.abort(),
        }),
      ).rejects.toThrow(/abort/i);
      expect(await fingerprint(folder.open, QUESTIONS)).toBe(before);
    }
  });

  it('lets an open reader go on, and shows it the new version at its next question', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const app = folder.open();
    expect(await app.search({ question: 'lobster' })).toEqual([]);
    folder.write({ 'sea.txt': 'A blue lobster was caught off Skarholm.' });
    await folder.reindex();
    expect(await app.search({ question: 'lobster' })).toHaveLength(1);
    app.close();
  });

  it('gives the same answers and skips the same whatever the history was, with ids that several files have', async () => {
    const textOf = (topic: number, { edition, id }: { edition: number; id?: string }) =>
      `${id ? `---\nid: ${id}\n---\n` : ''}Notice ${topic}. Council ${topic} met in edition ${edition} and spoke of bread, ferries and the library. Member ${topic % 3} denied it.`;
    const step = fc.record({
      topic: fc.nat(5),
      edition: fc.nat(3),
      id: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }),
      remove: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        const folder = makeIndexFolder({ 'fixed.txt': PLAIN });
        const now = new Map<string, string>();
        let last = await folder.reindex();
        for (const { topic, remove, ...content } of steps) {
          const name = `${topic}.md`;
          if (remove && now.delete(name)) folder.remove(name);
          else if (!remove) {
            now.set(name, textOf(topic, content));
            folder.write({ [name]: textOf(topic, content) });
          }
          last = await folder.reindex();
        }
        const fresh = makeIndexFolder({ 'fixed.txt': PLAIN, ...Object.fromEntries(now) });
        const anew = await fresh.reindex();
        const { articles, passages, skipped } = last;
        expect({ articles, passages, skipped }).toEqual({
          articles: anew.articles,
          passages: anew.passages,
          skipped: anew.skipped,
        });
        const questions = ['Which council met?', 'bread and ferries', 'Who denied it?', 'edition 2'];
        expect(await fingerprint(folder.open, questions)).toBe(await fingerprint(fresh.open, questions));
      }),
      { numRuns: Number(process.env.HISTORY_RUNS ?? 15) },
    );
  });

  it('lets in the article of an untouched file again when an earlier file with its id came and went', async () => {
    const named = (body: string) => `---\nid: same\n---\n${body}`;
    const folder = makeIndexFolder({ 'b.md': named('The second text about badgers.') });
    await folder.reindex();
    folder.write({ 'a.md': named('The first text about otters.') });
    expect(await folder.reindex()).toMatchObject({ articles: 1, changed: 1, skipped: [{ path: 'b.md' }] });
    expect(await folder.reindex()).toMatchObject({ articles: 1, unchanged: 1, skipped: [{ path: 'b.md' }] });
    folder.remove('a.md');
    expect(await folder.reindex()).toMatchObject({ articles: 1, changed: 1, removed: 0, skipped: [] });
    const app = folder.open();
    expect(await app.search({ question: 'badgers' })).toHaveLength(1);
    app.close();
  });
});

describe('a damaged index', () => {
  const segmentFiles = (dataDir: string) =>
    readdirSync(join(dataDir, 'segments'))
      .sort()
      .map((name) => join(dataDir, 'segments', name));
  const damages: [string, (path: string) => void][] = [
    ['is missing', (path) => rmSync(path)],
    ['is empty', (path) => truncateSync(path, 0)],
    ['is cut short', (path) => truncateSync(path, 100)],
    [
      'has one bit flipped',
      (path) => {
        const bytes = readFileSync(path);
        bytes[Math.floor(bytes.length / 2)] ^= 4;
        writeFileSync(path, bytes);
      },
    ],
    ['is another file', (path) => writeFileSync(path, 'not a segment')],
  ];

  it.each(
    damages.flatMap(([what, damage]) => [0, 1].map((file) => ({ what, damage, file }))),
  )('answers the same when a segment file ($file) $what, and is whole after the next run', async ({ damage, file }) => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const before = await fingerprint(folder.open, QUESTIONS);
    damage(segmentFiles(folder.dataDir)[file]);
    const warnings: string[] = [];
    expect(await fingerprint(() => folder.open((sentence) => warnings.push(sentence)), QUESTIONS)).toBe(before);
    expect(warnings.join()).toMatch(/was rebuilt from the database.*"footnote index" writes it again/);
    await folder.reindex();
    warnings.length = 0;
    expect(await fingerprint(() => folder.open((sentence) => warnings.push(sentence)), QUESTIONS)).toBe(before);
    expect(warnings).toEqual([]);
  });

  it('is set aside and built anew when the database is no database', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const before = await fingerprint(folder.open, QUESTIONS);
    for (const ending of ['-wal', '-shm']) rmSync(join(folder.dataDir, `index.db${ending}`), { force: true });
    writeFileSync(
      join(folder.dataDir, 'index.db'),
      'this is not a database, and it is longer than a page header would be. '.repeat(20),
    );
    expect(folder.open).toThrow(/run "footnote index"/);
    const report = await folder.reindex();
    expect(report).toMatchObject({ articles: 3, setAside: expect.stringContaining('index.db.damaged-') });
    expect(await fingerprint(folder.open, QUESTIONS)).toBe(before);
  });
});

describe('merging', () => {
  const segment = (id: number, passages: number, live = 10, isUsable = true) => ({
    id,
    passages,
    total: 10,
    live,
    isUsable,
  });
  it.each([
    ['nothing where segments are few and alive', [segment(1, 500), segment(2, 5)], true, []],
    ['what is damaged', [segment(1, 500, 10, false), segment(2, 5)], false, [1]],
    ['what is more than a quarter dead', [segment(1, 500, 7), segment(2, 5, 8)], true, [1]],
    [
      'all but the largest where there are more than eight',
      Array.from({ length: 8 }, (_, i) => segment(i, i === 3 ? 900 : i)),
      true,
      [0, 1, 2, 4, 5, 6, 7],
    ],
  ])('takes %s', (_, segments, addsSegment, merged) => {
    expect(chooseMerges(segments, addsSegment)).toEqual(merged);
  });
});
