/**
 * How well the gate fits this index, by questions that the index makes of itself: a sentence of an article without its
 * most telling word. With its article in the index the question can be answered; with that article struck out it
 * can't.
 */
import { ANSWER_FROM, judge } from '../answering/gate.js';
import { UserError } from '../core/errors.js';
import type { SearchIndex } from '../index/search-index.js';
import type { Snapshot } from '../index/snapshot.js';
import { buildQuery, type Query } from '../query/query.js';
import { findEvidence } from '../retrieval/find-evidence.js';
import { noiseFloorOf, sentencesToAsk } from '../retrieval/noise-floor.js';
import { rankArticles } from '../retrieval/rank-articles.js';
import { isCapitalised, isStopTerm, tokenize } from '../text/tokenize.js';

/** The thresholds of the curve, in twentieths. */
const THRESHOLDS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20);

/** What would follow from one threshold. Shares, 0..1. */
export interface CurvePoint {
  threshold: number;
  /** The share of answerable questions that are answered. */
  kept: number;
  /** The share of unanswerable questions that are refused. */
  refused: number;
  /** The share of given answers that should have been refused; 0 where nothing is answered. */
  risk: number;
}

export interface Calibration {
  articles: number;
  /** How well questions about something else do in this index: see noise-floor.ts. */
  noiseFloor: number;
  /** How many sentences were asked, each with its article and without. */
  questions: number;
  /**
   * The chance that an answerable question gets a higher confidence than an unanswerable one: the area under the ROC
   * curve.
   */
  auroc: number;
  /** The threshold in force; it is one of the curve's. */
  threshold: number;
  curve: CurvePoint[];
}

export interface CalibrateOptions {
  /** How many sentences are asked at most. */
  questions?: number;
  signal?: AbortSignal;
  onProgress?: (done: number, all: number) => void;
}

/** Throws UserError where no article has a sentence to ask, NoIndexError where there is no index. */
export function createCalibrate(index: SearchIndex) {
  return async function calibrate({
    questions = 150,
    signal,
    onProgress,
  }: CalibrateOptions = {}): Promise<Calibration> {
    // One reading for each question: PostgreSQL brings the articles of each.
    const { asked, articles, noiseFloor } = await index.read((snapshot) => ({
      asked: sentencesToAsk(snapshot, questions),
      articles: snapshot.articleCount,
      noiseFloor: noiseFloorOf(snapshot),
    }));
    if (asked.length === 0)
      throw new UserError(
        'nothing-to-ask',
        'No article has a sentence of 6 to 16 words that count, to ask about; add some.',
      );
    const withArticle: number[] = [];
    const without: number[] = [];
    for (const [i, { article, text }] of asked.entries()) {
      signal?.throwIfAborted();
      const query = buildQuery({ question: `${withoutTellingWord(text)}?` });
      withArticle.push(await index.read((snapshot) => confidenceOf(snapshot, query)));
      const struckOut = { ...query, filters: { without: article.id } };
      without.push(await index.read((snapshot) => confidenceOf(snapshot, struckOut)));
      onProgress?.(i + 1, asked.length);
    }
    return {
      articles,
      noiseFloor,
      questions: asked.length,
      auroc: chanceOfHigher(withArticle, without),
      threshold: ANSWER_FROM,
      curve: THRESHOLDS.map((threshold) => pointAt(threshold, withArticle, without)),
    };
  };
}

function confidenceOf(snapshot: Snapshot, query: Query): number {
  const ranking = rankArticles(snapshot, query);
  return judge(query, findEvidence(snapshot, query, ranking)).confidence;
}

/**
 * The sentence without its most telling word: its last name or number that isn't its first word, else its last word.
 */
export function withoutTellingWord(sentence: string): string {
  const words = tokenize(sentence).filter(({ term }) => !isStopTerm(term));
  const isTelling = (word: (typeof words)[number]) => /^\d/.test(word.term) || isCapitalised(sentence, word);
  const cut = words.findLast((word) => word.start > 0 && isTelling(word)) ?? words[words.length - 1];
  return sentence.slice(0, cut.start) + sentence.slice(cut.end);
}

export function pointAt(threshold: number, withArticle: number[], without: number[]): CurvePoint {
  const answered = withArticle.filter((confidence) => confidence >= threshold).length;
  const wrong = without.filter((confidence) => confidence >= threshold).length;
  return {
    threshold,
    kept: answered / withArticle.length,
    refused: 1 - wrong / without.length,
    risk: wrong / (answered + wrong || 1),
  };
}

/** Over all pairs; ties count half. */
export function chanceOfHigher(higher: number[], lower: number[]): number {
  let wins = 0;
  for (const a of higher) for (const b of lower) wins += a > b ? 1 : a === b ? 0.5 : 0;
  return wins / (higher.length * lower.length);
}
