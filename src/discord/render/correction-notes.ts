/** Notes of what an answer said before it was corrected, below the answer and on the cards of its sources. */
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { timestamp } from './dates.js';
import { inertWithin } from './inert.js';

const MAX_NOTED_CHARS = 160;
const MAX_NOTES = 3;
/** Words beside what was changed, so that it is seen where it stood. */
const WORDS_BESIDE = 3;

/** The last ones, one line each. */
export const correctionNotes = (
  { corrections = [], sentences }: Pick<KeptAnswer, 'corrections' | 'sentences'>,
  words: Words,
): string[] =>
  corrections.slice(-MAX_NOTES).map(({ sentence, said, isGone, atMs }) => {
    const now = isGone ? undefined : sentences[sentence]?.text;
    // The note has a full stop of its own.
    const quoted = inertWithin((now ? changedPart(said, now) : said).replace(/[.。]$/, ''), MAX_NOTED_CHARS);
    return `-# ${isGone ? words.withdrawnNote(timestamp(atMs), quoted) : words.correctedNote(timestamp(atMs), quoted)}`;
  });

/** The words that are others now, with a few beside them: "…Twitter for 44 billion dollars on…". */
function changedPart(said: string, now: string): string {
  const [before, after] = [said.split(' '), now.split(' ')];
  const shorter = Math.min(before.length, after.length);
  let first = 0;
  while (first < shorter && before[first] === after[first]) first++;
  let same = 0;
  while (same < shorter - first && before.at(-1 - same) === after.at(-1 - same)) same++;
  const from = Math.max(0, first - WORDS_BESIDE);
  const to = Math.min(before.length, before.length - same + WORDS_BESIDE);
  return `${from > 0 ? '…' : ''}${before.slice(from, to).join(' ')}${to < before.length ? '…' : ''}`;
}
