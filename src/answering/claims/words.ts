/** A sentence as words that are compared one by one: stems, and every number as one word of its value. */
import { numbersIn } from '../../text/numbers.js';
import { isCapitalised, isStopTerm, tokenize } from '../../text/tokenize.js';

export interface Word {
  /** What is compared: the stem, or `#` and the value of a number ("two million" is `#2000000`). */
  term: string;
  /** As written, in lower case, without a possessive ending. */
  lower: string;
  /** Offsets into the text it was read from. */
  start: number;
  end: number;
  /** Says something of its own: no stop word. */
  isContent: boolean;
  isCapitalised: boolean;
  isFigure: boolean;
  /** Part of a name; see names.ts. */
  isName: boolean;
}

export function wordsIn(text: string): Word[] {
  const figures = numbersIn(text);
  const words: Word[] = [];
  let at = 0;
  for (const { term, start, end } of tokenize(text)) {
    while (at < figures.length && figures[at].end <= start) at++;
    const figure = figures[at] && figures[at].start <= start ? figures[at] : undefined;
    // "two million" is one word, however many it is written with.
    if (figure && words.at(-1)?.start === figure.start) continue;
    const surface = text.slice(start, end);
    words.push({
      term: figure ? `#${figure.value}` : term,
      lower: surface.toLowerCase().replaceAll('’', "'").replace(/'s$/, ''),
      start,
      end: figure?.end ?? end,
      isContent: figure !== undefined || !isStopTerm(term),
      isCapitalised: isCapitalised(text, { start, end }),
      isFigure: figure !== undefined,
      isName: false,
    });
  }
  return words;
}

/** Words joined so that a run of them is found by `includes`. */
export const joinTerms = (words: Pick<Word, 'term'>[]): string => ` ${words.map(({ term }) => term).join(' ')} `;
