import { expect, it } from 'vitest';
import { bestByWords } from '../../src/retrieval/article-words.js';
import { scoreWords } from '../../src/retrieval/score-words.js';
import fc from '../support/fast-check.js';
import { makeIndexFolder } from '../support/index-folder.js';

const WORDS = 'ferry ramp crack harbour island bread flour library tower lamp goat winter'.split(' ');
const word = fc.constantFrom(...WORDS);
const sentence = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => `${words.join(' ')}.`);
const article = fc.record({ title: sentence, sentences: fc.array(sentence, { minLength: 1, maxLength: 6 }) });

it('gives the best other article what ranking gives it for its words, in one segment and in several with dead articles', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(article, { minLength: 2, maxLength: 12 }),
      fc.array(article, { minLength: 1, maxLength: 3 }),
      fc.uniqueArray(word, { minLength: 1, maxLength: 5 }),
      async (first, changed, terms) => {
        const files = (drafts: typeof first) =>
          Object.fromEntries(
            drafts.map(({ title, sentences }, i) => [`${i}.md`, `# ${title}\n\n${sentences.join(' ')}\n`]),
          );
        const folder = makeIndexFolder(files(first));
        await folder.reindex();
        folder.write(files(changed));
        await folder.reindex();
        const app = folder.open();
        const { best, ranked } = await app.index.read((snapshot) => {
          const scored = terms.map((term) => ({ term, found: term, weight: 1, share: 1, others: [] }));
          const { segments } = scoreWords(snapshot, scored);
          const others = snapshot.segments.flatMap(({ articles }, number) =>
            articles.flatMap((one, ordinal) => (one && one.id !== '0.md' ? segments[number].article[ordinal] : [])),
          );
          return {
            best: bestByWords(snapshot, terms, { without: '0.md', kept: new WeakMap() }),
            ranked: Math.max(...others),
          };
        });
        app.close();
        expect(best).toBe(ranked);
      },
    ),
    { numRuns: 20 },
  );
});
