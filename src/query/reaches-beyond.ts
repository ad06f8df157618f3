/** Whether a question is about now or a time after a given day. What was known on that day may not be all there is. */
import { DAY_MS } from '../core/dates.js';
import { placeTimes, readTimes } from './named-times.js';

/** Words for now that name no time. */
const ABOUT_NOW = /\b(?:now|nowadays|still|yet|so far|tonight|tomorrow|upcoming|next (?:week|month|year))\b/i;

/** `dayMs` is the start of a day; `nowMs` places times such as "last week" and "in July". Milliseconds since 1970. */
export function reachesBeyond(question: string, dayMs: number, nowMs: number): boolean {
  if (ABOUT_NOW.test(question)) return true;
  return placeTimes(readTimes(question), nowMs).some(({ toMs }) => toMs >= dayMs + DAY_MS);
}
