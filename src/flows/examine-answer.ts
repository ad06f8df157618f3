/** An answer held against the articles as they are now: which of its sentences stand, which say something else now, which are gone. */
import {
  examineQuote,
  examineSentence,
  type QuoteStanding,
  type SentenceStanding,
} from '../answering/standing/examine-sentence.js';
import type { ArticleNow } from '../answering/standing/place-now.js';
import type { Draft } from '../answering/types.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import { parseArticle } from '../summarizing/parse-article.js';

export interface ExaminedAnswer {
  /** Of each sentence and of each citation, in the answer's order. */
  sentences: SentenceStanding[];
  citations: QuoteStanding[];
}

/** Nothing is written and nobody asked: equal articles give equal results. */
export const createExamineAnswer = (index: SearchIndex) => (answer: Draft) =>
  index.read((snapshot) => examineAnswer(snapshot, answer));

function examineAnswer(snapshot: Snapshot, { sentences, citations }: Draft): ExaminedAnswer {
  const read = new Map<string, ArticleNow | undefined>();
  const articleOf = (id: string) => {
    if (!read.has(id)) {
      const meta = snapshot.articleById(id);
      read.set(id, meta && parseArticle(meta, snapshot.content(meta)));
    }
    return read.get(id);
  };
  const standings = citations.map((citation) => examineQuote(citation, articleOf(citation.articleId)));
  return { citations: standings, sentences: sentences.map((one) => examineSentence(one, citations, standings)) };
}
