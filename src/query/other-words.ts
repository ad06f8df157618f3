/**
 * What a text may say for words of a question: other names of the same thing, a name's letters, a number written otherwise,
 * everyday words, an operator's own. What of it an index holds is for retrieval/ to see.
 */
import { everydayWords } from '../lexicon/everyday-words.js';
import { knownNames, type NameKind } from '../lexicon/names.js';
import type { PhraseMap, PhraseMatch } from '../lexicon/phrase-map.js';
import { regionForms, regionsIn } from '../lexicon/region-names.js';
import type { Phrase, WordGroups } from '../lexicon/word-groups.js';
import { lettersTerm, scaledNumbers } from '../text/implied-terms.js';
import { termsElsewhere } from '../text/languages/language-terms.js';
import { isOther, type KnownLanguage, type OtherLanguage } from '../text/languages/languages.js';
import { nameLetters } from '../text/name-letters.js';
import { isStopTerm } from '../text/tokenize.js';
import { QUESTION_WORDS } from './asked-for.js';
import { isLightTerm } from './light-terms.js';
import type { QueryWord } from './query-terms.js';

/** How another word comes to stand for one, the surest first; what each is worth stands in retrieval/other-words-weights.json. */
export const OTHER_KINDS = ['name', 'operator', 'letters', 'belonging', 'word', 'seat'] as const;
export type OtherKind = (typeof OTHER_KINDS)[number];

export interface OtherWord {
  /** The question's content terms that it stands for. */
  terms: readonly string[];
  /** What a text says, as the terms of its words in order, little ones included. */
  phrase: Phrase;
  kind: OtherKind;
  /** Whether it stands in a text only where that writes it in capitals. */
  isAcronym?: boolean;
  /** A term that the index must hold for it. */
  needs?: string;
  /** As asked, in small letters: it doesn't count where this is an ordinary word. */
  unlessWord?: string;
}

/** Those of the question's own words, `text` being what they are the words of; `isForeign` as in Question. */
export function otherWordsOf(
  text: string,
  words: readonly QueryWord[],
  synonyms?: WordGroups,
  language?: KnownLanguage,
  isForeign = false,
): OtherWord[] {
  const found = new Map<string, OtherWord>();
  const add = (other: OtherWord) => {
    if (other.terms.length === 0 || other.phrase.every(isStopTerm)) return;
    const key = `${other.terms.join(' ')}|${other.phrase.join(' ')}`;
    const before = found.get(key);
    if (!before || rankOf(other) < rankOf(before)) found.set(key, other);
  };
  for (const other of namesOf(words)) add(other);
  for (const other of elsewhere(words, language, isForeign)) add(other);
  if (isForeign && isOther(language)) for (const other of countriesOf(words, language)) add(other);
  for (const other of numbersOf(text, words)) add(other);
  for (const other of lettersOf(text, words)) add(other);
  for (const other of groupsOf(words, everydayWords(), 'word')) add(other);
  if (synonyms) for (const other of groupsOf(words, synonyms, 'operator')) add(other);
  return [...found.values()];
}

const rankOf = ({ kind }: OtherWord) => OTHER_KINDS.indexOf(kind);
const contentOf = (words: readonly QueryWord[]) => words.flatMap(({ term, isStop }) => (isStop ? [] : [term]));

function* namesOf(words: readonly QueryWord[]): Generator<OtherWord> {
  for (const { places, values } of matches(knownNames(), words)) {
    const terms = contentOf(places.map((place) => words[place]));
    for (const { thing, form } of values)
      for (const { phrase, kind, isAcronym } of thing.forms)
        if (phrase !== form.phrase) yield { terms, phrase, kind: kindBetween(form.kind, kind), isAcronym };
  }
}

/**
 * A name, or a word of a question whose language can't be told, as articles in other languages have it; of a foreign
 * question every word, because in chats names have no capitals.
 */
function* elsewhere(words: readonly QueryWord[], language: KnownLanguage, isForeign: boolean): Generator<OtherWord> {
  for (const { term, surface, isStop, isCapitalised } of words)
    if (!isStop && (language === undefined || isForeign || isCapitalised || !/\p{Script=Latin}/u.test(surface)))
      for (const other of termsElsewhere(language, surface)) yield { terms: [term], phrase: [other], kind: 'name' };
}

/** A country as the articles' language has it: "Німеччина" as "Germany". */
function* countriesOf(words: readonly QueryWord[], language: OtherLanguage): Generator<OtherWord> {
  for (const { places, values } of matches(regionsIn(language), words)) {
    const terms = contentOf(places.map((place) => words[place]));
    for (const { phrase, kind, isAcronym } of values.flatMap(regionForms))
      yield { terms, phrase, kind: kindBetween('name', kind), isAcronym };
  }
}

const kindBetween = (asked: NameKind, told: NameKind): OtherKind =>
  asked === 'seat' || told === 'seat' ? 'seat' : asked === 'name' ? told : 'belonging';

function* groupsOf(words: readonly QueryWord[], groups: WordGroups, kind: OtherKind): Generator<OtherWord> {
  for (const { places, values } of matches(groups, words)) {
    const terms = contentOf(places.map((place) => words[place]));
    if (places.length === 1 && kind === 'word' && isLightTerm(terms[0])) continue;
    for (const phrase of values) yield { terms, phrase, kind };
  }
}

/** The longest phrases one behind the other. In "how bad is it" the single words count as well; "give up" is no giving. */
function* matches<Value>(phrases: PhraseMap<Value>, words: readonly QueryWord[]): Generator<PhraseMatch<Value>> {
  const terms = words.map(({ term }) => term);
  const taken = new Set<number>();
  for (let at = 0; at < terms.length; at++) {
    if (taken.has(at)) continue;
    const match = phrases.longestAt(terms, at);
    if (!match) continue;
    yield match;
    if (!QUESTION_WORDS.has(terms[at])) for (const place of match.places) taken.add(place);
  }
}

/** "1.2m people": in a question no race of so many metres is meant. */
const MILLIONS = /^(\d+)(?:\.(\d{1,6}))?m$/i;

function* numbersOf(text: string, words: readonly QueryWord[]): Generator<OtherWord> {
  for (const { value, start, end } of scaledNumbers(text)) {
    const terms = contentOf(words.filter((word) => word.start >= start && word.end <= end));
    yield { terms, phrase: [value], kind: 'name' };
  }
  for (const { surface, term } of words) {
    const [written, whole, part = ''] = MILLIONS.exec(surface) ?? [];
    if (written) yield { terms: [term], phrase: [`${whole}${part.padEnd(6, '0')}`], kind: 'name' };
  }
}

const FEWEST_DEFINED_LETTERS = 2;
const ACRONYM = /^(?:\p{L}{2,6}|(?:\p{L}\.){2,6})$/u;

/** "IAEA" for the words of its name, and the name for the letters; in a question without capitals any words may be a name. */
function* lettersOf(text: string, words: readonly QueryWord[]): Generator<OtherWord> {
  const hasCapitals = text !== text.toUpperCase() && words.some((word) => word.isCapitalised && word.start > 0);
  for (const { surface, term, isStop, isCapitalised } of words) {
    if (isStop || !ACRONYM.test(surface)) continue;
    const letters = surface.replaceAll('.', '').toLowerCase();
    const isMeant = hasCapitals && isCapitalised && surface === surface.toUpperCase();
    yield {
      terms: [term],
      phrase: [lettersTerm(letters)],
      kind: 'letters',
      ...(!isMeant && { unlessWord: surface.toLowerCase() }),
    };
  }
  const mayBeNamed = (i: number) => !words[i].isStop && (!hasCapitals || words[i].isCapitalised);
  for (const { letters, first, last } of nameLetters(text, words, mayBeNamed, FEWEST_DEFINED_LETTERS)) {
    const terms = contentOf(words.slice(first, last + 1));
    yield {
      terms,
      phrase: [letters],
      kind: 'letters',
      isAcronym: true,
      needs: lettersTerm(letters),
      unlessWord: letters,
    };
  }
}
