import { expect, it } from 'vitest';
import type { Snapshot } from '../../src/index/snapshot.js';
import { searchableTitle } from '../../src/index/stored-article.js';
import { bestByWords } from '../../src/retrieval/article-words.js';
import { contentTerms } from '../../src/text/tokenize.js';
import fc from '../support/fast-check.js';
import { makeIndexFolder } from '../support/index-folder.js';

const WORDS = 'ferry ramp crack harbour island bread flour library tower lamp goat winter'.split(' ');
const word = fc.constantFrom(...WORDS);
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => `${words.join(' ')}.`);
const article = fc.record({ title: sentence, body: fc.array(sentence, { minLength: 1, maxLength: 6 }) });

/** BM25 of whole articles straight from the formula, with k1 = 1.2 and b = 0.75. */
function bestByFormula(snapshot: Snapshot, terms: string[], without: string): number {
  const articles = [...snapshot.articles()].map((meta) => {
    const { body } = snapshot.content(meta);
    return { id: meta.id, words: [...contentTerms(searchableTitle({ ...meta, body })), ...contentTerms(body)] };
  });
  const average = articles.reduce((sum, { words }) => sum + words.length, 0) / articles.length;
  const importance = terms.map((term) => {
    const holding = articles.filter(({ words }) => words.includes(term)).length;
    return Math.log(1 + (articles.length - holding + 0.5) / (holding + 0.5));
  });
  const most = importance.reduce((sum, one) => sum + one, 0);
  const scores = articles
    .filter(({ id }) => id !== without)
    .map(({ words }) =>
      terms.reduce((sum, term, i) => {
        const count = words.filter((one) => one === term).length;
        return sum + ((importance[i] / most) * count) / (count + 1.2 * (0.25 + (0.75 * words.length) / average));
      }, 0),
    );
  return Math.max(0, ...scores);
}

it('is what BM25 gives the best other article, in one segment and in several with dead articles', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(article, { minLength: 2, maxLength: 12 }),
      fc.array(article, { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
      async (first, changed, words) => {
        const files = (drafts: typeof first) =>
          Object.fromEntries(
            drafts.map(({ title, body }, i) => [
              `${i}.json`,
              JSON.stringify({ id: `${i}`, title, body: body.join(' ') }),
            ]),
          );
        const folder = makeIndexFolder(files(first));
        await folder.reindex();
        folder.write(files(changed));
        await folder.reindex();
        const terms = words.flatMap((one) => contentTerms(one));
        const app = folder.open();
        const [best, expected] = await app.index.read((snapshot) => [
          bestByWords(snapshot, terms, { without: '0', kept: new WeakMap() }),
          bestByFormula(snapshot, terms, '0'),
        ]);
        app.close();
        expect(best).toBeCloseTo(expected, 10);
      },
    ),
    { numRuns: 20 },
  );
});
