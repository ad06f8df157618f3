/** The extractive answer to one query: articles, evidence, verdict, draft, verified answer. */
import { type Composition, composeExtractive } from '../answering/compose-extractive.js';
import { quoteSpan } from '../answering/draft-sentences.js';
import { ANSWER_FROM, type GateVerdict, judge } from '../answering/gate.js';
import { onOwnWords } from '../answering/own-words.js';
import type { Answer, Citation, FoundQuote, NearArticle, Trace } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Query } from '../query/query.js';
import { type Evidence, findEvidence } from '../retrieval/find-evidence.js';
import { type Ranking, rankArticles } from '../retrieval/rank-articles.js';

const MAX_EVIDENCE = 5;
const MAX_NEAREST = 3;
const MAX_MISSING = 3;
/** The most confidence in what holds nothing of a question's own words. */
const NOT_ON_IT = 0.1;

/** An extractive answer, and what it was made from: a model may write from the same evidence. */
export interface ExtractiveAnswer {
  answer: Answer;
  query: Query;
  evidence: Evidence;
}

/** The bodies in the evidence belong to the snapshot's version. `vector` is as for `rankArticles`, `mostSentences` as for `composeExtractive`. */
export function answerFrom(
  snapshot: Snapshot,
  query: Query,
  vector: Parameters<typeof rankArticles>[2],
  mostSentences?: number,
): ExtractiveAnswer {
  const ranking = rankArticles(snapshot, query, vector);
  const found = findEvidence(snapshot, query, ranking);
  const onOwn = onOwnWords(query, found);
  const evidence = onOwn ?? found;
  const judged = judge(query, evidence);
  const verdict = onOwn ? judged : { ...judged, isEnough: false, confidence: Math.min(judged.confidence, NOT_ON_IT) };
  const composition = composeExtractive(query, evidence, mostSentences);
  const articles = new Map(evidence.articles.map((article) => [article.meta.id, article]));
  const { sentences, citations } = verifyDraft(composition.draft, (id) => articles.get(id));
  const common = {
    kind: 'question' as const,
    evidence: evidence.sentences.slice(0, MAX_EVIDENCE).map(toFoundQuote),
    confidence: verdict.confidence,
    composer: 'extractive' as const,
    trace: traceOf(query, evidence, verdict, composition, snapshot.version),
  };
  const draft = sentences.length > 0 ? { sentences, citations } : undefined;
  const answer: Answer =
    verdict.isEnough && draft
      ? { ...common, status: 'answered', ...draft, nearest: [], missing: [] }
      : {
          ...common,
          status: 'abstained',
          sentences: [],
          citations: [],
          nearest: nearestOf(query, ranking).map(toNear),
          reason: abstentionReason(verdict, evidence),
          missing: verdict.missingWords.slice(0, MAX_MISSING),
          ...(draft && { draft }),
        };
  return { answer, query, evidence };
}

function traceOf(
  query: Query,
  evidence: Evidence,
  { parts }: GateVerdict,
  { leftOut }: Composition,
  indexVersion: number,
): Trace {
  return {
    words: tracedWords(query, evidence),
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

/** Of the best article's score, what another one needs to be named beside it: what only shares a word isn't near. */
const AS_NEAR = 0.6;

/** The articles to name beside an abstention. Where somebody's words are asked for, only those that mention them. */
function nearestOf({ speakerTerms }: Query, { top, read }: Ranking): ArticleMeta[] {
  if (speakerTerms.length === 0) {
    const [best, ...others] = top(MAX_NEAREST);
    const near = others.filter(({ score }) => score >= best.score * AS_NEAR);
    return best ? [best, ...near].map(({ article }) => article) : [];
  }
  const mentions = read.filter(({ article: { held } }) => speakerTerms.some((term) => held.has(term)));
  return mentions.slice(0, MAX_NEAREST).map(({ article }) => article.meta);
}

function tracedWords(query: Query, { terms, sentences, importance }: Evidence): Trace['words'] {
  const found = new Set(sentences.flatMap(({ matched }) => [...matched]));
  const heaviestFirst = [...new Set(terms.map(({ term }) => term))].sort(
    (a, b) => (importance.get(b) ?? 0) - (importance.get(a) ?? 0),
  );
  const asked = new Map(query.terms.map((term) => [term.term, term]));
  return heaviestFirst.map((term) => ({
    word: asked.get(term)?.surface ?? term,
    isFound: found.has(term),
    isEarlier: !asked.get(term)?.isOwn,
  }));
}

/** The trace of a story, which no gate judges: the quotes said, and the words looked for. */
export function storyTrace(query: Query, evidence: Evidence, citations: Citation[], indexVersion: number): Trace {
  return {
    words: tracedWords(query, evidence),
    answerType: query.answerType,
    speaker: query.speakerTerms,
    sentences: citations.map(({ articleId, title, quote }) => ({ articleId, title, text: quote, score: 0 })),
    parts: [],
    threshold: ANSWER_FROM,
    indexVersion,
  };
}

export const toNear = ({ id, title, publishedAt, url }: ArticleMeta): NearArticle => ({
  articleId: id,
  title,
  ...(publishedAt !== undefined && { publishedAt }),
  ...(url !== undefined && { url }),
});

export function toFoundQuote(sentence: Evidence['sentences'][number]): FoundQuote {
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

/** The reason of an abstention: "What was found says nothing of “Kyiv”." */
function abstentionReason({ missingWords }: GateVerdict, evidence: Evidence): string {
  if (evidence.sentences.length === 0) return 'No article speaks of any of this.';
  const words = missingWords.slice(0, MAX_MISSING).map((word) => `“${word}”`);
  if (words.length === 0) return 'The articles use these words, but no sentence answers the question.';
  return `What was found says nothing of ${words.join(words.length > 2 ? ', ' : ' or ')}.`;
}
