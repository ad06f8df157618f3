/** A digest of a period: one cited line for each story, the most covered first. */
import { draftSentences, type Quotable } from '../answering/draft-sentences.js';
import type { Draft } from '../answering/types.js';
import { candidatesOf } from './candidates.js';
import type { Story } from './cluster-stories.js';
import { namingSpeakers } from './introduce.js';
import type { ParsedArticle } from './parse-article.js';
import { Selection } from './selection.js';
import { weighTerms } from './weigh-terms.js';
import { isQuestionOrQuotation, tellingWorth } from './worth.js';

/** How many stories a digest tells; the others are counted. */
const MAX_LISTED = 12;
export const MAX_WORDS_OF_LINE = 60;
/** The first sentences, where an article's news stands. */
const LEAD_PLACES = 5;
const FALLING = 0.8;
/** The weightiest terms of a story; a line must hold one to tell which story it is. */
const NAMING_TERMS = 3;

/** The first `MAX_LISTED` stories that can be told, a sentence each in their order, and the others behind them. */
export function digestStories(stories: Story[]): { draft: Draft; listed: Story[]; others: Story[] } {
  const lines: Quotable[] = [];
  const listed: Story[] = [];
  const others: Story[] = [];
  for (const story of stories) {
    const line = listed.length < MAX_LISTED ? lineOf(story) : undefined;
    if (line) lines.push(line);
    (line ? listed : others).push(story);
  }
  return { draft: draftSentences(lines, namingSpeakers()), listed, others };
}

/** One sentence that tells the story: from its typical article, or the first other one that has such a sentence. */
export function lineOf({ articles, typical }: Pick<Story, 'articles' | 'typical'>): Quotable | undefined {
  const weights = weighTerms(articles);
  const named = new Set(
    [...weights]
      .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      .slice(0, NAMING_TERMS)
      .map(([term]) => term),
  );
  for (const article of [typical, ...articles.filter((other) => other !== typical)]) {
    const selection = selectionFor(weights);
    const leads = candidatesOf(article, (number, place) => FALLING ** place * tellingWorth(article, number)).filter(
      ({ number, needs }) =>
        needs.length === 0 && article.prose.indexOf(number) < LEAD_PLACES && !isQuestionOrQuotation(article, number),
    );
    // "The 40-year-old would bid farewell" tells nothing alone: a line must name whom it is about.
    const naming = leads.filter(({ terms }) => [...terms].some((term) => named.has(term)));
    selection.fill(naming.length > 0 ? naming : leads, { most: 1 });
    selection.restore();
    if (selection.chosen.length > 0) return selection.quotables[0];
  }
  return firstWords(typical, weights);
}

function firstWords(article: ParsedArticle, weights: Map<string, number>): Quotable | undefined {
  const [number] = article.prose;
  if (number === undefined) return undefined;
  const selection = selectionFor(weights);
  selection.squeezeIn({ article, number, terms: article.terms[number], worth: 1, needs: [] });
  return selection.quotables[0];
}

const selectionFor = (weights: Map<string, number>) =>
  new Selection({ weights, maxWords: MAX_WORDS_OF_LINE, compare: (a, b) => a.number - b.number });
