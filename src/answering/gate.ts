/**
 * Whether there is enough to answer: one probability from few features whose signs follow from sense, and one threshold.
 * Raw similarities and fused ranks are never thresholded: they order one query's hits and say nothing between queries.
 */

import { readWeights } from '../core/weights.js';
import { isLightTerm } from '../query/light-terms.js';
import { missingWords } from '../query/missing-words.js';
import type { Query, QueryTerm } from '../query/query.js';
import { isOfNamedTime } from '../retrieval/around-sentence.js';
import { corpusSize } from '../retrieval/corpus-size.js';
import type { Evidence } from '../retrieval/find-evidence.js';
import type { EvidenceArticle } from '../retrieval/read-article.js';
import { isCapitalised } from '../text/tokenize.js';
import { answeredInOne } from './answered-in-one.js';
import { type NearMiss, NO_NEAR_MISS, nearMiss } from './near-miss.js';

/** In 0..1 each. */
export interface GateFeatures extends NearMiss {
  /** BM25 of the first article over the query's maximum; its square root, because the first half tells more than the second. */
  article: number;
  /** Importance of the query's terms held by the best sentence. */
  sentenceCoverage: number;
  /** Whether a name or number of the question is missing from the best article. */
  missingName: number;
  /** Whether several outlets are named: no single article holds all that such a question is after. */
  several: number;
  /** The part that earlier turns have in what the question could reach at most: of them more may be missing. */
  earlier: number;
  /** How well questions about something else do in this index (see retrieval/noise-floor.ts). */
  noiseFloor: number;
  /** How many words' worth of the question the best article holds, on a scale of logarithms, 40 being 1. */
  found: number;
  /** 1 for a corpus of one article, 0 from fifty on; a quarter for seven. */
  smallness: number;
  /** As far as no single sentence is an answer (see answered-in-one.ts), in a corpus of one article; an eighth of that among seven. */
  unanswered: number;
  /** As far as the best sentence of a document with sections, with what stands around it, holds less than half of the question; less in a corpus of few. */
  littleAround: number;
  /** Whether nothing is asked: see query/how-asked.ts. */
  fragment: number;
}

/** From this probability on, the bot answers. */
export const ANSWER_FROM = 0.5;
/** From this one on, what comes nearest is shown beside the refusal, as that and no more. */
export const NEAREST_FROM = 0.25;

/** What each feature adds to the logit, positive where more speaks for answering. */
export const GATE_WEIGHTS = readWeights<keyof GateFeatures | 'bias'>(new URL('./gate-weights.json', import.meta.url));

export interface GateVerdict {
  /** 0..1, larger is surer. */
  confidence: number;
  isEnough: boolean;
  features: GateFeatures;
  /** What each feature adds to the logit. */
  parts: { name: keyof GateFeatures | 'bias'; value: number; adds: number }[];
  /** Words of the question, as they stand in it, that nothing found speaks of; most telling first, none that questions are made with. */
  missingWords: string[];
}

/** What some fifty to a hundred articles have, as far as larger indexes tell; an index of few isn't measured, and one article has none. */
const UNMEASURED_NOISE_FLOOR = 0.1;

/** What must stand around the best sentence of a document with sections. */
const HALF = 0.5;
/** From so many words on, a question is as long as any. */
const MANY_WORDS = 40;

/**
 * Whether the evidence is enough to answer the query, and how sure that is.
 *
 * @example
 * ```ts
 * import { EmbeddedIndex } from '../index/embedded-index.js';
 * import { buildQuery } from '../query/query.js';
 * import { findEvidence } from '../retrieval/find-evidence.js';
 * import { rankArticles } from '../retrieval/rank-articles.js';
 * import { judge } from './gate.js';
 *
 * const query = buildQuery({ question: 'Who denied sending drones?' });
 * const { isEnough, confidence, missingWords } = await EmbeddedIndex.open('data').read((snapshot) =>
 *   judge(query, findEvidence(snapshot, query, rankArticles(snapshot, query))),
 * );
 * ```
 */
export function judge(query: Query, evidence: Evidence): GateVerdict {
  const features = gateFeatures(query, evidence);
  const values = { bias: 1, ...features };
  const parts = (Object.keys(values) as (keyof typeof values)[]).map((name) => ({
    name,
    value: values[name],
    adds: GATE_WEIGHTS[name] * values[name],
  }));
  const logit = parts.reduce((sum, { adds }) => sum + adds, 0);
  const confidence = evidence.sentences.length === 0 ? 0 : Math.round(1e4 / (1 + Math.exp(-logit))) / 1e4;
  const isEnough = confidence >= ANSWER_FROM;
  return { confidence, isEnough, features, parts, missingWords: notFound(query, evidence) };
}

export function gateFeatures(query: Query, evidence: Evidence): GateFeatures {
  const best = evidence.sentences[0];
  const { firstArticle } = evidence;
  if (!best || !firstArticle)
    return {
      article: 0,
      sentenceCoverage: 0,
      several: 0,
      earlier: 0,
      noiseFloor: 0,
      missingName: 1,
      found: 0,
      smallness: 0,
      unanswered: 0,
      littleAround: 0,
      fragment: 0,
      ...NO_NEAR_MISS,
    };
  const { ranked } = best.article;
  const toldByDate = termsToldByDate(query, best.article);
  const own = query.terms.filter(({ term, isOwn }) => isOwn && !toldByDate.has(term));
  const importanceOf = (term: string) => evidence.importance.get(term) ?? 0;
  const total = evidence.totalImportance;
  // The share of the question that an article of that time has to write.
  const told = [...toldByDate].reduce((sum, term) => sum + importanceOf(term), 0) / total;
  const written = Math.max(LEAST_WRITTEN, 1 - told);
  const names = own.filter(({ isCapitalised, isNumber }) => isCapitalised || isNumber);
  const size = corpusSize(evidence.corpusArticles);
  const small = 1 - size;
  const near = nearMiss(query, evidence);
  return {
    article: Math.sqrt(Math.min(1, firstArticle.article / written)),
    sentenceCoverage: Math.min(1, best.features.coverage / written),
    several: evidence.sourcesNamed > 1 ? 1 : 0,
    earlier: earlierShare(query, evidence),
    noiseFloor: evidence.noiseFloor || UNMEASURED_NOISE_FLOOR * size,
    missingName:
      names.length === 0
        ? 0
        : names.filter((name) => !isNamedIn(best.article, name, evidence, query)).length / names.length,
    found:
      Math.log1p(Math.min(MANY_WORDS, own.length) * Math.min(1, ranked.parts.article / written)) /
      Math.log1p(MANY_WORDS),
    smallness: small ** 2,
    // Somebody else's words are no answer, whatever they hold.
    unanswered: small > 0 ? small ** 3 * (1 - (near.otherSpeaker === 1 ? 0 : answeredInOne(query, evidence))) : 0,
    littleAround: best.article.outline?.hasSections ? size ** 2 * Math.max(0, 1 - best.features.window / HALF) : 0,
    fragment: query.asksNothing ? 1 : 0,
    ...near,
  };
}

/** Of a question that is nearly all date, the rest can't speak for the whole. */
const LEAST_WRITTEN = 0.25;

/** Words of the days and months that the question names, where the article is of that time and doesn't write them. */
function termsToldByDate(query: Query, article: EvidenceArticle): Set<string> {
  if (!isOfNamedTime(article)) return new Set();
  return new Set([...query.timeTerms].filter((term) => !article.held.has(term)));
}

/** "Given" asked for and "given" told is another word. */
function isNamedIn(article: EvidenceArticle, name: QueryTerm, { terms }: Evidence, query: Query): boolean {
  const { term, isCapitalised: isName } = name;
  if (name.isNumber && article.held.has(term)) return standsBehindItsNoun(article, name, query);
  if (!isName || article.matchedInTitle.has(term) || article.aliased.has(term)) return article.held.has(term);
  const found = new Set(terms.filter((scored) => scored.term === term).map((scored) => scored.found));
  return article.matched.some(
    (matched, number) =>
      matched.has(term) &&
      article.tokensOf(number).some((token) => found.has(token.term) && isCapitalised(article.text, token)),
  );
}

/** "Season 5" isn't named where another thing has a 5: of a small number behind its noun both must stand together. */
function standsBehindItsNoun(article: EvidenceArticle, { term }: QueryTerm, { words, numbered }: Query): boolean {
  const first = words.find((word) => word.term === term);
  const before = numbered.find(({ number }) => number === first)?.noun;
  if (!before || !/^\p{L}+$/u.test(before.surface)) return true;
  return article.matched.some(
    (held, number) =>
      held.has(term) &&
      held.has(before.term) &&
      article.tokensOf(number).some((token, i, tokens) => token.term === term && tokens[i - 1]?.term === before.term),
  );
}

function earlierShare(query: Query, { terms, importance, totalImportance }: Evidence): number {
  const own = new Set(query.terms.filter(({ isOwn }) => isOwn).map(({ term }) => term));
  let sum = 0;
  for (const { term, weight, share } of terms)
    if (!own.has(term)) sum += ((importance.get(term) ?? 0) * share) / weight;
  return sum / totalImportance;
}

function notFound(query: Query, evidence: Evidence): string[] {
  const found = new Set(evidence.sentences.flatMap(({ matched }) => [...matched]));
  const missing = query.terms
    .filter(({ term, isOwn }) => isOwn && !found.has(term) && !isLightTerm(term) && term !== query.kindTerm)
    .sort((a, b) => (evidence.importance.get(b.term) ?? 0) - (evidence.importance.get(a.term) ?? 0));
  return missingWords(missing, query.words);
}
