/** Orders articles for a query: words in four units, a gentle preference for the recent, the source named, vectors. */
import { DAY_MS, parseIsoMs, startOfDayMs } from '../core/dates.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Embedding } from '../models/embedder.js';
import { contentTerms } from '../text/tokenize.js';
import { resolveTerms } from './match-loosely.js';
import type { Query } from './query.js';
import { type ScoredTerm, scoreWords, type WordScores } from './score-words.js';

/** What each part adds to an article's score; each part lies in 0..1. */
export const RANKING_WEIGHTS = {
  article: 1,
  passage: 1,
  sentence: 0.5,
  title: 0.4,
  recency: 0.4,
  source: 0.4,
  /** Of an embedder that knows meaning, and of hashed character n-grams. */
  semanticVector: 1,
  hashedVector: 0.1,
};
/** Recency halves in about three weeks, and counts for articles up to three days after the clock. */
const RECENCY_DAYS = 30;
const RECENCY_GRACE_DAYS = 3;
/** How many passages the vector side brings in. */
const VECTOR_CANDIDATES = 100;

export interface RankedArticle {
  segment: number;
  /** Number within its segment. */
  ordinal: number;
  article: ArticleMeta;
  /** Larger is better; comparable within one query only. */
  score: number;
  parts: {
    article: number;
    passage: number;
    sentence: number;
    title: number;
    recency: number;
    source: number;
    vector: number;
  };
  bestPassage: number;
}

export interface Ranking {
  /** Best first; ties go to the smaller id. */
  articles: RankedArticle[];
  words: WordScores;
  terms: ScoredTerm[];
}

/** `vector` is the embedded question, `isSemantic` what its embedder is worth. */
export function rankArticles(
  snapshot: Snapshot,
  query: Query,
  vector?: { embedding: Embedding; isSemantic: boolean },
): Ranking {
  const terms = resolveTerms(snapshot, query.terms);
  const words = scoreWords(snapshot, terms);
  const accepts = articleFilter(query);
  const named = namedSources(snapshot, query);
  const similarities = vector
    ? vectorParts(snapshot, vector, accepts)
    : new Map<string, { similarity: number; passage: number }>();
  const articles: RankedArticle[] = [];
  snapshot.segments.forEach((segment, number) => {
    const scores = words.segments[number];
    segment.articles.forEach((article, ordinal) => {
      if (!article || !accepts(article)) return;
      const near = similarities.get(`${number} ${ordinal}`);
      if (scores.article[ordinal] === 0 && !near) return;
      const best = bestUnits(segment.words, scores, ordinal);
      const parts = {
        article: scores.article[ordinal],
        passage: best.passageScore,
        sentence: best.sentenceScore,
        title: scores.title[ordinal],
        recency: recencyOf(article, query.nowMs),
        source: article.source && named.has(article.source.toLowerCase()) ? 1 : 0,
        vector: vector ? similarityOf(segment.vectors.similarity(best.passage, vector.embedding), near?.similarity) : 0,
      };
      const w = RANKING_WEIGHTS;
      const vectorWeight = vector?.isSemantic ? w.semanticVector : w.hashedVector;
      const score =
        w.article * parts.article +
        w.passage * parts.passage +
        w.sentence * parts.sentence +
        w.title * parts.title +
        w.recency * parts.recency +
        w.source * parts.source +
        vectorWeight * parts.vector;
      const bestPassage = parts.passage === 0 && near ? near.passage : best.passage;
      articles.push({ segment: number, ordinal, article, score, parts, bestPassage });
    });
  });
  articles.sort((a, b) => b.score - a.score || (a.article.id < b.article.id ? -1 : 1));
  return { articles, words, terms };
}

const similarityOf = (exact: number, near = 0) => Math.max(0, exact, near);

/** Nearest passages, kept per article with its best one. */
function vectorParts(
  snapshot: Snapshot,
  { embedding, isSemantic }: { embedding: Embedding; isSemantic: boolean },
  accepts: (article: ArticleMeta) => boolean,
) {
  const parts = new Map<string, { similarity: number; passage: number }>();
  if (!isSemantic) return parts;
  for (const { segment, passage, similarity } of snapshot.nearest(embedding, VECTOR_CANDIDATES, accepts)) {
    const place = `${segment} ${snapshot.segments[segment].words.passageArticle[passage]}`;
    if (!parts.has(place)) parts.set(place, { similarity, passage });
  }
  return parts;
}

function bestUnits(
  words: Snapshot['segments'][number]['words'],
  scores: WordScores['segments'][number],
  article: number,
) {
  const firstPassage = words.articleFirstPassage[article];
  const endPassage = words.articleFirstPassage[article + 1];
  let passage = firstPassage;
  let passageScore = 0;
  for (let i = firstPassage; i < endPassage; i++) {
    if (scores.passage[i] > passageScore) {
      passageScore = scores.passage[i];
      passage = i;
    }
  }
  let sentenceScore = 0;
  for (let i = words.passageFirstSentence[firstPassage]; i < words.passageFirstSentence[endPassage]; i++) {
    if (scores.sentence[i] > sentenceScore) sentenceScore = scores.sentence[i];
  }
  return { passage, passageScore, sentenceScore };
}

/** 1 on the day of the clock, 0.37 after 30 days; 0 without a clock, without a date, or well after the clock. */
function recencyOf({ publishedAt }: ArticleMeta, nowMs: number | undefined): number {
  const publishedMs = parseIsoMs(publishedAt);
  if (nowMs === undefined || publishedMs === undefined) return 0;
  const days = (startOfDayMs(nowMs) - startOfDayMs(publishedMs)) / DAY_MS;
  return days < -RECENCY_GRACE_DAYS ? 0 : Math.exp(-Math.max(0, days) / RECENCY_DAYS);
}

/** Which articles the filters let through. */
export function articleFilter({ filters }: Query): (article: ArticleMeta) => boolean {
  const { source, sources, fromMs, toMs, article: wanted } = filters;
  return ({ id, source: outlet, publishedAt }) => {
    if (wanted !== undefined && id !== wanted) return false;
    if (source !== undefined && outlet?.toLowerCase() !== source) return false;
    if (sources && !sources.has(outlet?.toLowerCase() ?? '')) return false;
    if (fromMs === undefined && toMs === undefined) return true;
    const ms = parseIsoMs(publishedAt);
    return ms !== undefined && (fromMs === undefined || ms >= fromMs) && (toMs === undefined || ms <= toMs);
  };
}

/** Sources of the index whose whole name stands in the question, in lower case. */
function namedSources(snapshot: Snapshot, query: Query): Set<string> {
  const asked = ` ${contentTerms(query.text).join(' ')} `;
  return new Set(
    snapshot.sources
      .filter((source) => {
        const name = contentTerms(source).join(' ');
        return name.length > 2 && asked.includes(` ${name} `);
      })
      .map((source) => source.toLowerCase()),
  );
}
