/** An answer as messages: sentences with marks, then a line for each article; or an abstention with what is near. */
import type { Citation } from '../../answering/types.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { inertDay } from './dates.js';
import { inert, inertWithin } from './inert.js';
import { maskedLink } from './links.js';
import { splitMessages } from './split-messages.js';

const MAX_OUTLET_CHARS = 100;
const MAX_QUESTION_CHARS = 600;

/**
 * At least one message, none longer than Discord allows; the sources stand on the last. `question` is shown above where
 * others can't see what was asked.
 */
export function renderAnswer(answer: KeptAnswer, words: Words, question?: string): string[] {
  const heading = question === undefined ? [] : [questionLine(question)];
  return answer.status === 'answered'
    ? renderAnswered(heading, answer, words)
    : renderAbstention(heading, answer, words);
}

export const questionLine = (question: string) => `> ${inertWithin(question, MAX_QUESTION_CHARS)}`;

/** A written answer while it is being written: one message, its sentences with their marks. */
export function renderDraft({ sentences }: Pick<KeptAnswer, 'sentences'>, question?: string): string {
  const heading = question === undefined ? [] : [questionLine(question)];
  return splitMessages([...heading, `${sentenceLines(sentences).join('\n')} …`], [])[0];
}

const sentenceLines = (sentences: KeptAnswer['sentences']) =>
  sentences.map(({ text, citations: places }) => `${inert(text)} ${places.map(toMark).join('')}`);

function renderAnswered(
  heading: string[],
  { sentences, citations, fallback, newestAt }: KeptAnswer,
  words: Words,
): string[] {
  const lines = sentenceLines(sentences);
  const sources = groupByArticle(citations).map(
    ({ citation, places }) => `${places.map(toMark).join('')} ${sourceLine(citation, words)}`,
  );
  const notes = [
    ...(fallback ? [`-# ${words.fallback[fallback]}`] : []),
    ...(newestAt ? [staleLine(newestAt, words)] : []),
  ];
  return splitMessages([...heading, ...lines], [...sources, ...notes]);
}

function renderAbstention(heading: string[], { missing, nearest, newestAt }: KeptAnswer, words: Words): string[] {
  const why =
    nearest.length === 0
      ? words.nothingFound
      : missing.length > 0
        ? words.saysNothingOf(missing.map((word) => `“${inertWithin(word, 60)}”`).join(', '))
        : words.noSentence;
  const near = nearest.map(({ title, publishedAt, url }) => {
    const date = publishedAt ? inertDay(publishedAt, words) : words.undated;
    return `• ${maskedLink(title || words.noTitle, url)} · ${date}`;
  });
  return splitMessages(
    [...heading, `${words.abstained} ${why}`],
    [...(near.length > 0 ? [words.nearest, ...near] : []), ...(newestAt ? [staleLine(newestAt, words)] : [])],
  );
}

export const toMark = (place: number) => `[${place + 1}]`;

export const staleLine = (newestAt: string, words: Words) => `-# ${words.newestArticle(inertDay(newestAt, words))}`;

/** Title (linked where the article has an address), outlet and date, as far as they are known. */
export function sourceLine(
  { title, source, publishedAt, url }: Pick<Citation, 'title' | 'source' | 'publishedAt' | 'url'>,
  words: Words,
): string {
  const outlet = source && inertWithin(source, MAX_OUTLET_CHARS);
  const date = publishedAt && inertDay(publishedAt, words);
  return [maskedLink(title || words.noTitle, url), outlet, date].filter(Boolean).join(' · ');
}

/** Each cited article once, in the order of its first mark, with all of its marks. */
export function groupByArticle(citations: KeptAnswer['citations']) {
  const groups = new Map<string, { citation: KeptAnswer['citations'][number]; places: number[] }>();
  citations.forEach((citation, place) => {
    const group = groups.get(citation.articleId);
    if (group) group.places.push(place);
    else groups.set(citation.articleId, { citation, places: [place] });
  });
  return [...groups.values()];
}
