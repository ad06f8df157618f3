/** The way of a question: query, articles, evidence, verdict, draft, verified answer. */
import { type Composition, composeExtractive } from '../answering/compose-extractive.js';
import { quoteSpan } from '../answering/draft-sentences.js';
import { ANSWER_FROM, judge, type Verdict } from '../answering/gate.js';
import type { Answer, FoundQuote, NearArticle, Trace } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import type { EmbeddedIndex } from '../index/embedded-index.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Embedder } from '../models/embedder.js';
import { type Evidence, findEvidence } from '../retrieval/find-evidence.js';
import { buildQuery, type Query, type Question } from '../retrieval/query.js';
import { type Ranking, rankArticles } from '../retrieval/rank-articles.js';

const MAX_EVIDENCE = 5;
const MAX_NEAREST = 3;
const MAX_MISSING = 3;

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
      const composition = composeExtractive(query, evidence);
      const bodies = new Map(evidence.articles.map(({ meta, body }) => [meta.id, body]));
      const { sentences, citations } = verifyDraft(composition.draft, (id) => bodies.get(id));
      const common = {
        evidence: evidence.sentences.slice(0, MAX_EVIDENCE).map(toFoundQuote),
        confidence: verdict.confidence,
        composer: 'extractive' as const,
        trace: traceOf(query, ranking, evidence, verdict, composition, snapshot.version),
      };
      if (verdict.isEnough && sentences.length > 0)
        return { ...common, status: 'answered', sentences, citations, nearest: [], missing: [] };
      const draft = sentences.length > 0 ? { sentences, citations } : undefined;
      return {
        ...common,
        status: 'abstained',
        sentences: [],
        citations: [],
        nearest: ranking.articles.slice(0, MAX_NEAREST).map(({ article }) => toNear(article)),
        reason: reasonOf(verdict, evidence),
        missing: verdict.missingWords.slice(0, MAX_MISSING),
        ...(draft && { draft }),
      };
    });
  };
}

function traceOf(
  query: Query,
  { terms }: Ranking,
  evidence: Evidence,
  { parts }: Verdict,
  { leftOut }: Composition,
  indexVersion: number,
): Trace {
  const found = new Set(evidence.sentences.flatMap(({ matched }) => [...matched]));
  const heaviestFirst = [...terms].sort(
    (a, b) => (evidence.importance.get(b.term) ?? 0) - (evidence.importance.get(a.term) ?? 0),
  );
  const asked = new Map(query.terms.map((term) => [term.term, term]));
  return {
    words: heaviestFirst.map(({ term }) => ({
      word: asked.get(term)?.surface ?? term,
      isFound: found.has(term),
      isEarlier: !asked.get(term)?.isOwn,
    })),
    answerType: query.answerType,
    speaker: query.speakerTerms,
    sentences: evidence.sentences.map((sentence) => {
      const { start, end } = quoteSpan(sentence);
      const { meta, body } = sentence.article;
      const reason = leftOut.get(sentence);
      return {
        articleId: meta.id,
        title: meta.title,
        text: body.slice(start, end),
        score: sentence.score,
        ...(reason && { leftOut: reason }),
      };
    }),
    parts,
    threshold: ANSWER_FROM,
    indexVersion,
  };
}

const toNear = ({ id, title, publishedAt, url }: ArticleMeta): NearArticle => ({
  articleId: id,
  title,
  ...(publishedAt !== undefined && { publishedAt }),
  ...(url !== undefined && { url }),
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
  const words = missingWords.slice(0, MAX_MISSING).map((word) => `“${word}”`);
  if (words.length === 0) return 'The articles use these words, but no sentence answers the question.';
  return `What was found says nothing of ${words.join(words.length > 2 ? ', ' : ' or ')}.`;
}
