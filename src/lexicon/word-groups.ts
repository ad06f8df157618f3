/** Lines of words that may be said for one another, as everyday-words.txt and an operator's own file have them. */
import { readFileSync } from 'node:fs';
import { errorText, UserError } from '../core/errors.js';
import { PhraseMap, phraseTerms } from './phrase-map.js';

/** A phrase as the terms of its words, little ones included. */
export type Phrase = readonly string[];

/** By a phrase that a question may hold: what a text may say for it. */
export type WordGroups = PhraseMap<Phrase>;

/** What a line says: whoever asks with a phrase of the one side may be told one of the other; without it, another of the same. */
export interface Relation {
  asked: Phrase[];
  told?: Phrase[];
}

/** An operator's own file. Throws UserError where it can't be read or a line says nothing. */
export function readSynonyms(file: string): WordGroups {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      'bad-synonyms',
      `The file of SYNONYMS_FILE can't be read (${errorText(error)}); expected a text file with lines such as "quay, pier".`,
      66,
    );
  }
  return groupsOf(readRelations(text, file));
}

/**
 * Reads lines of "a, b, c" (any for any other) and "a, b > c, d" (those on the right for those on the left); "#" begins a
 * comment. Throws UserError with the line's number for a line that says nothing; `file` is what it is called there.
 *
 * @example
 * readRelations('how bad > toll', 'synonyms.txt'); // [{ asked: [['how', 'bad']], told: [['toll']] }]
 */
export function readRelations(text: string, file: string): Relation[] {
  const relations: Relation[] = [];
  for (const [i, written] of text.split('\n').entries()) {
    const line = written.replace(/#.*/, '').trim();
    if (line === '') continue;
    const sides = line.split('>').map((side) => side.split(',').map(phraseTerms));
    const isPair = sides.length === 2;
    if (sides.length > 2 || sides.flat().some((phrase) => phrase.length === 0) || (!isPair && sides[0].length < 2))
      throw new UserError(
        'bad-synonyms',
        `Line ${i + 1} of ${file} is ${JSON.stringify(line.slice(0, 60))}; expected words or phrases with commas between, such as "quay, pier", or "a, b > c" where only those on the right may stand for those on the left.`,
        64,
      );
    const [asked, told] = sides;
    relations.push(told ? { asked, told } : { asked });
  }
  return relations;
}

/** The told phrases by each that may be asked. */
export function groupsOf(relations: readonly Relation[]): WordGroups {
  const groups: WordGroups = new PhraseMap();
  for (const { asked, told } of relations)
    for (const phrase of asked) groups.add(phrase, ...(told ?? asked.filter((other) => other !== phrase)));
  return groups;
}
