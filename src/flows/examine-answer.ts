/** An answer held against the articles as they are now: which of its sentences stand, which say something else now, which are gone. */
import {
  examineQuote,
  examineSentence,
  type QuoteStanding,
  type SentenceStanding,
} from '../answering/standing/examine-sentence.js';
import type { ArticleNow } from '../answering/standing/place-now.js';
import type { Citation, Draft } from '../answering/types.js';
import { standsIn, verifyCitations } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import { parseArticle } from '../summarizing/parse-article.js';

/** A revision of an article; `hash` is GONE where there is none. */
export interface Revision {
  article: string;
  hash: string;
}

/** In place of the hash of an article that was removed. */
export const GONE = 'gone';

export interface ExaminedAnswer {
  /** Of each sentence and of each citation, in the answer's order. */
  sentences: SentenceStanding[];
  citations: QuoteStanding[];
  /** What was looked at, each article once. */
  revisions: Revision[];
}

type Quoted = Pick<Citation, 'articleId' | 'field' | 'quote' | 'start' | 'end'>;

const articlesOf = (citations: readonly Pick<Citation, 'articleId'>[]) => [
  ...new Set(citations.map(({ articleId }) => articleId)),
];
const hashIn = (snapshot: Snapshot, article: string) => snapshot.hashOf(article) ?? GONE;

/** Reads alone: equal articles give equal results. */
export const createStanding = (index: SearchIndex) => ({
  /** The revisions there are now of these articles. */
  revisionsOf: (articles: readonly string[]): Promise<Map<string, string>> =>
    index.read((snapshot) => new Map(articles.map((article) => [article, hashIn(snapshot, article)]))),

  /** The revisions that citations are of; '' where one of them doesn't stand in its article as it is now. */
  cited: (citations: readonly Quoted[]): Promise<Revision[]> =>
    index.read((snapshot) =>
      articlesOf(citations).map((article) => {
        const own = citations.filter(({ articleId }) => articleId === article);
        return { article, hash: standIn(snapshot, article, own) ? hashIn(snapshot, article) : '' };
      }),
    ),

  /** What became of an answer's sentences and quotes. */
  examine: (answer: Draft): Promise<ExaminedAnswer> => index.read((snapshot) => examineAnswer(snapshot, answer)),
});

function standIn(snapshot: Snapshot, id: string, quoted: readonly Quoted[]): boolean {
  const meta = snapshot.articleById(id);
  const article = meta && { title: meta.title, body: snapshot.content(meta).body };
  return quoted.every((cited) => standsIn(article, cited));
}

function examineAnswer(snapshot: Snapshot, { sentences, citations }: Draft): ExaminedAnswer {
  const read = new Map<string, ArticleNow | undefined>();
  const articleOf = (id: string) => {
    if (!read.has(id)) {
      const meta = snapshot.articleById(id);
      read.set(id, meta && parseArticle(meta, snapshot.content(meta)));
    }
    return read.get(id);
  };
  const standings = citations.map((was): QuoteStanding => {
    const article = articleOf(was.articleId);
    // A damaged article is left out of every answer, and not removed.
    if (!article && hashIn(snapshot, was.articleId) !== GONE) return { standing: 'carried', now: was };
    const found = examineQuote(was, article);
    if (found.standing === 'gone') return found;
    const { citations: verified } = verifyCitations(
      { sentences: [{ text: '', citations: [0] }], citations: [found.now] },
      articleOf,
    );
    return verified.length > 0 ? found : { standing: 'carried', now: was };
  });
  return {
    citations: standings,
    sentences: sentences.map((sentence) => examineSentence(sentence, citations, standings)),
    revisions: articlesOf(citations).map((article) => ({ article, hash: hashIn(snapshot, article) })),
  };
}
