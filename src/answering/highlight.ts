/** The part of an answering sentence that is asked for: the person of "who", the date of "when", the number of "how many". */

import { isCalendarWord } from '../core/calendar.js';
import type { Span } from '../core/types.js';
import { type AnswerType, IN_FIGURES, type Query } from '../query/query.js';
import { findAnswerCandidates } from '../retrieval/answer-candidates.js';
import type { EvidenceSentence } from '../retrieval/find-evidence.js';
import { isCapitalised, isStopTerm, type Token } from '../text/tokenize.js';

/** A weaker candidate is shown as nothing but the sentence. */
const SURE = 0.6;
const NAMES = new Set<AnswerType>(['person', 'place', 'name']);
/** A name doesn't run over more words, nor a figure's unit. */
const MOST_NAME_WORDS = 6;
const MOST_UNIT_WORDS = 2;
const LITTLE = /^(?:of|the|for|and|de|da|del|den|der|di|dos|van|von|ten|ter|zu|bin|al|el|la|le|du)$/;
const NUMBER_PART =
  /^(?:\d[\d.,]*|hundreds?|thousands?|millions?|billions?|trillions?|bn|m|dozens?|half|a|per|cent|percent)$/i;
const APPROXIMATELY =
  /(?:about|around|nearly|almost|more than|less than|at least|at most|over|up to|some|roughly)\s+$/i;

/** In UTF-16 units of the article's body; undefined where no part of it is what is asked for. */
export function highlightOf(query: Query, sentence: EvidenceSentence): Span | undefined {
  const { article, number, matched } = sentence;
  const tokens = article.tokensOf(number);
  const { strength, places } = findAnswerCandidates(query, article.text, tokens);
  if (strength < SURE || places.length === 0) return undefined;
  const asked = tokens.flatMap(({ term }, i) => (matched.has(term) ? [i] : []));
  const distance = (place: number) => Math.min(...asked.map((other) => Math.abs(other - place)), tokens.length);
  const place = places.reduce((best, other) => (distance(other) < distance(best) ? other : best));
  const { text: body } = article;
  if (NAMES.has(query.answerType)) return nameAround(body, tokens, place);
  if (IN_FIGURES.has(query.answerType)) return figureAround(body, tokens, place);
  if (query.answerType === 'time') return dateAround(body, tokens, place);
  return undefined;
}

const textOf = (body: string, { start, end }: Span) => body.slice(start, end);
const isNear = (body: string, left: Token, right: Token, between = /^[\s.’'-]{1,2}$/) =>
  between.test(body.slice(left.end, right.start));

function nameAround(body: string, tokens: Token[], place: number): Span {
  const isPart = (i: number) => isCapitalised(body, tokens[i]);
  let first = place;
  let last = place;
  const step = (from: number, by: 1 | -1): number | undefined => {
    let i = from + by;
    while (tokens[i] && LITTLE.test(textOf(body, tokens[i])) && Math.abs(i - from) <= 2) i += by;
    if (!tokens[i] || !isPart(i)) return undefined;
    for (let at = Math.min(from, i); at < Math.max(from, i); at++)
      if (!isNear(body, tokens[at], tokens[at + 1])) return undefined;
    // "In Kyiv": a first word that is a little one is no name.
    return i === 0 && isStopTerm(tokens[i].term) ? undefined : i;
  };
  for (let next = step(first, -1); next !== undefined && last - next < MOST_NAME_WORDS; next = step(first, -1))
    first = next;
  for (let next = step(last, 1); next !== undefined && next - first < MOST_NAME_WORDS; next = step(last, 1))
    last = next;
  return withoutPossessive(body, { start: tokens[first].start, end: tokens[last].end });
}

function withoutPossessive(body: string, { start, end }: Span): Span {
  const tail = /['’]s?$/.exec(body.slice(start, end))?.[0].length ?? 0;
  return { start, end: end - tail };
}

function figureAround(body: string, tokens: Token[], place: number): Span {
  let first = place;
  let last = place;
  const isNumber = (i: number) => tokens[i] !== undefined && NUMBER_PART.test(textOf(body, tokens[i]));
  while (isNumber(first - 1) && isNear(body, tokens[first - 1], tokens[first], /^[\s-]$/)) first--;
  while (isNumber(last + 1) && isNear(body, tokens[last], tokens[last + 1], /^[\s-]$/)) last++;
  // "44 billion dollars", "1,340 kilometres": the word behind says of what.
  for (let unit = 0; unit < MOST_UNIT_WORDS; unit++) {
    const next = tokens[last + 1];
    if (!next || isStopTerm(next.term) || !/^\p{Ll}/u.test(textOf(body, next)) || body[tokens[last].end] !== ' ') break;
    last++;
    if (unit === 0 && /s$/.test(textOf(body, next))) break;
  }
  let { start } = tokens[first];
  if (/[$€£¥]\s?$/.test(body.slice(Math.max(0, start - 2), start)))
    start = body.slice(0, start).search(/(?:US)?[$€£¥]\s?$/);
  const lead = APPROXIMATELY.exec(body.slice(Math.max(0, start - 16), start));
  if (lead) start -= lead[0].length;
  const { end } = tokens[last];
  return { start, end: body[end] === '%' ? end + 1 : end };
}

function dateAround(body: string, tokens: Token[], place: number): Span {
  const isPart = (i: number) => {
    const word = tokens[i] && textOf(body, tokens[i]);
    return word !== undefined && (isCalendarWord(word) || /^(?:\d{1,2}(?:st|nd|rd|th)?|[12]\d{3})$/.test(word));
  };
  let first = place;
  let last = place;
  while (isPart(first - 1) && isNear(body, tokens[first - 1], tokens[first], /^,?\s$/)) first--;
  while (isPart(last + 1) && isNear(body, tokens[last], tokens[last + 1], /^,?\s$/)) last++;
  return { start: tokens[first].start, end: tokens[last].end };
}
