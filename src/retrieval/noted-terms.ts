/** What a question makes of the words of a text, in one table by the number of its term: each word of a sentence is looked up once. */
import type { Query } from '../query/query.js';
import type { NumberedWords } from './numbered-words.js';
import type { HeldTerms } from './read-article.js';
import type { RelatedTerms } from './related-terms.js';
import type { ScoredTerm } from './score-words.js';
import { boundedTermNumbers } from './term-numbers.js';

interface NotedTerm {
  /** The question's terms that it may stand for; a phrase stands for them by its first. */
  asked: string[];
  /** Those that it speaks of: "died" of "death". */
  related: { term: string; share: number }[];
  /** What stands behind it in the question. */
  after: ReadonlySet<number>;
}

export type NotedTerms = ReadonlyMap<number, NotedTerm>;

const NOTHING: ReadonlySet<number> = new Set();

export function notedTerms({ phrases }: Query, terms: readonly ScoredTerm[], related: RelatedTerms): NotedTerms {
  const numbers = boundedTermNumbers();
  const noted = new Map<number, NotedTerm>();
  const noteOf = (word: string) => {
    const number = numbers.of(word);
    let note = noted.get(number);
    if (!note) noted.set(number, (note = { asked: [], related: related.get(word) ?? [], after: NOTHING }));
    return note;
  };
  const standsFor = (word: string, term: string) => {
    const { asked } = noteOf(word);
    if (!asked.includes(term)) asked.push(term);
  };
  for (const { term, found } of terms) standsFor(found, term);
  for (const { term, others } of terms) for (const { phrase } of others) standsFor(phrase[0], term);
  for (const word of related.keys()) noteOf(word);
  for (const [word, after] of phrases.after) noteOf(word).after = new Set([...after].map((term) => numbers.of(term)));
  return noted;
}

/** What a sentence has of a question. */
export interface Noticed {
  /** Where it holds a term of the question, in its own word or where another one that stands for it begins; and which. */
  places: number[];
  terms: string[];
  /** For the terms that it lacks, the most that one of its words speaks of them. */
  related: ReadonlyMap<string, number>;
  /** How many of the question's pairs of neighbouring words it has. */
  pairs: number;
}

/** `held` is what the sentence holds by the postings. */
export function notice(words: NumberedWords, held: HeldTerms, noted: NotedTerms): Noticed {
  const { terms: numbers, count } = words;
  const places: number[] = [];
  const terms: string[] = [];
  const related = new Map<string, number>();
  const pairs = new Set<string>();
  let after = NOTHING;
  for (let i = 0; i < count; i++) {
    if (after.size > 0 && after.has(numbers[i])) pairs.add(`${numbers[i - 1]} ${numbers[i]}`);
    const note = noted.get(numbers[i]);
    after = note?.after ?? NOTHING;
    if (!note) continue;
    const asked = note.asked.find((term) => held.has(term));
    if (asked !== undefined) {
      places.push(i);
      terms.push(asked);
    }
    for (const { term, share } of note.related)
      if (!held.has(term)) related.set(term, Math.max(share, related.get(term) ?? 0));
  }
  return { places, terms, related, pairs: pairs.size };
}
