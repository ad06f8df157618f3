/** The quotes that a sentence rests on: the article's sentences that say most of it, and those that name whom or what it names. */
import type { Span } from '../../core/types.js';
import { cutToClause } from '../../text/clauses.js';
import { QUOTE_MAX_CHARS } from '../../text/split-sentences.js';
import { citationOf } from '../draft-sentences.js';
import type { Citation } from '../types.js';
import type { Offer, OfferedSentence } from './offer.js';
import { type Claim, contentOf, type Support, supportsOf } from './supports.js';
import type { Word } from './words.js';

/** A sentence with the quote that carries it first. */
export interface CitedSentence {
  text: string;
  citations: Citation[];
}

/** Of what all passages together hold of a sentence, the passages it marks must hold this share; else its mark is mended. */
const MARKED_SHARE = 0.6;

/** `marks` are numbers of passages from 1, which may be wrong; undefined where no sentence holds anything of the claim. */
export function cite(claim: Claim, marks: number[], offer: Offer): CitedSentence | undefined {
  const supports = markedSupports(claim, marks, offer);
  if (supports.length === 0) return undefined;
  const sentences = supports.map(({ sentence, content, taken }) => quotePart(sentence, content, taken));
  const open = contentOf(claim).filter(
    (word) =>
      (word.isCapitalised || word.isFigure) &&
      !supports.some(({ content }) => content.some(({ term }) => term === word.term)),
  );
  for (const word of open) {
    const naming = nearestWith(word, supports[0].sentence, offer);
    if (naming) sentences.push(quotePart(naming, naming.words, new Set([naming.words.findIndex(isSame(word))])));
  }
  return { text: claim.text, citations: withoutRepeats(sentences) };
}

const isSame =
  (word: Word) =>
  ({ term }: Word) =>
    term === word.term;

/** From the marked passages, unless others hold clearly more. */
function markedSupports(claim: Claim, marks: number[], offer: Offer): Support[] {
  const words = contentOf(claim);
  const all = supportsOf(words, offer);
  const marked = new Set(marks.map((mark) => mark - 1));
  const own = supportsOf(words, offer, (passage) => marked.has(passage));
  return countHeld(words, own) >= MARKED_SHARE * countHeld(words, all) ? own : all;
}

const countHeld = (words: Word[], supports: Support[]) =>
  words.filter(({ term }) => supports.some(({ content }) => content.some((word) => word.term === term))).length;

/** The sentence of the same article that names it, the nearest one, first before and then behind. */
function nearestWith(word: Word, { article, number }: OfferedSentence, offer: Offer): OfferedSentence | undefined {
  const sentences = (offer.postings.get(word.term) ?? []).map(({ sentence }) => offer.sentences[sentence]);
  return sentences
    .filter((other) => other.article === article)
    .sort((a, b) => Math.abs(a.number - number) - Math.abs(b.number - number) || a.number - b.number)[0];
}

/** The sentence, or of one that is too long for a quote the clauses around what is taken. */
export function quotePart({ article, span }: OfferedSentence, content: Word[], taken: Set<number>): Citation {
  const first = content[Math.min(...taken)];
  const focus: Span = first
    ? { start: span.start + first.start, end: span.start + first.end }
    : { start: span.start, end: span.start + 1 };
  return citationOf(article, cutToClause(article.text, span, focus, QUOTE_MAX_CHARS));
}

const withoutRepeats = (citations: Citation[]): Citation[] =>
  citations.filter(
    ({ articleId, start, end }, i) =>
      citations.findIndex((other) => other.articleId === articleId && other.start === start && other.end === end) === i,
  );
