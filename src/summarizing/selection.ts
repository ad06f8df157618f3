/**
 * Sentences chosen one by one until the words are used up. Each is worth the weight of the terms it brings that were not
 * said before, so that a summary covers much and repeats little. Submodular coverage: Lin & Bilmes 2011, "A Class of
 * Submodular Functions for Document Summarization".
 */
import { draftSentences, type Quotable } from '../answering/draft-sentences.js';
import type { Draft } from '../answering/types.js';
import { similarity } from '../retrieval/find-evidence.js';
import type { Candidate } from './candidates.js';
import { countWords } from './count-words.js';
import { type Form, formsOf, squeeze } from './cut-sentence.js';
import { namingSpeakers } from './introduce.js';

/** What a term said once before is still worth. */
const AGAIN = 0.1;
/** The cost of a word: 0 is none, 1 as much as it says. Below 1, because short sentences say little on their own. */
const COST_EXPONENT = 0.5;
/** A sentence that breaks off reads worse than a whole one. */
const CUT_FACTOR = 0.9;
/** What stands behind the "but" is what the sentence was said for. */
const BEHIND_BUT_FACTOR = 1.1;
const LOSSY_FACTOR = 0.5;
/** Two sentences whose terms are this alike say the same. */
const MAX_SIMILARITY = 0.5;
const MAX_SHARE_OF_ANOTHER = 0.8;

/** Of a very long text, so many sentences are looked at again while others are chosen. */
const MAX_OPEN = 500;

interface Chosen {
  candidate: Candidate;
  form: Form;
  gain: number;
}

export interface SelectionOptions {
  weights: Map<string, number>;
  maxWords: number;
  /** Reading order. */
  compare: (a: Candidate, b: Candidate) => number;
  /** Terms around which a sentence longer than a quote is cut. */
  matched?: Set<string>;
}

export class Selection {
  readonly #options: SelectionOptions;
  readonly #chosen: Chosen[] = [];
  readonly #counts = new Map<string, number>();
  readonly #said = new Map<string, number>();
  readonly #forms = new Map<Candidate, Form[]>();
  #firstValue = 0;

  constructor(options: SelectionOptions) {
    this.#options = options;
  }

  get chosen(): Candidate[] {
    return this.#chosen.map(({ candidate }) => candidate);
  }

  has(candidate: Candidate): boolean {
    return this.#chosen.some((chosen) => chosen.candidate === candidate);
  }

  /** What it would bring for its words, with what it needs; 0 where it is chosen already or repeats what is. */
  value(candidate: Candidate): number {
    const best = this.#bestForm(candidate, Number.POSITIVE_INFINITY);
    return best ? best.value : 0;
  }

  /** Chooses it, with what it needs, in the best form there is room for. False where there is no room, or it repeats. */
  tryAdd(candidate: Candidate): boolean {
    if (this.has(candidate)) return true;
    const before = this.#chosen.length;
    for (const one of this.#withNeeds(candidate)) {
      const form = this.#fitting(one);
      if (!form) {
        for (const { candidate: undone } of this.#chosen.splice(before)) this.#say(undone.terms, -1);
        return false;
      }
      this.#chosen.push({ candidate: one, form, gain: this.#gain(one.terms) * one.worth });
      this.#say(one.terms, 1);
    }
    return true;
  }

  /** Chooses the best candidate again and again, until no more fit, or bring `leastShare` of what the first one ever chosen brought. */
  fill(
    candidates: Candidate[],
    {
      most = Number.POSITIVE_INFINITY,
      leastShare = 0,
      allow,
    }: { most?: number; leastShare?: number; allow?: (candidate: Candidate) => boolean } = {},
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

  /** Where there is room for nothing whole: the beginning of this sentence, so that something is said. */
  squeezeIn({ article, number, terms, worth }: Candidate): void {
    const candidate = { article, number, terms, worth, needs: [] };
    let maxWords = this.#options.maxWords;
    do {
      const form = squeeze(article, number, maxWords);
      this.#chosen.push({ candidate, form, gain: 1 });
      if (this.words <= this.#options.maxWords) return;
      this.#chosen.pop();
    } while (--maxWords > 0);
  }

  /** Gives cut sentences back what was cut off, as far as there is room. */
  restore(): void {
    for (const chosen of [...this.#chosen].sort((a, b) => b.gain - a.gain)) {
      const { form } = chosen;
      const [longest] = this.#formsOf(chosen.candidate);
      if (form === longest) continue;
      chosen.form = longest;
      if (this.words > this.#options.maxWords) chosen.form = form;
    }
  }

  /** What would be quoted, in reading order. */
  get quotables(): Quotable[] {
    return this.#inOrder().map(quotableOf);
  }

  /** Citations by what their sentences bring, sentences in reading order. */
  draft(): Draft {
    return draftSentences(this.#inOrder().map(quotableOf), namingSpeakers());
  }

  get words(): number {
    return this.draft().sentences.reduce((sum, { text }) => sum + this.#count(text), 0);
  }

  /** Without what leads them, which is more work to tell. */
  get #wordsOfForms(): number {
    return this.#chosen.reduce((sum, { form: { quotable } }) => sum + this.#count(textOf(quotable)), 0);
  }

  /** The same sentences are counted at each try to fit one more in. */
  #count(text: string): number {
    let words = this.#counts.get(text);
    if (words === undefined) this.#counts.set(text, (words = countWords(text)));
    return words;
  }

  #inOrder(): Chosen[] {
    return [...this.#chosen].sort((a, b) => this.#options.compare(a.candidate, b.candidate));
  }

  #withNeeds(candidate: Candidate): Candidate[] {
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

  #formsOf(candidate: Candidate): Form[] {
    let forms = this.#forms.get(candidate);
    if (!forms) {
      forms = formsOf(candidate.article, candidate.number, this.#options.matched);
      this.#forms.set(candidate, forms);
    }
    return forms;
  }

  #bestForm(candidate: Candidate, maxWords: number): { form: Form; value: number } | undefined {
    if (this.has(candidate) || this.#isRepeated(candidate)) return undefined;
    let best: { form: Form; value: number } | undefined;
    const [whole] = this.#formsOf(candidate);
    for (const form of this.#formsOf(candidate)) {
      if (form.words > maxWords) continue;
      const factor =
        (form === whole ? 1 : form.quotable.end === whole.quotable.end ? BEHIND_BUT_FACTOR : CUT_FACTOR) *
        (form.isLossy ? LOSSY_FACTOR : 1) *
        candidate.worth;
      const value = (factor * this.#gain(termsWithin(candidate, form))) / Math.max(1, form.words) ** COST_EXPONENT;
      if (!best || value > best.value) best = { form, value };
    }
    return best;
  }

  /** The best form, or the longest other one, that leaves the summary within its words. */
  #fitting(candidate: Candidate): Form | undefined {
    const best = this.#bestForm(candidate, Number.POSITIVE_INFINITY)?.form;
    if (!best) return undefined;
    const before = this.#wordsOfForms;
    return [best, ...this.#formsOf(candidate).filter((form) => form !== best)].find((form) => {
      if (before + this.#count(textOf(form.quotable)) > this.#options.maxWords) return false;
      this.#chosen.push({ candidate, form, gain: 0 });
      const { words } = this;
      this.#chosen.pop();
      return words <= this.#options.maxWords;
    });
  }

  #isRepeated({ terms }: Candidate): boolean {
    return this.#chosen.some(({ candidate: { terms: other } }) => {
      if (similarity(terms, other) > MAX_SIMILARITY) return true;
      let shared = 0;
      for (const term of terms) if (other.has(term)) shared++;
      return shared > MAX_SHARE_OF_ANOTHER * terms.size;
    });
  }
}

const textOf = ({ article, start, end }: Quotable) => article.body.slice(start, end);

const quotableOf = ({ form }: Chosen): Quotable => form.quotable;

function termsWithin({ article, number, terms }: Candidate, { isWhole, quotable }: Form): Iterable<string> {
  if (isWhole) return terms;
  return new Set(
    article.tokens[number].flatMap(({ term, start, end }) =>
      terms.has(term) && start >= quotable.start && end <= quotable.end ? term : [],
    ),
  );
}
