/** Notes of what an answer said before it was corrected, below the answer and on the cards of its sources. */
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { timestamp } from './dates.js';
import { inertWithin } from './inert.js';

const MAX_NOTED_CHARS = 160;
const MAX_NOTES = 3;

/** The last ones, one line each. */
export const correctionNotes = ({ corrections = [] }: Pick<KeptAnswer, 'corrections'>, words: Words): string[] =>
  corrections.slice(-MAX_NOTES).map(({ said, isGone, atMs }) => {
    const quoted = inertWithin(said, MAX_NOTED_CHARS);
    return `-# ${isGone ? words.withdrawnNote(timestamp(atMs), quoted) : words.correctedNote(timestamp(atMs), quoted)}`;
  });
