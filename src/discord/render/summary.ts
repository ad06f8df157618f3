/** A summary as pages of one message: what it is of, sentences with marks, and the sources of what stands on the page. */
import { type Layout, text } from '../bodies.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { KeptSummary } from '../kept-scope.js';
import { numberedSources, sentenceMarks, toMark } from '../numbered-sources.js';
import type { Words } from '../words/index.js';
import { quoted, sentenceEnds, sourceLine, staleLine } from './answer.js';
import { container, divided, paragraphs } from './card.js';
import { formatDays, inertDay } from './dates.js';
import { dotted } from './direction.js';
import { inertWithin, orElse } from './inert.js';
import { MESSAGE_MAX_CHARS } from './split-messages.js';

type Of<K extends KeptSummary['kind']> = Extract<KeptSummary, { kind: K }>;

/** Of Discord's 40 components of a message; the rest are sources, notes and controls. */
const MAX_PARAGRAPHS = 20;
/** Together these leave a page room for its longest line, whatever the text is made of. */
const MAX_HEADING_CHARS = 300;
const PAGE_LABEL_CHARS = 60;
const MAX_SHOWN_SENTENCE_CHARS = 1000;
const MAX_LEAN_CHARS = 130;
const MAX_OUTLETS = 4;
const MAX_OUTLET_CHARS = 60;

/** Lines that stay together, and the places of the citations they need below them. */
interface Block {
  text: string;
  places: number[];
  /** Stands below the sources, on the last page. */
  isEnding?: boolean;
}

/** One page, of at most a message's length as text. */
export interface SummaryPage {
  heading: string;
  /** Sentences, or stories with their sources. */
  told: string[];
  sources: string[];
  /** Small lines at the end. */
  notes: string[];
}

/** At least one. */
export function summaryPages(kept: KeptAnswer, summary: KeptSummary, words: Words): SummaryPage[] {
  if (kept.status === 'abstained')
    return [{ heading: whyNothing(kept, summary, words), told: [], sources: [], notes: [] }];
  const notes = notesOf(kept, summary, words);
  const blocks = summary.kind === 'period' ? storyBlocks(kept, summary, words) : sentenceBlocks(kept, words);
  if (notes.length > 0) blocks.push({ text: notes.map((note) => `-# ${note}`).join('\n'), places: [], isEnding: true });
  const pageOf = (top: string, group: Block[], sources: string[]): SummaryPage => {
    const texts = (isEnding: boolean) =>
      group.filter((block) => Boolean(block.isEnding) === isEnding).map(({ text }) => text);
    return { heading: top, told: texts(false), sources, notes: texts(true) };
  };
  const heading = headingOf(summary, words);
  const sourcesOf = (group: Block[], isLean: boolean) => {
    const places = new Set(group.flatMap((block) => block.places));
    return sourceLines(kept, places, isLean, words);
  };
  const isRoomy = (group: Block[]) =>
    pageText(pageOf(heading, group, sourcesOf(group, false))).length + PAGE_LABEL_CHARS <= MESSAGE_MAX_CHARS;
  const groups = pack(blocks, isRoomy);
  return groups.map((group, page) => {
    const label = groups.length > 1 ? ` · ${words.page(page + 1, groups.length)}` : '';
    return pageOf(`${heading}${label}`, group, sourcesOf(group, !isRoomy(group)));
  });
}

/** As many blocks to a group as there is room for; one that has no room alone has a group of its own. */
function pack(blocks: Block[], isRoomy: (group: Block[]) => boolean): Block[][] {
  const groups: Block[][] = [[]];
  for (const block of blocks) {
    const group = groups[groups.length - 1];
    if (group.length > 0 && !isRoomy([...group, block])) groups.push([block]);
    else group.push(block);
  }
  return groups;
}

/** A page in plain form. */
export const pageText = ({ heading, told, sources, notes }: SummaryPage): string =>
  [heading, ...told, ...(sources.length > 0 ? ['', ...sources] : []), ...notes].join('\n');

/** A page as a card: each sentence or story apart, the sources below a line. */
export const pageCard = ({ heading, told, sources, notes }: SummaryPage): Layout => [
  container([
    ...divided([
      paragraphs([heading, ...told], MAX_PARAGRAPHS),
      ...(sources.length > 0 ? [[text(sources.join('\n'))]] : []),
    ]),
    ...notes.map(text),
  ]),
];

function headingOf(summary: KeptSummary, words: Words): string {
  const cut = (text: string | undefined, chars: number) => text && inertWithin(text, chars);
  if (summary.kind === 'article') {
    const { title, source, publishedAt } = summary;
    const about = [cut(source, MAX_OUTLET_CHARS), publishedAt && inertDay(publishedAt, words)];
    const room = MAX_HEADING_CHARS - about.join('').length - 20;
    return dotted([`**${inertWithin(orElse(title, words.noTitle), room)}**`, ...about]);
  }
  const { articles, outlets, stories } = summary.counts;
  const counts = `**${words.summaryCounts(articles, outlets, stories)}**`;
  return dotted([counts, daysOf(summary, words), cut(summary.topic, 80), cut(summary.source, MAX_OUTLET_CHARS)]);
}

/** A topic's days may be open at one end, and as rough as a month. */
function daysOf(summary: Of<'topic' | 'period'>, words: Words): string {
  if (summary.kind === 'period') return formatDays(summary.from, summary.to, words);
  const [from, to] = [summary.from, summary.to].map((day) => (day ? inertDay(day, words) : ''));
  return from || to ? `${from} – ${to}`.trim() : '';
}

function sentenceBlocks(kept: KeptAnswer, words: Words): Block[] {
  const ends = sentenceEnds(kept, words);
  return kept.sentences.map(({ text, citations: places }, i) => ({ text: `${shown(text)} ${ends[i]}`, places }));
}

const shown = (text: string) => inertWithin(text, MAX_SHOWN_SENTENCE_CHARS);

/** A story is a sentence and, below it, the article it is from and who else has it. */
function storyBlocks(kept: KeptAnswer, { stories }: Of<'period'>, words: Words): Block[] {
  const marks = sentenceMarks(kept);
  return kept.sentences.map(({ text, citations: places }, i) => {
    const coverage = stories[i] ? coverageOf(stories[i], words) : '';
    const lines = (isLean: boolean) =>
      [
        `• ${shown(text)} ${marks[i]}`,
        ...sourceLines(kept, new Set(places), isLean, words).map((line, at) => `-# ${line}${at === 0 ? coverage : ''}`),
      ].join('\n');
    const whole = lines(false);
    const isRoomy = whole.length + MAX_HEADING_CHARS + PAGE_LABEL_CHARS < MESSAGE_MAX_CHARS;
    return { text: isRoomy ? whole : lines(true), places: [] };
  });
}

function coverageOf({ articles, outlets }: Of<'period'>['stories'][number], words: Words): string {
  if (articles < 2) return '';
  const named = outlets.slice(0, MAX_OUTLETS).map((outlet) => inertWithin(outlet, 30));
  if (outlets.length > MAX_OUTLETS) named.push('…');
  return ` · ${words.sourcesTitle(articles)}${named.length > 0 ? ` (${named.join(', ')})` : ''}`;
}

/** One line for each source that is cited at these places; lean ones have no address and a short title. */
function sourceLines(kept: KeptAnswer, places: Set<number>, isLean: boolean, words: Words): string[] {
  return numberedSources(kept)
    .filter((source) => source.places.some((place) => places.has(place)))
    .map((source) => {
      const line = isLean
        ? inertWithin(orElse(source.title, words.noTitle), MAX_LEAN_CHARS)
        : sourceLine(source, words);
      return `${toMark(source.n)} ${line}`;
    });
}

/** What is counted and not told, and what a reader should know about how it came about. */
function notesOf({ fallback, newestAt }: KeptAnswer, summary: KeptSummary, words: Words): string[] {
  const notes: string[] = [];
  if (summary.kind === 'period') {
    const { stories, listed, undated } = summary.counts;
    if (stories > listed) notes.push(words.moreStories(stories - listed));
    if (undated > 0) notes.push(words.undatedArticles(undated));
  }
  if (fallback) notes.push(words.fallback[fallback]);
  if (newestAt) notes.push(staleLine(newestAt, words).replace(/^-# /, ''));
  return notes;
}

/** Why there is no summary, in the reader's language. */
function whyNothing({ missing }: KeptAnswer, summary: KeptSummary, words: Words): string {
  if (summary.kind === 'article') return words.nothingToQuote;
  if (summary.counts.articles > 0) return words.nothingToQuote;
  if (summary.kind === 'topic') {
    if (missing.length > 0) return words.saysNothingOf(quoted(missing, 60));
    return summary.isNear ? words.notTogether : words.nothingFound;
  }
  const { from, to, span, counts } = summary;
  const empty = words.emptyPeriod(formatDays(from, to, words));
  if (!span) return [empty, words.noDates].join(' ');
  const known = words.articlesRun(formatDays(span.from, span.to, words));
  return [empty, known, ...(counts.undated > 0 ? [words.undatedArticles(counts.undated)] : [])].join(' ');
}
