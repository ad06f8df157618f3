import { describe, expect, it } from 'vitest';
import { findArticle } from '../../src/summarizing/find-article.js';

const article = (id: string, title: string, publishedAt?: string) => ({ key: 1, id, path: id, title, publishedAt });
const ARTICLES = [
  article('a.md', 'Dam at Elva leaks', '2023-01-10'),
  article('b.md', 'Dam at Elva leaks again', '2023-03-10'),
  article('c.md', 'Hearing on wages'),
  article('d.md', 'Hearing  on Wages'),
  article('Hearing', 'Circus comes to Ost'),
];

describe('an article is found by', () => {
  it.each([
    ['its id', 'b.md', 'b.md'],
    ['its id, though titles hold it too', 'Hearing', 'Hearing'],
    ['its whole title, though another one holds it too', 'dam at elva leaks', 'a.md'],
    ['a part of its title', 'leaks AGAIN', 'b.md'],
    ['its words in any order', 'Ost circus', 'Hearing'],
  ])('%s', (_, asked, id) => {
    expect(findArticle(ARTICLES, asked).id).toBe(id);
  });

  it('no title that several have: they are listed, the newest first', () => {
    expect(() => findArticle(ARTICLES, 'hearing on wages')).toThrow(
      /^2 articles fit "hearing on wages"; .*\n {2}c\.md · Hearing on wages\n {2}d\.md/,
    );
    expect(() => findArticle(ARTICLES, 'Elva')).toThrow(/b\.md · Dam at Elva leaks again · 2023-03-10\n {2}a\.md/);
    expect(() => findArticle(ARTICLES, 'Elva')).toThrow(
      expect.objectContaining({ code: 'several-articles', exitCode: 1 }),
    );
  });

  it('no more than twenty titles at once', () => {
    const many = Array.from({ length: 25 }, (_, i) => article(`${i}.md`, `Storm ${i}`));
    expect(() => findArticle(many, 'storm')).toThrow(/and 5 more$/);
  });

  it.each(['zeppelin', '', '   ', 'the of'])('nothing that no title has: %j', (asked) => {
    expect(() => findArticle(ARTICLES, asked)).toThrow(expect.objectContaining({ code: 'no-article', exitCode: 1 }));
  });
});
