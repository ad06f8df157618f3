/**
 * BM25 of a query over whole articles, passages, sentences and titles in one walk over the postings. The title's words
 * count in each unit. Scores are divided by the query's own maximum, so that they lie in 0..1 for every corpus. Where other
 * words stand for one, the best of them counts in a unit and not their sum.
 * BM25: Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework", without the constant factor k1 + 1.
 */

import type { LiveSegment, Snapshot, UnitFrequencies } from '../index/snapshot.js';
import type { OtherKind } from '../query/other-words.js';
import { inverseFrequency } from '../text/inverse-frequency.js';
import { isHeld, type Occurrences, occurrencesOf, termNumbers } from './occurrences.js';

export type Unit = 'article' | 'passage' | 'sentence' | 'title';

/** k1: how soon repeated words stop counting. b: how much long units are held back. */
export const BM25: Record<Unit, { k1: number; b: number }> = {
  article: { k1: 1.2, b: 0.75 },
  passage: { k1: 1.2, b: 0.5 },
  sentence: { k1: 0.9, b: 0.4 },
  title: { k1: 1.2, b: 0.5 },
};
export const UNITS = ['article', 'passage', 'sentence', 'title'] as const;

/** A term to score. `found` is the term looked up, which differs from `term` where a rare word was matched loosely. */
export interface ScoredTerm {
  term: string;
  found: string;
  weight: number;
  /** Its part of the query's maximum: a word of an earlier turn may be missing without much loss. */
  share: number;
  /** What else may stand for it. */
  others: readonly OtherForm[];
}

/** Another word, or a phrase, that stands for a term. */
export interface OtherForm {
  /** The terms to look up, little words left out: all in one sentence. */
  found: readonly string[];
  /** All its terms in order. */
  phrase: readonly string[];
  /** What it is worth beside the term itself, 0..1. */
  share: number;
  kind: OtherKind;
  /** Whether it stands only where it is written in capitals. */
  isAcronym: boolean;
}

const SAME_THING: ReadonlySet<OtherKind> = new Set(['name', 'operator', 'letters']);

/** Another name of the very same thing, which is looked for everywhere; other words only where that costs little. */
export const isSameThing = ({ kind }: OtherForm) => SAME_THING.has(kind);

/** "Step down" is found by "step", which says little by itself: such a phrase is only seen where an article is read. */
export const isFindable = ({ found, phrase }: OtherForm) => found.length === phrase.length;

/** One number per unit of a segment, in 0..1; dead units are 0. */
export type SegmentScores = Record<Unit, Float64Array>;

export interface WordScores {
  segments: SegmentScores[];
  /** ln(1 + (N - df + ½) / (df + ½)) over units of each kind, by term. */
  idf: Record<Unit, Map<string, number>>;
  /** How many live units of each kind hold the term, by term. */
  frequency: Record<Unit, Map<string, number>>;
  /** What the query could reach at most. */
  maximum: Record<Unit, number>;
}

/**
 * Scores all live units. Terms are scored in the order given, so equal articles get equal scores to the last bit. Other
 * names count everywhere; other words do so where the index lacks the word itself, else see score-other-words.ts.
 */
export function scoreWords(snapshot: Snapshot, terms: readonly ScoredTerm[]): WordScores {
  const segments: SegmentScores[] = snapshot.segments.map(({ words }) => ({
    article: new Float64Array(words.articleCount),
    passage: new Float64Array(words.passageCount),
    sentence: new Float64Array(words.sentenceCount),
    title: new Float64Array(words.articleCount),
  }));
  const idf: WordScores['idf'] = { article: new Map(), passage: new Map(), sentence: new Map(), title: new Map() };
  const frequencies: WordScores['frequency'] = {
    article: new Map(),
    passage: new Map(),
    sentence: new Map(),
    title: new Map(),
  };
  const maximum: Record<Unit, number> = { article: 0, passage: 0, sentence: 0, title: 0 };

  const found = terms.map(({ term, found: own, share, others }) => {
    const isMissing = !isHeld(snapshot, own);
    const lists = occurrencesOfWords(snapshot, [own]);
    const named = others.filter((other) => isFindable(other) && (isMissing || isSameThing(other)));
    const frequency = isMissing
      ? sumOf(named.map((other) => frequencyOf(snapshot, rarestOf(snapshot, other.found))))
      : (snapshot.frequenciesOf(own) ?? count(lists));
    const times = isMissing ? 1 : moreFrequent(snapshot, own, named);
    for (const unit of UNITS) {
      const units = snapshot.statistics[unit].count;
      const held = Math.min(units, frequency[unit] * times);
      const importance = inverseFrequency(units, held);
      idf[unit].set(term, importance);
      frequencies[unit].set(term, held);
      maximum[unit] += share * importance;
    }
    return { lists, named };
  });
  terms.forEach(({ term, weight }, place) => {
    const { lists, named } = found[place];
    const others = named.map((other) => ({
      lists: occurrencesOfWords(snapshot, other.found),
      share: other.share * rarityBeside(snapshot, idf.sentence.get(term)!, other),
    }));
    snapshot.segments.forEach((segment, i) => {
      for (const unit of UNITS) {
        if (maximum[unit] === 0) continue;
        const whole = (weight * idf[unit].get(term)!) / maximum[unit];
        const weighed: Weighed[] = lists[i] ? [{ pairs: lists[i][unit], part: whole }] : [];
        for (const other of others) {
          const list = other.lists[i];
          if (list) weighed.push({ pairs: list[unit], part: other.share * whole });
        }
        addBest(segments[i][unit], weighed, saturationOf(snapshot, segment, unit));
      }
    });
  });
  return { segments, idf, frequency: frequencies, maximum };
}

/** By segment. */
function occurrencesOfWords(snapshot: Snapshot, words: readonly string[]): (Occurrences | undefined)[] {
  return snapshot.segments.map((segment) => {
    const numbers = termNumbers(segment.words, words);
    return numbers && occurrencesOf(segment, numbers);
  });
}

const frequencyOf = (snapshot: Snapshot, term: string): UnitFrequencies =>
  snapshot.frequenciesOf(term) ?? count(occurrencesOfWords(snapshot, [term]));

/** How many times more frequent a thing is by all its names than by the one that is asked for, as sentences tell. */
function moreFrequent(snapshot: Snapshot, own: string, named: readonly OtherForm[]): number {
  const asked = snapshot.sentenceFrequency(own) || 1;
  const other = ({ found }: OtherForm) => snapshot.sentenceFrequency(rarestOf(snapshot, found));
  return named.reduce((sum, form) => sum + other(form), asked) / asked;
}

/** How rare another word is among sentences beside the one that is asked for, at most 1: one that is more frequent tells less. */
export function rarityBeside(snapshot: Snapshot, importance: number, { found }: OtherForm): number {
  const frequency = snapshot.sentenceFrequency(rarestOf(snapshot, found));
  const rarity = inverseFrequency(snapshot.statistics.sentence.count, frequency);
  return importance === 0 ? 0 : Math.min(1, rarity / importance);
}

/** Of a phrase's terms the one in fewest sentences: the phrase stands in no more. */
const rarestOf = (snapshot: Snapshot, terms: readonly string[]): string =>
  terms.reduce((rarest, term) =>
    snapshot.sentenceFrequency(term) < snapshot.sentenceFrequency(rarest) ? term : rarest,
  );

function sumOf(frequencies: readonly UnitFrequencies[]): UnitFrequencies {
  const sum = (unit: Unit) => frequencies.reduce((all, frequency) => all + frequency[unit], 0);
  return { article: sum('article'), passage: sum('passage'), sentence: sum('sentence'), title: sum('title') };
}

function count(lists: readonly (Occurrences | undefined)[]): UnitFrequencies {
  const sum = (unit: Unit) => lists.reduce((all, list) => all + (list ? list[unit].length / 2 : 0), 0);
  return { article: sum('article'), passage: sum('passage'), sentence: sum('sentence'), title: sum('title') };
}

/** What turns a count into a score: count / (count + least + perTerm · length). */
export interface Saturation {
  least: number;
  perTerm: number;
  lengths: Uint32Array;
}

export function saturationOf(snapshot: Snapshot, { words }: LiveSegment, unit: Unit): Saturation {
  const { k1, b } = BM25[unit];
  const { averageLength } = snapshot.statistics[unit];
  return { least: k1 * (1 - b), perTerm: (k1 * b) / averageLength, lengths: lengthsOf(words)[unit] };
}

/** A list of pairs of unit number and count, and what the term is worth in it. */
interface Weighed {
  pairs: number[];
  part: number;
}

let best = new Float64Array(0);

/** Adds to each unit's score the largest that one of the lists gives it. */
function addBest(scores: Float64Array, lists: readonly Weighed[], saturation: Saturation): void {
  const { least, perTerm, lengths } = saturation;
  if (lists.length === 1) {
    const [{ pairs, part }] = lists;
    for (let i = 0; i < pairs.length; i += 2) {
      const unit = pairs[i];
      const count = pairs[i + 1];
      scores[unit] += (part * count) / (count + least + perTerm * lengths[unit]);
    }
    return;
  }
  // Nothing but zeroes before and after: a table of all units is many times as quick as a map of those that are met.
  if (best.length < scores.length) best = new Float64Array(scores.length);
  for (const { pairs, part } of lists)
    for (let i = 0; i < pairs.length; i += 2) {
      const unit = pairs[i];
      const count = pairs[i + 1];
      const score = (part * count) / (count + least + perTerm * lengths[unit]);
      if (score > best[unit]) best[unit] = score;
    }
  for (const { pairs } of lists)
    for (let i = 0; i < pairs.length; i += 2) {
      scores[pairs[i]] += best[pairs[i]];
      best[pairs[i]] = 0;
    }
}

/** By unit, the largest score that one of the lists gives it. */
export function bestOf(lists: readonly Weighed[], { least, perTerm, lengths }: Saturation): Map<number, number> {
  const best = new Map<number, number>();
  for (const { pairs, part } of lists)
    for (let i = 0; i < pairs.length; i += 2) {
      const unit = pairs[i];
      const count = pairs[i + 1];
      const score = (part * count) / (count + least + perTerm * lengths[unit]);
      const before = best.get(unit);
      if (before === undefined || score > before) best.set(unit, score);
    }
  return best;
}

const knownLengths = new WeakMap<LiveSegment['words'], Record<Unit, Uint32Array>>();

/** Content terms of each unit, with its article's title; reckoned once for a segment. */
function lengthsOf(words: LiveSegment['words']): Record<Unit, Uint32Array> {
  let lengths = knownLengths.get(words);
  if (!lengths) {
    const { titleLength, passageArticle, sentencePassage } = words;
    lengths = {
      title: Uint32Array.from(titleLength),
      article: Uint32Array.from(words.articleLength, (length, article) => length + titleLength[article]),
      passage: Uint32Array.from(
        words.passageLength,
        (length, passage) => length + titleLength[passageArticle[passage]],
      ),
      sentence: Uint32Array.from(
        words.sentenceLength,
        (length, sentence) => length + titleLength[passageArticle[sentencePassage[sentence]]],
      ),
    };
    knownLengths.set(words, lengths);
  }
  return lengths;
}
