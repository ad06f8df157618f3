/** Words that a text may use for a word of a question, and words that say its opposite: out of WordNet and the news. */
import { irregularForms } from '../core/irregular-forms.js';
import { likeInNews, oppositeInNews } from './news-words.js';
import { findSenses, lemmasOf, PARTS_OF_SPEECH, type Sense, senseAt } from './wordnet-files.js';

/** Of a word with many senses the rare ones have nothing to do with what is meant. */
const MAX_SENSES = 4;
/** What is derived from a rarer one, or a kind of it, leads further away still. */
const MAX_SENSES_AROUND = 3;
/** "Person" has hundreds of kinds, and they tell nothing: of a sense with more than so many none is taken. */
const MAX_KINDS = 40;
const MAX_NARROWER = 100;
/** Derived words, what is like it, pertainyms ("Iranian" of "Iran"), participles, verb groups, what it causes or entails. */
const DERIVED = '+ \\ < & $ > *';
const MAX_CACHED_WORDS = 20_000;

/** Base forms in lower case, single words only. */
export interface RelatedWords {
  same: Set<string>;
  opposite: Set<string>;
  /** Its irregular forms and what is made of it: "died" has "death". */
  derived: Set<string>;
  /** Kinds of it, two steps down: "boat" has "ferry". */
  narrower: Set<string>;
}

const known = new Map<string, RelatedWords>();

/** `word` is in lower case and in any form; nothing is found for names, numbers and words of other languages than English. */
export function relatedWords(word: string): RelatedWords {
  const before = known.get(word);
  if (before) return before;
  const words: RelatedWords = { same: new Set(), opposite: new Set(), derived: new Set(), narrower: new Set() };
  for (const part of PARTS_OF_SPEECH) {
    for (const lemma of lemmasOf(word, part)) {
      addWords(words.same, likeInNews(lemma));
      addWords(words.opposite, oppositeInNews(lemma));
      const senses = (findSenses(lemma, part)?.keys.slice(0, MAX_SENSES) ?? []).map(senseAt);
      if (senses.length > 0) addWords(words.derived, irregularForms(lemma));
      for (const [rank, sense] of senses.entries()) {
        addWords(words.same, sense.words);
        addPointed(words.opposite, sense, '!');
        if (rank < MAX_SENSES_AROUND) addAround(words, sense, lemma);
      }
    }
  }
  if (known.size >= MAX_CACHED_WORDS) known.clear();
  known.set(word, words);
  return words;
}

function addAround({ derived, narrower }: RelatedWords, sense: Sense, lemma: string): void {
  const own = sense.words.indexOf(lemma) + 1;
  const kinds: string[] = [];
  for (const { kind, key, from, to } of sense.pointers) {
    if (kind === '~') kinds.push(key);
    else if (DERIVED.includes(kind) && (from === 0 || from === own)) {
      const { words } = senseAt(key);
      addWords(derived, to === 0 ? words : [words[to - 1]]);
    }
  }
  if (kinds.length > MAX_KINDS) return;
  for (const key of kinds) {
    const below = senseAt(key);
    addWords(narrower, below.words);
    addPointed(narrower, below, '~');
  }
}

function addPointed(set: Set<string>, { pointers }: Sense, wanted: '!' | '~'): void {
  for (const { kind, key } of pointers) {
    if (wanted === '~' && set.size >= MAX_NARROWER) return;
    if (kind === wanted) addWords(set, senseAt(key).words);
  }
}

function addWords(set: Set<string>, words: string[]): void {
  for (const word of words) if (!word.includes(' ')) set.add(word);
}
