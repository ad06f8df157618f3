/** Articles that came lately, read for figures: whether one of them gives another figure than an answer of before. */
import {
  type FigureSentence,
  figureSentences,
  type NewerFigure,
  newerFigure,
  readFigureSaid,
} from '../answering/standing/newer-figure.js';
import type { Draft } from '../answering/types.js';
import { verifyCitations } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { parseArticle } from '../summarizing/parse-article.js';
import { contentTerms } from '../text/tokenize.js';

/** After a larger import only the newest of its articles are read. */
const MOST_ARTICLES = 500;

/** A sentence that shares one word with a question alone says nothing of its matter. */
const FEWEST_SHARED = 2;

export interface NewerFigures {
  /** False where nothing that came can answer a question: cheap, for thousands of answers. */
  speakOf(question: string): boolean;
  /** What an article that came after `key` says otherwise; undefined where none does. */
  find(question: string, answer: Draft, key: number): NewerFigure | undefined;
}

/** Whether an answer says a figure that could grow old. */
export const saysFigure = (question: string, answer: Draft): boolean => readFigureSaid(question, answer) !== undefined;

/** Reads the articles that came after `key`. */
export const createReadNewerFigures = (index: SearchIndex) => (key: number) =>
  index.read((snapshot): NewerFigures => {
    const articles = [...snapshot.articles({ afterKey: key })]
      .filter((article) => article.key > key && article.publishedAt !== undefined)
      .sort((a, b) => b.key - a.key)
      .slice(0, MOST_ARTICLES)
      .map((meta) => parseArticle(meta, snapshot.content(meta)));
    const byId = new Map(articles.map((article) => [article.meta.id, article]));
    const byTerm = new Map<string, FigureSentence[]>();
    for (const sentence of articles.flatMap(figureSentences))
      for (const term of sentence.terms) byTerm.set(term, [...(byTerm.get(term) ?? []), sentence]);
    return {
      speakOf(question) {
        const held = new Map<FigureSentence, number>();
        for (const term of new Set(contentTerms(question)))
          for (const sentence of byTerm.get(term) ?? []) {
            const count = (held.get(sentence) ?? 0) + 1;
            if (count >= FEWEST_SHARED) return true;
            held.set(sentence, count);
          }
        return false;
      },

      find(question, answer, after) {
        const said = readFigureSaid(question, answer);
        if (!said) return undefined;
        const speakOfIt = new Set(said.shared.flatMap((term) => byTerm.get(term) ?? []));
        const later = [...speakOfIt].filter(({ article }) => (article.meta as ArticleMeta).key > after);
        const found = newerFigure(said, later);
        const draft = found && { sentences: [{ text: found.now.quote, citations: [0] }], citations: [found.now] };
        return draft && verifyCitations(draft, (id) => byId.get(id)).sentences.length > 0 ? found : undefined;
      },
    };
  });
