/** What speaks for a sentence as an answer: plain numbers in 0..1 that one set of weights turns into its score. */
import { readWeights } from '../core/weights.js';
import type { Snapshot } from '../index/snapshot.js';
import type { Query } from '../query/query.js';
import { lowerWords, type Token } from '../text/tokenize.js';
import { findAnswerCandidates } from './answer-candidates.js';
import { speakerMatch } from './asked-speaker.js';
import type { NearTerms } from './near-terms.js';
import { type EvidenceArticle, type HeldTerms, mostOf } from './read-article.js';
import type { RelatedTerms } from './related-terms.js';
import type { ScoredArticles } from './score-articles.js';

/** In 0..1 each. Why each speaks for or against a sentence stands beside its weight, in sentence-weights.json. */
export interface SentenceFeatures {
  /** The article's score over the best article's. */
  article: number;
  recency: number;
  /** Importance of the question's terms held by the sentence, also over the best sentence's; and by the whole article. */
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

/** The weighted sum of the features, or of those that `counts` lets through; larger is better, within one query only. */
export function sentenceScore(
  features: SentenceFeatures,
  counts: (name: keyof SentenceFeatures) => boolean = () => true,
): number {
  let score = 0;
  for (const name of NAMES) if (counts(name)) score += SENTENCE_WEIGHTS[name] * features[name];
  return score;
}

/** What only the article's place tells, and not the sentence: left out where articles are compared by their sentences. */
export const ARTICLE_FEATURES: ReadonlySet<keyof SentenceFeatures> = new Set([
  'article',
  'recency',
  'articleCoverage',
  'passageWords',
  'speaker',
]);

export interface FeatureContext {
  snapshot: Snapshot;
  query: Query;
  ranking: ScoredArticles;
  /** How much each term counts; `totalImportance` is the sum over the query. */
  importance: Map<string, number>;
  totalImportance: number;
  related: RelatedTerms;
  near: NearTerms;
  /** Words for what "how many" counts. */
  counted: ReadonlySet<string>;
  /** By a term of a text, the question's terms that it may stand for; of a phrase, by its first. */
  standing: ReadonlyMap<string, readonly string[]>;
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
  const articleCoverage = weigh(article.held, context);
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
      articleCoverage,
      window: weighAll([own, matchedInTitle, before, after], context),
    };
  });
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

/** The features of a sentence; 0 for those that compare it with the other sentences and articles of the question. */
export function sentenceFeatures(covered: SentenceCoverage, context: FeatureContext): SentenceFeatures {
  const { article, number, coverage, previousAdds, nextAdds, titleAdds, window, articleCoverage } = covered;
  const { query, ranking, snapshot } = context;
  const { ranked, text } = article;
  const { words } = snapshot.segments[ranked.segment];
  const scores = ranking.words.segments[ranked.segment];
  const unit = words.passageFirstSentence[words.articleFirstPassage[ranked.ordinal]] + number;
  const tokens = article.tokensOf(number);
  const own = article.matched[number];
  const held = placesOf(tokens, own, context);
  const places = [...held.keys()];
  const candidates = findAnswerCandidates(query, text, tokens, context.counted);
  const { start, end } = article.sentences[number];
  return {
    article: 0,
    recency: ranked.parts.recency,
    coverage,
    relativeCoverage: 0,
    articleCoverage,
    previousAdds,
    nextAdds,
    titleAdds,
    window,
    words: scores.sentence(unit),
    relativeWords: 0,
    passageWords: scores.passage(words.sentencePassage[unit]),
    candidate: candidates.strength,
    candidateNear: candidates.strength * nearness(candidates.places, places),
    exactForms: exactShare(text, tokens, own, query.surfaces),
    phrases: phraseShare(tokens, query),
    related: relatedShare(tokens, own, context),
    meaning: nearShare(article.meaningsOf(number), own, context),
    near: densest(places, held, own, context),
    head: query.headTerm !== undefined && own.has(query.headTerm) ? 1 : 0,
    speaker: query.asksForSpeech ? speakerMatch(article, number, query) : 0,
    length: Math.min(1, article.contentOf(number).count / 30),
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
  const heading = outline?.headingsOf(number).at(-1);
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
function relatedShare(tokens: Token[], matched: HeldTerms, { related, importance, totalImportance }: FeatureContext) {
  const shares = new Map<string, number>();
  for (const token of tokens) {
    for (const { term, share } of related.get(token.term) ?? [])
      if (!matched.has(term)) shares.set(term, Math.max(share, shares.get(term) ?? 0));
  }
  let sum = 0;
  for (const [term, share] of shares) sum += share * (importance.get(term) ?? 0);
  return sum / totalImportance;
}

function nearShare(meanings: Uint32Array, matched: HeldTerms, { near, importance, totalImportance }: FeatureContext) {
  const values = near.nearestOf(meanings);
  const sum = near.terms.reduce((all, term, i) => all + (matched.has(term) ? 0 : values[i] * importance.get(term)!), 0);
  return sum / totalImportance;
}

/** Where a sentence holds a term of the question, by place: in its own word, or where another one that stands for it begins. */
function placesOf(tokens: Token[], held: HeldTerms, { standing }: FeatureContext): Map<number, string> {
  const places = new Map<number, string>();
  for (let i = 0; i < tokens.length; i++) {
    const term = standing.get(tokens[i].term)?.find((asked) => held.has(asked));
    if (term !== undefined) places.set(i, term);
  }
  return places;
}

const SPAN_TOKENS = 12;

/** The most importance that stands within a dozen words; `byPlace` gives the question's term for each place. */
function densest(places: number[], byPlace: Map<number, string>, held: HeldTerms, context: FeatureContext): number {
  let best = 0;
  for (let i = 0; i < places.length; i++) {
    const within: HeldTerms = new Map();
    for (let j = i; j < places.length && places[j] - places[i] < SPAN_TOKENS; j++) {
      const term = byPlace.get(places[j])!;
      within.set(term, held.get(term) ?? 0);
    }
    best = Math.max(best, weigh(within, context));
  }
  return best;
}

/** The share of matched terms that stand in the sentence exactly as they were asked for. */
function exactShare(body: string, tokens: Token[], matched: HeldTerms, surfaces: Map<string, string>): number {
  if (matched.size === 0) return 0;
  const written = new Set(lowerWords(body, tokens));
  let exact = 0;
  for (const term of matched.keys()) if (written.has(surfaces.get(term) ?? '')) exact++;
  return exact / matched.size;
}

/** The share of the question's pairs of neighbouring words that are neighbours in the sentence too; of two little words alone none counts. */
function phraseShare(tokens: Token[], { phrases }: Query): number {
  if (phrases.count === 0) return 0;
  const found = new Set<string>();
  for (let i = 1; i < tokens.length; i++)
    if (phrases.after.get(tokens[i - 1].term)?.has(tokens[i].term))
      found.add(`${tokens[i - 1].term} ${tokens[i].term}`);
  return found.size / phrases.count;
}
