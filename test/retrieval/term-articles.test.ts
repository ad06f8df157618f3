import { expect, it } from 'vitest';
import { ARTICLE, ROW, rowFrom, type TermArticles } from '../../src/retrieval/term-articles.js';

it('finds the first row of an article or a later one, wherever the search begins', () => {
  const articles = [0, 1, 2, 5, 8, 9, 20, 21, 40, 70];
  const rows = new Uint32Array(ROW * articles.length);
  articles.forEach((article, row) => {
    rows[ROW * row + ARTICLE] = article;
  });
  const list = { rows, size: articles.length } as TermArticles;
  for (let from = 0; from <= articles.length; from++)
    for (let article = articles[from - 1] ?? 0; article <= 71; article++) {
      const expected = articles.findIndex((other, row) => row >= from && other >= article);
      expect(rowFrom(list, article, from), `${article} from ${from}`).toBe(expected < 0 ? articles.length : expected);
    }
});
