/** An article opened for a question: its sentences and which terms each holds; words and speakers only when asked for. */
import type { Sentence, Structure } from '../core/types.js';
import type { Snapshot } from '../index/snapshot.js';
import type { ArticleMeta, StoredBody } from '../index/stored-article.js';
import type { SegmentWords } from '../index/words-segment.js';
import { phraseAt } from '../lexicon/phrase-map.js';
import type { KnownLanguage } from '../text/languages/languages.js';
import type { Outline } from '../text/outline.js';
import { type Token, tokenize } from '../text/tokenize.js';
import { type ArticleText, articleText } from './article-text.js';
import type { NumberedWords } from './numbered-words.js';
import { sentencesOf, sentencesWith, termNumbers, titleHolds } from './occurrences.js';
import type { RankedArticle } from './score-articles.js';
import type { OtherForm, ScoredTerm } from './score-words.js';
import type { Attribution } from './speakers/attribute.js';

/** Terms of a query that a text holds, and how much of each, 0..1: 1 in its own word, less in another. */
export type HeldTerms = Map<string, number>;

/** Most sentences hold nothing of a question; they share this, which nobody alters. */
const NOTHING: HeldTerms = new Map();

export class EvidenceArticle {
  readonly meta: ArticleMeta;
  readonly body: string;
  readonly structure?: Structure;
  /** The body as it is read: without markup, as long as the body. */
  readonly text: string;
  readonly language: KnownLanguage;
  /** Where its sentences stand, if it has a structure. */
  readonly outline: Outline | undefined;
  readonly sentences: readonly Sentence[];
  /** What each sentence holds, with what stands above it (headings, the header of a table); and what the title holds. */
  readonly matched: readonly HeldTerms[];
  /** What each sentence holds itself. */
  readonly matchedAlone: readonly HeldTerms[];
  readonly matchedInTitle: HeldTerms;
  /** Terms that stand there by another name. */
  readonly aliased = new Set<string>();
  #held: HeldTerms | undefined;
  readonly #tokens: Token[][] = [];
  readonly #content: ReadonlySet<string>[] = [];
  readonly #read: ArticleText;
  #attribution: ((number: number) => Attribution | undefined) | undefined;
  #attributions: (Attribution | undefined)[] | undefined;

  constructor(
    readonly ranked: RankedArticle,
    content: StoredBody,
    words: SegmentWords,
    terms: readonly NumberedTerm[],
  ) {
    this.meta = ranked.article;
    const [first, end] = sentencesOf(words, ranked.ordinal);
    const sentences: Sentence[] = [];
    for (let i = first; i < end; i++) sentences.push({ start: words.sentenceStart[i], end: words.sentenceEnd[i] });
    this.#read = articleText(ranked.article.key, content, sentences);
    const { body, structure, text, outline, language } = this.#read;
    this.body = body;
    if (structure) this.structure = structure;
    this.text = text;
    this.language = language;
    this.sentences = this.#read.sentences;
    this.outline = outline;
    const matchedAlone = new Array<HeldTerms>(this.sentences.length).fill(NOTHING);
    this.matchedAlone = matchedAlone;
    const heldBy = (number: number) => {
      if (matchedAlone[number] === NOTHING) matchedAlone[number] = new Map();
      return matchedAlone[number];
    };
    this.matchedInTitle = new Map();
    const { title } = this.meta;
    for (const { term, numbers, others } of terms) {
      if (numbers) {
        for (const sentence of sentencesWith(words, ranked.ordinal, numbers)) heldBy(sentence - first).set(term, 1);
        if (titleHolds(words, ranked.ordinal, numbers)) this.matchedInTitle.set(term, 1);
      }
      for (const { form, numbers: all } of others) {
        for (const sentence of sentencesWith(words, ranked.ordinal, all))
          if (stands(form, this.text, () => this.tokensOf(sentence - first)))
            this.#add(heldBy(sentence - first), term, form);
        if (
          titleHolds(words, ranked.ordinal, all) &&
          stands(form, title, () => tokenize(title, 0, title.length, language))
        )
          this.#add(this.matchedInTitle, term, form);
      }
    }
    this.matched = outline
      ? this.matchedAlone.map((own, number) => {
          const above = outline.aboveOf(number);
          return above.length === 0 ? own : mostOf([own, ...above.map((other) => this.matchedAlone[other])]);
        })
      : this.matchedAlone;
  }

  #add(held: HeldTerms, term: string, { share, kind }: OtherForm): void {
    const before = held.get(term) ?? 0;
    if (share <= before) return;
    held.set(term, share);
    if (kind !== 'word' && kind !== 'seat') this.aliased.add(term);
  }

  /** What it holds anywhere, its title included. */
  get held(): HeldTerms {
    return (this.#held ??= mostOf([this.matchedInTitle, ...this.matched]));
  }

  /** The words of one sentence, stop words included. */
  tokensOf(number: number): Token[] {
    return (this.#tokens[number] ??= this.#read.tokensOf(number));
  }

  /** The same, for who looks at many sentences. */
  wordsOf(number: number): NumberedWords {
    return this.#read.wordsOf(number);
  }

  /** The terms of one sentence that count. */
  contentOf(number: number): ReadonlySet<string> {
    return (this.#content[number] ??= this.wordsOf(number).contentTerms());
  }

  get tokens(): Token[][] {
    return this.sentences.map((_, number) => this.tokensOf(number));
  }

  /** Who says a sentence. No more of the article is read for it than stands before. */
  attributionOf(number: number): Attribution | undefined {
    this.#attribution ??= this.#read.speech.read();
    return this.#attribution(number);
  }

  get attributions(): (Attribution | undefined)[] {
    return (this.#attributions ??= this.sentences.map((_, number) => this.attributionOf(number)));
  }
}

/** A term, and what may stand for it, by their numbers in one segment; what the segment lacks is left out. */
interface NumberedTerm {
  term: string;
  numbers: readonly number[] | undefined;
  others: { form: OtherForm; numbers: readonly number[] }[];
}

/** Opens articles; terms are looked up once for each segment. */
export function articleReader(
  snapshot: Snapshot,
  terms: readonly ScoredTerm[],
): (ranked: RankedArticle) => EvidenceArticle {
  const known = new Map<number, NumberedTerm[]>();
  return (ranked) => {
    const { words } = snapshot.segments[ranked.segment];
    let numbered = known.get(ranked.segment);
    if (!numbered) known.set(ranked.segment, (numbered = terms.map((term) => numberedIn(words, term))));
    return new EvidenceArticle(ranked, snapshot.content(ranked.article), words, numbered);
  };
}

function numberedIn(words: SegmentWords, { term, found, others }: ScoredTerm): NumberedTerm {
  return {
    term,
    numbers: termNumbers(words, [found]),
    others: others.flatMap((form) => {
      const numbers = termNumbers(words, form.found);
      return numbers ? { form, numbers } : [];
    }),
  };
}

/** What several texts hold together. */
export function mostOf(texts: readonly HeldTerms[]): HeldTerms {
  const most: HeldTerms = new Map();
  for (const held of texts) for (const [term, share] of held) if (share > (most.get(term) ?? 0)) most.set(term, share);
  return most;
}

/** Whether another word stands in a text that holds its terms, as the postings say: a phrase as a whole, an acronym in capitals. */
function stands({ phrase, isAcronym }: OtherForm, text: string, tokensOf: () => Token[]): boolean {
  if (phrase.length === 1 && !isAcronym) return true;
  const tokens = tokensOf();
  const terms = tokens.map(({ term }) => term);
  const inCapitals = ({ start, end }: Token) => !/\p{Ll}/u.test(text.slice(start, end).replace(/['’]s$/, ''));
  return terms.some(
    (_, at) => phraseAt(phrase, terms, at)?.every((place) => !isAcronym || inCapitals(tokens[place])) ?? false,
  );
}
