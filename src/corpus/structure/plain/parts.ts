/** A run of lines without a blank one between them, cut into paragraphs, items, terms with their text, and examples. */
import type { Block, Span } from '../../../core/types.js';
import { columnsOf, type Line } from './lines.js';

export interface Part {
  kind: Extract<Block['kind'], 'paragraph' | 'item' | 'code'>;
  lines: Line[];
  /** Characters before its text: "- ", "3. ". */
  skip: number;
  /** Of an item behind a bullet or a number; a term with its text is an item of no list. */
  isListed: boolean;
  number?: number;
  /** What lies between a term and its text: blanks, or behind an option a line's end. */
  gap?: Span;
}

const BULLET = /^(?:[*•·‣▪–—-]|o|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)/;
/** "-d density   The starting density": a term, a gap, and its text. A sentence's end may be followed by two blanks, too. */
const TERM = /^(?:-\S{1,20}|\S(?:.{0,38}?[^\s.!?])??)( {2,}| ?\t+)(?=\S)/;
const WIDE_GAP = / {3,}|\t/g;

/** Whether the next word would have stood on the line, so that its author broke it on purpose. */
const isBroken = (line: Line, next: Line, width: number) =>
  line.width + 1 + (next.text.indexOf(' ') < 0 ? next.text.length : next.text.indexOf(' ')) <= width;

const ENDS = /[.!?:;][)"'”’\]]*$/;

/** The line on the next page goes on with the sentence. */
export const goesOnBehindPage = (line: Line, next: Line) =>
  !ENDS.test(line.text) && Math.abs(next.indent - line.indent) < 2 && /^[\p{Ll}\d("'`]/u.test(next.text);

const DRAWN = /^(?:[|│├└┌].*[|│┤┘┐]|[+|][-=+| ]{3,})$/;

/**
 * Lines with three columns or more, between drawn borders, or several that are short and broken on purpose: each tells nothing
 * without the others.
 */
export function isTable(run: readonly Line[], width: number): boolean {
  if (run.length < 2) return false;
  if (run.filter(({ text }) => DRAWN.test(text)).length > run.length / 2) return true;
  const wide = run.filter(({ text }) => (text.match(WIDE_GAP)?.length ?? 0) > 1).length;
  if (wide >= 2 && wide > run.length / 2) return true;
  const isShort = ({ width: own }: Line) => own < width / 2;
  return (
    run.length > 2 &&
    run.every((line) => isShort(line) && !BULLET.test(line.text) && !termIn(line, undefined, true, undefined))
  );
}

/** Where terms stand and where what is said of them begins. */
export interface Columns {
  term: number;
  text: number;
}

/** The columns of a line with a term, and the blanks between it and its text. */
interface Term extends Columns {
  gap: Span;
}

/** A line's term where the line below it goes on with the text, or the lines around have the same columns. */
function termIn(line: Line, next: Line | undefined, isAlone: boolean, known: Columns | undefined): Term | undefined {
  const match = TERM.exec(line.text);
  if (!match) return undefined;
  const text = columnsOf(match[0], line.indent);
  const end = line.start + match[0].length;
  const own = { term: line.indent, text, gap: { start: end - match[1].length, end } };
  if (next && next.indent > line.indent) return next.indent === text ? own : undefined;
  if (known?.term === line.indent && known.text === text) return own;
  const isWide = match[1].length > 2 || match[1].includes('\t');
  return isWide && (isAlone || sharesColumns(line, text, next)) ? own : undefined;
}

function sharesColumns(line: Line, text: number, next: Line | undefined): boolean {
  const below = next?.indent === line.indent ? TERM.exec(next.text) : undefined;
  return below != null && columnsOf(below[0], line.indent) === text;
}

/** `known` are the columns of terms before the run. */
export function splitRun(
  run: readonly Line[],
  width: number,
  known: Columns | undefined,
): { parts: Part[]; columns?: Columns } {
  const parts: Part[] = [];
  let part: Part | undefined;
  /** Where the text of an open item goes on. */
  let column: number | undefined;
  let columns = run.length === 1 ? known : undefined;
  const open = (line: Line, kind: Part['kind'], skip = 0) => {
    part = { kind, lines: [line], skip, isListed: skip > 0 };
    column = undefined;
    parts.push(part);
  };
  for (const [i, line] of run.entries()) {
    const before = run[i - 1];
    const next = run[i + 1];
    const own = termIn(line, next, run.length === 1, columns);
    // "*    A star" among "+    A cross" is a term.
    const isKnown = own !== undefined && own.term === known?.term && own.text === known.text;
    const bullet = isKnown ? undefined : BULLET.exec(line.text)?.[0];
    if (bullet && (!before || part?.isListed || line.indent !== before.indent || isBroken(before, line, width))) {
      open(line, 'item', bullet.length);
      const number = Number.parseInt(bullet.replace('(', ''), 10);
      if (!Number.isNaN(number)) part!.number = number;
      continue;
    }
    if (own) {
      open(line, 'item');
      part!.gap = own.gap;
      column = own.text;
      columns = own;
      continue;
    }
    if (!part || !before) {
      open(line, 'paragraph');
    } else if (line.indent === before.indent) {
      part.lines.push(line);
    } else if (line.indent > before.indent) {
      // A term on a line of its own, several of them, or an item's first line.
      const isTerm = part.lines.length === 1 || part.lines.every(({ text }) => text.startsWith('-'));
      const isLead = before.text.endsWith(':') && part.lines.length === 1 && !isProse([line, ...(next ? [next] : [])]);
      if (column === line.indent || (isTerm && !isLead)) {
        if (part.kind === 'paragraph') {
          part.kind = 'item';
          if (before.text.startsWith('-')) part.gap = { start: before.end, end: line.start };
        }
        part.lines.push(line);
        column = line.indent;
      } else open(line, 'paragraph');
    } else if (!ENDS.test(before.text) && !isBroken(before, line, width)) {
      // A paragraph whose first line stands further in.
      part.lines.push(line);
    } else if (column === line.indent) part.lines.push(line);
    else open(line, 'paragraph');
  }
  const told = parts.map((one) => (isExample(one) ? { ...one, kind: 'code' as const } : one));
  return { parts: told, ...((columns ?? known) && { columns: columns ?? known }) };
}

const WORD = /^[("'“‘`[*_]*[\p{L}\p{M}][\p{L}\p{M}\p{N}'’-]*[)"'”’`\]*_]*[.,;:!?]*[)"'”’]*$/u;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/u;
const MAX_WORD_CHARS = 40;
/** Of its words these shares must be words of a language. */
const WORDS_OF_PROSE = 0.65;
const WORDS_OF_A_TERM = 0.35;

const isExample = ({ kind, isListed, lines }: Part) =>
  kind === 'paragraph' ? !isProse(lines) : !isListed && shareOfWords(lines) < WORDS_OF_A_TERM;

/** Whether lines are sentences and not a command, a table or a drawing. */
function isProse(lines: readonly Line[]): boolean {
  const text = lines.map((line) => line.text).join(' ');
  const isShort = lines.length === 1 && text.split(/\s+/, 4).length < 4;
  return shareOfWords(lines) >= WORDS_OF_PROSE && (!isShort || /[.!?][)"'”’]*$/.test(text) || /^\p{Lu}/u.test(text));
}

function shareOfWords(lines: readonly Line[]): number {
  const words = lines.flatMap(({ text }) => text.split(/\s+/));
  const isWord = (word: string) => (word.length <= MAX_WORD_CHARS && WORD.test(word)) || UNSPACED.test(word);
  return words.filter(isWord).length / words.length;
}
