/** Answers out of documents: what stands under a heading that asks the same, all steps of a list, the command, no row too many. */
import type { AnswerType, Query } from '../query/query.js';
import { type Evidence, type EvidenceSentence, isLine } from '../retrieval/find-evidence.js';
import type { EvidenceArticle } from '../retrieval/read-article.js';
import { weigh } from '../retrieval/sentence-features.js';
import type { Outline } from '../text/outline.js';
import type { Quotable } from './draft-sentences.js';

/** A heading that holds this share of the question asks the same. */
const ASKS_THE_SAME = 0.55;
/** Sentences of prose that are quoted from below a heading. */
const MAX_PROSE = 4;
const MAX_CODE_BLOCKS = 2;
/** Items and rows of one list or table: more nobody reads, and each one is a sentence with its quote. */
const MAX_TOGETHER = 200;
/** An item that holds so much more of the question than most of its list is the one that is meant. */
const STANDS_OUT = 0.15;
/** What a further sentence must hold itself of what the first one does; of what a row or an item does, nearly all. */
const FURTHER_SHARE = 0.7;
const FURTHER_SHARE_OF_ROWS = 0.9;

type Weight = Pick<Evidence, 'importance' | 'totalImportance'>;

/**
 * The sentences that go with the first one: no byline or other line between paragraphs; another row or item, or a sentence
 * from another section, only where it holds nearly as much of the question itself, headings aside.
 */
export function ofSameBlock(sentences: EvidenceSentence[], weight: Weight): EvidenceSentence[] {
  const [first, ...all] = sentences;
  if (!first) return [];
  const others = all.filter(({ article, number }) => !isLine(article, number));
  const { outline } = first.article;
  if (!outline || !(outline.hasSections || outline.stands(first.number))) return [first, ...others];
  const alone = ({ article, number }: EvidenceSentence) => weigh(article.matchedAlone[number], weight);
  const section = new Set(outline.stands(first.number) ? [] : outline.sectionOf(first.number));
  const isNear = (other: EvidenceSentence) =>
    other.article === first.article && section.has(other.number) && !outline.stands(other.number);
  const stands = ({ article, number }: EvidenceSentence) => article.outline?.stands(number) ?? false;
  const share = (other: EvidenceSentence) => (stands(first) || stands(other) ? FURTHER_SHARE_OF_ROWS : FURTHER_SHARE);
  return [first, ...others.filter((other) => isNear(other) || alone(other) >= share(other) * alone(first))];
}

/** The first sentence with what belongs to it: its list, its section, its code. Undefined where it stands for itself. */
export function wholeBlock(
  query: Query,
  first: EvidenceSentence,
  weight: Weight,
): (EvidenceSentence | Quotable)[] | undefined {
  const { article, number } = first;
  const { outline } = article;
  if (!outline) return undefined;
  const around = numbersAround(query, article, outline, number, weight) ?? [number];
  const heading = headingThatAnswers(query, first, outline);
  const numbers = heading === undefined ? around : [heading, ...around];
  if (numbers.length === 1) return undefined;
  return numbers.map((other) => (other === number ? first : quotableOf(article, other)));
}

const NAMES = new Set<AnswerType>(['person', 'place', 'name']);
/** A heading this long is a name or a term. */
const MAX_NAME_CHARS = 60;
/** From this strength on, a sentence names itself what is asked for. */
const NAMES_IT = 0.9;

/** "Who looks after the keys?" is answered by the heading "Warden" above "Looks after the sauna and the keys." */
function headingThatAnswers(
  query: Query,
  { article: { sentences, text, matchedAlone }, number, features }: EvidenceSentence,
  outline: Outline,
): number | undefined {
  const heading = outline.headingOf(number);
  if (heading === undefined || outline.headingsOf(number).length < 2 || outline.stands(number)) return undefined;
  if (!NAMES.has(query.answerType) && query.headTerm === undefined) return undefined;
  const { start, end } = sentences[heading];
  const isName = end - start <= MAX_NAME_CHARS && !/[?？:：.!]\s*$/.test(text.slice(start, end));
  return isName && matchedAlone[heading].size === 0 && features.candidate < NAMES_IT ? heading : undefined;
}

function numbersAround(
  query: Query,
  article: EvidenceArticle,
  outline: Outline,
  number: number,
  weight: Weight,
): number[] | undefined {
  const kind = outline.kindOf(number);
  const heading = outline.headingOf(number);
  const isAsked = heading !== undefined && weigh(article.matchedAlone[heading], weight) >= ASKS_THE_SAME;
  const wantsAll = query.asksHow || query.asksForAll;
  if (kind === 'item' && wantsAll) {
    const items = outline.togetherWith(number);
    const isSteps = outline.blockOf(number)?.number !== undefined;
    if (!isSteps && !isAsked && standsOut(article, number, items, weight)) return undefined;
    return withLead(outline, someOf(items, number));
  }
  if (kind === 'code') return withLead(outline, codeAt(outline, number));
  const section = outline.sectionOf(number);
  if (kind === 'row') {
    const rows = outline.togetherWith(number);
    return (query.asksForAll || isAsked) && !standsOut(article, number, rows, weight)
      ? someOf(rows, number)
      : undefined;
  }
  const prose = section.filter((other) => !outline.stands(other) && (other === number || !isLine(article, other)));
  const place = prose.indexOf(number);
  // From the beginning of the section where its heading asks the same.
  const read = isAsked && place < MAX_PROSE ? prose.slice(0, MAX_PROSE) : [number];
  // "Example file: a.js" may stand between a sentence and the code that it leads to.
  const leads = new Set([...read, ...section.filter((other) => isLine(article, other))]);
  const led = section.filter((other) => leads.has(outline.leadOf(other) ?? -1) && outline.kindOf(other) !== 'row');
  const code = query.asksHow ? firstBlocks(outline, led) : [];
  const items = wantsAll || endsOpen(article, number) ? led.filter((other) => outline.kindOf(other) === 'item') : [];
  // "Host a server" above "Install": the command stands in a section of its own.
  const below = query.asksHow && isAsked && code.length === 0 ? codeBelow(outline, article, heading) : [];
  const numbers = [...read, ...items.slice(0, MAX_TOGETHER), ...code, ...below].sort((a, b) => a - b);
  return numbers.length > 1 ? numbers : undefined;
}

/** The first ones, the one that was found among them. */
function someOf(numbers: number[], found: number): number[] {
  const some = numbers.slice(0, MAX_TOGETHER);
  return some.includes(found) ? some : [found, ...some.slice(1)];
}

/** The first code in the sections below a heading, its own heading before it. */
function codeBelow(outline: Outline, { sentences }: EvidenceArticle, heading: number): number[] {
  const first = sentences.findIndex(
    (_, number) => outline.kindOf(number) === 'code' && outline.headingsOf(number).includes(heading),
  );
  return first < 0 ? [] : [outline.headingOf(first)!, ...codeAt(outline, first)];
}

/** The lines of the first code that is led to, and of one more. */
function firstBlocks(outline: Outline, led: number[]): number[] {
  const code = led.filter((number) => outline.kindOf(number) === 'code');
  const blocks = [...new Set(code.map((number) => outline.blockOf(number)))].slice(0, MAX_CODE_BLOCKS);
  return code.filter((number) => blocks.includes(outline.blockOf(number)));
}

/** Whether one item is meant, and not the list. */
function standsOut(article: EvidenceArticle, number: number, items: number[], weight: Weight): boolean {
  const alone = (other: number) => weigh(article.matchedAlone[other], weight);
  const shares = items.map(alone).sort((a, b) => a - b);
  return alone(number) - shares[(shares.length - 1) >> 1] >= STANDS_OUT;
}

/** "There are three kinds:" answers with what it leads to. */
const endsOpen = ({ text, sentences }: EvidenceArticle, number: number) =>
  /[:：]\s*$/.test(text.slice(sentences[number].start, sentences[number].end));

function withLead(outline: Outline, numbers: number[]): number[] {
  const lead = outline.leadOf(numbers[0]);
  return lead === undefined ? numbers : [lead, ...numbers];
}

/** All lines of the code that a sentence is part of. */
function codeAt(outline: Outline, number: number): number[] {
  const block = outline.blockOf(number);
  return outline.sectionOf(number).filter((other) => outline.blockOf(other) === block);
}

function quotableOf(article: EvidenceArticle, number: number): Quotable {
  return {
    ...article.sentences[number],
    article,
    number,
    matched: new Set(article.matched[number].keys()),
    attribution: article.attributionOf(number),
  };
}
