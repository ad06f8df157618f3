/**
 * Groups articles into stories: near-duplicates and reports of one event, by the words of title and beginning.
 * Conservative, because two stories told apart cost a line, and two thrown together a wrong statement.
 */
import { DAY_MS, parseIsoMs } from '../core/dates.js';
import { contentTerms, isCapitalised, isStopTerm } from '../text/tokenize.js';
import type { ParsedArticle } from './parse-article.js';
import { isReportingTerm } from './weigh-terms.js';

/** An article belongs to a story from this cosine with the mean of its articles on … */
const MIN_COSINE = 0.47;
/** … if it is at most so many days from the nearest of them. */
const MAX_DAYS = 4;
/** The beginning of an article, in terms. What follows is background that other stories share. */
const LEAD_TERMS = 250;
const TITLE_FACTOR = 4;
/** What a name weighs beside another term: who and where tell two events apart better than what. */
const NAME_FACTOR = 1.5;
const TYPICAL_SHARE = 0.9;
/** A round-up tells of many stories, so it belongs to none of them. */
const ROUND_UP =
  /\b(?:(?:daily|morning|evening|news|weekly) briefing|(?:\d+|three|five|ten) things(?: \p{L}+)? (?:to know|you need)|5 things podcast|(?:photos|pictures|week|images) (?:of the|this|in) (?:week|day|pictures|photos)|this (?:week|day|date) in|news from around|in brief|round-?up|(?:it['’]s |your )?(?:mon|tues|wednes|thurs|fri|satur|sun)day['’]s (?:top )?(?:news|headlines|stories)|start your (?:week|day)|what['’]s happening (?:today|around))\b/iu;

/** "Gas prices, Rudy Giuliani, Liz Cheney and …": a list of subjects, as such letters are headed. */
const LIST_OF_SUBJECTS = /^(?:[^,:;“"]{3,40}, ){2}(?!who|which|where|but|the )[^,:;“"]{3,}/;

export interface Story {
  /** By date, then id. */
  articles: ParsedArticle[];
  /** The newest of the articles nearest to the mean: a story that went on is told from where it stands. */
  typical: ParsedArticle;
  isRoundUp: boolean;
}

interface Member {
  article: ParsedArticle;
  dayMs: number | undefined;
  vector: Map<string, number>;
}

interface Group {
  members: Member[];
  sum: Map<string, number>;
  /** The Euclidean length of the sum of its articles' vectors. */
  length: number;
}

const compareMembers = (a: Member, b: Member) =>
  (a.dayMs ?? 0) - (b.dayMs ?? 0) || (a.article.meta.id < b.article.meta.id ? -1 : 1);

/**
 * `rarity` weighs a term. Every article is in exactly one story. Round-ups come last; of the others the most covered
 * first, then the newest, then by id.
 */
export function clusterStories(articles: ParsedArticle[], rarity: (term: string) => number): Story[] {
  const members = articles.map((article) => ({
    article,
    dayMs: parseIsoMs(article.meta.publishedAt),
    vector: unitVector(article, rarity),
  }));
  members.sort(compareMembers);
  const groups: Group[] = [];
  /** The groups that hold a term and are still open, by term. */
  const holders = new Map<string, Set<Group>>();
  const open = new Set<Group>();
  for (const member of members) {
    for (const group of open)
      if (!isNear(member.dayMs, group)) {
        open.delete(group);
        for (const term of group.sum.keys()) holders.get(term)?.delete(group);
      }
    const isRoundUp = tellsOfMany(member.article);
    const near = isRoundUp ? undefined : nearestGroup(member, holders);
    const group: Group = near ?? { members: [], sum: new Map(), length: 0 };
    if (!near) groups.push(group);
    group.members.push(member);
    for (const [term, weight] of member.vector) group.sum.set(term, (group.sum.get(term) ?? 0) + weight);
    if (isRoundUp) continue;
    group.length = lengthOf(group.sum);
    open.add(group);
    for (const term of member.vector.keys()) holders.set(term, (holders.get(term) ?? new Set()).add(group));
  }
  return groups.map(toStory).sort(compareStories);
}

const OPENING_CHARS = 120;
const tellsOfMany = ({ meta: { title }, text }: ParsedArticle) =>
  ROUND_UP.test(title) || LIST_OF_SUBJECTS.test(title) || ROUND_UP.test(text.slice(0, OPENING_CHARS));

function nearestGroup({ vector }: Member, holders: Map<string, Set<Group>>): Group | undefined {
  const dots = new Map<Group, number>();
  for (const [term, weight] of vector)
    for (const group of holders.get(term) ?? [])
      dots.set(group, (dots.get(group) ?? 0) + weight * group.sum.get(term)!);
  let best: { group: Group; cosine: number } | undefined;
  for (const [group, dot] of dots) {
    const cosine = dot / group.length;
    if (cosine >= MIN_COSINE && (!best || cosine > best.cosine)) best = { group, cosine };
  }
  return best?.group;
}

function dotOf(a: Map<string, number>, b: Map<string, number>): number {
  let dot = 0;
  for (const [term, weight] of a) dot += weight * (b.get(term) ?? 0);
  return dot;
}

/**
 * Whether an article is near enough in days. Articles come in the order of their dates, undated ones first, which are
 * near to all.
 */
const isNear = (dayMs: number | undefined, { members }: Group) =>
  dayMs === undefined ||
  members.some((other) => other.dayMs === undefined || Math.abs(other.dayMs - dayMs) <= MAX_DAYS * DAY_MS);

/** Terms as a vector of length 1. Frequency counts in full: an article is about what it comes back to. */
function unitVector({ meta, text, tokens, prose }: ParsedArticle, rarity: (term: string) => number) {
  const count = new Map<string, number>();
  const names = new Set<string>();
  const add = (term: string, times: number) => {
    if (!isReportingTerm(term)) count.set(term, (count.get(term) ?? 0) + times);
  };
  for (const term of contentTerms(meta.title)) add(term, TITLE_FACTOR);
  let read = 0;
  for (const number of prose) {
    const words = tokens[number].filter(({ term }) => !isStopTerm(term));
    if (read > 0 && read + words.length > LEAD_TERMS) break;
    read += words.length;
    for (const word of words) {
      add(word.term, 1);
      if (word !== tokens[number][0] && isCapitalised(text, word)) names.add(word.term);
    }
  }
  const weigh = (term: string) => rarity(term) * (names.has(term) ? NAME_FACTOR : 1);
  const vector = new Map([...count].map(([term, times]) => [term, times * weigh(term)]));
  const length = lengthOf(vector) || 1;
  for (const [term, weight] of vector) vector.set(term, weight / length);
  return vector;
}

function toStory({ members: group, sum }: Group): Story {
  const nearness = group.map(({ vector }) => dotOf(vector, sum));
  const most = nearness.reduce((a, b) => Math.max(a, b));
  const typical = group[nearness.findLastIndex((value) => value >= TYPICAL_SHARE * most)];
  const articles = group.map(({ article }) => article);
  return { articles, typical: typical.article, isRoundUp: tellsOfMany(typical.article) };
}

const compareStories = (a: Story, b: Story) =>
  b.articles.length - a.articles.length ||
  Number(a.isRoundUp) - Number(b.isRoundUp) ||
  newest(b) - newest(a) ||
  (idOf(a) < idOf(b) ? -1 : 1);

const newest = ({ articles }: Story) => parseIsoMs(articles[articles.length - 1].meta.publishedAt) ?? 0;
const idOf = ({ articles }: Story) => articles[0].meta.id;

function lengthOf(vector: Map<string, number>): number {
  let square = 0;
  for (const weight of vector.values()) square += weight * weight;
  return Math.sqrt(square);
}
