/** What an article says itself, in the place of a sentence of a model that is kept back. */
import { formatDate } from '../../core/dates.js';
import type { Span } from '../../core/types.js';
import { citationOf, isName, QUOTE_MAX_CHARS } from '../draft-sentences.js';
import type { Comparison } from './compare.js';
import type { Unit } from './evidence-units.js';
import { isSolid } from './read-statement.js';
import type { VerifiedClaim } from './verify-claim.js';

/** A sentence, and how it compares with a claim or a part of one. */
export interface Support {
  unit: Unit;
  comparison: Comparison;
}

/** How much of a claim that is kept back a sentence must hold to be quoted in its place. */
const MIN_COVERAGE_TO_QUOTE = 0.5;

/** A shorter sentence is about the same matter by chance. */
const MIN_WORDS_TO_QUOTE = 3;

/** Of what a sentence says, its names tell least. */
export const isMoreToThePoint = (one: Comparison, other: Comparison) =>
  one.wordsHeld - other.wordsHeld || one.coverage - other.coverage;

/** The first sentence that is near enough to be quoted: of the whole claim, then of its parts in order. */
export function quoteInstead(nearest: (Support | undefined)[]): VerifiedClaim | undefined {
  for (const support of nearest) {
    const quote = support && isNearEnough(support) ? quoteOf(support.unit) : undefined;
    if (quote) return quote;
  }
  return undefined;
}

const isNearEnough = ({ unit, comparison }: Support) =>
  comparison.wordsHeld >= MIN_COVERAGE_TO_QUOTE && unit.statement.words.filter(isSolid).length >= MIN_WORDS_TO_QUOTE;

/**
 * The article's sentence as an extractive answer gives it. One that says only "it" or "this" brings the sentence before
 * along; undefined where there is none that tells who or what is meant.
 */
function quoteOf({ article, number, span, speaker, speakerSpan }: Unit): VerifiedClaim | undefined {
  const { body, sentences } = article;
  const { publishedAt } = article.meta;
  const quote = citationOf(article, span);
  const name = speaker && !speaker.isNamedHere && isName(speaker.name) ? speaker.name : undefined;
  const pointsBack = !name && POINTS_BACK_FIRST.test(quote.quote);
  const before = pointsBack ? sentences[number - 1] : undefined;
  if (pointsBack && !(before && standsAlone(body, before))) return undefined;
  const lead = [name, publishedAt && formatDate(publishedAt)].filter(Boolean).join(', ');
  const text = before ? `${body.slice(before.start, before.end)} ${quote.quote}` : quote.quote;
  return {
    text: lead ? `${lead}: ${text}` : text,
    citations: [
      quote,
      ...(before ? [citationOf(article, before)] : []),
      ...(name && speakerSpan ? [citationOf(article, speakerSpan)] : []),
    ],
  };
}

const SAYS_PRONOUN_EARLY = /^(?:\S+\s+){0,4}(?:he|she|it|they)\b/i;

const POINTS_BACK_FIRST = /^\W*(?:he|she|it|they|this|that|these|those|his|her|its|their|both|the two|such)\b/i;

/** A whole sentence of prose, short enough for a quote, that needs no other one. */
function standsAlone(body: string, { start, end }: Span): boolean {
  const text = body.slice(start, end);
  return (
    !POINTS_BACK_FIRST.test(text) &&
    !SAYS_PRONOUN_EARLY.test(text) &&
    !/^[#>*-]/.test(text) &&
    text.length <= QUOTE_MAX_CHARS
  );
}
