/** What turns a statement into another one than a sentence makes: another one acts, another number is beside it, not all do, not yet. */

import { isCalendarWord } from '../../core/calendar.js';
import { isCommonWord } from '../../lexicon/places.js';
import { EXCHANGES } from '../claims/exchanges.js';
import { figuresIn, isSameFigure } from '../claims/figures.js';
import { LEFT_OUT } from '../claims/left-out.js';
import { type Name, namesIn } from '../claims/names.js';
import { type Offer, readWords } from '../claims/offer.js';
import { type Support, stretchOf, type Turn } from '../claims/supports.js';
import type { Word } from '../claims/words.js';
import { type Candidate, type Missing, offered } from './candidate.js';
import { spanOf } from './neighbours.js';
import { type Statement, saidBefore } from './statement.js';

const IS_TO = /\b(?:is|are|was|were) to\b/;
/** Exchanged names are looked for here: the statement's may stand around the sentence. */
const TURNS: Turn[] = [...LEFT_OUT, ...EXCHANGES].filter(({ name }) => !/^(?:exchangesName|turnsNames)$/.test(name));
const DOUBT_BEFORE = 5;
const DOUBT_BEHIND = 4;
/** Behind these words a sentence tells what isn't so, or what somebody makes of it. */
const DOUBTS =
  /\b(?:reject|dismiss|refut|disput|den(?:y|ie)|false|baseless|unfounded|untrue|wrong|l(?:ied|ies|ying)|accus|alleg|rumou?r|hoax|doubt|unclear|unconfirmed|unable)/i;

/** The rules on what a model writes, asked of the statement in the sentence's own words. */
export function turnsOf(
  statement: Statement,
  candidate: Candidate,
  pairs: Map<Word, Word>,
  missing: Missing,
): string[] {
  const lacking = new Set<Word>([...missing.ordinary, ...missing.names.flat()]);
  const { tag } = statement;
  const isTag = ({ start, end }: Word) => tag !== undefined && start >= tag.start && end <= tag.end;
  // What the sentence leaves to those around it can't be exchanged in it.
  const words = statement.words.filter(
    (word) => !isTag(word) && (pairs.has(word) || !word.isContent || word.isFigure || lacking.has(word)),
  );
  const claim = {
    text: statement.text,
    words: words.map((word) => ({ ...word, term: pairs.get(word)?.term ?? word.term })),
  };
  const terms = new Set(words.flatMap((word) => pairs.get(word) ?? []));
  const taken = new Set(candidate.content.flatMap((word, at) => (terms.has(word) ? at : [])));
  if (taken.size === 0) return ['nothing'];
  const support: Support = { sentence: offered(candidate), content: candidate.content, taken };
  const isBoundAlike = IS_TO.test(statement.text) && IS_TO.test(candidate.text);
  const turns = TURNS.filter((turn) => turn(claim, [support], candidate.around))
    .map(({ name }) => name)
    .filter((name) => !(isBoundAlike && name === 'leavesOutModal'));
  const stretch = stretchOf(support, DOUBT_BEFORE);
  const last = candidate.words.indexOf(stretch[stretch.length - 1]) + DOUBT_BEHIND;
  const said = candidate.text.slice(stretch[0].start, candidate.words[Math.min(last, candidate.words.length - 1)].end);
  if (DOUBTS.test(said) && !DOUBTS.test(statement.text)) turns.push('doubted');
  if (isToCome(statement.text) !== isToCome(said)) turns.push('tense');
  if (crosses(statement, candidate, pairs)) turns.push('crosses');
  if (ALL.test(statement.text) && !ALL.test(candidate.text)) turns.push('all');
  if (otherStretch(statement, candidate)) turns.push('stretch');
  if (turnsRoles(statement, candidate, words, pairs)) turns.push('turnsRoles');
  if (isAnother(statement, candidate, pairs, isTag)) turns.push('another');
  if (goesElsewhere(statement.text, candidate.text)) turns.push('elsewhere');
  return turns;
}

const DIRECTED = /\b(to|from|by|against)\s+(?:the\s+)?(\p{Lu}[\p{L}'’-]+)/gu;

/** "to Ukraine" where the article has "to Russia", and Ukraine elsewhere in the sentence. */
function goesElsewhere(said: string, told: string): boolean {
  const places = [...told.matchAll(DIRECTED)].map(([, word, name]) => ({ word, name }));
  return [...said.matchAll(DIRECTED)].some(([, word, name]) => {
    const alike = places.filter((place) => place.word === word);
    return alike.length > 0 && told.includes(name) && alike.every((place) => place.name !== name);
  });
}

const isToCome = (text: string) =>
  /\b(?:will|won't|shall|would|may|might|could|plans?|planned|planning|(?:is|are|was|were) to|going to|due|set to|prepar\w+|ready|expect\w*)\b/i.test(
    text,
  );

const ALL = /\b(?:all|entire|everyone|everybody|nobody|none)\b/i;
const STRETCH = /\b(hour|day|week|month|year|decade|centur)(?:s|y|ies)?\b/gi;

/** "A few years" of a few decades. */
function otherStretch({ text }: Statement, { text: told }: Candidate): boolean {
  const [mine, theirs] = [text, told].map((whole) =>
    [...whole.matchAll(STRETCH)].map(([, unit]) => unit.toLowerCase()),
  );
  return theirs.length > 0 && mine.some((unit) => !theirs.includes(unit));
}

/** A number beside another name than the statement's. */
function crosses({ names, figures }: Statement, { text, words, around }: Candidate, pairs: Map<Word, Word>): boolean {
  const told = figuresIn(text);
  const named = namesIn(text, words, around.names.hasCapitalised);
  const mine = new Set(names.flat().flatMap((word) => pairs.get(word) ?? []));
  return figures.some((figure) => {
    const place = told.find((other) => isSameFigure(figure, other));
    const others = told.filter((other) => other !== place && other.unit === place?.unit);
    if (!place || others.length === 0) return false;
    const before = named.findLast((name) => spanOf(name).end <= place.start);
    const isBeside = before !== undefined && /^[\s,]+$/.test(text.slice(spanOf(before).end, place.start));
    if (isBeside) return !before.some((word) => mine.has(word));
    // "Lula 50.9 and Bolsonaro 49.1": each name has the number behind it.
    return [...mine].some((word) => {
      const next = told.find((other) => other.start >= word.end);
      return word.start > place.start && next !== undefined && /^[\s,]+$/.test(text.slice(word.end, next.start));
    });
  });
}

const BY = /\b(?:was|were|is|are|been|being|be)\b[^,;]* by\b/i;

/** Names in another order; or in the same one where either says by whom it was done. */
function turnsRoles(
  statement: Statement,
  { text, words: theirs }: Candidate,
  words: Word[],
  pairs: Map<Word, Word>,
): boolean {
  const names = new Set(statement.names.flat());
  const places = words.flatMap((word) => {
    const pair = names.has(word) ? pairs.get(word) : undefined;
    return pair ? theirs.indexOf(pair) : [];
  });
  if (places.length < 2) return false;
  const isInOrder = places.every((place, i) => i === 0 || place >= places[i - 1]);
  return isInOrder === (BY.test(statement.text) !== BY.test(text));
}

/** "His country" is the one of who speaks. */
const OWN =
  /\b(?:(?:his|her|its|their) (?:own |country|nation|government|company|army|forces|party)|that (?:he|she|it|they)\b)/i;

/** Somebody else says or does it than whom the statement names, who is only named around. */
function isAnother(
  statement: Statement,
  candidate: Candidate,
  pairs: Map<Word, Word>,
  isTag: (word: Word) => boolean,
): boolean {
  const { article, number, words, around } = candidate;
  const tagged = statement.names.flat().filter((word) => isTag(word) && word.isContent);
  if (tagged.length > 0 && !tagged.some((word) => pairs.has(word))) {
    const attribution = number === undefined ? undefined : article.attributions[number];
    if (!attribution || !tagged.some(({ term }) => attribution.speaker.terms.has(term))) return true;
  }
  const isHere = (name: Name) => name.some((word) => pairs.has(word));
  const said = saidBefore(candidate.text);
  const isDoer = (word: Word) => !isTag(word) && word.isContent && (pairs.get(word)?.end ?? said) < said;
  if (said > 0 && !OWN.test(candidate.text) && statement.names.some((name) => name.some(isDoer))) return true;
  const first = statement.names.find(([word]) => !isTag(word));
  const ordinary = statement.ordinary.find((word) => !isTag(word));
  // Only who stands before what is done does it.
  if (first && isHere(first) && turnsSubject(statement, candidate, first, pairs)) return true;
  if (!first || isHere(first) || (ordinary && ordinary.start < first[0].start)) return false;
  if (BY.test(statement.text)) return false;
  const told = new Set(statement.ordinary.flatMap((word) => pairs.get(word) ?? []));
  const verb = words.findIndex((word) => told.has(word));
  return words
    .slice(0, verb)
    .some(
      (word, i) =>
        word.isCapitalised &&
        word.isContent &&
        word.start >= said &&
        !isCalendarWord(word.lower) &&
        !(i === 0 && isCommonWord(word.lower) && !around.names.hasCapitalised(word)) &&
        !isOneName(first, word, around),
    );
}

/** Whoever does it in the statement stands behind the verb in the sentence, where somebody else stands before it. */
function turnsSubject(
  { text, ordinary }: Statement,
  { text: told, words }: Candidate,
  first: Name,
  pairs: Map<Word, Word>,
): boolean {
  const verb = ordinary.find((word) => pairs.has(word));
  const place = first.flatMap((word) => pairs.get(word) ?? [])[0];
  if (!verb || !place || verb.start < first[0].start || BY.test(text) || BY.test(told)) return false;
  const at = pairs.get(verb)!;
  if (place.start < at.start) return false;
  const taken = new Set(pairs.values());
  const [before] = words.filter(({ isCapitalised, isContent }) => isCapitalised && isContent);
  return before !== undefined && before.start < at.start && !taken.has(before) && !isCalendarWord(before.lower);
}

/** "Elizabeth" for the Queen, where "Queen Elizabeth" stands around. */
const isOneName = (name: Name, { term }: Word, { sentences, heads }: Offer) =>
  [...sentences.map(({ words }) => words), ...heads.map(readWords)].some((words) =>
    words.some(
      (word, i) =>
        word.term === term &&
        [words[i - 1], words[i + 1]].some((beside) => beside && name.some((own) => own.term === beside.term)),
    ),
  );
