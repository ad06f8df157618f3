import { describe, expect, it } from 'vitest';
import { createOfflineEmbedder } from '../../src/models/offline-embedder.js';
import fc from '../support/fast-check.js';

const embedder = createOfflineEmbedder();
const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i], 0);
const similarity = async (a: string, b: string) => dot(await embedder.embedQuery(a), await embedder.embedQuery(b));

describe('createOfflineEmbedder', () => {
  it('names what its vectors depend on', () => {
    expect(embedder).toMatchObject({ id: 'offline:hash-ngram-v1:256', dimensions: 256, semantic: false });
    expect(createOfflineEmbedder({ dimensions: 64 }).id).toBe('offline:hash-ngram-v1:64');
  });

  it('gives unit length for any text and any dimensions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 300 }), async (text, dimensions) => {
        const embedding = await createOfflineEmbedder({ dimensions }).embedQuery(text);
        expect(embedding).toHaveLength(dimensions);
        expect(dot(embedding, embedding)).toBeCloseTo(1, 5);
      }),
    );
  });

  it('gives the first axis for a text without content words', async () => {
    for (const text of ['', ' … ', 'who is it']) {
      const embedding = await embedder.embedQuery(text);
      expect([embedding[0], dot(embedding, embedding)]).toEqual([1, 1]);
    }
  });

  it('gives the same bits alone, in a list, as a query and in another embedder', async () => {
    const texts = ['Drones over Kyiv', 'Grain ships left Odesa', 'Drones over Kyiv'];
    const [first, second, third] = await embedder.embedDocuments(texts);
    expect(third).toEqual(first);
    expect(await createOfflineEmbedder().embedQuery(texts[1])).toEqual(second);
  });

  it('gives the bits that it always gave', async () => {
    const embedding = await createOfflineEmbedder({ dimensions: 8 }).embedQuery('Drones over Kyiv');
    expect([...new Uint32Array(embedding.buffer)].map((bits) => bits.toString(16))).toMatchInlineSnapshot(`
      [
        "be8608e6",
        "3e71a274",
        "3ef1a274",
        "be71a274",
        "3f0608e6",
        "be8608e6",
        "3e71a274",
        "3ee46ac9",
      ]
    `);
  });

  it.each([
    ['parliament', 'parliment', 'president'],
    ['Zelensky visited Washington', 'Zelenskyy visits Washingtn', 'Biden left London'],
    ['government resigned', 'goverment resignation', 'weather forecast'],
  ])('puts %s nearer to %s than to %s', async (text, near, far) => {
    expect(await similarity(text, near)).toBeGreaterThan((await similarity(text, far)) + 0.2);
  });

  it('does not care for case, order and stop words', async () => {
    expect(await similarity('the drones over Kyiv', 'KYIV DRONES')).toBeCloseTo(1, 5);
  });

  it('stops when it is told to, also between two documents', async () => {
    const controller = new AbortController();
    const pending = embedder.embedDocuments(new Array(5000).fill('some words here'), { signal: controller.signal });
    controller.abort(new Error('enough'));
    await expect(pending).rejects.toThrow('enough');
    await expect(embedder.embedQuery('x', { signal: controller.signal })).rejects.toThrow('enough');
  });

  it('says what it expected of dimensions', () => {
    for (const dimensions of [0, -1, 1.5, Number.NaN, 1e9])
      expect(() => createOfflineEmbedder({ dimensions })).toThrow(RangeError);
  });
});
