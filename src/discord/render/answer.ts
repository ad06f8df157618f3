/** An answer as messages: sentences with marks, then a line for each source; or an abstention with what is near. */
import { bulletOf, shownBlocks } from '../../answering/shown-blocks.js';
import { daysBehind, type Source } from '../../answering/sources.js';
import type { Draft } from '../../answering/types.js';
import type { KeptAnswer } from '../kept-answer.js';
import { type Cited, citedIn, numberedSources, sentenceMarks, toMark } from '../numbered-sources.js';
import type { Words } from '../words/index.js';
import { correctionNotes } from './correction-notes.js';
import { inertDay, timestamp } from './dates.js';
import { dotted, isolated, isRightToLeft } from './direction.js';
import { codeBlock, inert, inertWithBold, inertWithin, orElse, plain } from './inert.js';
import { maskedLink } from './links.js';
import { articlesIn, whyNot as ownWhyNot } from './own-sentences.js';
import { MESSAGE_MAX_CHARS, splitMessages } from './split-messages.js';

const MAX_OUTLET_CHARS = 100;
const MAX_QUESTION_CHARS = 600;
const MAX_UNANSWERED_CHARS = 200;
const MAX_STRUCK_CHARS = 1000;
const MAX_REPEATED_CHARS = 40;

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
export function renderDraft({ sentences, citations }: Draft, words: Words, question?: string): string {
  const heading = question === undefined ? [] : [questionLine(question)];
  const lines = sentenceLines({ numbered: 'sources', sentences, citations }, words);
  return splitMessages([...heading, `${lines.join('\n')} …`], [])[0];
}

/** What is asked for in bold, and what stands behind it. */
export function sentenceLines(cited: Cited & Pick<KeptAnswer, 'corrections'>, words: Words): string[] {
  const ends = sentenceEnds(cited, words);
  const isGone = new Set(cited.corrections?.flatMap((correction) => (correction.isGone ? correction.sentence : [])));
  return shownBlocks(cited.sentences).flatMap((block) => {
    if (block.kind === 'more') return [words.moreItems(block.more)];
    if (block.kind === 'code') {
      const code = block.more > 0 ? `${block.text}\n…` : block.text;
      return [`${codeBlock(code, block.language)} ${ends[block.places[0]]}`];
    }
    const sentence = cited.sentences[block.place];
    // A headline alone is the line of its source.
    if (isHeadline(sentence, cited)) return [];
    const end = ends[block.place];
    const bullet = bulletOf(sentence);
    if (isGone.has(block.place)) return [`${bullet}~~${inertWithin(sentence.text, MAX_STRUCK_CHARS)}~~ ${end}`];
    const isHeading = sentence.form?.kind === 'heading';
    const highlight = isHeading ? { start: 0, end: sentence.text.length } : sentence.highlight;
    const bold = `${bullet}${inertWithBold(sentence.text, highlight)} ${end}`;
    // A longer line is cut, and bold must not be.
    return [bold.length <= MESSAGE_MAX_CHARS ? bold : `${bullet}${inert(sentence.text)} ${end}`];
  });
}

/** Behind each sentence: its marks, and its day where that matters. */
export function sentenceEnds(cited: Cited, words: Words): string[] {
  // Sentences of before begin with their day.
  const days = cited.numbered === 'sources' ? daysBehind(cited) : [];
  return sentenceMarks(cited).map((marks, i) => {
    if (!days[i]) return marks;
    const day = inertDay(days[i], words);
    return `${marks} (${isRightToLeft(cited.sentences[i].text) ? isolated(day) : day})`;
  });
}

const isHeadline = (
  { text, citations: [place] }: Draft['sentences'][number],
  { citations }: Pick<Draft, 'citations'>,
) => citations[place]?.field === 'title' && citations[place].quote === text;

function renderAnswered(heading: string[], answer: KeptAnswer, words: Words): string[] {
  return splitMessages(
    [...heading, ...sentenceLines(answer, words), ...unansweredLine(answer, words)],
    [...sourceLines(answer, words), ...notesBelow(answer, words)],
  );
}

/** Of several questions, those that found nothing. */
export const unansweredLine = ({ unanswered }: KeptAnswer, words: Words): string[] =>
  unanswered ? [words.nothingFoundOn(quoted(unanswered, MAX_UNANSWERED_CHARS))] : [];

/** Small lines: what was corrected, why no model wrote it, how fresh it is. */
export const notesBelow = (answer: KeptAnswer, words: Words): string[] => [
  ...correctionNotes(answer, words),
  ...(answer.fallback ? [`-# ${words.fallback[answer.fallback]}`] : []),
  ...languageLine(answer, words),
  ...freshnessLines(answer, words),
];

/** What language the articles are in, where the question is in another. */
const languageLine = ({ articlesLanguage }: KeptAnswer, words: Words): string[] =>
  articlesLanguage ? [`-# ${articlesIn(articlesLanguage, words)}`] : [];

/** Beside a sentence that comes nearest the language isn't told yet. */
export const notesOfAbstention = (answer: KeptAnswer, words: Words): string[] => [
  ...(answer.draft ? languageLine(answer, words) : []),
  ...freshnessLines(answer, words),
];

function renderAbstention(heading: string[], answer: KeptAnswer, words: Words): string[] {
  const { nearest, draft } = answer;
  const notes = notesOfAbstention(answer, words);
  if (draft) {
    const cited = citedIn(answer);
    const lines = [words.notOutright, ...sentenceLines(cited, words)];
    return splitMessages([...heading, ...lines], [...sourceLines(cited, words), ...notes]);
  }
  const near = nearest.map((article, place) => nearestLine(article, place + 1, words));
  return splitMessages(
    [...heading, `${words.abstained} ${whyNot(answer, words)}`],
    [...(near.length > 0 ? [words.nearest, ...near] : []), ...notes],
  );
}

export function nearestLine(
  { title, publishedAt, url }: KeptAnswer['nearest'][number],
  n: number,
  words: Words,
  maxTitleChars?: number,
): string {
  const date = publishedAt ? inertDay(publishedAt, words) : words.undated;
  return `${n}. ${dotted([maskedLink(orElse(title, words.noTitle), url, maxTitleChars), date])}`;
}

export const whyNot = (answer: KeptAnswer, words: Words): string =>
  ownWhyNot(answer, words, (missing) => quoted(missing, 60));

/** Strangers’ words side by side: "“one”, “two”". */
export const quoted = (texts: string[], maxChars: number) =>
  texts.map((text) => `“${inertWithin(text, maxChars)}”`).join(', ');

/** Small lines that say how fresh an answer is; none where there is nothing to say. */
function freshnessLines({ newestAt, newestCitedAt, lateSources = [] }: KeptAnswer, words: Words): string[] {
  return [
    ...(newestAt ? [staleLine(newestAt, words)] : []),
    ...(newestCitedAt ? [`-# ${words.newestCited(inertDay(newestCitedAt, words))}`] : []),
    ...lateSources.map(
      ({ name, lastReadMs }) =>
        `-# ${words.lateSource(inertWithin(name, MAX_OUTLET_CHARS), lastReadMs === undefined ? words.neverRead : timestamp(lastReadMs, 'R'))}`,
    ),
  ];
}

export const staleLine = (newestAt: string, words: Words) => `-# ${words.newestArticle(inertDay(newestAt, words))}`;

export const sourceLines = (cited: Cited, words: Words): string[] =>
  numberedSources(cited).map((source) => {
    const title = titleBeside(cited, source.title);
    return `${toMark(source.n)} ${sourceLine({ ...source, title }, words)}`;
  });

/** A title that the answer's own sentence begins with, as that of an article without one does, says nothing twice. */
export const titleBeside = ({ sentences }: Cited, title: string) =>
  sentences.some(({ text }) => text.startsWith(title)) ? plain(title, MAX_REPEATED_CHARS) : title;

/** Title (linked where the article has an address), outlet and date, as far as they are known. */
export function sourceLine(
  { title, source, publishedAt, url }: Pick<Source, 'title' | 'source' | 'publishedAt' | 'url'>,
  words: Words,
  maxTitleChars?: number,
): string {
  const outlet = inertWithin(orElse(source, ''), MAX_OUTLET_CHARS);
  const date = publishedAt && inertDay(publishedAt, words);
  return dotted([maskedLink(orElse(title, words.noTitle), url, maxTitleChars), outlet, date]);
}
