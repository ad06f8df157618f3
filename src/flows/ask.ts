/** The way of a question: query, articles, evidence, verdict, draft, verified answer. */
import { type Composition, composeExtractive } from '../answering/compose-extractive.js';
import { quoteSpan } from '../answering/draft-sentences.js';
import { ANSWER_FROM, type GateVerdict, judge } from '../answering/gate.js';
import type { Answer, Draft, FoundQuote, NearArticle, Trace } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { QuestionEmbedder } from '../models/embedder-for-questions.js';
import { buildQuery, type Query, type Question } from '../query/query.js';
import { isSmallTalk } from '../query/small-talk.js';
import { type Evidence, findEvidence } from '../retrieval/find-evidence.js';
import { type Ranking, rankArticles } from '../retrieval/rank-articles.js';
import { condenseQuestion, writeAnswer } from './write-answer.js';
import type { WritingSession } from './writing-session.js';

const MAX_EVIDENCE = 5;
const MAX_NEAREST = 3;
const MAX_MISSING = 3;

export interface AskDependencies {
  index: SearchIndex;
  /** Undefined where the index holds the vectors of another embedder: then words alone count. */
  embedder?: QuestionEmbedder;
  /** Present where a chat model is configured. */
  beginWriting?: (signal?: AbortSignal) => WritingSession;
}

export interface AskOptions {
  signal?: AbortSignal;
  /** False where a budget is used up: then the answer is extractive, and says so. */
  mayWrite?: boolean;
  /** A written answer as far as it was found supported; an empty draft where it begins anew. */
  onDraft?: (draft: Draft) => void;
}

/**
 * Throws UserError for a question that can't be read, NoIndexError where there is no index.
 *
 * @example
 * const { status, sentences } = await ask({ index }, { question: 'Who denied sending drones?' });
 */
export async function ask(
  { index, embedder, beginWriting }: AskDependencies,
  question: Question,
  { signal, mayWrite = true, onDraft }: AskOptions = {},
): Promise<Answer> {
  const session = mayWrite ? beginWriting?.(signal) : undefined;
  try {
    const query = buildQuery(session ? await condenseQuestion(session, question) : question);
    const embedding = await embedder?.embedQuery(query.text, { signal });
    const found = await index.read((snapshot) => {
      const vector = embedder && embedding && { embedding, isSemantic: embedder.semantic };
      return answerFrom(snapshot, query, vector);
    });
    if (!beginWriting) return found.answer;
    if (!session) return found.answer.status === 'answered' ? { ...found.answer, fallback: 'budget' } : found.answer;
    // Where nothing was found, and where nothing is asked, there is nothing to read.
    if (found.evidence.sentences.length === 0 || isSmallTalk(query.text)) return session.charge(found.answer);
    const asked = { question: query.text, history: question.history };
    return await writeAnswer(session, asked, found.evidence, found.answer, onDraft);
  } finally {
    session?.end();
  }
}

/** `ask` over one index and its models. */
export type Ask = (question: Question, options?: AskOptions) => Promise<Answer>;

/** The extractive answer, and the evidence it was made from; the bodies in it belong to the snapshot's version. */
function answerFrom(snapshot: Snapshot, query: Query, vector: Parameters<typeof rankArticles>[2]) {
  const ranking = rankArticles(snapshot, query, vector);
  const evidence = findEvidence(snapshot, ranking);
  const verdict = judge(query, evidence);
  const composition = composeExtractive(query, evidence);
  const bodies = new Map(evidence.articles.map(({ meta, body }) => [meta.id, body]));
  const { sentences, citations } = verifyDraft(composition.draft, (id) => bodies.get(id));
  const common = {
    evidence: evidence.sentences.slice(0, MAX_EVIDENCE).map(toFoundQuote),
    confidence: verdict.confidence,
    composer: 'extractive' as const,
    trace: traceOf(query, ranking, evidence, verdict, composition, snapshot.version),
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
          nearest: ranking.articles.slice(0, MAX_NEAREST).map(({ article }) => toNear(article)),
          reason: reasonOf(verdict, evidence),
          missing: verdict.missingWords.slice(0, MAX_MISSING),
          ...(draft && { draft }),
        };
  return { answer, evidence };
}

function traceOf(
  query: Query,
  { terms }: Ranking,
  evidence: Evidence,
  { parts }: GateVerdict,
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
function reasonOf({ missingWords }: GateVerdict, evidence: Evidence): string {
  if (evidence.sentences.length === 0) return 'No article speaks of any of this.';
  const words = missingWords.slice(0, MAX_MISSING).map((word) => `“${word}”`);
  if (words.length === 0) return 'The articles use these words, but no sentence answers the question.';
  return `What was found says nothing of ${words.join(words.length > 2 ? ', ' : ' or ')}.`;
}
