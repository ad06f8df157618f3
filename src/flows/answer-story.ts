/**
 * Answers that are no single fact: the latest on a topic, a timeline, a comparison, a list of articles, a summary, what
 * happened in a period. Over ranking and summarizing; each gives undefined where it has nothing to tell.
 */
import { type CitableArticle, draftSentences, type Quotable, titleCitationOf } from '../answering/draft-sentences.js';
import { ANSWER_FROM, judge } from '../answering/gate.js';
import type { Answer, AnswerKind, Draft } from '../answering/types.js';
import { verifyDraft } from '../answering/verify.js';
import { DAY_MS, parseIsoMs, startOfDayMs } from '../core/dates.js';
import type { Snapshot } from '../index/snapshot.js';
import { isLightTerm } from '../query/light-terms.js';
import { fitsTimes, type NamedTime } from '../query/named-times.js';
import type { Query } from '../query/query.js';
import type { Request } from '../query/requests.js';
import { articleFilter } from '../retrieval/article-filter.js';
import { type EvidenceSentence, findEvidence, similarity } from '../retrieval/find-evidence.js';
import { placeAmongArticles } from '../retrieval/placed-times.js';
import { type Ranking, rankArticles } from '../retrieval/rank-articles.js';
import { candidatesOf } from '../summarizing/candidates.js';
import { clusterStories, type Story } from '../summarizing/cluster-stories.js';
import { namingSpeakers } from '../summarizing/introduce.js';
import { type ParsedArticle, parseArticle } from '../summarizing/parse-article.js';
import { summarizeArticle } from '../summarizing/summarize-article.js';
import { lineOf } from '../summarizing/summarize-period.js';
import { compareArticles, summarizeTopic, type TopicArticle } from '../summarizing/summarize-topic.js';
import { COVERED } from '../summarizing/topic-relevance.js';
import { tellingWorth } from '../summarizing/worth.js';
import { type ExtractiveAnswer, storyTrace, toFoundQuote } from './answer-from.js';
import { asksForAllNews, asksForPeriod } from './asked-for-story.js';
import { MAX_TOPIC_ARTICLES, type ReadTopic, rarityIn, readTopic } from './read-topic.js';

type Vector = Parameters<typeof rankArticles>[2];

/** The most lines of the latest on a topic, of what happened, of the news at large, of a timeline and of a list. */
const LATEST_LINES = 3;
const EVENT_LINES = 2;
const NEWS_LINES = 5;
const TIMELINE_LINES = 8;
const LISTED_TITLES = 10;
/** The most articles that are read for the news at large: the newest ones. */
const NEWEST_READ = 40;
/** The beginning of an article, in UTF-16 units, by which its story is recognised. */
const HEAD_CHARS = 3000;
const MAX_EVIDENCE = 5;

/** `queries` are those of `topicsOf`, each with its vector. */
export function tellStory(
  snapshot: Snapshot,
  request: Request,
  queries: Query[],
  vectors: Vector[],
): ExtractiveAnswer | undefined {
  const [query] = queries;
  if (request.kind === 'compare') return composeComparison(snapshot, queries, vectors);
  if (asksForAllNews(request) || (request.kind !== 'timeline' && asksForPeriod(query)))
    return tellNews(snapshot, query, request.kind === 'list' ? 'list' : asksForAllNews(request) ? 'latest' : 'summary');
  if (request.kind === 'question') return undefined;
  const ranking = rankArticles(snapshot, query, vectors[0], MAX_TOPIC_ARTICLES);
  if (request.kind === 'events') return tellEvents(snapshot, query, ranking);
  const topic = aboutTopic(readTopic(snapshot, ranking));
  const draft = draftBy[request.kind](topic);
  return draft && toExtractiveAnswer(snapshot, query, ranking, { kind: request.kind, draft, read: topic.on });
}

/** Events: "What happened in Kyiv on 17 October?" is told from the articles on the topic that fit the time best. */
function tellEvents(snapshot: Snapshot, query: Query, ranking: Ranking): ExtractiveAnswer | undefined {
  const times = timesOf(query, snapshot);
  const topic = aboutTopic(readTopic(snapshot, ranking, { without: query.timeTerms }));
  const fit = ({ article }: TopicArticle) => (times.length === 0 ? 1 : fitsTimes(startOfDayMs(timeOf(article)), times));
  const best = Math.max(...topic.on.map(fit));
  const ofTime = topic.on.filter((topical) => fit(topical) > 0 && fit(topical) === best);
  const stories = ofTime.map(({ article }) => ({ articles: [article], typical: article }) as Story);
  // One report is told in a few sentences, several with a line each.
  const draft =
    ofTime.length === 1 ? summarizeArticle(ofTime[0].article, 'short') : draftLines(stories, topic, EVENT_LINES);
  return draft && toExtractiveAnswer(snapshot, query, ranking, { kind: 'question', draft, read: topic.on });
}

/** The times a question names, full days among them, placed by its clock or else by the newest article's date. */
const timesOf = ({ times, days, nowMs }: Query, snapshot: Snapshot): NamedTime[] => [
  ...placeAmongArticles(snapshot, times, nowMs ?? snapshot.newestMs).filter(({ isNewestFirst }) => !isNewestFirst),
  ...days.map((fromMs) => ({ fromMs, toMs: fromMs + DAY_MS - 1, isNewestFirst: false })),
];

const draftBy: Record<'latest' | 'timeline' | 'list' | 'summary', (topic: ReadTopic) => Draft | undefined> = {
  latest: (topic) => draftLines(storiesNewestFirst(topic.stories), topic, LATEST_LINES),
  timeline: (topic) =>
    topic.stories.length < 2 ? undefined : draftLines(inTime(mostCovered(topic)), topic, TIMELINE_LINES),
  list: ({ on }) => listTitles(on.map(({ article }) => article)),
  summary: ({ on, stories, wanted }) => (on.length === 0 ? undefined : summarizeTopic(on, stories, wanted)),
};

/** The topic without articles that only mention it, where others are about it: they don't tell how it went. */
function aboutTopic(topic: ReadTopic): ReadTopic {
  const about = topic.on.filter(({ coverage }) => coverage.head >= COVERED);
  if (about.length === 0) return topic;
  const articles = new Set(about.map(({ article }) => article));
  const stories = topic.stories
    .map((story) => ({ ...story, articles: story.articles.filter((article) => articles.has(article)) }))
    .filter((story) => story.articles.length > 0)
    .map((story) => (articles.has(story.typical) ? story : { ...story, typical: story.articles[0] }));
  return { ...topic, on: about, stories };
}

const timeOf = ({ meta }: ParsedArticle) => parseIsoMs(meta.publishedAt) ?? Number.NEGATIVE_INFINITY;

function storiesNewestFirst(stories: Story[]): Story[] {
  const newestOf = ({ articles }: Story) => Math.max(...articles.map(timeOf));
  const dated = [...stories].sort((a, b) => newestOf(b) - newestOf(a));
  // A story that went on is told from its newest article.
  return dated.map(({ articles, ...story }) => {
    const [typical] = [...articles].sort((a, b) => -compareArticles(a, b));
    return { ...story, articles: [typical], typical };
  });
}

const inTime = (stories: Story[]) => [...stories].sort((a, b) => compareArticles(a.articles[0], b.articles[0]));

/** The stories of a timeline: the first, the last, and those between that are most about the topic. */
function mostCovered({ stories, on }: ReadTopic): Story[] {
  if (stories.length <= TIMELINE_LINES) return stories;
  const headOf = new Map(on.map(({ article, coverage }) => [article, coverage.head]));
  const cover = ({ articles }: Story) => Math.max(...articles.map((article) => headOf.get(article) ?? 0));
  const ordered = inTime(stories);
  const ends = [ordered[0], ordered[ordered.length - 1]];
  const others = ordered.slice(1, -1).sort((a, b) => cover(b) - cover(a));
  return [...ends, ...others.slice(0, TIMELINE_LINES - ends.length)];
}

/** A line for each story: of an article on the topic the sentence that says most of it, else the story's own line. */
function draftLines(stories: Story[], { on }: Pick<ReadTopic, 'on'>, most: number): Draft | undefined {
  const topicalOf = new Map(on.map((topical) => [topical.article, topical]));
  const told = stories.flatMap((story) => {
    const topical = topicalOf.get(story.typical);
    const line = topical ? sayingMost(topical) : lineOf(story);
    return line ? { line, coverage: topical?.coverage.withTitle[line.number] ?? 1 } : [];
  });
  const best = Math.max(...told.map(({ coverage }) => coverage));
  const lines: Quotable[] = [];
  for (const { line, coverage } of told) {
    if (lines.length === most) break;
    if (coverage >= NEAR_THE_BEST * best && !lines.some((other) => isAlike(other, line))) lines.push(line);
  }
  return lines.length > 0 ? draftSentences(lines, namingSpeakers()) : undefined;
}

/** A line that covers less than this share of the best line's coverage is about something else. */
const NEAR_THE_BEST = 0.75;
/** How much a sentence's place adds: most for the first, which tells a report's news, then less and less. */
const LEAD_WORTH = 0.6;
const LEAD_FADES = 0.5;

/** The sentence that covers most of the topic, the first ones before others, and can stand alone. */
function sayingMost({ article, coverage }: TopicArticle): Quotable | undefined {
  const standing = candidatesOf(article, (number, place) => {
    const lead = coverage.head >= COVERED ? LEAD_WORTH * LEAD_FADES ** place : 0;
    return (coverage.sentences[number] + lead) * tellingWorth(article, number);
  });
  const [best] = standing.filter(({ needs }) => needs.length === 0).sort((a, b) => b.worth - a.worth);
  if (!best) return undefined;
  const { number } = best;
  return {
    article,
    number,
    ...article.sentences[number],
    matched: new Set(),
    attribution: article.attributions[number],
  };
}

const termsOf = ({ article, number }: Quotable) => new Set(article.tokens[number].map(({ term }) => term));
const isAlike = (a: Quotable, b: Quotable) => similarity(termsOf(a), termsOf(b)) > 0.6;

function listTitles(articles: ParsedArticle[]): Draft | undefined {
  if (articles.length === 0) return undefined;
  const listed = [...articles].sort((a, b) => timeOf(b) - timeOf(a)).slice(0, LISTED_TITLES);
  const citations = listed.map(({ meta }) => titleCitationOf(meta));
  return { sentences: citations.map(({ quote }, place) => ({ text: quote, citations: [place] })), citations };
}

/** The news of a time, or the newest of all: a line for each story, the most covered first, or the titles. */
function tellNews(snapshot: Snapshot, query: Query, kind: 'latest' | 'list' | 'summary'): ExtractiveAnswer | undefined {
  const times = timesOf(query, snapshot);
  const accepts = articleFilter(query);
  const metas = [...snapshot.articles(query.filters)]
    .filter(accepts)
    .filter(({ publishedAt }) => {
      const ms = parseIsoMs(publishedAt);
      return ms !== undefined && (times.length === 0 || times.some(({ fromMs, toMs }) => ms >= fromMs && ms <= toMs));
    })
    .sort((a, b) => parseIsoMs(b.publishedAt)! - parseIsoMs(a.publishedAt)! || (a.id < b.id ? -1 : 1));
  const read = metas
    .slice(0, times.length > 0 ? 4 * NEWEST_READ : NEWEST_READ)
    .map((meta) => parseArticle(meta, snapshot.content(meta), HEAD_CHARS));
  if (read.length === 0) return undefined;
  const stories = clusterStories(read, rarityIn(snapshot));
  const ordered = times.length > 0 ? stories : storiesNewestFirst(stories);
  const draft = kind === 'list' ? listTitles(read) : draftLines(ordered, { on: [] }, NEWS_LINES);
  const whole = read.map((article) => ({ article }));
  return draft && toExtractiveAnswer(snapshot, query, rankArticles(snapshot, query), { kind, draft, read: whole });
}

/**
 * A comparison: sentences that name both sides first, then the best of each side. "weechat: the difference between ignore and
 * filter" says more than its sides, and only articles that speak of that tell of them.
 */
function composeComparison(snapshot: Snapshot, queries: Query[], vectors: Vector[]): ExtractiveAnswer | undefined {
  const [both, ...sides] = queries;
  const ranking = rankArticles(snapshot, both, vectors[0]);
  const together = findEvidence(snapshot, both, ranking);
  const each = sides.map((side, i) => ({
    side,
    evidence: findEvidence(snapshot, side, rankArticles(snapshot, side, vectors[i + 1])),
  }));
  if (each.some(({ evidence }) => evidence.sentences.length === 0)) return undefined;
  const holds = (sentence: EvidenceSentence, { terms }: Query) => {
    const own = terms.filter(({ isOwn }) => isOwn);
    return own.filter(({ term }) => sentence.matched.has(term)).length >= own.length / 2;
  };
  const within = both.terms.filter(
    ({ term, isOwn }) => isOwn && !isLightTerm(term) && !sides.some(({ terms }) => hasTerm(terms, term)),
  );
  const isWithin = ({ article: { held } }: EvidenceSentence) => within.every(({ term }) => held.has(term));
  const comparing = together.sentences
    .filter((sentence) => isWithin(sentence) && sides.every((side) => holds(sentence, side)))
    .slice(0, 2);
  const own = each.flatMap(
    ({ side, evidence: { sentences, further } }) =>
      [...sentences, ...(within.length > 0 ? further : [])].find((one) => isWithin(one) && holds(one, side)) ?? [],
  );
  if (comparing.length === 0 && own.length < sides.length) return undefined;
  const chosen: EvidenceSentence[] = [];
  for (const sentence of [...comparing, ...own])
    if (!chosen.some((other) => similarity(other.terms, sentence.terms) > 0.6)) chosen.push(sentence);
  const draft = draftSentences(chosen);
  return toExtractiveAnswer(snapshot, both, ranking, { kind: 'compare', draft, read: chosen });
}

const hasTerm = (terms: Query['terms'], wanted: string) => terms.some(({ term }) => term === wanted);

/**
 * The draft behind the wall, with all that an answer has beside its sentences. Undefined where nothing of it stands.
 */
function toExtractiveAnswer(
  snapshot: Snapshot,
  query: Query,
  ranking: Ranking,
  { kind, draft, read }: { kind: AnswerKind; draft: Draft; read: { article: CitableArticle }[] },
): ExtractiveAnswer | undefined {
  const articles = new Map(read.map(({ article }) => [article.meta.id, article]));
  const { sentences, citations } = verifyDraft(draft, (id) => articles.get(id));
  if (sentences.length === 0) return undefined;
  const evidence = findEvidence(snapshot, query, ranking);
  const answer: Answer = {
    status: 'answered',
    kind,
    sentences,
    citations,
    evidence: evidence.sentences.slice(0, MAX_EVIDENCE).map(toFoundQuote),
    confidence: Math.max(ANSWER_FROM, judge(query, evidence).confidence),
    composer: 'extractive',
    nearest: [],
    missing: [],
    trace: storyTrace(query, evidence, citations, snapshot.version),
  };
  return { answer, query, evidence };
}
