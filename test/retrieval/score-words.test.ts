import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/index/snapshot.js';
import { searchableTitle } from '../../src/index/stored-article.js';
import { BM25, type Unit } from '../../src/retrieval/bm25.js';
import { scoreWords } from '../../src/retrieval/score-words.js';
import { splitPassages } from '../../src/text/split-passages.js';
import { splitSentences } from '../../src/text/split-sentences.js';
import { contentTerms } from '../../src/text/tokenize.js';
import fc from '../support/fast-check.js';
import { makeIndexFolder } from '../support/index-folder.js';

const WORDS = 'ferry ramp crack harbour island bread flour library tower lamp goat winter'.split(' ');
const UNITS = ['article', 'passage', 'sentence', 'title'] as const;

interface Draft {
  title: string;
  body: string;
}

/** BM25 straight from the formula, over units that are cut as the index cuts them. */
function naiveScores(drafts: Map<string, Draft>, terms: string[]): Record<Unit, Map<string, number[]>> {
  const units: Record<Unit, { id: string; words: string[] }[]> = { article: [], passage: [], sentence: [], title: [] };
  for (const [id, { title, body }] of drafts) {
    // A title that the article begins with isn't counted twice.
    const heading = contentTerms(searchableTitle({ title, body }));
    const sentences = splitSentences(body);
    const textOf = (start: number, end: number) => [...heading, ...contentTerms(body.slice(start, end))];
    units.title.push({ id, words: heading });
    units.article.push({ id, words: textOf(0, body.length) });
    for (const { start, end } of splitPassages(sentences)) units.passage.push({ id, words: textOf(start, end) });
    for (const { start, end } of sentences) units.sentence.push({ id, words: textOf(start, end) });
  }
  const scores = {} as Record<Unit, Map<string, number[]>>;
  for (const unit of UNITS) {
    const list = units[unit];
    const average = list.reduce((sum, { words }) => sum + words.length, 0) / list.length || 1;
    const { k1, b } = BM25[unit];
    const idf = terms.map((term) => {
      const holding = list.filter(({ words }) => words.includes(term)).length;
      return Math.log(1 + (list.length - holding + 0.5) / (holding + 0.5));
    });
    const most = idf.reduce((sum, value) => sum + value, 0);
    scores[unit] = new Map();
    for (const { id, words } of list) {
      const score = terms.reduce((sum, term, i) => {
        const count = words.filter((word) => word === term).length;
        return sum + (idf[i] * count) / (count + k1 * (1 - b + (b * words.length) / average));
      }, 0);
      scores[unit].set(id, [...(scores[unit].get(id) ?? []), score / most]);
    }
  }
  return scores;
}

function indexScores(snapshot: Snapshot, terms: string[]): Record<Unit, Map<string, number[]>> {
  const { segments } = scoreWords(
    snapshot,
    terms.map((term) => ({ term, found: term, weight: 1, share: 1, others: [] })),
  );
  const scores = {} as Record<Unit, Map<string, number[]>>;
  for (const unit of UNITS) {
    scores[unit] = new Map();
    snapshot.segments.forEach(({ words, articles }, number) => {
      const scored = segments[number];
      const articleOf: Record<Unit, (unit: number) => number> = {
        article: (i) => i,
        title: (i) => i,
        passage: (i) => words.passageArticle[i],
        sentence: (i) => words.passageArticle[words.sentencePassage[i]],
      };
      const scoresOf: Record<Unit, number[]> = {
        article: [...scored.article],
        title: [...scored.title],
        passage: Array.from({ length: words.passageCount }, (_, i) => scored.passage(i)),
        sentence: Array.from({ length: words.sentenceCount }, (_, i) => scored.sentence(i)),
      };
      scoresOf[unit].forEach((score, i) => {
        const article = articles[articleOf[unit](i)];
        if (article) scores[unit].set(article.id, [...(scores[unit].get(article.id) ?? []), score]);
        else expect(score).toBe(0);
      });
    });
  }
  return scores;
}

const draft = fc.record({
  title: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 }).map((words) => words.join(' ')),
  body: fc
    .array(
      fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 9 }).map((words) => `The ${words.join(' ')}.`),
      { minLength: 1, maxLength: 12 },
    )
    .map((sentences) => sentences.join(' ')),
});

const toFile = ({ title, body }: Draft) => `---\ntitle: ${title}\n---\n${body}`;

describe('scores of words', () => {
  it('are those of the formula, over one segment or many, with dead articles among them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(draft, { minLength: 2, maxLength: 8 }),
        fc.array(draft, { maxLength: 4 }),
        fc.uniqueArray(fc.constantFrom(...contentTerms(WORDS.join(' '))), { minLength: 1, maxLength: 4 }),
        async (first, later, terms) => {
          const drafts = new Map(first.map((one, i) => [`a${i}.md`, one]));
          const folder = makeIndexFolder(Object.fromEntries([...drafts].map(([id, one]) => [id, toFile(one)])));
          await folder.reindex();
          // Each later draft replaces an article in a version of its own; the last article goes.
          for (const [i, one] of later.entries()) {
            drafts.set(`a${i}.md`, one);
            folder.write({ [`a${i}.md`]: toFile(one) });
            await folder.reindex();
          }
          const gone = `a${first.length - 1}.md`;
          if (later.length > 0 && drafts.size > 1) {
            drafts.delete(gone);
            folder.remove(gone);
            await folder.reindex();
          }
          const app = folder.open();
          try {
            const found = await app.index.read((snapshot) => indexScores(snapshot, terms));
            const expected = naiveScores(drafts, terms);
            for (const unit of UNITS) {
              expect([...found[unit].keys()].sort(), unit).toEqual([...expected[unit].keys()].sort());
              for (const [id, scores] of expected[unit]) {
                const own = found[unit].get(id)!;
                expect(own.length, `${unit} of ${id}`).toBe(scores.length);
                for (const [i, score] of scores.entries())
                  expect(own[i], `${unit} ${i} of ${id}`).toBeCloseTo(score, 9);
              }
            }
          } finally {
            app.close();
          }
        },
      ),
      { numRuns: 25 },
    );
  });
});
