/** Whether a sentence holds something of the kind that is asked for, and that the question doesn't name itself. */

import { isCalendarWord } from '../core/calendar.js';
import { nounKind } from '../lexicon/noun-kinds.js';
import type { Query } from '../query/query.js';
import { type FigureKind, figureKind } from '../text/figure-kinds.js';
import { answerWordsOf } from '../text/languages/answer-words.js';
import type { AskedKind } from '../text/languages/question-words.js';
import { isCapitalised, normaliseWord, type Token } from '../text/tokenize.js';
import { type AnswerCandidates, firstKindIn, NO_CANDIDATES } from './candidate-places.js';
import { candidatesInLanguage } from './candidates-in-language.js';
import { capitalisedRuns } from './capitalised-runs.js';
import type { ScoredTerm } from './score-words.js';

const RELATIVE_DAYS = new Set('yesterday today tomorrow'.split(' '));
const isTimeWord = (word: string) => isCalendarWord(word) || RELATIVE_DAYS.has(word);
/** "Last year", "two years ago"; "on Friday" tells the year only as far as the article's own is known. */
const YEAR = normaliseWord('year');
const YEARS = /^(?:years?|decades?|centur(?:y|ies))$/;
const FROM_THIS_YEAR = new Set('last this next same previous following'.split(' '));
const UNSURE_OF_YEAR = 0.25;
const NUMBER_WORDS = new Set(
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands million millions billion billions trillion dozen dozens half twice several'.split(
    ' ',
  ),
);
const isNumberWord = (word: string) => /\d/.test(word) || NUMBER_WORDS.has(word);
/** Token `i` in small letters; '' outside of the sentence. */
const wordAt = (body: string, tokens: readonly Token[], i: number): string =>
  tokens[i] ? body.slice(tokens[i].start, tokens[i].end).toLowerCase() : '';
const PLACE_PREPOSITIONS = new Set('in at from near to outside inside across throughout into of around'.split(' '));
const NOT_BEFORE_PERSON = new Set('in at from near to outside across the'.split(' '));
const REASON = new Set(
  'because due owing cause caused causes causing reason reasons therefore thanks citing cited blamed accused saying fear fears fearing hoping amid concern concerns worried worries lack failed unable prompted'.split(
    ' ',
  ),
);
/** "She resigned after the vote", and what stands in nearly every sentence. */
const WEAK_REASON = new Set('since after over following so if unless'.split(' '));
const LITTLE_REASON = new Set('as for to'.split(' '));

/** What of a query tells what could answer it. */
export type Asks = Pick<
  Query,
  | 'language'
  | 'answerType'
  | 'headTerm'
  | 'measure'
  | 'countedTerm'
  | 'asksAhead'
  | 'asksDefinition'
  | 'surfaces'
  | 'named'
>;

/** By what words a text may name what is counted: a slip is mended, and "depots" may stand for "dumps". */
export function countedForms({ countedTerm }: Pick<Query, 'countedTerm'>, terms: readonly ScoredTerm[]): Set<string> {
  const forms = terms
    .filter(({ term }) => term === countedTerm)
    .flatMap(({ found, others }) => [found, ...others.flatMap(({ phrase }) => (phrase.length === 1 ? phrase : []))]);
  return new Set(countedTerm === undefined ? [] : [countedTerm, ...forms]);
}

/** The best candidates of a sentence; none where any kind of answer would do. `counted` is what `countedForms` tells. */
export function findAnswerCandidates(
  { language, answerType, headTerm, measure, countedTerm, asksAhead, asksDefinition, surfaces, named }: Asks,
  body: string,
  tokens: Token[],
  counted: ReadonlySet<string> = new Set(countedTerm === undefined ? [] : [countedTerm]),
): AnswerCandidates {
  if (tokens.length === 0) return NO_CANDIDATES;
  const surface = (i: number) => body.slice(tokens[i].start, tokens[i].end);
  const lower = (i: number) => wordAt(body, tokens, i);
  const isNew = (i: number) => !named.has(tokens[i].term);
  const words = answerWordsOf(language);
  if (words) return candidatesInLanguage(answerType as AskedKind, language, words, body, tokens, isNew);
  const isNumber = (i: number) => isNumberWord(lower(i));
  const firstOf = (...kinds: [number, (i: number) => boolean][]) => firstKindIn(tokens, ...kinds);
  const isNewName = (i: number) => i > 0 && isCapitalised(body, tokens[i]) && isNew(i);
  const isOf = (kind: FigureKind) => (i: number) => isNumber(i) && figureKind(body, tokens, i) === kind;
  const isYear = (i: number) => isNew(i) && /^(1[0-9]|20)\d\d$/.test(surface(i));
  const isYearsAway = (i: number) =>
    YEARS.test(lower(i)) && (lower(i + 1) === 'ago' || FROM_THIS_YEAR.has(lower(i - 1)));
  const isNewNumber = (i: number) => isNumber(i) && isNew(i);
  if (asksDefinition) return findDefinition(surfaces, body, tokens);
  switch (answerType) {
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
      return ahead(
        asksAhead,
        body.slice(tokens[0].start, tokens[tokens.length - 1].end),
        headTerm === YEAR
          ? firstOf([1, (i) => isYear(i) || isYearsAway(i)], [UNSURE_OF_YEAR, (i) => isNew(i) && isTimeWord(lower(i))])
          : firstOf(
              [1, (i) => isYear(i) || (isNew(i) && isTimeWord(lower(i)))],
              [0.4, (i) => isNew(i) && /\d/.test(surface(i))],
            ),
      );
    case 'quantity':
      return findFigures(measure, counted, body, tokens, isNewNumber);
    case 'money':
      return firstOf([1, isOf('money')], [OTHER_KIND, isNewNumber]);
    case 'percent':
      return firstOf([1, isOf('percent')], [OTHER_KIND, isNewNumber]);
    case 'contact':
      return findContacts(body, tokens);
    case 'reason':
      return firstOf(
        [1, (i) => REASON.has(lower(i))],
        [0.75, (i) => WEAK_REASON.has(lower(i))],
        [0.65, (i) => LITTLE_REASON.has(lower(i))],
      );
    default:
      return NO_CANDIDATES;
  }
}

/** "LICIACube, a small satellite", "ChatGPT is a program", "an Italian satellite, LICIACube": what the name asked for is. */
const DEFINES =
  /^[)”"’']?(?:,? (?:which|who) |, (?:an?|the|one of) |,? as it is called,|,? (?:is|are|was|were) (?:an?|the|one of) | \(| means | stands for )/;
const DEFINED = /\b(?:an?|the|\p{L}+['’]s) [^.,;:]{3,60}, $/u;

function findDefinition(surfaces: ReadonlyMap<string, string>, body: string, tokens: Token[]): AnswerCandidates {
  const end = tokens[tokens.length - 1].end;
  const isName = tokens.map(({ term }) => surfaces.has(term));
  const places = tokens.flatMap(({ start }, i) => {
    if (!isName[i] || isName[i + 1]) return [];
    let first = i;
    while (isName[first - 1]) first--;
    const behind = body.slice(tokens[i].end, Math.min(end, tokens[i].end + 30));
    const before = body.slice(Math.max(tokens[0].start, tokens[first].start - 70), tokens[first].start);
    return DEFINES.test(behind) || (DEFINED.test(before) && start > tokens[0].start) ? [i] : [];
  });
  return places.length > 0 ? { strength: 1, places } : NO_CANDIDATES;
}

/** What was is no answer to what will be: where that is asked, the sentence must speak of what is to come, or of what is so. */
const TO_COME =
  /\b(?:will|won['’]t|would|shall|(?:is|are|was|were) to|due|plan(?:s|ned|ning)?|schedul\w*|expect\w*|intend\w*|aim\w*|next|until|till|starts?|begins?|opens?|ends?|runs?|takes?|lasts?|closes?|hop(?:es?|ed|ing))\b/i;
const OF_THE_PAST = 0.3;

/** "Friday 20:00: fishing contest", "20 to 22 May, harbour": an entry of a calendar says no verb. */
const IN_A_SCHEDULE = /^[^.!?]{0,40}\b\d{1,2}[:.]\d{2}\b|\b(?:every|each) \p{L}+day\b/u;

function ahead(
  asksAhead: boolean | undefined,
  sentence: string,
  { strength, places }: AnswerCandidates,
): AnswerCandidates {
  return asksAhead && !TO_COME.test(sentence) && !IN_A_SCHEDULE.test(sentence)
    ? { strength: strength * OF_THE_PAST, places }
    : { strength, places };
}

/** A number of the wrong kind, and one of the right kind that counts something else. */
const OTHER_KIND = 0.15;
const COUNTS_ANOTHER = 0.4;
/** "33 million people": so far behind the number stands what it counts. */
const COUNTED_WITHIN = 4;

/** "33 million people"; "the number of people has passed 50,000 on Tuesday", where the number itself counts nothing. */
function isCounted(counted: ReadonlySet<string>, body: string, tokens: Token[], i: number, kind: FigureKind): boolean {
  if (tokens.slice(i + 1, i + 1 + COUNTED_WITHIN).some(({ term }) => counted.has(term))) return true;
  if (kind !== 'count') return false;
  const behind = body.slice(tokens[i].end, tokens[i].end + COUNTS_NOTHING_CHARS);
  return COUNTS_NOTHING.test(behind) && tokens.slice(0, i).some(({ term }) => counted.has(term));
}

const COUNTS_NOTHING = /^\s*(?:[.,;:)]|$|(?:on|in|by|since|and|at|to|from|after|for|last|this|so|as)\b)/;
const COUNTS_NOTHING_CHARS = 8;

/** "Several markets", "one of them": no figure by itself, as it is in "several hundred". */
const VAGUE = new Set('one half twice several'.split(' '));
/** "A few decades away", "for years": how long, and not how many of them. */
const UNITS_OF_TIME = new Set('minutes hours days weeks months years decades centuries'.split(' '));
const LOOSELY = new Set('few many several some for of'.split(' '));
/** A day tells how long something takes only where it begins or ends it; so much is read before it. */
const SINCE_OR_UNTIL = /\b(?:since|until|till|from|between|through|to|by)\s+(?:[\p{L}\d,]+\s+){0,3}$/iu;
const BOUND_CHARS = 40;

/** What makes a year or a time a matter of age: "built in 1912", "founded 90 years ago". */
const BIRTH =
  /\b(?:born|birth\w*|old|oldest|age[ds]?|ago|since|built|founded|established|opened|dat(?:es?|ed|ing)|century)\b/i;

/** Numbers of the kind asked for: lengths for "how wide", so many people for "how many people", never a day or a year. */
function findFigures(
  measure: FigureKind[] | undefined,
  counted: ReadonlySet<string>,
  body: string,
  tokens: Token[],
  isNewNumber: (i: number) => boolean,
): AnswerCandidates {
  const isAgeAlone = measure?.[0] === 'age' && !BIRTH.test(body.slice(tokens[0].start, tokens[tokens.length - 1].end));
  const lower = (i: number) => wordAt(body, tokens, i);
  const strengthOf = (i: number) => {
    const kind = figureKind(body, tokens, i);
    if (isAgeAlone && kind !== 'age') return OTHER_KIND;
    if (kind !== 'date' && isCounted(counted, body, tokens, i, kind)) return 1;
    if (measure ? !measure.includes(kind) : kind === 'date') return OTHER_KIND;
    if (kind === 'count' && VAGUE.has(lower(i)) && !isNumberWord(lower(i + 1))) return COUNTS_ANOTHER;
    if (
      kind === 'date' &&
      measure?.[0] === 'duration' &&
      !SINCE_OR_UNTIL.test(body.slice(Math.max(0, tokens[i].start - BOUND_CHARS), tokens[i].start))
    )
      return OTHER_KIND;
    return counted.size === 0 || kind !== 'count' ? 1 : COUNTS_ANOTHER;
  };
  const isLooseDuration = (i: number) =>
    measure?.[0] === 'duration' && counted.size === 0 && UNITS_OF_TIME.has(lower(i)) && LOOSELY.has(lower(i - 1));
  let best = NO_CANDIDATES;
  tokens.forEach((_, i) => {
    const isLoose = isLooseDuration(i);
    if (!isLoose && !isNewNumber(i)) return;
    const strength = isLoose ? 1 : strengthOf(i);
    if (strength > best.strength) best = { strength, places: [i] };
    else if (strength === best.strength) best.places.push(i);
  });
  return best;
}

/** "01632 960 123", "desk@harbour.example", "www.harbour.example": what one can be reached by. */
const CONTACT =
  /(?:\+|\b0)\d[\d\s()/.-]{5,}\d|\b\d{3}[ .-]\d{3,4}(?:[ .-]\d{3,4})?\b|[\w.+-]+@[\w-]+\.\w+|\bhttps?:\/\/|\bwww\.\w/;

function findContacts(body: string, tokens: Token[]): AnswerCandidates {
  const from = tokens[0].start;
  const found = CONTACT.exec(body.slice(from, tokens[tokens.length - 1].end));
  if (!found) return NO_CANDIDATES;
  const [start, end] = [from + found.index, from + found.index + found[0].length];
  const places = tokens.flatMap((token, i) => (token.end > start && token.start < end ? [i] : []));
  return { strength: 1, places };
}

/** Nobody's name is longer; with an office before it ("US National Security Advisor Jake Sullivan") it may be. */
const NAME_WORDS = 4;
const NAME_AND_OFFICE_WORDS = 8;

/** Two to four capitalised words in a row, not behind a place preposition; a single one is a weak candidate. */
function findPersons(body: string, tokens: Token[], isNew: (i: number) => boolean): AnswerCandidates {
  let best = NO_CANDIDATES;
  const isOffice = ({ start, end }: Token) => nounKind(body.slice(start, end).toLowerCase()) === 'person';
  const isFullName = (i: number, end: number) => {
    const words = end - i + 1;
    if (words < 2 || words > NAME_AND_OFFICE_WORDS) return false;
    return words <= NAME_WORDS || tokens.slice(i, end - 1).some(isOffice);
  };
  for (const [i, end] of capitalisedRuns(body, tokens)) {
    const before = wordAt(body, tokens, i - 1);
    const places: number[] = [];
    for (let j = i; j <= end; j++) if (isNew(j)) places.push(j);
    const isAway = places.length === 0 || NOT_BEFORE_PERSON.has(before);
    const strength = isAway ? 0 : isFullName(i, end) ? 1 : i > 0 ? 0.5 : 0;
    if (strength > best.strength) best = { strength, places };
    else if (strength > 0 && strength === best.strength) best = { strength, places: [...best.places, ...places] };
  }
  return best;
}
