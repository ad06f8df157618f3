/** The ranked articles alone, each with its best passage. */
import type { ArticleMeta } from '../index/stored-article.js';
import { buildQuery, type Question } from '../query/query.js';
import { type AskedPart, readMessage } from '../query/read-message.js';
import { rankArticles } from '../retrieval/rank-articles.js';
import type { AskDependencies } from './ask.js';
import { topicsOf } from './asked-for-story.js';

export interface SearchHit {
  article: ArticleMeta;
  /** From 1. */
  rank: number;
  /** Larger is better; comparable within one query only. */
  score: number;
  passage: { text: string; start: number; end: number };
}

/** What is looked for in a part: the topic of a request, all words of a comparison. */
const searchText = ({ request, text }: AskedPart) => (request.kind === 'compare' ? text : topicsOf(request, text)[0]);

/** The words to look for, without what is said around them. */
function wordsOf(question: Question): Question {
  const message = readMessage(question.question);
  if ('smallTalk' in message) return question;
  return { ...question, question: message.parts.map(searchText).join(' ') };
}

/**
 * At most `top` articles, best first, each with its best passage. Throws as `ask` does.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { createSearch } from './search.js';
 *
 * const search = createSearch({ index: EmbeddedIndex.open('data') });
 * const [best] = await search({ question: 'drones', filters: { source: 'Reuters' } }, { top: 5 });
 * console.log(best.article.title, best.passage.text);
 * ```
 */
export function createSearch({ index, embedder, synonyms }: Omit<AskDependencies, 'beginWriting'>) {
  return async function search(
    question: Question,
    { top = 20, signal }: { top?: number; signal?: AbortSignal } = {},
  ): Promise<SearchHit[]> {
    const query = buildQuery(wordsOf(question), synonyms);
    const embedding = await embedder?.embedQuery(query.text, { signal });
    return index.read((snapshot) => {
      const vector = embedder && embedding && { embedding, isSemantic: embedder.semantic };
      const ranking = rankArticles(snapshot, query, vector, top);
      return ranking.top(top).map(({ article, segment, score, bestPassage }, i) => {
        const { start, end } = snapshot.segments[segment].words.passageSpan(bestPassage);
        return {
          article,
          rank: i + 1,
          score: Math.round(score * 1e5) / 1e5,
          passage: { text: snapshot.content(article).body.slice(start, end), start, end },
        };
      });
    });
  };
}
