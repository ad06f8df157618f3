/** What speaks for a sentence as an answer: plain numbers in 0..1 that one set of weights turns into its score. */
import { readWeights } from '../core/weights.js';
import type { Snapshot } from '../index/snapshot.js';
import type { Query } from '../query/query.js';
import { findAnswerCandidates } from './answer-candidates.js';
import { speakerMatch } from './asked-speaker.js';
import type { NearTerms } from './near-terms.js';
import { type NotedTerms, type Noticed, notice } from './noted-terms.js';
import type { NumberedWords } from './numbered-words.js';
import { type EvidenceArticle, type HeldTerms, mostOf } from './read-article.js';
import type { ScoredArticles } from './score-articles.js';

/** In 0..1 each. Why each speaks for or against a sentence stands beside its weight, in sentence-weights.json. */
export interface SentenceFeatures {
  /** The article's score over the best article's. */
  article: number;
  recency: number;
  /** Importance of the question's terms held by the sentence, also over the best sentence's; and by the whole article, or its section. */
  coverage: number;
  relativeCoverage: number;
  articleCoverage: number;
  /** Importance that the neighbours and the title add, one by one; and what all of them hold together. */
  previousAdds: number;
  nextAdds: number;
  titleAdds: number;
  window: number;
  /** BM25 of the sentence over the query's maximum and over the best sentence's; and of its passage. */
  words: number;
  relativeWords: number;
  passageWords: number;
  /** Whether it holds something of the kind asked for, and whether that stands near words of the question. */
  candidate: number;
  candidateNear: number;
  /** The share of its matched words that are written as in the question, and of the question's pairs of neighbours it has, little words included. */
  exactForms: number;
  phrases: number;
  /** Importance of the terms that it lacks, but has a synonym, a derived word or a kind of. */
  related: number;
  /** Importance of the terms that it lacks, as far as one of its words comes near them in meaning. */
  meaning: number;
  /** The most importance that stands within a dozen words. */
  near: number;
  /** Whether it holds the noun of "which country". */
  head: number;
  /** Whether the one who is asked about says it. */
  speaker: number;
  /** Content words, 30 or more being 1. */
  length: number;
  /** 1 for the article's first sentence, ½ for its second, ⅓ … */
  lead: number;
  /** Whether it is a question itself. */
  asks: number;
  /** As far as the heading above it asks the same, and it comes first below: 0 in an article without headings. */
  heading: number;
}

/** What each feature adds to a sentence's score. */
export const SENTENCE_WEIGHTS = readWeights<keyof SentenceFeatures>(
  new URL('./sentence-weights.json', import.meta.url),
);
const NAMES = Object.keys(SENTENCE_WEIGHTS) as (keyof SentenceFeatures)[];

/** What only the article's place tells, and not the sentence: left out where articles are compared by their sentences. */
const ARTICLE_FEATURES: ReadonlySet<keyof SentenceFeatures> = new Set([
  'article',
  'recency',
  'articleCoverage',
  'passageWords',
  'speaker',
]);
export const OWN_FEATURES = NAMES.filter((name) => !ARTICLE_FEATURES.has(name));

/** The weighted sum of these features; larger is better, within one query only. */
export function sentenceScore(features: SentenceFeatures, names: readonly (keyof SentenceFeatures)[] = NAMES): number {
  let score = 0;
  for (const name of names) score += SENTENCE_WEIGHTS[name] * features[name];
  return score;
}

export interface FeatureContext {
  snapshot: Snapshot;
  query: Query;
  ranking: ScoredArticles;
  /** How much each term counts; `totalImportance` is the sum over the query. */
  importance: Map<string, number>;
  totalImportance: number;
  noted: NotedTerms;
  near: NearTerms;
  /** Words for what "how many" counts. */
  counted: ReadonlySet<string>;
}

/** How much of the question a sentence holds, and what stands around it adds. */
export interface SentenceCoverage {
  article: EvidenceArticle;
  number: number;
  coverage: number;
  previousAdds: number;
  nextAdds: number;
  titleAdds: number;
  articleCoverage: number;
  window: number;
}

/** The importance of what is held, as far as `without` holds less of it, over that of the whole query. */
export function weigh(
  held: HeldTerms,
  { importance, totalImportance }: Pick<FeatureContext, 'importance' | 'totalImportance'>,
  without?: HeldTerms,
): number {
  let sum = 0;
  for (const [term, share] of held) {
    const more = without ? share - (without.get(term) ?? 0) : share;
    if (more > 0) sum += more * (importance.get(term) ?? 0);
  }
  return sum / totalImportance;
}

/** The coverage of every sentence of an article, from the postings alone: no text is read. */
export function coverSentences(article: EvidenceArticle, context: FeatureContext): SentenceCoverage[] {
  const { matched, matchedInTitle, outline } = article;
  const coverageAbout = coverageOfWhole(article, context);
  return matched.flatMap((own, number) => {
    if (outline?.isLabel(number)) return [];
    const { before = NOTHING, after = NOTHING } = besides(article, number);
    return {
      article,
      number,
      coverage: weigh(own, context),
      previousAdds: weigh(before, context, own),
      nextAdds: weigh(after, context, own),
      titleAdds: weigh(matchedInTitle, context, own),
      articleCoverage: coverageAbout(number),
      window: weighAll([own, matchedInTitle, before, after], context),
    };
  });
}

/**
 * What the article around a sentence holds of the question; of a document with sections its section, with the title, because
 * they are about different things.
 */
function coverageOfWhole(article: EvidenceArticle, context: FeatureContext): (number: number) => number {
  const { matched, matchedInTitle, outline } = article;
  if (!outline?.hasSections) {
    const whole = weigh(article.held, context);
    return () => whole;
  }
  const held = new Map<number | undefined, HeldTerms[]>();
  matched.forEach((own, number) => {
    if (own.size === 0) return;
    const heading = outline.isLabel(number) ? number : outline.headingOf(number);
    const texts = held.get(heading);
    if (texts) texts.push(own);
    else held.set(heading, [matchedInTitle, own]);
  });
  const inTitle = weigh(matchedInTitle, context);
  const shares = new Map([...held].map(([heading, texts]) => [heading, weigh(mostOf(texts), context)]));
  return (number) => shares.get(outline.headingOf(number)) ?? inTitle;
}

/** What several texts hold together; mostly all but one of them hold nothing. */
function weighAll(texts: readonly HeldTerms[], context: FeatureContext): number {
  const holding = texts.filter(({ size }) => size > 0);
  return weigh(holding.length === 1 ? holding[0] : mostOf(holding), context);
}

const NOTHING: HeldTerms = new Map();

/**
 * What the neighbours of a sentence hold that goes with it. A row says nothing of the rows beside it; an item or code goes
 * with the sentence that leads to it.
 */
function besides({ matchedAlone, outline }: EvidenceArticle, number: number) {
  if (!outline) return { before: matchedAlone[number - 1], after: matchedAlone[number + 1] };
  const lead = outline.leadOf(number);
  if (outline.stands(number)) return { before: lead === undefined ? undefined : matchedAlone[lead] };
  const isProse = (other: number) => !outline.stands(other) && !outline.isLabel(other);
  return {
    ...(isProse(number - 1) && { before: matchedAlone[number - 1] }),
    ...(isProse(number + 1) && { after: matchedAlone[number + 1] }),
  };
}

/** The most that any of the sentences found has, which the others are compared with. */
export interface Best {
  coverage: number;
  words: number;
}

/** BM25 of a sentence over the query's maximum, and of its passage. */
type WordScores = Pick<SentenceFeatures, 'words' | 'passageWords'>;

export function wordScores(
  { article: { ranked }, number }: SentenceCoverage,
  { ranking, snapshot }: FeatureContext,
): WordScores {
  const { words } = snapshot.segments[ranked.segment];
  const scores = ranking.words.segments[ranked.segment];
  const unit = words.passageFirstSentence[words.articleFirstPassage[ranked.ordinal]] + number;
  return { words: scores.sentence(unit), passageWords: scores.passage(words.sentencePassage[unit]) };
}

/** The features of a sentence; `article` is 0, because how articles rank isn't settled yet. */
export function sentenceFeatures(
  covered: SentenceCoverage,
  scores: WordScores,
  best: Best,
  context: FeatureContext,
): SentenceFeatures {
  const { article, number, coverage, previousAdds, nextAdds, titleAdds, window, articleCoverage } = covered;
  const { query } = context;
  const { ranked, text } = article;
  const words = article.wordsOf(number);
  const own = article.matched[number];
  const noticed = notice(words, own, context.noted);
  const candidates = findAnswerCandidates(query, text, article.tokensOf(number), context.counted);
  const { start, end } = article.sentences[number];
  return {
    article: 0,
    recency: ranked.parts.recency,
    coverage,
    relativeCoverage: coverage / best.coverage,
    articleCoverage,
    previousAdds,
    nextAdds,
    titleAdds,
    window,
    words: scores.words,
    relativeWords: scores.words / best.words,
    passageWords: scores.passageWords,
    candidate: candidates.strength,
    candidateNear: candidates.strength * nearness(candidates.places, noticed.places),
    exactForms: exactShare(text, words, own, query.surfaces),
    phrases: query.phrases.count === 0 ? 0 : noticed.pairs / query.phrases.count,
    related: relatedShare(noticed, context),
    meaning: nearShare(words.terms, own, context),
    near: densest(noticed, own, context),
    head: query.headTerm !== undefined && own.has(query.headTerm) ? 1 : 0,
    speaker: query.asksForSpeech ? speakerMatch(article, number, query) : 0,
    length: Math.min(1, words.contentCount / 30),
    lead: 1 / (1 + (article.outline?.placeInSection(number) ?? number)),
    asks: QUESTION_END.test(text.slice(Math.max(start, end - 4), end)) ? 1 : 0,
    heading: headingAsks(article, number, context),
  };
}

/** What a heading counts that is no question: "Change the port" above how to do it. */
const NO_QUESTION_SHARE = 0.5;

/** The importance of what the nearest heading holds of the question, less for each sentence that stands between. */
function headingAsks(
  { outline, matchedAlone, sentences, text }: EvidenceArticle,
  number: number,
  context: FeatureContext,
) {
  const heading = outline?.headingOf(number);
  if (heading === undefined) return 0;
  const { start, end } = sentences[heading];
  const share = QUESTION_END.test(text.slice(start, end)) ? 1 : NO_QUESTION_SHARE;
  return (share * weigh(matchedAlone[heading], context)) / (1 + outline!.placeInSection(number));
}

const QUESTION_END = /[?？]["”’')»]*$/;

/** 1 where a candidate stands beside a word of the question, less the further they are apart; 0 without either. */
function nearness(candidates: number[], places: number[]): number {
  let least = Number.POSITIVE_INFINITY;
  for (const a of candidates) for (const b of places) least = Math.min(least, Math.abs(a - b));
  return 1 / (1 + Math.max(0, least - 1) / 6);
}

/** Each missing term counts once, by the nearest word that stands for it. */
function relatedShare({ related }: Noticed, { importance, totalImportance }: FeatureContext): number {
  let sum = 0;
  for (const [term, share] of related) sum += share * (importance.get(term) ?? 0);
  return sum / totalImportance;
}

function nearShare(
  words: readonly number[],
  matched: HeldTerms,
  { near, importance, totalImportance }: FeatureContext,
) {
  const values = near.nearestOf(words);
  const sum = near.terms.reduce((all, term, i) => all + (matched.has(term) ? 0 : values[i] * importance.get(term)!), 0);
  return sum / totalImportance;
}

const SPAN_TOKENS = 12;

/** The most importance that stands within a dozen words. */
function densest({ places, terms }: Noticed, held: HeldTerms, context: FeatureContext): number {
  let best = 0;
  for (let i = 0; i < places.length; i++) {
    const within: HeldTerms = new Map();
    for (let j = i; j < places.length && places[j] - places[i] < SPAN_TOKENS; j++)
      within.set(terms[j], held.get(terms[j]) ?? 0);
    best = Math.max(best, weigh(within, context));
  }
  return best;
}

/** The share of matched terms that stand in the sentence exactly as they were asked for. */
function exactShare(body: string, words: NumberedWords, matched: HeldTerms, surfaces: Map<string, string>): number {
  if (matched.size === 0) return 0;
  let exact = 0;
  for (const term of matched.keys()) if (isWritten(surfaces.get(term) ?? '', body, words)) exact++;
  return exact / matched.size;
}

/** Whether one of the words is written so, in small letters or capitals. Other letters than ASCII's may be longer as small ones. */
function isWritten(word: string, body: string, words: NumberedWords): boolean {
  const mayBeLonger = NOT_ASCII.test(word);
  for (let i = 0; i < words.count; i++) {
    const [start, end] = [words.start(i), words.end(i)];
    if ((end - start === word.length || mayBeLonger) && body.slice(start, end).toLowerCase() === word) return true;
  }
  return false;
}

const NOT_ASCII = /[^\0-\x7f]/;
