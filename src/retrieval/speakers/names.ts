/** Names in a sentence: which of its words are one, and which other people it speaks of. */
import { isCapitalised, type Token } from '../../text/tokenize.js';
import { isAdjacent, isCalendarToken } from './words.js';

/** A capital at the start of a sentence says nothing; a name that is capitalised inside one as well does. */
export class NamesInside {
  readonly #known = new Map<string, boolean>();

  constructor(readonly body: string) {}

  has(surface: string): boolean {
    let isInside = this.#known.get(surface);
    if (isInside === undefined) this.#known.set(surface, (isInside = this.#standsInside(surface)));
    return isInside;
  }

  #standsInside(surface: string): boolean {
    const { body } = this;
    if (!isCapitalised(surface, { start: 0, end: surface.length })) return false;
    for (let at = body.indexOf(surface, 2); at >= 0; at = body.indexOf(surface, at + 1)) {
      const isWhole = !/[\p{L}\p{M}\p{N}]/u.test(body.charAt(at + surface.length));
      if (isWhole && body[at - 1] === ' ' && /[\p{L},]/u.test(body[at - 2])) return true;
    }
    return false;
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
