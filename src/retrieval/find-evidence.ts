/**
 * The best sentences of the best articles: each with its features, one linear score, and who says it.
 * What is done with them (answer or abstain) is for answering/ to judge.
 */

import type { Sentence } from '../core/types.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { isStopTerm, normaliseWord, type Token, tokenize } from '../text/tokenize.js';
import { candidateScore } from './answer-candidates.js';
import type { Query } from './query.js';
import type { RankedArticle, Ranking } from './rank-articles.js';
import { type Attribution, attributeSpeakers, isRoleTerm } from './speakers.js';

/** How many articles are read, and how many of their sentences are looked at closely. */
const MAX_ARTICLES = 6;
const MAX_CANDIDATES = 60;
const MAX_EVIDENCE = 8;

/** A corpus this small says little about which words are rare, so these many imagined sentences stand beside its own. */
export const BACKGROUND_SENTENCES = 2000;

/** An article read for a question. */
export interface EvidenceArticle {
  ranked: RankedArticle;
  meta: ArticleMeta;
  body: string;
  sentences: Sentence[];
  tokens: Token[][];
  attributions: (Attribution | undefined)[];
}

/** In 0..1 each, larger speaks for the sentence. */
export interface SentenceFeatures {
  article: number;
  coverage: number;
  relativeCoverage: number;
  candidate: number;
  exactForms: number;
  articleCoverage: number;
  previousAdds: number;
  nextAdds: number;
  titleAdds: number;
  words: number;
  relativeWords: number;
  recency: number;
  bigrams: number;
  speaker: number;
}

/** What each feature adds to a sentence's score. A prototype's fit on the published weights, rounded. */
export const SENTENCE_WEIGHTS: Record<keyof SentenceFeatures, number> = {
  article: 1.1,
  coverage: 0.2,
  relativeCoverage: 0.37,
  candidate: 0.35,
  exactForms: 0.3,
  articleCoverage: 0.27,
  previousAdds: 0.24,
  nextAdds: 0.13,
  titleAdds: 0.2,
  words: 0.14,
  relativeWords: 0.2,
  recency: 0.19,
  bigrams: 0.12,
  speaker: 0.5,
};

export interface EvidenceSentence {
  article: EvidenceArticle;
  /** Its number within the article. */
  number: number;
  start: number;
  end: number;
  /** Larger is better; comparable within one query only. */
  score: number;
  features: SentenceFeatures;
  /** Terms of the query that it holds, and all its content terms. */
  matched: Set<string>;
  terms: Set<string>;
  attribution: Attribution | undefined;
}

export interface Evidence {
  /** Best first, at most 8, near-duplicates left out. */
  sentences: EvidenceSentence[];
  articles: EvidenceArticle[];
  /** How much each of the query's terms counts, by term; the sum over the query is `totalImportance`. */
  importance: Map<string, number>;
  totalImportance: number;
  /** How many articles the corpus has. */
  corpusArticles: number;
}

export function findEvidence(snapshot: Snapshot, query: Query, ranking: Ranking): Evidence {
  const importance = termImportance(snapshot, ranking);
  const totalImportance =
    ranking.terms.reduce((sum, { term, weight, share }) => sum + (importance.get(term)! * share) / weight, 0) || 1;
  const articles = ranking.articles.slice(0, MAX_ARTICLES).map((ranked) => readArticle(snapshot, ranked));
  const bestArticle = ranking.articles[0]?.score || 1;
  const context: Context = { snapshot, query, ranking, importance, totalImportance, bestArticle };
  const candidates = articles.flatMap((article) => lookAt(article, context));
  candidates.sort((a, b) => b.first - a.first || compare(a.sentence, b.sentence));
  const closely = candidates.slice(0, MAX_CANDIDATES);
  const bestCoverage = Math.max(...closely.map(({ sentence }) => sentence.features.coverage), 1e-9);
  const bestWords = Math.max(...closely.map(({ sentence }) => sentence.features.words), 1e-9);
  const sentences = closely.map(({ sentence }) => {
    sentence.features.relativeCoverage = sentence.features.coverage / bestCoverage;
    sentence.features.relativeWords = sentence.features.words / bestWords;
    for (const name of Object.keys(SENTENCE_WEIGHTS) as (keyof SentenceFeatures)[])
      sentence.score += SENTENCE_WEIGHTS[name] * sentence.features[name];
    return sentence;
  });
  sentences.sort((a, b) => b.score - a.score || compare(a, b));
  return {
    sentences: withoutDuplicates(sentences, MAX_EVIDENCE),
    articles,
    importance,
    totalImportance,
    corpusArticles: snapshot.articleCount,
  };
}

interface Context {
  snapshot: Snapshot;
  query: Query;
  ranking: Ranking;
  importance: Map<string, number>;
  totalImportance: number;
  bestArticle: number;
}

const compare = (a: EvidenceSentence, b: EvidenceSentence) =>
  a.article.meta.id === b.article.meta.id ? a.start - b.start : a.article.meta.id < b.article.meta.id ? -1 : 1;

/** Words that questions are made with and answers do without: "when did it take place", "on what day". */
const LIGHT_WEIGHT = 0.35;
const LIGHT_TERMS = new Set(
  'take place happen occur make give get come go do become day date time year name kind type say tell sort people person thing number amount country many much long far'
    .split(' ')
    .map(normaliseWord),
);
export const isLightTerm = (term: string) => LIGHT_TERMS.has(term);

/** Weight times rarity among sentences. In a corpus of a few articles all words count nearly alike. */
export function termImportance(snapshot: Snapshot, { terms, words }: Ranking): Map<string, number> {
  const count = snapshot.statistics.sentence.count + BACKGROUND_SENTENCES;
  return new Map(
    terms.map(({ term, weight }) => {
      const frequency = words.frequency.sentence.get(term) ?? 0;
      return [
        term,
        weight * (isLightTerm(term) ? LIGHT_WEIGHT : 1) * Math.log(1 + (count - frequency + 0.5) / (frequency + 0.5)),
      ];
    }),
  );
}

function readArticle(snapshot: Snapshot, ranked: RankedArticle): EvidenceArticle {
  const { words } = snapshot.segments[ranked.segment];
  const body = snapshot.body(ranked.article);
  const first = words.passageFirstSentence[words.articleFirstPassage[ranked.ordinal]];
  const end = words.passageFirstSentence[words.articleFirstPassage[ranked.ordinal + 1]];
  const sentences: Sentence[] = [];
  for (let i = first; i < end; i++) sentences.push({ start: words.sentenceStart[i], end: words.sentenceEnd[i] });
  const tokens = sentences.map(({ start, end: last }) => tokenize(body, start, last));
  return {
    ranked,
    meta: ranked.article,
    body,
    sentences,
    tokens,
    attributions: attributeSpeakers(body, sentences, tokens),
  };
}

/** All sentences of an article with the features that need no other article, and a first rough score. */
function lookAt(
  article: EvidenceArticle,
  { snapshot, query, ranking, importance, totalImportance, bestArticle }: Context,
) {
  const { ranked, body, sentences, tokens } = article;
  const { words } = snapshot.segments[ranked.segment];
  const firstSentence = words.passageFirstSentence[words.articleFirstPassage[ranked.ordinal]];
  const wordScores = ranking.words.segments[ranked.segment].sentence;
  const byFound = new Map(ranking.terms.map(({ found, term }) => [found, term]));
  const asked = new Map(query.terms.map((term) => [term.term, term]));
  const termSets = tokens.map((list) => new Set(list.map(({ term }) => term)));
  const matchedIn = (terms: Set<string>) =>
    new Set([...byFound].flatMap(([found, term]) => (terms.has(found) ? term : [])));
  const matched = termSets.map(matchedIn);
  const weigh = (terms: Iterable<string>) => {
    let sum = 0;
    for (const term of terms) sum += importance.get(term) ?? 0;
    return sum / totalImportance;
  };
  const inTitle = matchedIn(new Set(tokenize(article.meta.title).map(({ term }) => term)));
  const inArticle = new Set(matched.flatMap((set) => [...set]));
  for (const term of inTitle) inArticle.add(term);
  const articleCoverage = weigh(inArticle);
  const adds = (other: Set<string> | undefined, own: Set<string>) =>
    other ? weigh([...other].filter((term) => !own.has(term))) : 0;

  return sentences.map((sentence, number) => {
    const own = matched[number];
    const list = tokens[number];
    const coverage = weigh(own);
    const attribution = article.attributions[number];
    const features: SentenceFeatures = {
      article: ranked.score / bestArticle,
      coverage,
      relativeCoverage: 0,
      candidate: candidateScore(query.answerType, body, list, (term) => asked.has(term)),
      exactForms: exactShare(body, list, own, asked),
      articleCoverage,
      previousAdds: adds(matched[number - 1], own),
      nextAdds: adds(matched[number + 1], own),
      titleAdds: adds(inTitle, own),
      words: wordScores[firstSentence + number],
      relativeWords: 0,
      recency: ranked.parts.recency,
      bigrams: bigramShare(list, query),
      speaker: speakerMatch(attribution, query),
    };
    const terms = new Set(list.map(({ term }) => term).filter((term) => !isStopTerm(term)));
    const isTooShort = terms.size < 3;
    const result: EvidenceSentence = {
      article,
      number,
      ...sentence,
      score: isTooShort ? -0.3 : 0,
      features,
      matched: own,
      terms,
      attribution,
    };
    const around = features.previousAdds + features.nextAdds + features.titleAdds;
    return { sentence: result, first: coverage + 0.4 * around + 0.4 * features.article + 0.2 * features.speaker };
  });
}

/** The share of matched terms that stand in the sentence exactly as they were asked for. */
function exactShare(
  body: string,
  tokens: Token[],
  matched: Set<string>,
  asked: Map<string, { surface: string }>,
): number {
  if (matched.size === 0) return 0;
  const surfaces = new Set(tokens.map(({ start, end }) => body.slice(start, end).toLowerCase()));
  let exact = 0;
  for (const term of matched) if (surfaces.has(asked.get(term)?.surface.toLowerCase() ?? '')) exact++;
  return exact / matched.size;
}

/** The share of the question's neighbouring content terms that are neighbours in the sentence too. */
function bigramShare(tokens: Token[], { terms }: Query): number {
  const own = terms.filter(({ isOwn }) => isOwn);
  if (own.length < 2) return 0;
  const content = tokens.filter(({ term }) => !isStopTerm(term)).map(({ term }) => term);
  const pairs = new Set(content.slice(1).map((term, i) => `${content[i]} ${term}`));
  let found = 0;
  for (let i = 1; i < own.length; i++) if (pairs.has(`${own[i - 1].term} ${own[i].term}`)) found++;
  return found / (own.length - 1);
}

/** What "minister" counts for in "Iran's foreign minister", where "Iran" counts 1. */
const ROLE_SHARE = 0.2;

/** How well the sentence's speaker is the one who is asked about; 0.2 for any speaker where speech is asked for. */
function speakerMatch(attribution: Attribution | undefined, { speakerTerms, asksForSpeech }: Query): number {
  if (!asksForSpeech || !attribution) return 0;
  if (speakerTerms.length === 0) return 0.2;
  const { terms } = attribution.speaker;
  const isKnown = (asked: string) =>
    terms.has(asked) ||
    [...terms].some(
      (term) => term.length > 3 && asked.length > 3 && (term.startsWith(asked) || asked.startsWith(term)),
    );
  const weigh = (list: string[]) => list.reduce((sum, term) => sum + (isRoleTerm(term) ? ROLE_SHARE : 1), 0);
  return weigh(speakerTerms.filter(isKnown)) / weigh(speakerTerms);
}

/** Sentences that say nearly the same as a better one are left out. */
export function withoutDuplicates(sentences: EvidenceSentence[], most: number): EvidenceSentence[] {
  const kept: EvidenceSentence[] = [];
  for (const sentence of sentences) {
    if (kept.length === most) break;
    if (!kept.some((better) => similarity(better.terms, sentence.terms) > 0.8)) kept.push(sentence);
  }
  return kept;
}

/** Jaccard similarity of two sets of terms. */
export function similarity(a: Set<string>, b: Set<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let shared = 0;
  for (const term of a) if (b.has(term)) shared++;
  return shared / (a.size + b.size - shared);
}
