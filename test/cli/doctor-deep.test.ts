import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/sqlite/open-sqlite.js';
import { openState } from '../../src/state/open-state.js';
import { CORPUS } from '../support/articles.js';
import { makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';
import { reindexWithVectors } from '../support/with-vectors.js';

const alter = (path: string, statement: string) => {
  const db = openSqlite(path);
  db.exec(statement);
  db.close();
};

describe('footnote doctor --deep', () => {
  it('names what was altered in the data folder, with the fix, and nothing where all is right', async () => {
    const cwd = makeFolder(CORPUS);
    const dataDir = join(cwd, 'data');
    await reindexWithVectors({ corpusDir: join(cwd, 'corpus'), dataDir });
    const state = await openState({ dataDir });
    await state.changeSettings('100', { language: 'de' });
    await state.close();
    const doctor = async () => (await runInProcess(['doctor', '--deep'], { cwd })).stdout;
    expect(await doctor()).toMatch(/✔ Stored +3 articles and 3 embeddings are what was written\n✔ Kept/);
    alter(join(dataDir, 'index.db'), 'UPDATE embeddings SET vector = zeroblob(8) WHERE rowid = 1');
    expect(await doctor()).toMatch(/! Stored +1 of 3 embeddings were altered\n +→ footnote index --full/);
    alter(join(dataDir, 'index.db'), `UPDATE articles SET body = replace(body, '40,000', '90,000')`);
    alter(join(dataDir, 'state.db'), `UPDATE settings SET content = replace(content, 'de', 'fr')`);
    const found = await doctor();
    expect(found).toMatch(/✘ Stored +altered since they were read: ferry\.md\n +→ footnote index\n/);
    expect(found).toMatch(/✘ Kept +settings and feedback are damaged \(rows that make no sense in settings: 1\)/);
    alter(join(dataDir, 'index.db'), `UPDATE articles SET title = 'x'`);
    expect(await doctor()).toMatch(/✘ Stored .*damaged \(its list of articles was altered\)/);
  });
});
