/** An article opened for a question: its sentences and which terms each holds; words and speakers only when asked for. */
import type { Sentence } from '../core/types.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta } from '../index/stored-article.js';
import type { WordsSegment } from '../index/words-segment.js';
import type { Alias } from '../query/aliases.js';
import { type Token, tokenize } from '../text/tokenize.js';
import type { RankedArticle } from './score-articles.js';
import type { ScoredTerm } from './score-words.js';
import { type Attribution, speakersOf } from './speakers/attribute.js';

export class EvidenceArticle {
  readonly meta: ArticleMeta;
  readonly sentences: Sentence[] = [];
  /** The query's terms that each sentence holds, and that the title holds. */
  readonly matched: Set<string>[];
  readonly matchedInTitle: Set<string>;
  /** Those of them that stand there by another name. */
  readonly aliased = new Set<string>();
  #held: Set<string> | undefined;
  readonly #tokens: Token[][] = [];
  #attribution: ((number: number) => Attribution | undefined) | undefined;
  #attributions: (Attribution | undefined)[] | undefined;

  constructor(
    readonly ranked: RankedArticle,
    readonly body: string,
    words: WordsSegment,
    terms: ScoredTerm[],
    aliases: Alias[],
  ) {
    this.meta = ranked.article;
    const first = words.passageFirstSentence[words.articleFirstPassage[ranked.ordinal]];
    const end = words.passageFirstSentence[words.articleFirstPassage[ranked.ordinal + 1]];
    for (let i = first; i < end; i++) this.sentences.push({ start: words.sentenceStart[i], end: words.sentenceEnd[i] });
    this.matched = matchedTerms(words, first, end, terms);
    const inTitle = new Set(tokenize(this.meta.title).map(({ term }) => term));
    this.matchedInTitle = new Set(terms.filter(({ found }) => inTitle.has(found)).map(({ term }) => term));
    for (const alias of aliases) this.#match(alias);
  }

  #match({ terms, pattern }: Alias): void {
    const add = (held: Set<string>) => {
      for (const term of terms) {
        if (!held.has(term)) this.aliased.add(term);
        held.add(term);
      }
    };
    let number = 0;
    for (const { index } of this.body.matchAll(pattern)) {
      while (number < this.sentences.length && this.sentences[number].end <= index) number++;
      if (number === this.sentences.length) break;
      if (this.sentences[number].start <= index) add(this.matched[number]);
    }
    if (this.meta.title.search(pattern) >= 0) add(this.matchedInTitle);
  }

  /** The query's terms that it holds anywhere, its title included. */
  get held(): Set<string> {
    if (!this.#held) {
      this.#held = new Set(this.matchedInTitle);
      for (const terms of this.matched) for (const term of terms) this.#held.add(term);
    }
    return this.#held;
  }

  /** The words of one sentence, stop words included. */
  tokensOf(number: number): Token[] {
    const { start, end } = this.sentences[number];
    return (this.#tokens[number] ??= tokenize(this.body, start, end));
  }

  get tokens(): Token[][] {
    return this.sentences.map((_, number) => this.tokensOf(number));
  }

  /** Who says a sentence. No more of the article is read for it than stands before. */
  attributionOf(number: number): Attribution | undefined {
    this.#attribution ??= speakersOf(this.body, this.sentences, (other) => this.tokensOf(other));
    return this.#attribution(number);
  }

  get attributions(): (Attribution | undefined)[] {
    return (this.#attributions ??= this.sentences.map((_, number) => this.attributionOf(number)));
  }
}

export function readArticle(
  snapshot: Snapshot,
  ranked: RankedArticle,
  terms: ScoredTerm[],
  aliases: Alias[],
): EvidenceArticle {
  const { words } = snapshot.segments[ranked.segment];
  return new EvidenceArticle(ranked, snapshot.body(ranked.article), words, terms, aliases);
}

/** Which terms the sentences [first, end) hold, from the postings: no text is read. */
function matchedTerms(words: WordsSegment, first: number, end: number, terms: ScoredTerm[]): Set<string>[] {
  const matched = Array.from({ length: end - first }, () => new Set<string>());
  for (const { term, found } of terms) {
    const number = words.termNumber(found);
    if (number < 0) continue;
    const last = words.postingStart[number + 1];
    let at = firstFrom(words.postingSentence, first, words.postingStart[number], last);
    for (; at < last && words.postingSentence[at] < end; at++) matched[words.postingSentence[at] - first].add(term);
  }
  return matched;
}

function firstFrom(sorted: Uint32Array, least: number, from: number, to: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
