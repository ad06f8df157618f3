/** Clauses of a sentence, and how far a negation or a hedge reaches in them. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import type { Hedge, Word } from './read-statement.js';
import { ALLEGATIONS, MODALS, NEGATORS, WISHES } from './word-classes.js';

const ENDS_SCOPE = new Set(
  'but while whereas although though because however beyond despite which who whose whom where when after before if'.split(
    ' ',
  ),
);
export const isNegator = (lower: string) => NEGATORS.has(lower) || lower.endsWith("n't");

export function hedgesOf(lower: string): Hedge[] {
  const hedges: Hedge[] = [];
  if (MODALS.has(lower)) hedges.push('modal');
  if (ALLEGATIONS.has(lower)) hedges.push('allegation');
  if (WISHES.has(lower)) hedges.push('wish');
  return hedges;
}

/** A clause ends at a comma, semicolon, colon or dash, at a conjunction, and at "and" where a verb follows. */
export function numberClauses(text: string, words: Word[], lexicon: Lexicon): void {
  let clause = 0;
  for (const [i, word] of words.entries()) {
    const before = words[i - 1];
    const next = words[i + 1];
    const gap = before ? text.slice(before.end, word.start) : '';
    const isBreak =
      /[,;:—–()]|\s-\s/.test(gap) ||
      ENDS_SCOPE.has(word.lower) ||
      (word.lower === 'and' &&
        next !== undefined &&
        (/^(that|will|would|had|has|have|was|were|is|are|did|not|also|then|later)$/.test(next.lower) ||
          isPlainVerb(next, lexicon)));
    if (i > 0 && isBreak) clause++;
    word.clause = clause;
  }
}

const isPlainVerb = ({ lower, isName, isFigure }: Word, lexicon: Lexicon) =>
  !isName && !isFigure && (lexicon.isMostlyVerb(lower) || (/(ed|ing)$/.test(lower) && lexicon.isVerb(lower)));

/** "Called for", but not "in a telephone call on Friday". */
const isCallFor = (words: Word[], i: number) =>
  /^call(s|ed|ing)?$/.test(words[i].lower) &&
  /^(for|on)$/.test(words[i + 1]?.lower ?? '') &&
  !/^(a|the|this|that|his|her|their|telephone|phone|video|first|second|last|separate|another)$/.test(
    words[i - 1]?.lower ?? '',
  );

/** "Provided that others pay", "on condition that". */
const isCondition = (words: Word[], i: number) =>
  words[i + 1]?.lower === 'that' && /^(provided|providing|condition|assuming)$/.test(words[i].lower);

/** Negation and hedges govern what follows them in their clause; "baseless" and "false" what stands before. */
export function markScopes(words: Word[]): void {
  for (const [i, { lower, clause }] of words.entries()) {
    const negates = isNegator(lower);
    const hedges = hedgesOf(lower);
    if (isCallFor(words, i)) hedges.push('wish');
    if (isCondition(words, i)) hedges.push('modal');
    if (!negates && hedges.length === 0) continue;
    for (let at = i + 1; at < words.length && words[at].clause === clause; at++) {
      if (negates) words[at].isNegated = true;
      for (const hedge of hedges) words[at].hedges.add(hedge);
    }
    // "The prize was not against anyone": the clause as a whole. "Gave Russia no drones": the verb before is inside, too.
    if (negates && /^(not|never|cannot)$|n't$/.test(lower)) {
      for (const word of words) if (word.clause === clause) word.isNegated = true;
    } else if (negates && /^(no|none|nothing|nobody)$/.test(lower)) {
      for (let at = i - 1; at >= Math.max(0, i - 3) && words[at].clause === clause; at--) words[at].isNegated = true;
    }
    // "was most likely fired": a modal adverb governs its whole clause.
    if (/^(likely|probably|possibly|apparently|reportedly|allegedly|unlikely|perhaps)$/.test(lower))
      for (const word of words) if (word.clause === clause) word.hedges.add('modal');
  }
}
