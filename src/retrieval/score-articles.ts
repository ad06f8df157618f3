/**
 * A first score for every article: words in four units, a gentle preference for the recent, the source and the day that
 * the question names, vectors. Nothing is read for it but the index's segments.
 */
import { DAY_MS, startOfDayMs } from '../core/dates.js';
import { readWeights } from '../core/weights.js';
import type { LiveSegment, Preferences, Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { Embedding } from '../models/embedder.js';
import { fitsTimes, type NamedTime } from '../query/named-times.js';
import type { Query, QueryClause, QueryTerm } from '../query/query.js';
import { contentTerms } from '../text/tokenize.js';
import { articleFilter } from './article-filter.js';
import { bestByBounds, NONE } from './best-by-bounds.js';
import { resolveTerms } from './match-loosely.js';
import { namedSources } from './named-sources.js';
import { placeAmongArticles, publishedDayMs } from './placed-times.js';
import { addOtherWords } from './score-other-words.js';
import { isFindable, type ScoredTerm, scoreWords, type WordScores } from './score-words.js';
import type { SegmentScores } from './unit-scores.js';

/** Recency halves in about three weeks, and counts for articles up to three days after the clock. */
const RECENCY_DAYS = 30;
const RECENCY_GRACE_DAYS = 3;
/** What "last week" counts where nobody says what today is, and the newest article's day stands for it. */
const GUESSED_CLOCK_SHARE = 0.3;
/** How many passages the vector side brings in. */
const VECTOR_CANDIDATES = 100;
/** What a word counts that is part of an outlet's name, where the question names the outlet. */
const SOURCE_NAME_WEIGHT = 0.05;
/** How many articles are asked for each clause, and what the outlet or the day that a clause names counts there. */
const CLAUSE_CANDIDATES = 200;
/** How many articles are looked at for other words. */
const REREAD_FOR_OTHER_WORDS = 30;
/** So many more than are wanted are described and put in order at once: what is read may fall behind others. */
const MORE_THAN_WANTED = 20;
const NAMED_IN_CLAUSE_WEIGHT = 0.1;

/** In 0..1 each. */
export interface ArticleParts {
  article: number;
  passage: number;
  sentence: number;
  title: number;
  recency: number;
  /** Whether the question names its outlet, and the day it was published; how well it fits another time that is named. */
  source: number;
  day: number;
  time: number;
  vector: number;
  /** How near it comes to the best article for a clause of the question, cubed; 0 where the question is all one. */
  clause: number;
}

/** What each part adds to an article's score, and the part that its best sentence has in it. */
export const ARTICLE_WEIGHTS = readWeights<keyof ArticleParts | 'bestSentence'>(
  new URL('./article-weights.json', import.meta.url),
);

interface Place {
  segment: number;
  /** Number within its segment. */
  ordinal: number;
  article: ArticleMeta;
}

/** An article's place, and how good it is. */
interface FoundArticle extends Place {
  /** Larger is better; comparable within one query only. */
  score: number;
}

export interface RankedArticle extends FoundArticle {
  parts: ArticleParts;
  bestPassage: number;
}

export interface ScoredArticles {
  /** The best so many and some more, best first; ties go to the smaller id. */
  articles: RankedArticle[];
  /** All others, in no order: none is better than the last of the best. */
  further: () => RankedArticle[];
  words: WordScores;
  terms: ScoredTerm[];
  /** How many outlets of the index the question names. */
  sourcesNamed: number;
}

/**
 * `vector` is the embedded question, `isSemantic` what its embedder is worth: spelling alone has no say in the order. `count`
 * is how many articles are likely to be wanted.
 */
export function scoreArticles(
  snapshot: Snapshot,
  query: Query,
  vector?: { embedding: Embedding; isSemantic: boolean },
  count = REREAD_FOR_OTHER_WORDS,
): ScoredArticles {
  const bestCount = query.clauses.length > 0 ? CLAUSE_CANDIDATES : count + MORE_THAN_WANTED;
  const named = namedSources(snapshot, query.words);
  const terms = resolveTerms(snapshot, withoutSourceNames(query, named), query.otherWords, {
    hasCapitals: query.words.some(({ isCapitalised }) => isCapitalised),
    isForeign: query.isForeign,
  });
  const meaning = vector?.isSemantic ? vector.embedding : undefined;
  const { days } = query;
  const times = placeAmongArticles(snapshot, query.times, query.nowMs).filter(({ fromMs }) => !days.includes(fromMs));
  const placed = (isRelative: boolean) =>
    query.nowMs !== undefined
      ? []
      : placeAmongArticles(
          snapshot,
          query.times.filter((phrase) => phrase.isRelative === isRelative),
          snapshot.newestMs,
        );
  // "On 17 October" is most likely that of the newest year that has one; what "last week" is depends on today.
  times.push(...placed(false));
  const guessed = placed(true);
  // Who asks after July is told of July: how new an article is says nothing then.
  const isPast = times.some(({ toMs }) => toMs < startOfDayMs(query.nowMs ?? Number.POSITIVE_INFINITY));
  snapshot.gather({
    terms: lookedUp(terms),
    filters: query.filters,
    preferences: preferencesOf(query, named, days, isPast ? times : [...times, ...guessed], isPast),
    ...(meaning && { meaning: { embedding: meaning, count: VECTOR_CANDIDATES } }),
  });
  const words = scoreWords(snapshot, terms);
  const accepts = articleFilter(query);
  const near = meaning ? vectorParts(snapshot, meaning, accepts) : new Map<string, NearPassage>();
  const nearTo = (segment: number, ordinal: number) => (near.size > 0 ? near.get(`${segment} ${ordinal}`) : undefined);
  const timeOf = byDay((dayMs) => Math.max(fitsTimes(dayMs, times), GUESSED_CLOCK_SHARE * fitsTimes(dayMs, guessed)));
  const ageOf = byDay((dayMs) => (isPast ? fitsTimes(dayMs, times) : recencyOf(dayMs, query.nowMs)));
  const worthOf = byDay(
    (dayMs) =>
      ARTICLE_WEIGHTS.recency * ageOf(dayMs) +
      ARTICLE_WEIGHTS.time * timeOf(dayMs) +
      (days.includes(dayMs) ? ARTICLE_WEIGHTS.day : 0),
  );
  const score = ({ segment: number, ordinal, article }: Place): RankedArticle => {
    const segment = snapshot.segments[number];
    const scores = words.segments[number];
    const neighbour = nearTo(number, ordinal);
    const best = scores.bestUnits(ordinal);
    const dayMs = publishedDayMs(article);
    const parts: ArticleParts = {
      article: scores.article[ordinal],
      passage: best.passageScore,
      sentence: best.sentenceScore,
      title: scores.title[ordinal],
      recency: ageOf(dayMs),
      source: isNamed(article, named) ? 1 : 0,
      day: days.includes(dayMs) ? 1 : 0,
      time: timeOf(dayMs),
      vector: meaning ? similarityOf(segment.vectors.similarity(best.passage, meaning), neighbour?.similarity) : 0,
      clause: 0,
    };
    const bestPassage = parts.passage === 0 && neighbour ? neighbour.passage : best.passage;
    return { segment: number, ordinal, article, score: weighParts(parts, PART_NAMES), parts, bestPassage };
  };
  /** What an article's score is at most; its passages and sentences need not be scored for that. */
  const { article: ofArticle, passage: ofPassage, sentence: ofSentence, title: ofTitle } = ARTICLE_WEIGHTS;
  const atMost = (scores: SegmentScores, ordinal: number, article: ArticleMeta, dayMs: number): number => {
    if (meaning) return Number.POSITIVE_INFINITY;
    return (
      ofArticle * scores.article[ordinal] +
      ofPassage * scores.passageAtMost[ordinal] +
      ofSentence * scores.sentenceAtMost[ordinal] +
      ofTitle * scores.title[ordinal] +
      worthOf(dayMs) +
      (named.size > 0 && isNamed(article, named) ? ARTICLE_WEIGHTS.source : 0)
    );
  };
  const starts = startsOf(snapshot.segments);
  const bounds = new Float64Array(starts[starts.length - 1]).fill(NONE);
  snapshot.segments.forEach(({ articles }, segment) => {
    const scores = words.segments[segment];
    const daysMs = publishedDaysMs(articles);
    for (let ordinal = 0; ordinal < articles.length; ordinal++) {
      const article = articles[ordinal];
      if (!article || (scores.article[ordinal] === 0 && !nearTo(segment, ordinal)) || !accepts(article)) continue;
      bounds[starts[segment] + ordinal] = ROUNDED_UP * atMost(scores, ordinal, article, daysMs[ordinal]);
    }
  });
  const scoreAll = (places: number[]) => {
    let segment = 0;
    const found = places
      .sort((a, b) => a - b)
      .map((place) => {
        while (place >= starts[segment + 1]) segment++;
        return {
          segment,
          ordinal: place - starts[segment],
          article: snapshot.segments[segment].articles[place - starts[segment]]!,
        };
      });
    scoreUnits(words, found);
    return found.map(score);
  };
  // Other words only raise scores: who isn't among so many by their own words won't be afterwards.
  const scoredCount = Math.max(bestCount, REREAD_FOR_OTHER_WORDS);
  const byOwnWords = bestByBounds(bounds, scoredCount, scoreAll).sort(bestFirst);
  const reread = byOwnWords.slice(0, REREAD_FOR_OTHER_WORDS);
  addOtherWords(snapshot, words, terms, reread);
  const described = [...reread.map(score), ...byOwnWords.slice(REREAD_FOR_OTHER_WORDS, scoredCount)].sort(bestFirst);
  const further = () => {
    const known = new Set(described.map(({ segment, ordinal }) => starts[segment] + ordinal));
    const others = [...bounds.keys()].filter((place) => bounds[place] !== NONE && !known.has(place));
    return [...described.slice(bestCount), ...scoreAll(others)];
  };
  const best = described.slice(0, bestCount);
  const articles =
    query.clauses.length === 0 ? best : withClauses(snapshot, query.clauses, { articles: best, terms, named });
  return { articles: articles.sort(bestFirst), further, words, terms, sourcesNamed: named.size };
}

/** Where each segment's articles begin in a list of all, and where it ends. */
function startsOf(segments: readonly LiveSegment[]): number[] {
  const starts = [0];
  for (const { articles } of segments) starts.push(starts[starts.length - 1] + articles.length);
  return starts;
}

/** A bound is reckoned in another order than the score, and may be smaller by the last digit. */
const ROUNDED_UP = 1 + 1e-9;

const isNamed = ({ source }: ArticleMeta, named: ReadonlySet<string>) =>
  source !== undefined && named.has(source.toLowerCase());

/** The passages and sentences of these articles, all at once. */
function scoreUnits({ segments }: WordScores, places: readonly Place[]): void {
  const ordinals: number[][] = segments.map(() => []);
  for (const { segment, ordinal } of places) ordinals[segment].push(ordinal);
  segments.forEach((scores, i) => {
    scores.scoreUnits(ordinals[i].sort((a, b) => a - b));
  });
}

/** What is best for one clause of the question may be in the middle for all of it, and is asked for all the same. */
function withClauses(
  snapshot: Snapshot,
  clauses: readonly QueryClause[],
  { articles, terms, named }: { articles: RankedArticle[]; terms: ScoredTerm[]; named: Set<string> },
): RankedArticle[] {
  const nearness = articles.map(() => 0);
  for (const clause of clauses) {
    const words = scoreWords(
      snapshot,
      terms.filter(({ term }) => clause.terms.has(term)),
    );
    const namedHere = namedSources(snapshot, clause.words);
    scoreUnits(words, articles);
    const scores = articles.map(({ segment, ordinal, article, parts }) => {
      const own = words.segments[segment];
      const best = own.bestUnits(ordinal);
      const inWords = {
        ...parts,
        article: own.article[ordinal],
        passage: best.passageScore,
        sentence: best.sentenceScore,
        title: own.title[ordinal],
      };
      const isNamed = (namedHere.size > 0 ? namedHere : named).has(article.source?.toLowerCase() ?? '');
      const isOfDay = clause.days.includes(publishedDayMs(article));
      return weighParts(inWords, CLAUSE_PARTS) + NAMED_IN_CLAUSE_WEIGHT * (Number(isNamed) + Number(isOfDay));
    });
    const most = Math.max(...scores) || 1;
    scores.forEach((score, i) => {
      nearness[i] = Math.max(nearness[i], (score / most) ** 3);
    });
  }
  return articles.map((article, i) => ({
    ...article,
    parts: { ...article.parts, clause: nearness[i] },
    score: article.score + ARTICLE_WEIGHTS.clause * nearness[i],
  }));
}

function weighParts(parts: ArticleParts, names: (keyof ArticleParts)[]): number {
  let score = 0;
  for (const name of names) score += ARTICLE_WEIGHTS[name] * parts[name];
  return score;
}

/** The parts of a score that can be told without reading: by them a store finds the articles worth scoring. */
function preferencesOf(
  { nowMs }: Query,
  names: Set<string>,
  startsMs: number[],
  times: NamedTime[],
  isPast: boolean,
): Preferences {
  const { article, passage, sentence, title, recency, source, day, time } = ARTICLE_WEIGHTS;
  const clock = { weight: recency, scaleDays: RECENCY_DAYS, graceDays: RECENCY_GRACE_DAYS };
  return {
    words: article + passage + sentence,
    title,
    ...(nowMs !== undefined && !isPast && { recency: { ...clock, nowMs: startOfDayMs(nowMs) } }),
    sources: { weight: source, names },
    days: { weight: day, startsMs },
    times: { weight: isPast ? time + recency : time, spans: times },
  };
}

/** What a store is asked for: the terms, and what stands for them as far as it counts. */
function lookedUp(terms: readonly ScoredTerm[]): { found: string; weight: number }[] {
  const weights = new Map<string, number>();
  const add = (found: string, weight: number) => weights.set(found, Math.max(weight, weights.get(found) ?? 0));
  for (const { found, weight, others } of terms) {
    add(found, weight);
    for (const { found: words, share } of others.filter(isFindable))
      for (const word of words) add(word, (weight * share) / words.length);
  }
  return [...weights].map(([found, weight]) => ({ found, weight }));
}

const PART_NAMES: (keyof ArticleParts)[] = [
  'article',
  'passage',
  'sentence',
  'title',
  'recency',
  'source',
  'day',
  'time',
  'vector',
];

const CLAUSE_PARTS: (keyof ArticleParts)[] = ['article', 'passage', 'sentence', 'title', 'recency'];

export const bestFirst = (a: FoundArticle, b: FoundArticle) =>
  b.score - a.score || (a.article.id < b.article.id ? -1 : 1);

/** The outlet that is asked for is told by the article's source; its name inside texts is no matter of theirs. */
function withoutSourceNames({ terms }: Query, named: Set<string>): QueryTerm[] {
  const names = new Set([...named].flatMap((name) => contentTerms(name)));
  if (terms.every(({ term }) => names.has(term))) return terms;
  return terms.map((term) => (names.has(term.term) ? { ...term, weight: term.weight * SOURCE_NAME_WEIGHT } : term));
}

/** What depends on a day alone, reckoned once for each. */
function byDay(reckon: (dayMs: number) => number): (dayMs: number) => number {
  const known = new Map<number, number>();
  return (dayMs) => {
    let value = known.get(dayMs);
    if (value === undefined) known.set(dayMs, (value = reckon(dayMs)));
    return value;
  };
}

const knownColumns = new WeakMap<LiveSegment['articles'], Float64Array>();

/** The same of a segment's articles; NaN for dead ones. */
function publishedDaysMs(articles: LiveSegment['articles']): Float64Array {
  let daysMs = knownColumns.get(articles);
  if (!daysMs)
    knownColumns.set(
      articles,
      (daysMs = Float64Array.from(articles, (article) => (article ? publishedDayMs(article) : Number.NaN))),
    );
  return daysMs;
}

interface NearPassage {
  similarity: number;
  passage: number;
}

const similarityOf = (exact: number, near = 0) => Math.max(0, exact, near);

/** Nearest passages, kept per article with its best one. */
function vectorParts(snapshot: Snapshot, embedding: Embedding, accepts: (article: ArticleMeta) => boolean) {
  const parts = new Map<string, NearPassage>();
  for (const { segment, passage, similarity } of snapshot.nearest(embedding, VECTOR_CANDIDATES, accepts)) {
    const place = `${segment} ${snapshot.segments[segment].words.passageArticle[passage]}`;
    if (!parts.has(place)) parts.set(place, { similarity, passage });
  }
  return parts;
}

/** 1 on the day of the clock, 0.37 after 30 days; 0 without a clock, without a date, or well after the clock. */
function recencyOf(dayMs: number, nowMs: number | undefined): number {
  if (nowMs === undefined || Number.isNaN(dayMs)) return 0;
  const days = (startOfDayMs(nowMs) - dayMs) / DAY_MS;
  return days < -RECENCY_GRACE_DAYS ? 0 : Math.exp(-Math.max(0, days) / RECENCY_DAYS);
}
