/** Chooses the sentences that together answer, the one that answers first. How they are quoted and led is left to draft-sentences.ts. */

import type { Span } from '../core/types.js';
import { type AnswerType, IN_FIGURES, type Query } from '../query/query.js';
import { findAnswerCandidates } from '../retrieval/answer-candidates.js';
import { namesMissing } from '../retrieval/around-sentence.js';
import { type Evidence, type EvidenceSentence, similarity } from '../retrieval/find-evidence.js';
import { ASKED_SPEAKER } from '../retrieval/first-sentence.js';
import { isWithinQuotation } from '../retrieval/speakers/quotations.js';
import { opensWithReference } from '../text/opens-with-reference.js';
import { QUOTE_MAX_CHARS } from '../text/split-sentences.js';
import { ofSameBlock, wholeBlock } from './compose-blocks.js';
import { draftSentences, leadingSpeaker, type Quotable } from './draft-sentences.js';
import { highlightOf } from './highlight.js';
import { chancesNeeded, howMany } from './quote-features.js';
import type { Draft, LeftOut } from './types.js';
import { admission, lastWord, newestVersion, publishedDay } from './versions.js';

/** The most sentences that are chosen for the question, and how far below the best one's score a further one may be. */
interface Bounds {
  most: number;
  maxGap: number;
}
const OF_OPEN: Bounds = { most: 5, maxGap: 6 };
/** A figure, a day or the holder of an office is one, and its sentence says what of. */
const OF_FIGURE: Bounds = { most: 3, maxGap: 3 };
const OF_FACT: Bounds = { most: 5, maxGap: 5 };
/** Where one person is asked about, who may say several things. */
const OF_WORDS: Bounds = { most: 3, maxGap: 3 };
const MAX_SENTENCES = 5;
const MAX_SIMILARITY = 0.55;
/** Kinds of answer that are no single fact. */
const OPEN: Set<AnswerType> = new Set(['other', 'reason']);

/** A draft, and why the other sentences that were found are not in it. */
export interface Composition {
  draft: Draft;
  leftOut: Map<EvidenceSentence, LeftOut>;
}

/** An empty draft where there is no evidence. `most`: sentences, where the question is one of several. */
export function composeExtractive(query: Query, evidence: Evidence, most = MAX_SENTENCES): Composition {
  const { chosen: best, leftOut } = chooseSentences(query, evidence, most);
  const newest =
    best.length > 0 ? (newestVersion(query, best[0], evidence) ?? lastWord(query, best[0], evidence)) : undefined;
  const updated = newest ? withVersion(best, newest, leftOut) : best;
  const granted = admission(query, updated, evidence);
  const chosen = granted ? withVersion(updated, granted, leftOut) : updated;
  const [first, ...others] = ofSameBlock(newest || granted ? newestFirst(chosen) : chosen, evidence);
  if (!first) return { draft: { sentences: [], citations: [] }, leftOut };
  const block = wholeBlock(query, first, evidence);
  // A whole list, table or command is an answer; what else was found only speaks of the same.
  const isWhole = block?.some(({ number }) => first.article.outline?.stands(number)) ?? false;
  const further = isWhole ? [] : inReadingOrder(others, first);
  const inOrder = block
    ? [...block, ...completed(further.filter((other) => !block.some((one) => isSame(one, other))))]
    : completed([withReason(query, first), ...further].map(withWholeQuotation));
  return { draft: draftSentences(inOrder.map((one) => ('score' in one ? quotable(query, one) : one))), leftOut };
}

const isSame = (one: Quotable, other: Quotable) => one.article === other.article && one.number === other.number;

/** From this strength on, a sentence gives a reason itself. */
const GIVES_REASON = 1;

/** "She resigned on Thursday. She could not deliver …": why something happened often stands behind what happened. */
function withReason(query: Query, sentence: EvidenceSentence): EvidenceSentence {
  const { article, number, start } = sentence;
  const next = article.sentences[number + 1];
  if (query.answerType !== 'reason' || !next || next.end - start > QUOTE_MAX_CHARS) return sentence;
  if (!isSameBlock(sentence, number + 1)) return sentence;
  if (findAnswerCandidates(query, article.text, article.tokensOf(number)).strength >= GIVES_REASON) return sentence;
  if (
    /\n\s*\n/.test(article.text.slice(sentence.end, next.start)) &&
    !opensWithReference(article.text.slice(next.start, next.end))
  )
    return sentence;
  return { ...sentence, end: next.end };
}

/** So many sentences before and behind may belong to one quotation. */
const QUOTED_SENTENCES = 3;

/** "I told what I believed to be true. It was not true.": half of what somebody is quoted with may say the opposite of it. */
function withWholeQuotation(sentence: EvidenceSentence): EvidenceSentence {
  const { article, number } = sentence;
  const { text, sentences } = article;
  const isOpen = (at: number) => isWithinQuotation(text, at);
  // From an edge that stands in a quotation on to one that doesn't.
  const edge = (own: number, step: 1 | -1, edgeOf: (of: Span) => number) => {
    let at = own;
    for (let i = number + step; isOpen(at) && Math.abs(i - number) <= QUOTED_SENTENCES; i += step) {
      if (!sentences[i] || !isSameBlock(sentence, i)) break;
      at = edgeOf(sentences[i]);
    }
    return at;
  };
  const fits = (from: number, to: number) => to - from <= QUOTE_MAX_CHARS;
  const first = edge(sentence.start, -1, (of) => of.start);
  const start = !isOpen(first) && fits(first, sentence.end) ? first : sentence.start;
  const last = edge(sentence.end, 1, (of) => of.end);
  const end = !isOpen(last) && fits(start, last) ? last : sentence.end;
  return start === sentence.start && end === sentence.end ? sentence : { ...sentence, start, end };
}

const newestFirst = (sentences: EvidenceSentence[]) =>
  [...sentences].sort((a, b) => (publishedDay(b) || 0) - (publishedDay(a) || 0));

/** What stands in the first one's article comes first; of one article in its order, of others as well as they answer. */
function inReadingOrder(others: EvidenceSentence[], first: EvidenceSentence): EvidenceSentence[] {
  const articles = [...new Set([first, ...others].map(({ article }) => article))];
  const rank = new Map(articles.map((article, i) => [article, i]));
  return [...others].sort((a, b) => rank.get(a.article)! - rank.get(b.article)! || a.start - b.start);
}

/** With the part of it that is asked for, where there is one. */
function quotable(query: Query, sentence: EvidenceSentence): Quotable {
  const highlight = highlightOf(query, sentence);
  return { ...sentence, ...(highlight && { highlight }) };
}

/** The best sentence, then the likeliest to be needed; of the one person asked about, whatever is said best. */
function chooseSentences(query: Query, { sentences }: Evidence, mostOfAll: number) {
  const [best] = sentences;
  const leftOut: Composition['leftOut'] = new Map();
  if (!best) return { chosen: [], leftOut };
  const bounds = boundsFor(query);
  const { maxGap } = bounds;
  const most = Math.min(bounds.most, mostOfAll);
  const inReach = sentences.filter(({ score }) => best.score - score <= maxGap);
  const chances = query.speakerTerms.length > 0 ? inReach.map(() => 1) : chancesNeeded(inReach);
  const number = howMany(chances, most);
  const chosen = [best];
  const lacksNames = namesMissing(query, best);
  const whyNot = (sentence: EvidenceSentence): LeftOut | undefined => {
    if (chosen.some((other) => similarity(other.terms, sentence.terms) > MAX_SIMILARITY)) return 'repeats';
    if (best.features.speaker >= ASKED_SPEAKER && sentence.features.speaker < ASKED_SPEAKER) return 'other-speaker';
    if (best.score - sentence.score > maxGap || isAside(sentence, best) || lacksNames(sentence)) return 'weaker';
    if (chosen.length === number) return number === most ? 'enough' : 'weaker';
    return undefined;
  };
  const others = byChance(inReach.slice(1), chances.slice(1));
  for (const sentence of [...others, ...sentences.slice(inReach.length)]) {
    const reason = whyNot(sentence);
    if (reason) leftOut.set(sentence, reason);
    else chosen.push(sentence);
  }
  return { chosen, leftOut };
}

/** Of the best article's score, what another article needs to be quoted beside it: a rocket launcher isn't the Moon's rocket. */
const BESIDE_FROM = 0.6;

const isAside = ({ article, features }: EvidenceSentence, best: EvidenceSentence) =>
  article !== best.article && features.article < BESIDE_FROM;

/** How many sentences may be quoted for a question, by what it asks. */
export function boundsFor({
  answerType,
  speakerTerms,
  officeTerm,
}: Pick<Query, 'answerType' | 'speakerTerms' | 'officeTerm'>): Bounds {
  if (officeTerm !== undefined) return OF_FIGURE;
  if (speakerTerms.length > 0) return OF_WORDS;
  if (answerType === 'time' || IN_FIGURES.has(answerType)) return OF_FIGURE;
  return OPEN.has(answerType) ? OF_OPEN : OF_FACT;
}

/** The other version of the figure right behind the best sentence, in place of the last one where there is no room. */
function withVersion(
  chosen: EvidenceSentence[],
  version: EvidenceSentence,
  leftOut: Map<EvidenceSentence, LeftOut>,
): EvidenceSentence[] {
  const [best, ...others] = chosen;
  const rest = others.filter((other) => other !== version);
  for (const dropped of rest.slice(MAX_SENTENCES - 2)) leftOut.set(dropped, 'enough');
  leftOut.delete(version);
  return [best, version, ...rest.slice(0, MAX_SENTENCES - 2)];
}

/** The likeliest first; of equals the better one. */
function byChance(sentences: EvidenceSentence[], chances: number[]): EvidenceSentence[] {
  const order = sentences.map((_, i) => i).sort((a, b) => chances[b] - chances[a] || a - b);
  return order.map((i) => sentences[i]);
}

/**
 * A sentence that points at what isn't there is quoted together with the one before it, where both are no longer than a
 * quote may be; a further one that can't be completed is left out.
 */
function completed(inOrder: EvidenceSentence[]): EvidenceSentence[] {
  const whole: EvidenceSentence[] = [];
  for (const sentence of inOrder) {
    const { article, number, end } = sentence;
    const last = whole.at(-1);
    const isTold = last?.article === article && last.number === number - 1;
    if (isTold || !pointsBack(sentence)) {
      whole.push(sentence);
      continue;
    }
    const before = isSameBlock(sentence, number - 1) ? article.sentences[number - 1] : undefined;
    const isAdded = whole.some(
      (other) => before && other.article === article && other.start <= before.start && other.end > before.start,
    );
    if (isAdded) whole.push(sentence);
    else if (before && end - before.start <= QUOTE_MAX_CHARS) whole.push({ ...sentence, start: before.start });
    else if (whole.length === 0) whole.push(sentence);
  }
  return whole.filter((sentence, i) => !whole.some((other, j) => j < i && holds(other, sentence)));
}

/** A quote that goes over the end of a block would show what stands between them. */
const isSameBlock = ({ article: { outline }, number }: EvidenceSentence, other: number) =>
  !outline || outline.blockOf(number) === outline.blockOf(other);

function pointsBack(sentence: EvidenceSentence): boolean {
  const { article, start, end } = sentence;
  return opensWithReference(article.text.slice(start, end)) && !leadingSpeaker(sentence);
}

const holds = (one: EvidenceSentence, other: EvidenceSentence) =>
  one.article === other.article && one.start <= other.start && one.end >= other.end;
