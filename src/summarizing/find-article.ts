/** Which article is meant by an id or a title as a person types it. */
import { UserError } from '../core/errors.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { contentTerms } from '../text/tokenize.js';

const MAX_LISTED = 20;

/**
 * The article of that id, or the only one whose title is that, holds it, or has all its words, in this order. Throws
 * UserError where none does, and where several do, which are listed.
 */
export function findArticle(articles: Iterable<ArticleMeta>, idOrTitle: string): ArticleMeta {
  const all = [...articles];
  const byId = all.find(({ id }) => id === idOrTitle);
  if (byId) return byId;
  const wanted = plain(idOrTitle);
  const words = contentTerms(wanted);
  const tries: ((title: string) => boolean)[] = [
    (title) => plain(title) === wanted,
    (title) => plain(title).includes(wanted),
    (title) => words.length > 0 && hasAll(contentTerms(title), words),
  ];
  for (const fits of wanted ? tries : []) {
    const found = all.filter(({ title }) => fits(title));
    if (found.length === 1) return found[0];
    if (found.length > 1) throw severalArticles(idOrTitle, found);
  }
  throw new UserError(
    'no-article',
    `No article has the id or title ${JSON.stringify(idOrTitle.slice(0, 100))}; "footnote search" finds articles by their words.`,
  );
}

const plain = (text: string) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

const hasAll = (terms: string[], wanted: string[]) => {
  const held = new Set(terms);
  return wanted.every((term) => held.has(term));
};

/** Names the articles, newest first, each with the id by which it can be asked for. */
export class SeveralArticlesError extends UserError {
  constructor(
    sentence: string,
    readonly articles: ArticleMeta[],
  ) {
    super('several-articles', sentence);
  }
}

function severalArticles(asked: string, found: ArticleMeta[]): SeveralArticlesError {
  const sorted = [...found].sort(
    (a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '') || (a.id < b.id ? -1 : 1),
  );
  const lines = sorted
    .slice(0, MAX_LISTED)
    .map(({ id, title, source, publishedAt }) =>
      [`  ${id}`, title, source, publishedAt].filter((part) => part !== undefined).join(' · '),
    );
  if (sorted.length > MAX_LISTED) lines.push(`  and ${sorted.length - MAX_LISTED} more`);
  const sentence = `${sorted.length} articles fit ${JSON.stringify(asked.slice(0, 100))}; ask for one by its id:`;
  return new SeveralArticlesError([sentence, ...lines].join('\n'), sorted);
}
