/** Names in a sentence: which of its words are one, and which other people it speaks of. */
import { isCapitalised, type Token } from '../../text/tokenize.js';
import { isAdjacent, isCalendarToken } from './words.js';

/** What stands behind a word or a comma and a blank, as far as a name goes. */
const INSIDE = /(?<=[\p{L},] )[\p{Lu}\p{Lt}]\S{0,47}/gu;
/** "O'Brien-Lund's" holds so many names that end where a word ends. */
const MOST_ENDS = 8;
const GOES_ON = /[\p{L}\p{M}\p{N}]/u;

/** A capital at the start of a sentence says nothing; a name that is capitalised inside one as well does. */
export class NamesInside {
  #names: Set<string> | undefined;

  constructor(readonly body: string) {}

  has(surface: string): boolean {
    return (this.#names ??= this.#read()).has(surface);
  }

  /** In one pass: an article may have as many names as words, and looking for each one would read it as often. */
  #read(): Set<string> {
    const names = new Set<string>();
    for (const { 0: run, index } of this.body.matchAll(INSIDE)) {
      let ends = 0;
      for (let end = 1; end <= run.length && ends < MOST_ENDS; end++) {
        if (GOES_ON.test(this.body.charAt(index + end))) continue;
        names.add(run.slice(0, end));
        ends++;
      }
    }
    return names;
  }
}

export const surfaceOf = (body: string, { start, end }: Token) => body.slice(start, end).replace(/['’]s?$/, '');

/** Whether a name stands in the sentence beside these words, which may be whom "he" means next. */
export const namesMore = (body: string, words: Token[], subject: Token[]) =>
  words.some(
    (word, i) => i > 0 && !subject.includes(word) && isCapitalised(body, word) && !isCalendarToken(body, word),
  );

/** "Ines Falk met Per Lund": a second full name, so that "he" may be either. */
export function namesAnother(body: string, words: Token[], from: number): boolean {
  return words.some(
    (word, i) =>
      i > from &&
      [words[i - 1], word].every((token) => isCapitalised(body, token) && !isCalendarToken(body, token)) &&
      isAdjacent(body, words[i - 1], word),
  );
}
