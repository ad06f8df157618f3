/** Whether a sentence holds something of the kind that is asked for, and that the question doesn't name itself. */

import { isCalendarWord } from '../core/calendar.js';
import type { AnswerType } from '../query/query.js';
import { isCapitalised, isStopTerm, type Token } from '../text/tokenize.js';

const RELATIVE_DAYS = new Set('yesterday today tomorrow'.split(' '));
const isTimeWord = (word: string) => isCalendarWord(word) || RELATIVE_DAYS.has(word);
const NUMBER_WORDS = new Set(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half twice several'.split(
    ' ',
  ),
);
const PLACE_PREPOSITIONS = new Set('in at from near to outside inside across throughout into of around'.split(' '));
const NOT_BEFORE_PERSON = new Set('in at from near to outside across the'.split(' '));
const REASON = new Set('because since due owing cause caused reason so therefore after amid over'.split(' '));

const MONEY = /[$€£¥]\s?\d|\b(dollars?|euros?|pounds?|cents?|rubles?|yen|yuan|usd)\b/i;
const PERCENT = /%|\bper ?cent\b|\bpercentage\b/i;

/** What could be the answer: 1 for a good candidate, less for a weak one, 0 for none; and the tokens that are it. */
export interface Candidates {
  strength: number;
  places: number[];
}

const NONE: Candidates = { strength: 0, places: [] };

/** The best candidates of a sentence; none where any kind of answer would do. */
export function findCandidates(
  type: AnswerType,
  body: string,
  tokens: Token[],
  isInQuestion: (term: string) => boolean,
): Candidates {
  if (tokens.length === 0) return NONE;
  const surface = (i: number) => body.slice(tokens[i].start, tokens[i].end);
  const lower = (i: number) => surface(i).toLowerCase();
  const isNew = (i: number) => !isInQuestion(tokens[i].term);
  const isNumber = (i: number) => /\d/.test(surface(i)) || NUMBER_WORDS.has(lower(i));
  const where = (test: (i: number) => boolean) => tokens.flatMap((_, i) => (test(i) ? [i] : []));
  const firstOf = (...kinds: [number, (i: number) => boolean][]): Candidates => {
    for (const [strength, test] of kinds) {
      const places = where(test);
      if (places.length > 0) return { strength, places };
    }
    return NONE;
  };
  const isNewName = (i: number) => i > 0 && isCapitalised(body, tokens[i]) && isNew(i);
  const isMarked = (mark: RegExp) => (i: number) =>
    isNumber(i) && mark.test(body.slice(Math.max(tokens[0].start, tokens[i].start - 3), tokens[i].end + 24));
  const isNewNumber = (i: number) => isNumber(i) && isNew(i);
  switch (type) {
    case 'person':
      return findPersons(body, tokens, isNew);
    case 'place':
      return firstOf(
        [
          1,
          (i) =>
            isNewName(i) && PLACE_PREPOSITIONS.has(lower(i - 1)) && !isTimeWord(lower(i)) && !/\d/.test(surface(i)),
        ],
        [0.4, isNewName],
      );
    case 'name':
      return firstOf([1, isNewName]);
    case 'time':
      return firstOf(
        [1, (i) => isNew(i) && (/^(1[0-9]|20)\d\d$/.test(surface(i)) || isTimeWord(lower(i)))],
        [0.4, (i) => isNew(i) && /\d/.test(surface(i))],
      );
    case 'quantity':
      return firstOf([1, isNewNumber]);
    case 'money':
      return firstOf([1, isMarked(MONEY)], [0.4, isNewNumber]);
    case 'percent':
      return firstOf([1, isMarked(PERCENT)], [0.4, isNewNumber]);
    case 'reason':
      return firstOf([0.6, (i) => REASON.has(lower(i))]);
    default:
      return NONE;
  }
}

/** Two or three capitalised words in a row, not behind a place preposition; a single one is a weak candidate. */
function findPersons(body: string, tokens: Token[], isNew: (i: number) => boolean): Candidates {
  let best = NONE;
  for (let i = 0; i < tokens.length; i++) {
    if (!isCapitalised(body, tokens[i]) || isStopTerm(tokens[i].term)) continue;
    let end = i;
    while (
      end + 1 < tokens.length &&
      isCapitalised(body, tokens[end + 1]) &&
      /^[\s.\-’']*$/.test(body.slice(tokens[end].end, tokens[end + 1].start))
    )
      end++;
    const length = end - i + 1;
    const before = i > 0 ? body.slice(tokens[i - 1].start, tokens[i - 1].end).toLowerCase() : '';
    const places: number[] = [];
    for (let j = i; j <= end; j++) if (isNew(j)) places.push(j);
    const strength =
      places.length === 0 || NOT_BEFORE_PERSON.has(before) ? 0 : length >= 2 && length <= 4 ? 1 : i > 0 ? 0.5 : 0;
    if (strength > best.strength) best = { strength, places };
    else if (strength > 0 && strength === best.strength) best = { strength, places: [...best.places, ...places] };
    i = end;
  }
  return best;
}
