/**
 * A segment's scores: of every article and title at once, and what its passages and sentences have at most; of passages and
 * sentences themselves only in the articles that are asked for.
 */
import type { LiveSegment, Snapshot } from '../index/snapshot.js';
import { type Saturation, saturationOf, scoreOf, type Unit } from './bm25.js';
import {
  ARTICLE,
  BEST,
  bestPassageIn,
  bestSentenceIn,
  COUNTS,
  countIn,
  countInTitle,
  FROM,
  ROW,
  rowFrom,
  type TermArticles,
} from './term-articles.js';
import { type CountedUnits, UnitCounts } from './unit-counts.js';

/** A term of a query, what it is worth in each kind of unit, and the articles of the words that stand for it. */
export interface WeighedTerm {
  worth: Record<Unit, number>;
  /** `share` is what a word is worth beside the term itself, 1 for the term. */
  forms: { list: TermArticles; share: number }[];
}

/** How often a word stands in units, and what it is worth there. */
interface Weighed {
  units: CountedUnits;
  part: number;
}

/** In 0..1 each; 0 for dead articles. */
export class SegmentScores {
  /** By article. */
  readonly article: Float64Array;
  readonly title: Float64Array;
  /** By article, what its best passage and its best sentence have at most. */
  readonly passageAtMost: Float64Array;
  readonly sentenceAtMost: Float64Array;
  /** Of the articles asked for, their passages and then their sentences; and by article where these begin, or NONE. */
  #units = new Float64Array(0);
  #size = 0;
  readonly #start: Int32Array;
  readonly #saturation: Record<Unit, Saturation>;

  constructor(
    snapshot: Snapshot,
    private readonly segment: LiveSegment,
    private readonly terms: readonly WeighedTerm[],
  ) {
    const { articleCount } = segment.words;
    const saturation = (unit: Unit) => saturationOf(snapshot, segment, unit);
    this.#saturation = {
      article: saturation('article'),
      passage: saturation('passage'),
      sentence: saturation('sentence'),
      title: saturation('title'),
    };
    this.#start = new Int32Array(articleCount).fill(NONE);
    this.article = new Float64Array(articleCount);
    this.title = new Float64Array(articleCount);
    this.passageAtMost = new Float64Array(articleCount);
    this.sentenceAtMost = new Float64Array(articleCount);
    for (const { worth, forms } of terms) {
      if (forms.length === 1) this.#addRows(forms[0], worth);
      else {
        addBestRows(this.article, forms, worth.article, countIn, this.#saturation.article);
        addBestRows(this.title, forms, worth.title, countInTitle, this.#saturation.title);
        for (const { list, share } of forms) this.#addMost(list, share * worth.passage, share * worth.sentence);
      }
    }
  }

  /** A term for which no other word stands: all its rows are read once. */
  #addRows({ list: { rows, size }, share }: WeighedTerm['forms'][number], worth: WeighedTerm['worth']): void {
    const { article: ofArticle, title: ofTitle } = this.#saturation;
    const [article, passage, sentence, title] = [
      share * worth.article,
      share * worth.passage,
      share * worth.sentence,
      share * worth.title,
    ];
    for (let row = 0; row < ROW * size; row += ROW) {
      const number = rows[row + ARTICLE];
      const counts = rows[row + COUNTS];
      const best = rows[row + BEST];
      this.article[number] += scoreOf(article, countIn(counts), ofArticle.lengths[number], ofArticle);
      const inTitle = countInTitle(counts);
      if (inTitle > 0) this.title[number] += scoreOf(title, inTitle, ofTitle.lengths[number], ofTitle);
      this.passageAtMost[number] += passage * bestPassageIn(best);
      this.sentenceAtMost[number] += sentence * bestSentenceIn(best);
    }
  }

  #addMost({ rows, size }: TermArticles, ofPassage: number, ofSentence: number): void {
    for (let row = 0; row < ROW * size; row += ROW) {
      const article = rows[row + ARTICLE];
      this.passageAtMost[article] += ofPassage * bestPassageIn(rows[row + BEST]);
      this.sentenceAtMost[article] += ofSentence * bestSentenceIn(rows[row + BEST]);
    }
  }

  /** The score of a passage, and of a sentence, by its number in the segment. */
  passage(number: number): number {
    return this.#units[this.#placeOfPassage(number)];
  }

  sentence(number: number): number {
    return this.#units[this.#placeOfSentence(number)];
  }

  /** Raises the score of a unit, given by its number in the segment. */
  add(unit: Unit, number: number, score: number): void {
    if (unit === 'article' || unit === 'title') this[unit][number] += score;
    else {
      const place = unit === 'passage' ? this.#placeOfPassage(number) : this.#placeOfSentence(number);
      this.#units[place] += score;
    }
  }

  /** Scores the passages and sentences of these articles, given in order: many at once are done much sooner than one by one. */
  scoreUnits(articles: readonly number[]): void {
    const missing = articles.filter((article) => this.#start[article] === NONE);
    if (missing.length === 0) return;
    for (const article of missing) this.#place(article);
    const { words } = this.segment;
    for (const { worth, forms } of this.terms) {
      const places = forms.map(() => 0);
      const counts = forms.map((_, i) => (scratch[i] ??= new UnitCounts()));
      const passages = forms.map(({ share }, i) => ({ units: counts[i].passage, part: share * worth.passage }));
      const sentences = forms.map(({ share }, i) => ({ units: counts[i].sentence, part: share * worth.sentence }));
      for (const article of missing) {
        let isHeld = false;
        for (let i = 0; i < forms.length; i++) {
          const { rows, postings, size } = forms[i].list;
          places[i] = rowFrom(forms[i].list, article, places[i]);
          const row = ROW * places[i];
          if (places[i] < size && rows[row + ARTICLE] === article) {
            const inTitle = countInTitle(rows[row + COUNTS]);
            counts[i].read(words, postings, article, rows[row + FROM], inTitle);
            isHeld = true;
          } else counts[i].clear();
        }
        if (!isHeld) continue;
        const start = this.#start[article];
        addBest(this.#units, start - this.#firstPassage(article), passages, this.#saturation.passage);
        const shift = start + this.#passageCount(article) - this.#firstSentence(article);
        addBest(this.#units, shift, sentences, this.#saturation.sentence);
      }
    }
  }

  /** Its best passage, the first of the best, and what that and its best sentence have. */
  bestUnits(article: number): { passage: number; passageScore: number; sentenceScore: number } {
    const start = this.#startOf(article);
    const passages = this.#passageCount(article);
    const end = start + passages + this.#sentenceCount(article);
    let best = 0;
    let passageScore = 0;
    for (let i = 0; i < passages; i++) {
      if (this.#units[start + i] <= passageScore) continue;
      passageScore = this.#units[start + i];
      best = i;
    }
    let sentenceScore = 0;
    for (let i = start + passages; i < end; i++) if (this.#units[i] > sentenceScore) sentenceScore = this.#units[i];
    return { passage: this.#firstPassage(article) + best, passageScore, sentenceScore };
  }

  #startOf(article: number): number {
    if (this.#start[article] === NONE) this.scoreUnits([article]);
    return this.#start[article];
  }

  #placeOfPassage(number: number): number {
    const article = this.segment.words.passageArticle[number];
    return this.#startOf(article) + number - this.#firstPassage(article);
  }

  #placeOfSentence(number: number): number {
    const { passageArticle, sentencePassage } = this.segment.words;
    const article = passageArticle[sentencePassage[number]];
    return this.#startOf(article) + this.#passageCount(article) + number - this.#firstSentence(article);
  }

  #place(article: number): void {
    this.#start[article] = this.#size;
    this.#size += this.#passageCount(article) + this.#sentenceCount(article);
    if (this.#size <= this.#units.length) return;
    const units = new Float64Array(2 * this.#size);
    units.set(this.#units);
    this.#units = units;
  }

  #firstPassage(article: number): number {
    return this.segment.words.articleFirstPassage[article];
  }

  #passageCount(article: number): number {
    return this.#firstPassage(article + 1) - this.#firstPassage(article);
  }

  #firstSentence(article: number): number {
    return this.segment.words.passageFirstSentence[this.#firstPassage(article)];
  }

  #sentenceCount(article: number): number {
    return this.#firstSentence(article + 1) - this.#firstSentence(article);
  }
}

const NONE = -1;

/** One for each word that stands for a term. */
const scratch: UnitCounts[] = [];

/** What a unit has at most in one list; the places behind the units' are kept at 0. */
let best = new Float64Array(0);

/** The same for whole articles or for titles, of which `countOf` reads the count. */
function addBestRows(
  scores: Float64Array,
  forms: WeighedTerm['forms'],
  whole: number,
  countOf: (counts: number) => number,
  saturation: Saturation,
): void {
  const { lengths } = saturation;
  const scoreAt = (rows: Uint32Array, row: number, part: number) =>
    scoreOf(part, countOf(rows[row + COUNTS]), lengths[rows[row + ARTICLE]], saturation);
  if (best.length < scores.length) best = new Float64Array(scores.length);
  for (const { list, share } of forms) {
    const part = share * whole;
    for (let row = 0; row < ROW * list.size; row += ROW) {
      const score = scoreAt(list.rows, row, part);
      if (score > best[list.rows[row + ARTICLE]]) best[list.rows[row + ARTICLE]] = score;
    }
  }
  for (const { list } of forms)
    for (let row = 0; row < ROW * list.size; row += ROW) {
      scores[list.rows[row + ARTICLE]] += best[list.rows[row + ARTICLE]];
      best[list.rows[row + ARTICLE]] = 0;
    }
}

/** Adds to each unit's score, which stands `shift` places behind its number, the largest that one of the lists gives it. */
function addBest(scores: Float64Array, shift: number, lists: readonly Weighed[], saturation: Saturation): void {
  const { lengths } = saturation;
  if (lists.length === 1) {
    const [{ units, part }] = lists;
    const { unit, count, size } = units;
    for (let i = 0; i < size; i++) scores[unit[i] + shift] += scoreOf(part, count[i], lengths[unit[i]], saturation);
    return;
  }
  // Nothing but zeroes before and after: a table of all units is many times as quick as a map of those that are met.
  if (best.length < scores.length) best = new Float64Array(scores.length);
  for (const {
    units: { unit, count, size },
    part,
  } of lists)
    for (let i = 0; i < size; i++) {
      const score = scoreOf(part, count[i], lengths[unit[i]], saturation);
      if (score > best[unit[i] + shift]) best[unit[i] + shift] = score;
    }
  for (const {
    units: { unit, size },
  } of lists)
    for (let i = 0; i < size; i++) {
      scores[unit[i] + shift] += best[unit[i] + shift];
      best[unit[i] + shift] = 0;
    }
}
