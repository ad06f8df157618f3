/** The ranked articles alone, each with its best passage. */
import type { SearchIndex } from '../index/search-index.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { QuestionEmbedder } from '../models/embedder-for-questions.js';
import { buildQuery, type Question } from '../query/query.js';
import { type AskedPart, readMessage } from '../query/read-message.js';
import { rankArticles } from '../retrieval/rank-articles.js';
import { topicsOf } from './answer-story.js';

export interface SearchHit {
  article: ArticleMeta;
  /** From 1. */
  rank: number;
  /** Larger is better; comparable within one query only. */
  score: number;
  passage: { text: string; start: number; end: number };
}

/** Of a comparison all of its words; of anything else the topic. */
const lookedFor = ({ request, text }: AskedPart) => (request.kind === 'compare' ? text : topicsOf(request, text)[0]);

/** The words to look for, without what is said around them. */
function wordsOf(question: Question): Question {
  const message = readMessage(question.question);
  if ('smallTalk' in message) return question;
  return { ...question, question: message.parts.map(lookedFor).join(' ') };
}

/** At most `top` articles, best first. Throws as `ask` does. */
export function createSearch({ index, embedder }: { index: SearchIndex; embedder?: QuestionEmbedder }) {
  return async function search(
    question: Question,
    { top = 20, signal }: { top?: number; signal?: AbortSignal } = {},
  ): Promise<SearchHit[]> {
    const query = buildQuery(wordsOf(question));
    const embedding = await embedder?.embedQuery(query.text, { signal });
    return index.read((snapshot) => {
      const vector = embedder && embedding && { embedding, isSemantic: embedder.semantic };
      const { articles } = rankArticles(snapshot, query, vector);
      return articles.slice(0, top).map(({ article, segment, score, bestPassage }, i) => {
        const { start, end } = snapshot.segments[segment].words.passageSpan(bestPassage);
        return {
          article,
          rank: i + 1,
          score: Math.round(score * 1e5) / 1e5,
          passage: { text: snapshot.body(article).slice(start, end), start, end },
        };
      });
    });
  };
}
