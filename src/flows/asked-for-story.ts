/** Whether a message asks for more than a single fact, and what is looked for then. Told without the code that tells stories. */
import { isCalendarWord } from '../core/calendar.js';
import { isLightTerm } from '../query/light-terms.js';
import type { Query } from '../query/query.js';
import type { Request } from '../query/requests.js';

/** The texts to look for, one query each: the topic; of a comparison "A and B?", "A?" and "B?". */
export function topicsOf(request: Request, text: string): string[] {
  switch (request.kind) {
    case 'question':
      return [text];
    case 'compare':
      return [
        `${request.within ?? ''} ${request.sides.join(' and ')}?`.trim(),
        ...request.sides.map((side) => `${side}?`),
      ];
    default:
      return [request.topic ? `${asTime(request.topic)}?` : text];
  }
}

/** "October 2022" with the little word by which it is a time. */
const asTime = (topic: string) => (isCalendarWord(/^\p{L}*/u.exec(topic)![0]) ? `in ${topic}` : topic);

/** Whether `tellStory` may have something to tell; `query` is the first of those of `topicsOf`. */
export const asksForStory = (request: Request, query: Query): boolean =>
  request.kind !== 'question' || asksForPeriod(query);

/** The latest and the list of everything: of no topic. */
export const asksForAllNews = (request: Request): boolean =>
  (request.kind === 'latest' || request.kind === 'list') && !request.topic;

/** Whether a question names a time and no topic: "What happened in October?" */
export function asksForPeriod({ terms, timeTerms, times, days }: Query): boolean {
  if (times.length + days.length === 0) return false;
  return terms.every(({ term }) => timeTerms.has(term) || isLightTerm(term) || PERIOD_WORDS.has(term));
}

const PERIOD_WORDS = new Set([
  'new',
  'news',
  'event',
  'stori',
  'headlin',
  'latest',
  'recent',
  'week',
  'month',
  'yesterdai',
  'todai',
  'year',
]);
