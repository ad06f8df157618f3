/** Whether a sentence holds something of the kind that is asked for, and that the question doesn't name itself. */
import { isCapitalised, isStopTerm, type Token } from '../text/tokenize.js';
import type { AnswerType } from './query.js';

const TIME = new Set(
  'january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow'.split(
    ' ',
  ),
);
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

/** 1 where the sentence holds a candidate, 0.5 for a weak one, 0 where it holds none or any kind would do. */
export function candidateScore(
  type: AnswerType,
  body: string,
  tokens: Token[],
  isInQuestion: (term: string) => boolean,
): number {
  if (tokens.length === 0) return 0;
  const text = body.slice(tokens[0].start, tokens[tokens.length - 1].end + 2);
  const surface = (i: number) => body.slice(tokens[i].start, tokens[i].end);
  const lower = (i: number) => surface(i).toLowerCase();
  const isNew = (i: number) => !isInQuestion(tokens[i].term);
  const isNumber = (i: number) => /\d/.test(surface(i)) || NUMBER_WORDS.has(lower(i));
  const some = (test: (i: number) => boolean) => tokens.some((_, i) => test(i));
  switch (type) {
    case 'person':
      return personScore(body, tokens, isNew);
    case 'place':
      return some(
        (i) =>
          i > 0 &&
          isCapitalised(body, tokens[i]) &&
          isNew(i) &&
          PLACE_PREPOSITIONS.has(lower(i - 1)) &&
          !TIME.has(lower(i)) &&
          !/\d/.test(surface(i)),
      )
        ? 1
        : some((i) => i > 0 && isCapitalised(body, tokens[i]) && isNew(i))
          ? 0.4
          : 0;
    case 'time':
      return some((i) => isNew(i) && (/^(1[0-9]|20)\d\d$/.test(surface(i)) || TIME.has(lower(i))))
        ? 1
        : some((i) => isNew(i) && /\d/.test(surface(i)))
          ? 0.4
          : 0;
    case 'quantity':
      return some((i) => isNumber(i) && isNew(i)) ? 1 : 0;
    case 'money':
      return MONEY.test(text) ? 1 : some((i) => isNumber(i) && isNew(i)) ? 0.4 : 0;
    case 'percent':
      return PERCENT.test(text) ? 1 : some((i) => isNumber(i) && isNew(i)) ? 0.4 : 0;
    case 'reason':
      return some((i) => REASON.has(lower(i))) ? 0.6 : 0;
    default:
      return 0;
  }
}

/** Two or three capitalised words in a row, not behind a place preposition; a single one is a weak candidate. */
function personScore(body: string, tokens: Token[], isNew: (i: number) => boolean): number {
  let best = 0;
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
    let news = 0;
    for (let j = i; j <= end; j++) if (isNew(j)) news++;
    if (news > 0 && !NOT_BEFORE_PERSON.has(before))
      best = Math.max(best, length >= 2 && length <= 4 ? 1 : i > 0 ? 0.5 : 0);
    i = end;
  }
  return best;
}
