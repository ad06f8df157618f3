import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runReindex } from '../../src/compose.js';
import { reindex } from '../../src/flows/reindex.js';
import { embeddedStore } from '../../src/index/embedded-store.js';
import { noteExamination } from '../../src/index/examination.js';
import { openSqlite } from '../../src/sqlite/open-sqlite.js';
import { BAKERY, FERRY } from '../support/articles.js';
import { type IndexFolder, makeIndexFolder } from '../support/index-folder.js';
import { reindexWithVectors, spellingAsMeaning } from '../support/with-vectors.js';

const FILES = { 'ferry.md': FERRY, 'bakery.md': BAKERY };
const COST = 'What will the repairs of the ferry cost?';

const alter = ({ dataDir }: IndexFolder, statement: string) => {
  const db = openSqlite(join(dataDir, 'index.db'));
  db.exec(statement);
  db.close();
};

const costs = async (folder: IndexFolder, warn?: (sentence: string) => void) => {
  const app = folder.open(warn);
  try {
    return (await app.ask({ question: COST })).citations.map(({ quote }) => quote).join();
  } finally {
    app.close();
  }
};

describe('an article whose stored text was altered', () => {
  const makeAltered = async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    alter(folder, `UPDATE articles SET body = replace(body, '40,000', '90,000')`);
    return folder;
  };

  it('is not gone: what was said of it still stands', async () => {
    const folder = await makeAltered();
    const app = folder.open();
    const citation = { articleId: 'ferry.md', field: 'body' as const, title: '', quote: '40,000', start: 0, end: 6 };
    const answer = { sentences: [{ text: 'It will cost 40,000 crowns.', citations: [0] }], citations: [citation] };
    const intact = await app.standing.revisionsOf(['ferry.md']);
    expect((await app.standing.examine(answer)).sentences).toEqual([{ standing: 'carried' }]);
    expect(await app.standing.revisionsOf(['ferry.md'])).toEqual(intact);
    expect(intact.get('ferry.md')).toMatch(/^[0-9a-f]{64}$/);
    app.close();
  });

  it('is never quoted, and named with the fix', async () => {
    const warnings: string[] = [];
    expect(await costs(await makeAltered(), (sentence) => warnings.push(sentence))).not.toContain('000');
    expect(warnings).toEqual([
      'Index: the stored article "ferry.md" is damaged and left out; "footnote index" reads it again.',
    ]);
  });

  it('is read again by the next re-index, although its file is unchanged, and nothing else is', async () => {
    const folder = await makeAltered();
    expect(await folder.reindex()).toMatchObject({ added: 0, changed: 1, unchanged: 1, removed: 0 });
    expect(await costs(folder)).toContain('40,000');
  });

  it('is found by a process that was answering before', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const app = folder.open();
    await app.ask({ question: COST });
    alter(folder, `UPDATE articles SET body = replace(body, '40,000', '90,000')`);
    expect((await app.ask({ question: COST })).citations).toEqual([]);
    await folder.reindex();
    expect((await app.ask({ question: COST })).citations[0].quote).toContain('40,000');
    app.close();
  });
});

describe('an article that the disk altered by itself, so that no time of the file tells', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const makeRotten = async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const db = openSqlite(join(folder.dataDir, 'index.db'));
    db.exec(`UPDATE articles SET body = replace(body, '40,000', '90,000')`);
    noteExamination(db, folder.dataDir, Date.now(), []);
    db.close();
    return folder;
  };

  it('is never quoted, whatever a re-index found', async () => {
    const folder = await makeRotten();
    expect(await folder.reindex()).toMatchObject({ changed: 0, unchanged: 2 });
    expect(await costs(folder)).not.toContain('000');
  });

  it.each([
    ['the first re-index of the next day', { nowMs: () => Date.now() + DAY_MS }],
    ['one whose clock was set back', { nowMs: () => Date.now() - DAY_MS }],
    ['one in full', { full: true }],
  ])('is read again by %s', async (_, request) => {
    const folder = await makeRotten();
    expect(await folder.reindex(request)).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await costs(folder)).toContain('40,000');
  });

  it('is read again by the next re-index where the note that all is right was altered', async () => {
    const folder = await makeRotten();
    const note = join(folder.dataDir, 'index.examined');
    writeFileSync(note, readFileSync(note, 'utf8').replace(/"atMs":\d/, '"atMs":2'));
    expect(await folder.reindex()).toMatchObject({ changed: 1, unchanged: 1 });
  });
});

describe('an index whose lists were altered', () => {
  it.each([
    ['a title', `UPDATE articles SET title = 'Ferry sails' WHERE id = 'ferry.md'`],
    ['a date', `UPDATE articles SET published_at = '2025-03-05' WHERE id = 'ferry.md'`],
    ['an outlet', `UPDATE articles SET source = NULL WHERE id = 'ferry.md'`],
    ['a number', `UPDATE articles SET key = 77 WHERE id = 'ferry.md'`],
    ['a missing row', `DELETE FROM articles WHERE id = 'ferry.md'`],
    ['the newest date', `UPDATE meta SET value = '1' WHERE name = 'newest_ms'`],
    ['the version', `UPDATE meta SET value = 'x' WHERE name = 'version'`],
    ['a missing segment', `DELETE FROM segments`],
    ['a missing table', `DROP TABLE segments`],
  ])('answers nothing from it (%s), and the next re-index sets it aside and makes it anew', async (_, statement) => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    alter(folder, statement);
    await expect(costs(folder)).rejects.toMatchObject({
      code: 'no-index',
      message: expect.stringMatching(/damaged \(.*\); run "footnote index" to build it anew\.$/),
    });
    expect(await folder.reindex()).toMatchObject({ articles: 2, setAside: expect.stringContaining('.damaged-') });
    expect(await costs(folder)).toContain('40,000');
  });

  it('keeps it where the corpus has nothing to put in its place', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    alter(folder, `UPDATE articles SET title = 'Ferry sails' WHERE id = 'ferry.md'`);
    folder.remove('ferry.md', 'bakery.md');
    await expect(folder.reindex()).rejects.toMatchObject({ code: 'no-index' });
    expect(readdirSync(folder.dataDir).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  it('carries over the embeddings that are still right, and makes no others again', async () => {
    const folder = makeIndexFolder(FILES);
    const embedder = spellingAsMeaning();
    const asked: string[] = [];
    const options = {
      corpusDir: folder.corpusDir,
      store: embeddedStore(folder.dataDir),
      embedder: {
        ...embedder,
        embedDocuments: (...given: Parameters<typeof embedder.embedDocuments>) => {
          asked.push(...given[0]);
          return embedder.embedDocuments(...given);
        },
      },
    };
    await reindex(options);
    expect(asked).toHaveLength(2);
    alter(
      folder,
      `UPDATE articles SET title = 'x'; UPDATE embeddings SET vector = zeroblob(length(vector)) WHERE rowid = 1`,
    );
    expect(await reindex(options)).toMatchObject({ embedded: 1, setAside: expect.any(String) });
    expect(asked).toHaveLength(3);
  });

  it('reads all files again where only the list of them was altered', async () => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    folder.write({ 'ferry.md': FERRY.replace('40,000', '50,000') });
    alter(folder, `UPDATE files SET stamp = 'x', must_reread = 0`);
    expect(await folder.reindex()).toMatchObject({ changed: 1, unchanged: 1 });
    expect(await costs(folder)).toContain('50,000');
  });
});

describe('an index of the format before, without checksums and structures', () => {
  it('gets them when it is brought up to date, and nothing of it is embedded again', async () => {
    const folder = makeIndexFolder(FILES);
    await reindexWithVectors(folder);
    alter(
      folder,
      `ALTER TABLE embeddings DROP COLUMN seal; ALTER TABLE articles DROP COLUMN structure; DROP TABLE replaced;
       DELETE FROM meta WHERE name LIKE '%seal' OR name = 'id'; UPDATE meta SET value = '4' WHERE name = 'text_version'; PRAGMA user_version = 1`,
    );
    await expect(costs(folder)).rejects.toMatchObject({
      code: 'no-index',
      message: expect.stringContaining('format 1'),
    });
    const report = await reindexWithVectors(folder);
    expect(report).toMatchObject({ changed: 2, embedded: 0 });
    expect(report.setAside).toBeUndefined();
    expect(await costs(folder)).toContain('40,000');
    alter(folder, 'UPDATE embeddings SET vector = zeroblob(8)');
    expect(await reindexWithVectors(folder, { full: true })).toMatchObject({ embedded: 2 });
  });
});

describe('what is kept of the version before', () => {
  it.each([
    ['its text', `UPDATE replaced SET body = replace(body, '40,000', '50,000')`],
    ['its name', `UPDATE replaced SET id = 'bakery.md'`],
    ['a whole article', 'DELETE FROM replaced'],
  ])('is not brought back where it was altered (%s), and the index stays as it is', async (_, damage) => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    folder.write({ 'ferry.md': FERRY.replace('40,000', '45,000') });
    await folder.reindex();
    alter(folder, damage);
    await expect(runReindex(folder, { rollback: true })).rejects.toMatchObject({ code: 'version-before-damaged' });
    expect(await costs(folder)).toContain('45,000');
    expect(await folder.reindex({ full: true })).toMatchObject({ unchanged: 2 });
  });
});

describe('an index that is replaced while a process answers from it', () => {
  it.each(['deleted and made anew', 'replaced by another of the same version'])('is noticed (%s)', async (how) => {
    const folder = makeIndexFolder(FILES);
    await folder.reindex();
    const app = folder.open();
    expect((await app.ask({ question: COST })).citations[0].quote).toContain('40,000');
    expect(await app.articles()).toHaveLength(2);
    if (how.startsWith('deleted')) rmSync(folder.dataDir, { recursive: true });
    else renameSync(folder.dataDir, `${folder.dataDir}.before`);
    expect((await app.ask({ question: COST })).citations[0].quote).toContain('40,000');
    folder.write({ 'ferry.md': FERRY.replace('40,000', '50,000') });
    folder.remove('bakery.md');
    await folder.reindex();
    expect((await app.ask({ question: COST })).citations[0].quote).toContain('50,000');
    expect(await app.articles()).toHaveLength(1);
    app.close();
    expect(existsSync(join(folder.dataDir, 'index.db'))).toBe(true);
    expect(await costs(folder)).toContain('50,000');
  });
});
