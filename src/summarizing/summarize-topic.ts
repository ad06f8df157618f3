/** What a corpus says about a topic, in time order: how it began, where it stands, where accounts differ, what else. */
import type { Draft } from '../answering/types.js';
import { parseIsoMs } from '../core/dates.js';
import { candidatesOf, type SummaryCandidate } from './candidates.js';
import type { Story } from './cluster-stories.js';
import { asserts, findDisputes } from './disputes.js';
import type { ParsedArticle } from './parse-article.js';
import { Selection } from './selection.js';
import { COVERED, type Topic, type TopicCoverage } from './topic-relevance.js';
import { MAX_WORDS } from './types.js';
import { weighTerms } from './weigh-terms.js';
import { isQuestionOrQuotation, tellingWorth } from './worth.js';

/** The least share of the topic that a sentence covers, unless it begins an article about it. */
const LEAST_COVERAGE = 0.45;
const LEAD_SENTENCES = 2;
const LEAD_WORTH = 0.5;
/** The most sentences of one article and of one story, unless there are few of them. */
const MAX_OF_ARTICLE = 2;
const MAX_OF_STORY = 3;
const ENOUGH_SENTENCES = 8;
const LEAST_SHARE = 0.2;
/** With fewer articles about the topic, those that mention it are told from, too. */
const ENOUGH_ABOUT = 3;
/** An article that covers less than this share of what the best one covers speaks of something else. */
const NEAR_THE_BEST = 0.8;

export interface TopicArticle {
  article: ParsedArticle;
  coverage: TopicCoverage;
}

/**
 * The articles on a topic, in the order given: those that cover nearly as much as the best one. Where few are about
 * it, those that only mention it are among them.
 */
export function articlesOn(articles: TopicArticle[]): TopicArticle[] {
  const most = articles.reduce((best, { coverage }) => Math.max(best, coverage.best), 0);
  const least = Math.max(COVERED, NEAR_THE_BEST * most);
  const about = articles.filter(({ coverage }) => coverage.head >= least);
  return about.length >= ENOUGH_ABOUT ? about : articles.filter(({ coverage }) => coverage.best >= least);
}

/** `stories` are those of the articles. An empty draft where no sentence can be quoted. */
export function summarizeTopic(articles: TopicArticle[], stories: Story[], topic: Topic): Draft {
  const coverageOf = new Map(articles.map(({ article, coverage }) => [article, coverage]));
  const storyOf = new Map(stories.flatMap((story) => story.articles.map((article) => [article, story])));
  const weights = weighTerms(articles.map(({ article }) => article));
  // The topic's own words weigh nothing: every sentence has them.
  const matched = new Set([...topic.termFor.keys(), ...topic.others.flatMap(({ terms }) => terms)]);
  const candidates = articles.flatMap(({ article, coverage }) =>
    candidatesOf(article, (number, place) => worthOf(article, coverage, number, place)).filter(
      ({ worth }) => worth > 0,
    ),
  );
  const chosenOf = (same: (other: SummaryCandidate) => boolean) => selection.chosen.filter(same).length;
  const ofArticle = Math.max(MAX_OF_ARTICLE, Math.ceil(ENOUGH_SENTENCES / articles.length));
  const ofStory = Math.max(MAX_OF_STORY, Math.ceil(ENOUGH_SENTENCES / stories.length));
  const hasRoom = ({ article }: SummaryCandidate) =>
    chosenOf((other) => other.article === article) < ofArticle &&
    chosenOf((other) => storyOf.get(other.article) === storyOf.get(article)) < ofStory;
  const selection = new Selection({
    weights,
    maxWords: MAX_WORDS.medium,
    compare: (a, b) => compareArticles(a.article, b.article) || a.number - b.number,
    matched,
  });

  const [first, last] = endsOf(stories, coverageOf);
  // The largest story comes first: the topic is known for it.
  for (const story of [stories[0], last, first]) {
    const told = candidates.filter(({ article }) => storyOf.get(article) === story);
    if (!told.some((candidate) => selection.has(candidate))) selection.fill(told, { most: 1 });
  }
  const disputes = findDisputes(candidates, weights).filter(({ assertions }) => assertions.length > 0);
  const value = ({ denial }: { denial: SummaryCandidate }) => selection.value(denial);
  const dispute = disputes.reduce<(typeof disputes)[0] | undefined>(
    (best, other) => (!best || value(other) > value(best) ? other : best),
    undefined,
  );
  if (dispute && selection.tryAdd(dispute.denial)) dispute.assertions.find((assertion) => selection.tryAdd(assertion));
  const isAnswered = (candidate: SummaryCandidate) =>
    !asserts(candidate) ||
    disputes.every(({ assertions, denial }) => !assertions.includes(candidate) || selection.has(denial));
  selection.fill(candidates, {
    leastShare: LEAST_SHARE,
    allow: (candidate) => hasRoom(candidate) && isAnswered(candidate),
  });
  selection.restore();
  if (selection.chosen.length === 0 && candidates.length > 0) selection.squeezeIn(candidates[0]);
  return selection.draft();
}

/** By date, the undated last; then by id. */
export function compareArticles(a: ParsedArticle, b: ParsedArticle): number {
  const time = ({ meta }: ParsedArticle) => parseIsoMs(meta.publishedAt) ?? Number.MAX_SAFE_INTEGER;
  return time(a) - time(b) || (a.meta.id < b.meta.id ? -1 : a.meta.id > b.meta.id ? 1 : 0);
}

/** What a sentence is worth for the topic; 0 where it says too little of it. */
export function worthOf(
  article: ParsedArticle,
  { head, sentences }: TopicCoverage,
  number: number,
  place: number,
): number {
  const lead = head >= COVERED && place < LEAD_SENTENCES ? LEAD_WORTH : 0;
  const covered = sentences[number] >= LEAST_COVERAGE ? sentences[number] + lead : lead;
  if (covered === 0 || (isQuestionOrQuotation(article, number) && !article.attributions[number])) return 0;
  return covered * tellingWorth(article, number);
}

/** The stories with the oldest and with the newest article about the topic; neither where nothing has a date. */
function endsOf(stories: Story[], coverageOf: Map<ParsedArticle, TopicCoverage>): (Story | undefined)[] {
  const dated = stories.filter(({ articles: [article] }) => parseIsoMs(article.meta.publishedAt) !== undefined);
  const about = dated.filter(({ articles }) => articles.some((article) => coverageOf.get(article)!.head >= COVERED));
  const inTime = [...(about.length > 0 ? about : dated)].sort((a, b) => compareArticles(a.articles[0], b.articles[0]));
  return [inTime[0], inTime[inTime.length - 1]];
}
