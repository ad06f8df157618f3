/**
 * The headings of a plain text that is laid out as a document: a manual page, underlined or numbered sections, questions with
 * their answers. A text that shows none of these has no structure.
 */
import { pageFurniture } from './furniture.js';
import { isWrapped, type Line, standsAlone } from './lines.js';

/** Lines `from` up to `to` make a heading; `skip` characters before it are none of it: "Q: ". */
export interface Heading {
  from: number;
  to: number;
  level: number;
  skip?: number;
}

export interface Layout {
  headings: Heading[];
  /** Lines that nobody reads: heads, feet, underlines. */
  unread: Set<number>;
  /** Lines of a synopsis, which are code however they read. */
  code: Set<number>;
}

/** Undefined where nothing says that the text is laid out. */
export function readLayout(lines: readonly Line[]): Layout | undefined {
  return readManual(lines) ?? readSections(lines);
}

/** "LS(1)          User Commands          LS(1)". */
const MANUAL_HEAD = /^(\S{1,80}\(\w{1,8}\))\s.*\s\1$/i;
/** "BSD          May 31, 1993          BSD". */
const FAR_APART = /\S {3,}\S/;
const NAME_AND_PURPOSE = /\S\s+[-–—‐]+\s+\S/;
const MAX_TITLE_CHARS = 400;

/**
 * A manual page as a terminal shows it: only the names of sections stand at its edge. What its first section says ("ls -
 * list directory contents") is the heading of all.
 */
function readManual(lines: readonly Line[]): Layout | undefined {
  const filled = lines.flatMap(({ text }, i) => (text === '' ? [] : [i]));
  const heads = filled.filter((i) => isManualHead(lines[i]));
  const isHeadless = heads[0] !== filled[0] || filled.length === 0;
  const edge = filled.filter((i) => lines[i].indent === 0);
  if (isHeadless && !(heads.length === 0 && isManualEdge(edge.map((i) => lines[i].text)))) return undefined;
  const isHead = new Set(heads);
  const unread = new Set([...pageFurniture(lines), ...heads]);
  const isFoot = ({ text, indent }: Line) => (indent === 0 ? FAR_APART.test(text) : indent > 20);
  for (const [place, i] of filled.entries()) {
    const isLast = place === filled.length - 1 || isHead.has(filled[place + 1]);
    if (isLast && !isHeadless && isFoot(lines[i])) unread.add(i);
  }
  const sections = edge.filter((i) => !unread.has(i));
  if (sections.length < 2 || filled.length < 2 * sections.length) return undefined;
  const layout: Layout = { headings: [], unread, code: new Set() };
  const body = baseIndent(lines, sections);
  for (const i of filled) {
    const { indent, text } = lines[i];
    if (unread.has(i) || indent >= body) continue;
    const isAlone = !lines[i - 1]?.text || (lines[i - 1].indent < body && !unread.has(i - 1));
    if (indent === 0 || (isAlone && text.length < 72))
      layout.headings.push({ from: i, to: i + 1, level: indent === 0 ? 2 : 3 });
  }
  nameAndSynopsis(lines, layout);
  return layout;
}

const isManualHead = ({ indent, text }: Line) => indent === 0 && text.endsWith(')') && MANUAL_HEAD.test(text);

/** Without a head, as "perldoc -T" shows them. */
function isManualEdge(edge: readonly string[]): boolean {
  const isCapitals = (text: string) => /\p{Lu}{2}/u.test(text) && text === text.toUpperCase() && text.length < 60;
  return edge.length > 2 && edge[0] === 'NAME' && /^(?:SYNOPSIS|DESCRIPTION)$/.test(edge[1]) && edge.every(isCapitals);
}

/** The indentation that most sections begin with. */
function baseIndent(lines: readonly Line[], sections: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const section of sections) {
    const { indent = 0 } = lines[section + 1]?.text ? lines[section + 1] : (lines[section + 2] ?? {});
    if (indent > 0) counts.set(indent, (counts.get(indent) ?? 0) + 1);
  }
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0];
}

function nameAndSynopsis(lines: readonly Line[], { headings, unread, code }: Layout): void {
  const places = new Map(headings.map((heading) => [heading.from, heading]));
  for (const heading of headings) {
    if (heading.level !== 2) continue;
    let end = heading.to;
    while (end < lines.length && !places.has(end)) end++;
    const own = rangeOf(heading.to, end).filter((i) => lines[i].text !== '' && !unread.has(i));
    if (/^SYNOPSIS$/i.test(lines[heading.from].text)) for (const i of own) code.add(i);
    const text = own.map((i) => lines[i].text).join(' ');
    const isRun = own.length > 0 && own.at(-1)! - own[0] === own.length - 1;
    if (isFirst(lines, heading.from) && isRun && text.length <= MAX_TITLE_CHARS && NAME_AND_PURPOSE.test(text)) {
      unread.add(heading.from);
      Object.assign(heading, { from: own[0], to: own.at(-1)! + 1, level: 1 });
    }
  }
}

/** Whether nothing but a page's head stands above: the pages of a file follow one another. */
function isFirst(lines: readonly Line[], section: number): boolean {
  let above = section - 1;
  while (above >= 0 && lines[above].text === '') above--;
  return above < 0 || isManualHead(lines[above]);
}

const rangeOf = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

const FEWEST_UNDERLINED = 2;
const FEWEST_NUMBERED = 3;
const FEWEST_QUESTIONS = 3;

function readSections(lines: readonly Line[]): Layout | undefined {
  const underlined = readUnderlined(lines);
  const isDocument = underlined.headings.length >= FEWEST_UNDERLINED;
  // News has lists of five things, and interviews; neither is broken into lines of a terminal's width.
  const isSet = isWrapped(lines);
  const unread = isDocument || isSet ? pageFurniture(lines) : new Set<number>();
  const numbered = isSet ? readNumbered(lines, unread) : [];
  const questions = isSet ? readQuestions(lines) : [];
  const headings = [
    ...(isDocument ? underlined.headings : []),
    ...(numbered.length >= FEWEST_NUMBERED ? numbered : []),
    ...(questions.length >= FEWEST_QUESTIONS ? questions : []),
  ];
  if (headings.length === 0) return undefined;
  if (isDocument) for (const i of underlined.lines) unread.add(i);
  // Of several reasons to be a heading the first one counts.
  const taken = new Set<number>();
  const kept = headings.filter(({ from, to }) => {
    const own = rangeOf(from, to);
    if (own.some((i) => taken.has(i))) return false;
    for (const i of own) taken.add(i);
    return true;
  });
  return { headings: kept.sort((a, b) => a.from - b.from), unread, code: new Set() };
}

/** "=====", "---- -----". */
const UNDERLINE = /^([=\-~^"*+#_`])\1{2,}(?: +\1+)*$/;
const MAX_HEADING_CHARS = 100;

/** Headings above a line of one character, levels in the order in which the characters come, as reStructuredText has it. */
function readUnderlined(lines: readonly Line[]): { headings: Heading[]; lines: number[] } {
  const headings: Heading[] = [];
  const own: number[] = [];
  const styles: string[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const { text } = lines[i];
    const below = UNDERLINE.exec(lines[i + 1].text);
    if (!below || !/\p{L}/u.test(text) || text.length > MAX_HEADING_CHARS || FAR_APART.test(text)) continue;
    const above = lines[i - 1]?.text ?? '';
    const isOverlined = above === lines[i + 1].text;
    const { length } = below[0];
    const isAsLong = length >= 0.6 * text.length && (length <= text.length + 4 || isOverlined);
    if (!isAsLong || !(above === '' || isOverlined)) continue;
    const style = below[1] + isOverlined;
    if (!styles.includes(style)) styles.push(style);
    headings.push({ from: i, to: i + 1, level: Math.min(6, styles.indexOf(style) + 1) });
    own.push(i + 1, ...(isOverlined ? [i - 1] : []));
  }
  return { headings, lines: own };
}

/** "3.1.  The map", "2) Commands". */
const NUMBERED = /^(\d{1,2}(?:\.\d{1,2}){0,4})[.)]{0,2}\s+(?=\S)/;

/** Lines alone whose numbers go on from one another. */
function readNumbered(lines: readonly Line[], unread: ReadonlySet<number>): Heading[] {
  const headings: Heading[] = [];
  const indents = new Map<number, number>();
  let last: number[] = [];
  for (const [i, { text, indent }] of lines.entries()) {
    const match = NUMBERED.exec(text);
    if (!match || !standsAlone(lines, i) || unread.has(i) || text.length > MAX_HEADING_CHARS) continue;
    if (/[.,;]$/.test(text) || FAR_APART.test(text.slice(match[0].length)) || !/\p{L}/u.test(text)) continue;
    const number = numbersIn(match[1]);
    if (!goesOn(last, number) || (indents.get(number.length) ?? indent) !== indent) continue;
    indents.set(number.length, indent);
    last = number;
    headings.push({ from: i, to: i + 1, level: Math.min(6, number.length) });
  }
  return headings;
}

/** "2.0" is 2. */
function numbersIn(text: string): number[] {
  const numbers = text.split('.').map(Number);
  while (numbers.length > 1 && numbers.at(-1) === 0) numbers.pop();
  return numbers;
}

/** 2.1 and 3 go on from 2, 2.2 and 3 from 2.1. */
function goesOn(last: readonly number[], next: readonly number[]): boolean {
  if (last.length === 0) return next.every((number) => number <= 1);
  const depth = next.length - 1;
  const isBelow = last.slice(0, depth).every((number, i) => number === next[i]);
  if (!isBelow || depth > last.length) return false;
  return next[depth] === (depth === last.length ? 1 : last[depth] + 1);
}

/** "Q: ", "Q12) ", "Question: ", "3) ", "[1.2] ", "1a. ". */
const QUESTION = /^(?:(?:Q|Question)\s?\d{0,3}\s?[.:)]|\[?\d{1,2}(?:[.-]\d{1,2}){0,2}[a-z]?[.)\]:]{1,2})\s*(?=\S)/i;
const ANSWER = /^(?:A|Answer)\s?\d{0,3}\s?[.:)]/;
const MAX_QUESTION_LINES = 4;

/** Numbered or marked questions, over several lines where they are long; with a question mark, or an answer's mark behind them. */
function readQuestions(lines: readonly Line[]): Heading[] {
  const headings: Heading[] = [];
  for (let i = 0; i < lines.length; i++) {
    const match = QUESTION.exec(lines[i].text);
    if (!match) continue;
    const isMarked = /^Q/i.test(match[0]);
    const isEnd = (to: number) => lines[to].text.endsWith('?') || (isMarked && isAnswered(lines, to + 1));
    let to = i;
    while (to < i + MAX_QUESTION_LINES && lines[to]?.text && !isEnd(to)) to++;
    if (to === i + MAX_QUESTION_LINES || !lines[to]?.text) continue;
    const skip = isMarked ? match[0].length : 0;
    headings.push({ from: i, to: to + 1, level: 3, ...(skip > 0 && { skip }) });
    i = to;
  }
  return headings;
}

/** Whether an answer begins there, or behind a blank line. */
const isAnswered = (lines: readonly Line[], i: number) => ANSWER.test((lines[i]?.text || lines[i + 1]?.text) ?? '');
