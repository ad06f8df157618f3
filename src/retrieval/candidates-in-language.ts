/** Answer candidates in other languages than English: figures, days, reasons, and names where the language writes them with capitals. */

import type { AnswerWords } from '../text/languages/answer-words.js';
import type { KnownLanguage } from '../text/languages/languages.js';
import type { AskedKind } from '../text/languages/question-words.js';
import { isCapitalised, isStopTerm, type Token } from '../text/tokenize.js';
import { type AnswerCandidates, firstKindIn, NO_CANDIDATES, placesWhere } from './candidate-places.js';
import { capitalisedRuns } from './capitalised-runs.js';

const CASELESS: ReadonlySet<KnownLanguage> = new Set(['ar', 'he', 'hi', 'zh', 'ja', 'th', 'ko']);
/** "三十五", "十二亿", "백". */
const HAN_NUMERAL = /^(?:[〇零一二三四五六七八九十百千万亿億兆两]{1,8}|半|[일이삼사오육칠팔구십백천만억]{2,6})$/u;
/** A count in front of what it counts: "三个", "十八小时". */
const BEGINS_WITH_NUMERAL = /^[二三四五六七八九十百千万亿億两][^\p{P}]?/u;
/** Behind digits: "2023年", "3月", "14일". */
const DAY_MARK = /^\s?[年月日号號년월일]/u;

/** As findAnswerCandidates; `isNew` tells which tokens the question doesn't name. */
export function candidatesInLanguage(
  asked: AskedKind,
  language: KnownLanguage,
  words: AnswerWords,
  body: string,
  tokens: readonly Token[],
  isNew: (i: number) => boolean,
): AnswerCandidates {
  const surface = (i: number) => body.slice(tokens[i].start, tokens[i].end);
  const lower = (i: number) => surface(i).toLowerCase();
  const hasCapitals = !CASELESS.has(language);
  const firstOf = (...kinds: [number, (i: number) => boolean][]) => firstKindIn(tokens, ...kinds);
  const isDigits = (i: number) => /^\p{Nd}/u.test(surface(i));
  const isYear = (i: number) => /^(?:1[0-9]|2[0-5])\d\d$/.test(tokens[i].term);
  const isDay = (i: number) => isDigits(i) && DAY_MARK.test(body.slice(tokens[i].end, tokens[i].end + 2));
  const isNumeral = (i: number) =>
    words.numerals.has(lower(i)) ||
    HAN_NUMERAL.test(surface(i)) ||
    (!hasCapitals && BEGINS_WITH_NUMERAL.test(surface(i)));
  const isTime = (i: number) => words.times.has(lower(i)) || isYear(i) || isDay(i);
  switch (asked) {
    case 'time':
      return firstOf([1, (i) => isNew(i) && isTime(i)], [0.4, (i) => isNew(i) && isDigits(i)]);
    case 'quantity':
      return firstOf(
        [1, (i) => isNew(i) && (isNumeral(i) || (isDigits(i) && !isYear(i) && !isDay(i) && !isTimeBehind(i)))],
        [0.3, (i) => isNew(i) && isDigits(i)],
      );
    case 'reason':
      return firstOf([1, (i) => words.reasons.has(lower(i))]);
    case 'place':
      return hasCapitals
        ? firstOf(
            [1, (i) => i > 0 && words.places.has(lower(i - 1)) && isName(i)],
            [0.4, (i) => language !== 'de' && i > 0 && isName(i)],
          )
        : firstOf([0.5, (i) => i > 0 && isNew(i) && words.places.has(lower(i - 1)) && !isDigits(i)]);
    case 'person':
      return hasCapitals ? persons() : NO_CANDIDATES;
    default:
      return NO_CANDIDATES;
  }

  function isTimeBehind(i: number): boolean {
    return i + 1 < tokens.length && words.times.has(lower(i + 1));
  }
  function isName(i: number): boolean {
    return isCapitalised(body, tokens[i]) && isNew(i) && !isStopTerm(tokens[i].term) && !words.times.has(lower(i));
  }

  /** Two to four capitalised words in a row, not behind a preposition of place; one alone says little, and in German nothing. */
  function persons(): AnswerCandidates {
    let best = NO_CANDIDATES;
    for (const [i, end] of capitalisedRuns(body, tokens)) {
      const length = end - i + 1;
      const places = placesWhere(tokens, (j) => j >= i && j <= end && isNew(j));
      const isBehindPlace = i > 0 && words.places.has(lower(i - 1));
      const single = language === 'de' || i === 0 ? 0 : 0.4;
      const strength = places.length === 0 ? 0 : length >= 2 && length <= 4 ? (isBehindPlace ? 0.4 : 1) : single;
      if (strength > best.strength) best = { strength, places };
      else if (strength > 0 && strength === best.strength) best = { strength, places: [...best.places, ...places] };
    }
    return best;
  }
}
