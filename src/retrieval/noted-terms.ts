/** What a question makes of the words of a text, in one table by term: each word of a sentence is looked up once. */
import type { Query } from '../query/query.js';
import type { Token } from '../text/tokenize.js';
import type { HeldTerms } from './read-article.js';
import type { RelatedTerms } from './related-terms.js';
import type { ScoredTerm } from './score-words.js';

interface NotedTerm {
  /** The question's terms that it may stand for; a phrase stands for them by its first. */
  asked: string[];
  /** Those that it speaks of: "died" of "death". */
  related: { term: string; share: number }[];
  /** What stands behind it in the question. */
  after: ReadonlySet<string>;
}

export type NotedTerms = ReadonlyMap<string, NotedTerm>;

const NOTHING: ReadonlySet<string> = new Set();

export function notedTerms({ phrases }: Query, terms: readonly ScoredTerm[], related: RelatedTerms): NotedTerms {
  const noted = new Map<string, NotedTerm>();
  const noteOf = (word: string) => {
    let note = noted.get(word);
    if (!note) noted.set(word, (note = { asked: [], related: related.get(word) ?? [], after: NOTHING }));
    return note;
  };
  const standsFor = (word: string, term: string) => {
    const { asked } = noteOf(word);
    if (!asked.includes(term)) asked.push(term);
  };
  for (const { term, found } of terms) standsFor(found, term);
  for (const { term, others } of terms) for (const { phrase } of others) standsFor(phrase[0], term);
  for (const word of related.keys()) noteOf(word);
  for (const [word, after] of phrases.after) noteOf(word).after = after;
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
export function notice(tokens: readonly Token[], held: HeldTerms, noted: NotedTerms): Noticed {
  const places: number[] = [];
  const terms: string[] = [];
  const related = new Map<string, number>();
  const pairs = new Set<string>();
  let after = NOTHING;
  for (let i = 0; i < tokens.length; i++) {
    const word = tokens[i].term;
    if (after.has(word)) pairs.add(`${tokens[i - 1].term} ${word}`);
    const note = noted.get(word);
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
