/** The way of a question: query, articles, evidence, verdict, draft, verified answer. */
import { composeExtractive, quoteSpan } from '../answering/compose-extractive.js';
import { judge, type Verdict } from '../answering/gate.js';
import type { Answer, FoundQuote, NearArticle } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import type { EmbeddedIndex } from '../index/embedded-index.js';
import type { Embedder } from '../models/embedder.js';
import { type Evidence, findEvidence } from '../retrieval/find-evidence.js';
import { buildQuery, type Question } from '../retrieval/query.js';
import { rankArticles } from '../retrieval/rank-articles.js';

const MAX_EVIDENCE = 5;
const MAX_NEAREST = 3;

export interface AskDependencies {
  index: EmbeddedIndex;
  embedder: Embedder;
}

/** Throws UserError for a question that can't be read, NoIndexError where there is no index. */
export function createAsk({ index, embedder }: AskDependencies) {
  return async function ask(question: Question, { signal }: { signal?: AbortSignal } = {}): Promise<Answer> {
    const query = buildQuery(question);
    const embedding = await embedder.embedQuery(query.text, { signal });
    return index.read((snapshot) => {
      const ranking = rankArticles(snapshot, query, { embedding, isSemantic: embedder.semantic });
      const evidence = findEvidence(snapshot, query, ranking);
      const verdict = judge(query, ranking, evidence);
      const bodies = new Map(evidence.articles.map(({ meta, body }) => [meta.id, body]));
      const { sentences, citations } = verifyDraft(composeExtractive(query, evidence), (id) => bodies.get(id));
      const nearest = ranking.articles.slice(0, MAX_NEAREST).map(({ article }) => toNear(article));
      const found = evidence.sentences.slice(0, MAX_EVIDENCE).map(toFoundQuote);
      const common = { evidence: found, confidence: verdict.confidence, composer: 'extractive' as const };
      if (verdict.isEnough && sentences.length > 0)
        return { ...common, status: 'answered', sentences, citations, nearest: [] };
      const draft = sentences.length > 0 ? { sentences, citations } : undefined;
      return {
        ...common,
        status: 'abstained',
        sentences: [],
        citations: [],
        nearest,
        reason: reasonOf(verdict, evidence),
        ...(draft && { draft }),
      };
    });
  };
}

const toNear = ({ id, title, publishedAt }: { id: string; title: string; publishedAt?: string }): NearArticle => ({
  articleId: id,
  title,
  ...(publishedAt !== undefined && { publishedAt }),
});

function toFoundQuote(sentence: Evidence['sentences'][number]): FoundQuote {
  const { start, end } = quoteSpan(sentence);
  const { meta, body } = sentence.article;
  return {
    articleId: meta.id,
    quote: body.slice(start, end),
    start,
    end,
    score: Math.round(sentence.score * 1e5) / 1e5,
  };
}

/** What is missing, in one sentence. */
function reasonOf({ missingWords }: Verdict, evidence: Evidence): string {
  if (evidence.sentences.length === 0) return 'No article speaks of any of this.';
  const words = missingWords.slice(0, 3).map((word) => `“${word}”`);
  if (words.length === 0) return 'The articles use these words, but no sentence answers the question.';
  return `What was found says nothing of ${words.join(words.length > 2 ? ', ' : ' or ')}.`;
}
