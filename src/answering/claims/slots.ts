/**
 * Which word stands in which place of a sentence: what a verb is said of and what it is done to, what follows a preposition,
 * what stands before a noun. Two sentences that differ in one such place alone say different things.
 */
import type { Lexicon } from '../../lexicon/lexicon.js';
import type { Aligned } from './contradictions.js';
import { isParted, isSolid, type Statement, type Word } from './read-statement.js';
import { hedgesOf } from './scopes.js';
import { LIGHT_VERBS, SPEECH_WORDS } from './word-classes.js';
import { standsFor } from './words-held.js';

/** `filler` stands to `governor` as `relation` says: "subject", "object", "modifier" or a preposition. */
export interface Slot {
  governor: Word;
  relation: string;
  filler: Word;
}

const known = new WeakMap<Statement, Slot[]>();

export function slotsOf(statement: Statement): Slot[] {
  const before = known.get(statement);
  if (before) return before;
  const slots = [...findSlots(statement)];
  known.set(statement, slots);
  return slots;
}

/** A run of words around one noun, which is the last of them: first and last place. */
interface Phrase {
  from: number;
  head: number;
}

const IN_PHRASE = new Set(['determiner', 'adjective', 'noun', 'name', 'number']);

function phrasesOf(statement: Statement): Phrase[] {
  const { words } = statement;
  const phrases: Phrase[] = [];
  for (let i = 0; i < words.length; i++) {
    if (!isInPhrase(words[i])) continue;
    const from = i;
    while (
      words[i + 1] &&
      isInPhrase(words[i + 1]) &&
      words[i + 1].part !== 'determiner' &&
      !isParted(statement, i + 1)
    )
      i++;
    let head = i;
    while (head > from && !isNoun(words[head])) head--;
    if (isNoun(words[head])) phrases.push({ from, head });
  }
  return phrases;
}

const isInPhrase = ({ part, isName, lower }: Word) =>
  isName || IN_PHRASE.has(part ?? '') || /^(its|his|her|their|our)$/.test(lower);
const isNoun = ({ part, isName }: Word) => part === 'noun' || part === 'name' || isName;
const isVerb = ({ part }: Word) => part === 'verb';

function* findSlots(statement: Statement): Iterable<Slot> {
  const { words } = statement;
  for (const { from, head } of phrasesOf(statement)) {
    const filler = words[head];
    for (let i = from; i < head; i++)
      if (words[i].isContent || words[i].isName) yield { governor: filler, relation: 'modifier', filler: words[i] };
    const before = words[from - 1];
    if (before && !isParted(statement, from)) {
      if (before.part === 'preposition' && words[from - 2]) {
        yield { governor: words[from - 2], relation: before.lower, filler };
      } else if (isVerb(before)) {
        yield { governor: before, relation: 'object', filler };
      }
    }
    const verb = verbAfter(statement, head);
    if (verb) yield { governor: verb, relation: isPassive(statement, verb) ? 'object' : 'subject', filler };
  }
}

/** The verb of which a noun is the subject: behind auxiliaries, adverbs and what belongs to the noun. */
function verbAfter(statement: Statement, head: number): Word | undefined {
  const { words } = statement;
  for (let i = head + 1; i < Math.min(words.length, head + 8); i++) {
    if (isParted(statement, i)) return undefined;
    const { part, lower } = words[i];
    if (part === 'verb') return words[i];
    // "The cost of aid rose": what stands behind "of" isn't the subject.
    if (part === 'auxiliary' || part === 'adverb' || part === 'particle') continue;
    if (
      lower === 'of' ||
      (words[i - 1].lower === 'of' && isInPhrase(words[i])) ||
      (isInPhrase(words[i]) && words.slice(head, i).some((word) => word.lower === 'of'))
    )
      continue;
    return undefined;
  }
  return undefined;
}

function isPassive({ words }: Statement, verb: Word): boolean {
  const at = words.indexOf(verb);
  return (
    /(?:ed|en|wn|ght|ung|ld|nt|pt|ut|it|st|ne)$/.test(verb.lower) &&
    words.slice(Math.max(0, at - 3), at).some(({ lower }) => /^(is|are|was|were|be|been|being)$/.test(lower))
  );
}

export interface SlotMatch {
  claim: Statement;
  evidence: Statement;
  /** The evidence's word for each of the claim's. */
  counterpart: (word: Word) => Word | undefined;
  lexicon: Lexicon;
}

/** The evidence's word in the place of a claim's word that it doesn't hold, where the claim has no use for that word. */
export function rivalsOf(word: Word, { claim, evidence, counterpart, lexicon }: SlotMatch): Word[] {
  const used = new Set(claim.words.map(counterpart).filter((other) => other !== undefined));
  const isUsed = (other: Word) =>
    used.has(other) ||
    claim.words.some(
      (own) =>
        own.term === other.term ||
        lexicon.mayStandFor(other.lower, own.lower, { claim: other.part, evidence: own.part }),
    );
  const exact = ({ term }: Word) => evidence.words.find((other) => other.term === term);
  const mine = slotsOf(claim);
  const theirs = slotsOf(evidence);
  const rivals: Word[] = [];
  for (const { governor, relation, filler } of mine) {
    if (filler === word) {
      const there = counterpart(governor);
      if (!there) continue;
      const same = theirs.filter((slot) => slot.governor.term === there.term && slot.relation === relation);
      if (same.length > 0 && same.every((slot) => !isUsed(slot.filler)))
        rivals.push(...same.map((slot) => slot.filler));
    }
    if (governor === word && (relation === 'object' || relation === 'subject' || relation === 'modifier')) {
      // "Military officials" and "military wreckage"; "first courses" may well be "first sessions".
      if (relation === 'modifier' && (filler.isFigure || !isNoun(filler))) continue;
      const there = relation === 'modifier' ? exact(filler) : counterpart(filler);
      if (!there) continue;
      const same = theirs.filter((slot) => slot.filler.term === there.term && slot.relation === relation);
      if (same.length > 0 && same.every((slot) => !isUsed(slot.governor)))
        rivals.push(...same.map((slot) => slot.governor));
    }
  }
  return rivals;
}

/** Whether the evidence has another thing in the word's place, or only wants, expects or denies what the claim's verb tells. */
function hasRival(word: Word, match: SlotMatch): boolean {
  if (word.part !== 'noun' && word.part !== 'verb') return false;
  const rivals = rivalsOf(word, match).filter((other) => other.part === word.part && !other.isName);
  if (word.part === 'noun') return rivals.some(({ isContent }) => isContent);
  return (
    rivals.some(
      (other) =>
        other.isContent &&
        (other.isNegated !== word.isNegated || hedgesOf(other.lower).length > hedgesOf(word.lower).length),
    ) || isVerbExchanged(word, match)
  );
}

/** Whether all around a verb is the same, and the verb another one: "opened the ramp" for "closed the ramp". */
function isVerbExchanged(verb: Word, { claim, evidence, counterpart, lexicon }: SlotMatch): boolean {
  const mine = claim.words.filter(isSolid);
  const theirs = evidence.words.filter((word) => isSolid(word) || word.part === 'verb');
  const at = mine.indexOf(verb);
  const there = ([-1, 1] as const).map((step) => {
    const neighbour = mine[at + step];
    if (!neighbour) return 'end';
    const other = theirs.findIndex(({ term }) => term === neighbour.term);
    return other < 0 ? undefined : (theirs[other - step] ?? undefined);
  });
  const [before, after] = there;
  if (before === undefined || after === undefined) return false;
  const rival = before === 'end' ? after : before;
  if (rival === 'end' || (after !== 'end' && after !== rival) || rival.part !== 'verb') return false;
  if (LIGHT_VERBS.has(verb.lower) || LIGHT_VERBS.has(rival.lower)) return false;
  const isSaid = SPEECH_WORDS.has(verb.lower) && SPEECH_WORDS.has(rival.lower);
  return (
    !isSaid &&
    counterpart(verb) !== rival &&
    !lexicon.mayStandFor(rival.lower, verb.lower) &&
    !lexicon.mayStandFor(verb.lower, rival.lower)
  );
}

/**
 * Whether a word of the claim stands in the place of another one of the evidence. A word that the dictionary joins with what
 * the claim says as well means something else: "government" of "ministry" beside "ministry".
 */
export function isExchangedInPlace(
  { claim, evidence, matches, lexicon }: Aligned,
  isDoubtful: (word: Word) => boolean,
): boolean {
  const counterpart = (word: Word) => matches.get(word) ?? standsFor(word, evidence.words, lexicon);
  const isTakenTwice = (word: Word, other: Word) =>
    other.term !== word.term && claim.words.some(({ term }) => term === other.term);
  return [...matches].some(
    ([word, other]) =>
      (other ? isTakenTwice(word, other) : isDoubtful(word)) &&
      hasRival(word, { claim, evidence, counterpart, lexicon }),
  );
}
