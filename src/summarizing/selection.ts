/**
 * Sentences chosen one by one until the words are used up. Each is worth the weight of the terms it brings that were not
 * said before, so that a summary covers much and repeats little. Submodular coverage: Lin & Bilmes 2011, "A Class of
 * Submodular Functions for Document Summarization".
 */
import { draftSentences, type Quotable } from '../answering/draft-sentences.js';
import type { Draft } from '../answering/types.js';
import { similarity } from '../retrieval/find-evidence.js';
import type { SummaryCandidate } from './candidates.js';
import { countWords } from './count-words.js';
import { type Excerpt, excerptsOf, squeeze } from './cut-sentence.js';
import { namingSpeakers } from './introduce.js';

/** What a term is worth when it is said again. */
const AGAIN = 0.1;
/**
 * Exponent of a sentence's words in its cost. 0: length is free; 1: value per word. Between, because short sentences
 * say little on their own.
 */
const COST_EXPONENT = 0.5;
/** Factor for an excerpt cut short: it reads worse than a whole sentence. */
const CUT_FACTOR = 0.9;
/** Factor for an excerpt from behind "but", which is what the sentence was said for. */
const BEHIND_BUT_FACTOR = 1.1;
const LOSSY_FACTOR = 0.5;
/** Two sentences whose terms are this alike say the same. */
const MAX_SIMILARITY = 0.5;
const MAX_SHARE_OF_ANOTHER = 0.8;

/** The most candidates that are valued again after each choice, in a very long text. */
const MAX_OPEN = 500;

interface Chosen {
  candidate: SummaryCandidate;
  excerpt: Excerpt;
  gain: number;
}

export interface SelectionOptions {
  weights: Map<string, number>;
  maxWords: number;
  /** Reading order. */
  compare: (a: SummaryCandidate, b: SummaryCandidate) => number;
  /** Terms around which a sentence longer than a quote is cut. */
  matched?: Set<string>;
}

export class Selection {
  readonly #options: SelectionOptions;
  readonly #chosen: Chosen[] = [];
  readonly #counts = new Map<string, number>();
  readonly #said = new Map<string, number>();
  readonly #excerpts = new Map<SummaryCandidate, Excerpt[]>();
  #firstValue = 0;

  constructor(options: SelectionOptions) {
    this.#options = options;
  }

  get chosen(): SummaryCandidate[] {
    return this.#chosen.map(({ candidate }) => candidate);
  }

  has(candidate: SummaryCandidate): boolean {
    return this.#chosen.some((chosen) => chosen.candidate === candidate);
  }

  /**
   * What a candidate, with those it needs, would bring for its words; 0 where it is chosen or would repeat what is
   * chosen.
   */
  value(candidate: SummaryCandidate): number {
    const best = this.#bestExcerpt(candidate, Number.POSITIVE_INFINITY);
    return best ? best.value : 0;
  }

  /** Chooses it, with what it needs, in the best excerpt there is room for. False where there is no room, or it repeats. */
  tryAdd(candidate: SummaryCandidate): boolean {
    if (this.has(candidate)) return true;
    const before = this.#chosen.length;
    for (const one of this.#withNeeds(candidate)) {
      const excerpt = this.#fitting(one);
      if (!excerpt) {
        for (const { candidate: undone } of this.#chosen.splice(before)) this.#say(undone.terms, -1);
        return false;
      }
      this.#chosen.push({ candidate: one, excerpt, gain: this.#gain(one.terms) * one.worth });
      this.#say(one.terms, 1);
    }
    return true;
  }

  /**
   * Chooses the best candidate again and again, until none fits or the best brings less than `leastShare` of the first
   * one's value.
   */
  fill(
    candidates: SummaryCandidate[],
    {
      most = Number.POSITIVE_INFINITY,
      leastShare = 0,
      allow,
    }: { most?: number; leastShare?: number; allow?: (candidate: SummaryCandidate) => boolean } = {},
  ): void {
    const open = candidates
      .map((candidate) => ({ candidate, value: this.value(candidate) }))
      .sort((a, b) => b.value - a.value || this.#options.compare(a.candidate, b.candidate))
      .slice(0, MAX_OPEN);
    for (let added = 0; added < most && open.length > 0; ) {
      const first = open.shift()!;
      const value = !allow || allow(first.candidate) ? this.value(first.candidate) : 0;
      if (value <= leastShare * this.#firstValue) continue;
      // Values only fall, so one that was computed just now and is still the largest is the best (lazy greedy).
      if (open.length > 0 && value < open[0].value) {
        const place = open.findIndex((other) => other.value < value);
        open.splice(place < 0 ? open.length : place, 0, { ...first, value });
      } else if (this.tryAdd(first.candidate)) {
        this.#firstValue ||= value;
        added++;
      }
    }
  }

  /** The beginning of a sentence, where no whole one fits: so something is said. */
  squeezeIn({ article, number, terms, worth }: SummaryCandidate): void {
    const candidate = { article, number, terms, worth, needs: [] };
    let maxWords = this.#options.maxWords;
    do {
      const excerpt = squeeze(article, number, maxWords);
      this.#chosen.push({ candidate, excerpt, gain: 1 });
      if (this.words <= this.#options.maxWords) return;
      this.#chosen.pop();
    } while (--maxWords > 0);
  }

  /** Restores what was cut off from sentences, as far as there is room. */
  restore(): void {
    for (const chosen of [...this.#chosen].sort((a, b) => b.gain - a.gain)) {
      const { excerpt } = chosen;
      const [longest] = this.#excerptsOf(chosen.candidate);
      if (excerpt === longest) continue;
      chosen.excerpt = longest;
      if (this.words > this.#options.maxWords) chosen.excerpt = excerpt;
    }
  }

  /** What would be quoted, in reading order. */
  get quotables(): Quotable[] {
    return this.#inOrder().map(quotableOf);
  }

  /** The draft: citations by what their sentences bring, sentences in reading order. */
  draft(): Draft {
    return draftSentences(this.#inOrder().map(quotableOf), namingSpeakers());
  }

  get words(): number {
    return this.draft().sentences.reduce((sum, { text }) => sum + this.#count(text), 0);
  }

  /** The words of the chosen excerpts, leading speakers left out: those are costly to find. */
  get #wordsOfForms(): number {
    return this.#chosen.reduce((sum, { excerpt: { quotable } }) => sum + this.#count(textOf(quotable)), 0);
  }

  /** Counts words, once for each text: each try counts the same sentences. */
  #count(text: string): number {
    let words = this.#counts.get(text);
    if (words === undefined) this.#counts.set(text, (words = countWords(text)));
    return words;
  }

  #inOrder(): Chosen[] {
    return [...this.#chosen].sort((a, b) => this.#options.compare(a.candidate, b.candidate));
  }

  #withNeeds(candidate: SummaryCandidate): SummaryCandidate[] {
    const isTold = this.chosen.some(
      ({ article, number, terms }) =>
        article === candidate.article &&
        number < candidate.number &&
        [...(candidate.unless ?? [])].some((term) => terms.has(term)),
    );
    const needed = isTold ? [] : candidate.needs.filter((other) => !this.has(other));
    return [...needed.flatMap((other) => this.#withNeeds(other)), candidate];
  }

  #say(terms: Set<string>, by: number): void {
    for (const term of terms) this.#said.set(term, (this.#said.get(term) ?? 0) + by);
  }

  #gain(terms: Iterable<string>): number {
    let gain = 0;
    for (const term of terms) gain += (this.#options.weights.get(term) ?? 0) * AGAIN ** (this.#said.get(term) ?? 0);
    return gain;
  }

  #excerptsOf(candidate: SummaryCandidate): Excerpt[] {
    let excerpts = this.#excerpts.get(candidate);
    if (!excerpts) {
      excerpts = excerptsOf(candidate.article, candidate.number, this.#options.matched);
      this.#excerpts.set(candidate, excerpts);
    }
    return excerpts;
  }

  #bestExcerpt(candidate: SummaryCandidate, maxWords: number): { excerpt: Excerpt; value: number } | undefined {
    if (this.has(candidate) || this.#isRepeated(candidate)) return undefined;
    let best: { excerpt: Excerpt; value: number } | undefined;
    const [whole] = this.#excerptsOf(candidate);
    for (const excerpt of this.#excerptsOf(candidate)) {
      if (excerpt.words > maxWords) continue;
      const factor =
        (excerpt === whole ? 1 : excerpt.quotable.end === whole.quotable.end ? BEHIND_BUT_FACTOR : CUT_FACTOR) *
        (excerpt.isLossy ? LOSSY_FACTOR : 1) *
        candidate.worth;
      const value =
        (factor * this.#gain(termsWithin(candidate, excerpt))) / Math.max(1, excerpt.words) ** COST_EXPONENT;
      if (!best || value > best.value) best = { excerpt, value };
    }
    return best;
  }

  /** The best excerpt, or the longest other one, that leaves the summary within its words. */
  #fitting(candidate: SummaryCandidate): Excerpt | undefined {
    const best = this.#bestExcerpt(candidate, Number.POSITIVE_INFINITY)?.excerpt;
    if (!best) return undefined;
    const before = this.#wordsOfForms;
    return [best, ...this.#excerptsOf(candidate).filter((excerpt) => excerpt !== best)].find((excerpt) => {
      if (before + this.#count(textOf(excerpt.quotable)) > this.#options.maxWords) return false;
      this.#chosen.push({ candidate, excerpt, gain: 0 });
      const { words } = this;
      this.#chosen.pop();
      return words <= this.#options.maxWords;
    });
  }

  #isRepeated({ terms }: SummaryCandidate): boolean {
    return this.#chosen.some(({ candidate: { terms: other } }) => {
      if (similarity(terms, other) > MAX_SIMILARITY) return true;
      let shared = 0;
      for (const term of terms) if (other.has(term)) shared++;
      return shared > MAX_SHARE_OF_ANOTHER * terms.size;
    });
  }
}

const textOf = ({ article, start, end }: Quotable) => article.text.slice(start, end);

const quotableOf = ({ excerpt }: Chosen): Quotable => excerpt.quotable;

function termsWithin({ article, number, terms }: SummaryCandidate, { isWhole, quotable }: Excerpt): Iterable<string> {
  if (isWhole) return terms;
  return new Set(
    article.tokens[number].flatMap(({ term, start, end }) =>
      terms.has(term) && start >= quotable.start && end <= quotable.end ? term : [],
    ),
  );
}
