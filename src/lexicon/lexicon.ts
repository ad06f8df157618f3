/** What is asked of a dictionary when a rephrased sentence is held against its evidence. */
import type { PartOfSpeech, TaggedWord } from './tag-words.js';

export interface Lexicon {
  /** Whether the word, in lower case and in any form, is in the dictionary at all. */
  knows(word: string): boolean;
  /** Whether its most frequent sense is the name of one particular person, place or thing. */
  isProperName(word: string): boolean;
  /** Whether it can be a noun, a verb; whether it is one more often than the other. */
  isNoun(word: string): boolean;
  isVerb(word: string): boolean;
  isMostlyVerb(word: string): boolean;
  /**
   * Whether `claim` may stand for `evidence`: a synonym, a derived word, or something broader. Not symmetric. Where it is
   * known what each is in its sentence, other meanings don't count: "ground" as a noun isn't "found".
   */
  mayStandFor(claim: string, evidence: string, parts?: { claim?: PartOfSpeech; evidence?: PartOfSpeech }): boolean;
  /** Whether both name one country: its own name, what is called after it, its capital where that means the government. */
  isSamePlace(a: string, b: string): boolean;
  /** Whether one is the other's opposite: "rise" and "fall". */
  isOpposite(a: string, b: string): boolean;
  /** The words of a sentence with what each is there; [] where nothing is known of the language. */
  tagWords(text: string): TaggedWord[];
}
