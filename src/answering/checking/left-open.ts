/** Names that a sentence leaves to those around it. */
import { type Name, namesIn } from '../claims/names.js';
import type { OfferedSentence } from '../claims/offer.js';
import type { Word } from '../claims/words.js';
import type { Candidate } from './candidate.js';
import { isSame, neighbours, spanOf, wordBefore } from './neighbours.js';
import type { Statement } from './statement.js';

/** "Died at Balmoral" in another sentence of them. */
function standsThere(
  name: Name,
  preposition: string,
  verb: Word | undefined,
  { text, words }: OfferedSentence,
): boolean {
  const at = words.findIndex(({ term }) => term === name[0].term);
  return (
    at > 0 && wordBefore(words, words[at]) === preposition && isSame(verb, neighbours(text, words, words[at]).before)
  );
}

const BELONGING = new Set('of with'.split(' '));
const PLACED = new Set('in at on'.split(' '));

/** The sentences around that hold names which the sentence itself leaves to them. */
export function namedAround(
  { names }: Statement,
  { candidate: { around, number }, pairs }: { candidate: Candidate; pairs: Map<Word, Word> },
): OfferedSentence[] {
  const open = names.filter((name) => !name.some((word) => pairs.has(word))).map((name) => name[name.length - 1].term);
  const others = around.sentences.filter((sentence) => number !== sentence.number).reverse();
  return [
    ...new Set(open.flatMap((term) => others.find(({ words }) => words.some((word) => word.term === term)) ?? [])),
  ];
}

/** Whether a name that the sentence lacks may be left to those around it: no other one stands in its place. */
export function isLeftOpen({ text, words, names, tag }: Statement, candidate: Candidate, name: Name): boolean {
  const span = spanOf(name);
  const before = wordBefore(words, span);
  const isTagged = tag !== undefined && span.start >= tag.start && span.end <= tag.end;
  const isSubject =
    isTagged || (names[0] === name && words.filter((word) => word.isContent && word.end <= span.start).length <= 1);
  const isOwner = /['’]s?$/.test(text.slice(span.start, span.end));
  // A place may be the headline's: "the floods in Pakistan".
  const isOfHeadline =
    PLACED.has(before) && name.every((word) => candidate.heading.some(({ term }) => term === word.term));
  const mine = neighbours(text, words, span);
  if (!isSubject && !isOwner && !BELONGING.has(before) && !isOfHeadline)
    return (
      PLACED.has(before) && candidate.around.sentences.some((other) => standsThere(name, before, mine.before, other))
    );
  return !namesIn(candidate.text, candidate.words, candidate.around.names.hasCapitalised).some((other) => {
    const theirs = neighbours(candidate.text, candidate.words, spanOf(other));
    return !isSubject && before === wordBefore(candidate.words, spanOf(other)) && isSame(mine.before, theirs.before);
  });
}
