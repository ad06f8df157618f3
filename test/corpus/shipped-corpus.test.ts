import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chooseCorpus, isShippedCorpus, SHIPPED_CORPUS } from '../../src/corpus/shipped-corpus.js';
import { createCorpusEditor } from '../../src/flows/edit-corpus.js';
import { makeFolder, parseLines } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

function choose(files: Record<string, string>, named?: string) {
  const folder = makeFolder(files);
  const at = (name: string) => join(folder, name);
  return {
    at,
    ...chooseCorpus({ named, standard: at('corpus'), dataDir: at('data'), sourcesFile: at('sources.yaml') }),
  };
}

describe('the shipped corpus', () => {
  it('stands in only where nothing is named and there is no folder of one’s own', () => {
    expect(choose({})).toMatchObject({ corpusDir: SHIPPED_CORPUS, isCorpusShipped: true });
    const own = choose({ 'corpus/ferry.txt': 'The ferry sails.' });
    expect(own.corpusDir).toBe(own.at('corpus'));
    expect(choose({}, '/gone')).toMatchObject({ corpusDir: '/gone', isCorpusShipped: false });
  });

  it('is never mixed among fetched news', () => {
    expect(choose({ 'sources.yaml': '[]' }).isCorpusShipped).toBe(false);
    expect(choose({ 'data/fetched/desk/dam.json': '{}' }).isCorpusShipped).toBe(false);
  });

  it('is known in every installation', () => {
    expect(isShippedCorpus(SHIPPED_CORPUS)).toBe(true);
    expect(isShippedCorpus(join('/opt/node_modules/footnote', 'corpus'))).toBe(true);
    expect(isShippedCorpus('/srv/footnote/corpus')).toBe(false);
    expect(isShippedCorpus(undefined)).toBe(false);
  });

  it('replaces no index of other articles, whose folder may only be away', async () => {
    const cwd = makeFolder({ 'news/ferry.txt': 'The ferry to Lindvik sails again since Monday.' });
    expect((await runInProcess(['index', '--corpus', 'news'], { cwd })).status).toBe(0);
    for (const args of [['index'], ['index', '--yes'], ['index', '--dry-run']]) {
      const run = await runInProcess(args, { cwd });
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/the index holds 1 articles of .*news, which are kept; name that folder/);
    }
    const status = await runInProcess(['status', '--json'], { cwd });
    expect(parseLines(status.stdout)[0]).toMatchObject({ articles: 1 });
  });

  it('is not written into', async () => {
    const editor = createCorpusEditor({ corpusDir: SHIPPED_CORPUS, isCorpusShipped: true, dataDir: makeFolder() });
    const refused = { code: 'corpus-is-shipped' };
    await expect(editor.offer('one', [])).rejects.toMatchObject(refused);
    await expect(editor.remove('one', { path: 'world/a.md' })).rejects.toMatchObject(refused);
  });
});
