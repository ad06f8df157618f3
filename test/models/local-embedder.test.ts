/** Needs test/models/local-model/ to be installed: `npm ci --prefix test/models/local-model --ignore-scripts`. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createLocalEmbedder } from '../../src/models/local-embedder.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { TINY_WIDTH, writeTinyModel } from '../support/tiny-model.js';

const IS_INSTALLED = existsSync(new URL('./local-model/node_modules/@huggingface/transformers', import.meta.url));

const MODEL = 'desk/tiny';
const folderWithModel = () => {
  const folder = makeIndexFolder({ 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN });
  writeTinyModel(`${folder.dataDir}/models`, MODEL);
  return folder;
};

describe.skipIf(!IS_INSTALLED && !process.env.CI)('a model that runs in this process', () => {
  it('gives each text a vector of unit length, those of one matter near each other', async () => {
    const { dataDir } = folderWithModel();
    const embedder = await createLocalEmbedder({ model: MODEL, dataDir });
    expect(embedder).toMatchObject({ id: `local:${MODEL}:${TINY_WIDTH}`, dimensions: TINY_WIDTH, semantic: true });
    const texts = ['The ferry will not sail', 'A loaf of rye bread', 'No ship left the harbour'];
    const [ferry, bread, ship] = await embedder.embedDocuments(texts);
    const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, n, i) => sum + n * b[i], 0);
    for (const vector of [ferry, bread, ship]) expect(dot(vector, vector)).toBeCloseTo(1, 4);
    expect(dot(ferry, ship)).toBeGreaterThan(dot(ferry, bread) + 0.3);
    expect(await embedder.embedQuery(texts[1])).toEqual(bread);
  });

  it('makes the index semantic, and is asked for questions', async () => {
    const folder = folderWithModel().with({ embeddingModel: `local:${MODEL}` });
    expect(await folder.reindex()).toMatchObject({ embedded: 3 });
    const warnings: string[] = [];
    const app = folder.open((sentence) => warnings.push(sentence));
    // No article says "boat" or "loaf": only the vectors know.
    expect((await app.search({ question: 'boat' }))[0].article.id).toBe('ferry.md');
    expect((await app.search({ question: 'loaf' }))[0].article.id).toBe('bakery.md');
    expect((await app.index.status()).embedder).toBe(`local:${MODEL}:${TINY_WIDTH}`);
    expect(warnings).toEqual([]);
    app.close();
  });

  it('says where a model that is not there belongs', async () => {
    const { dataDir } = makeIndexFolder({ 'ferry.md': FERRY });
    await expect(createLocalEmbedder({ model: 'desk/none', dataDir })).rejects.toThrow(
      /^The model desk\/none could not be loaded; put it into .*models\/desk\/none, or allow the network/,
    );
  });

  it('is given up when it is not ready in time', async () => {
    const { dataDir } = folderWithModel();
    await expect(createLocalEmbedder({ model: MODEL, dataDir, loadMs: 0 })).rejects.toThrow(
      /^The model desk\/tiny wasn't ready after 0 s; try again, or take a smaller one\.$/,
    );
  });
});
