/** Words that a text may use for a word of a question: synonyms and derived words, and narrower ones. Out of WordNet. */
import { irregularForms } from './irregular-forms.js';
import { findLemma, lemmasOf, PARTS, type Part, readSense, type Sense } from './wordnet-files.js';

export interface RelatedWords {
  /** Its forms, its synonyms, and what is derived from it: "died" has "die", "decease" and "death". */
  same: Set<string>;
  /** Kinds of it, two steps down: "boat" has "ferry". */
  narrower: Set<string>;
}

/** The rare senses of a word join what has nothing in common. WordNet lists the frequent ones first. */
const MAX_SENSES = 3;
/** "Person" has thousands of kinds, and they tell nothing. */
const MAX_NARROWER = 150;
/** Derived words, what is like it, pertainyms ("Iranian" of "Iran"), participles, verb groups, what it causes or entails. */
const DERIVED = '+ \\ < & $ > *';

/** `word` is in lower case. Phrases are left out. */
export function relatedWords(word: string): RelatedWords {
  const related: RelatedWords = { same: new Set(), narrower: new Set() };
  for (const part of Object.keys(PARTS) as Part[]) {
    for (const lemma of lemmasOf(word, part)) {
      const found = findLemma(part, lemma);
      if (!found) continue;
      for (const form of [lemma, ...irregularForms(lemma)]) related.same.add(form);
      for (const offset of found.offsets.slice(0, MAX_SENSES)) addSense(related, readSense(`${part}${offset}`), lemma);
    }
  }
  return related;
}

function addSense({ same, narrower }: RelatedWords, sense: Sense, lemma: string): void {
  addWords(same, sense.words);
  const own = sense.words.indexOf(lemma) + 1;
  for (const { kind, key, from, to } of sense.pointers) {
    if (kind === '~') {
      if (narrower.size < MAX_NARROWER) addNarrower(narrower, readSense(key));
    } else if (DERIVED.includes(kind) && (from === 0 || from === own)) {
      const { words } = readSense(key);
      addWords(same, to === 0 ? words : [words[to - 1]]);
    }
  }
}

function addNarrower(narrower: Set<string>, sense: Sense): void {
  addWords(narrower, sense.words);
  for (const { kind, key } of sense.pointers) {
    if (narrower.size >= MAX_NARROWER) return;
    if (kind === '~') addWords(narrower, readSense(key).words);
  }
}

function addWords(set: Set<string>, words: string[]): void {
  for (const word of words) if (!word.includes('_')) set.add(word);
}
