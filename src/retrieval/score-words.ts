/**
 * BM25 of a query over whole articles, passages, sentences and titles. The title's words count in each unit. Scores are
 * divided by the query's own maximum, so that they lie in 0..1 for every corpus. Where other words stand for one, the best
 * of them counts in a unit and not their sum. Articles and titles are scored at once; passages and sentences, which are many
 * times as many, only in the articles where somebody asks for them: see unit-scores.ts.
 */

import type { Snapshot, UnitFrequencies } from '../index/snapshot.js';
import type { OtherKind } from '../query/other-words.js';
import { inverseFrequency } from '../text/inverse-frequency.js';
import { UNITS, type Unit } from './bm25.js';
import { isHeld, termNumbers } from './occurrences.js';
import { type TermArticles, termArticles } from './term-articles.js';
import { SegmentScores, type WeighedTerm } from './unit-scores.js';

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
    const lists = articlesOf(snapshot, [own]);
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
  const weighed: WeighedTerm[][] = snapshot.segments.map(() => []);
  terms.forEach(({ term, weight }, place) => {
    const { lists, named } = found[place];
    const forms = [
      { lists, share: 1 },
      ...named.map((other) => ({
        lists: articlesOf(snapshot, other.found),
        share: other.share * rarityBeside(snapshot, idf.sentence.get(term)!, other),
      })),
    ];
    const whole = (unit: Unit) => (maximum[unit] === 0 ? 0 : (weight * idf[unit].get(term)!) / maximum[unit]);
    const worth = {
      article: whole('article'),
      passage: whole('passage'),
      sentence: whole('sentence'),
      title: whole('title'),
    };
    weighed.forEach((ofSegment, i) => {
      const held = forms.flatMap(({ lists: own, share }) => (own[i] ? [{ list: own[i], share }] : []));
      if (held.length > 0) ofSegment.push({ worth, forms: held });
    });
  });
  const segments = snapshot.segments.map((segment, i) => new SegmentScores(snapshot, segment, weighed[i]));
  return { segments, idf, frequency: frequencies, maximum };
}

/** By segment. */
function articlesOf(snapshot: Snapshot, words: readonly string[]): (TermArticles | undefined)[] {
  return snapshot.segments.map((segment) => {
    const numbers = termNumbers(segment.words, words);
    return numbers && termArticles(snapshot, segment, numbers);
  });
}

const frequencyOf = (snapshot: Snapshot, term: string): UnitFrequencies =>
  snapshot.frequenciesOf(term) ?? count(articlesOf(snapshot, [term]));

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

function count(lists: readonly (TermArticles | undefined)[]): UnitFrequencies {
  return sumOf(lists.flatMap((list) => list?.frequency ?? []));
}
