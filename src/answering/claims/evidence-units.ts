/** The sentences of passages as what may carry a claim: alone, in parts where they are long, and two neighbours together. */
import type { Span } from '../../core/types.js';
import type { EvidenceArticle } from '../../retrieval/find-evidence.js';
import { clauseSpans, cutToClause } from '../../text/clauses.js';
import { QUOTE_MAX_CHARS } from '../draft-sentences.js';
import { addressesModel } from './addresses-model.js';
import type { EvidenceUnit } from './compare.js';
import type { Statement } from './read-statement.js';

/** A run of sentences of an article as it was offered to a model; its number is its place in the list, from 1. */
export interface OfferedPassage {
  article: Pick<EvidenceArticle, 'meta' | 'body' | 'sentences' | 'attributions'>;
  firstSentence: number;
  sentenceCount: number;
}

/** Of how many sentences before and behind one something may be borrowed. */
const SENTENCES_AROUND = 2;

const MAX_EARLIER = 24;

export interface Unit extends EvidenceUnit {
  passage: number;
  /** The sentence's number within the article. */
  number: number;
  span: Span;
  /** Of two sentences that carry a claim together: the second one, and what each says. */
  nextSpan?: Span;
  both?: [Statement, Statement];
  article: OfferedPassage['article'];
  /** The spans of `around`, and of the sentence that names the speaker. */
  aroundSpans: Span[];
  speakerSpan?: Span;
}

/** The sentences of a passage that may carry a claim; one that is too long for a quote in parts of whole clauses. */
export function readUnits(
  { article, firstSentence, sentenceCount }: OfferedPassage,
  passage: number,
  read: (text: string) => Statement,
): Unit[] {
  const { body, sentences, attributions, meta } = article;
  const textOf = ({ start, end }: Span) => body.slice(start, end);
  const statements = new Map<string, Statement>();
  const readOnce = (text: string) => {
    const known = statements.get(text) ?? read(text);
    statements.set(text, known);
    return known;
  };
  const units: Unit[] = [];
  for (let number = firstSentence; number < firstSentence + sentenceCount; number++) {
    const sentence = sentences[number];
    if (addressesModel(textOf(sentence))) continue;
    const aroundSpans: Span[] = [];
    for (let back = 1; back <= SENTENCES_AROUND; back++)
      if (sentences[number - back]) aroundSpans.push(sentences[number - back]);
    const attribution = attributions[number];
    const naming = attribution && sentences[attribution.speaker.namedIn];
    if (naming && attribution.speaker.namedIn !== number && !aroundSpans.includes(naming)) aroundSpans.push(naming);
    // Whoever was named before may be meant by "the company" here.
    for (const earlier of sentences.slice(Math.max(0, number - MAX_EARLIER), number))
      if (!aroundSpans.includes(earlier)) aroundSpans.push(earlier);
    if (number > 0 && !aroundSpans.includes(sentences[0])) aroundSpans.push(sentences[0]);
    const short = aroundSpans.map((span) =>
      cutToClause(body, span, { start: span.start, end: span.start + 1 }, QUOTE_MAX_CHARS),
    );
    const around = short.map((span) => readOnce(textOf(span)));
    const aroundSpeakers = aroundSpans.map((span) => attributions[sentences.indexOf(span)]?.speaker.terms);
    for (const span of quotableSpans(body, sentence))
      units.push({
        passage,
        number,
        span,
        article,
        statement: readOnce(textOf(span)),
        ...(attribution && {
          speaker: {
            name: attribution.speaker.name,
            terms: attribution.speaker.terms,
            isNamedHere: attribution.isNamedHere,
          },
          speakerSpan: cutToClause(body, naming!, attribution.speaker.span, QUOTE_MAX_CHARS),
        }),
        ...(meta.publishedAt !== undefined && { publishedAt: meta.publishedAt }),
        around,
        aroundSpeakers,
        aroundSpans: short,
      });
  }
  return units;
}

/** Of two sentences, the one that gives a number or a day also holds most of what the claim says beside it. */
export function keepsFiguresTogether(
  { text, words, figures }: Statement,
  { both = [] }: { both?: Statement[] },
): boolean {
  const parts = text.split(PART_BORDER);
  let end = 0;
  return parts.every((part) => {
    const start = end;
    end += part.length;
    const within = words.filter((word) => word.start >= start && word.end <= end && word.isContent && !word.isFigure);
    const values = figures.filter((figure) => figure.start >= start && figure.end <= end).map(({ value }) => value);
    const holds = both.map(
      (statement) => within.filter(({ term }) => statement.words.some((word) => word.term === term)).length,
    );
    return values.every((value) => {
      const places = both.map((statement) => statement.figures.some((figure) => figure.value === value));
      return places.every((is) => !is) || places.some((is, i) => is && holds[i] >= Math.max(...holds));
    });
  });
}

const PART_BORDER = /(?<=[,;:]\s|\b(?:and|while|but|whereas)\s)/;

/** Neighbouring sentences as one, where nobody else's words come in between. */
export function pairUnits(
  units: Unit[],
  claimedSpeaker: { terms: Set<string> } | undefined,
  read: (text: string) => Statement,
): Unit[] {
  const pairs: Unit[] = [];
  for (const [i, one] of units.entries()) {
    for (const two of units.slice(i + 1, i + 1 + SENTENCES_AROUND)) {
      const gap = two.number - one.number;
      if (two.passage !== one.passage || gap < 1 || gap > SENTENCES_AROUND) continue;
      if (one.speaker?.name !== two.speaker?.name && (one.speaker && two.speaker ? true : !claimedSpeaker)) continue;
      const speaker = one.speaker ?? two.speaker;
      const speakerSpan = one.speakerSpan ?? two.speakerSpan;
      pairs.push({
        ...one,
        nextSpan: two.span,
        both: [one.statement, two.statement],
        statement: read(`${one.statement.text} ${two.statement.text}`),
        ...(speaker && { speaker, speakerSpan }),
      });
    }
  }
  return pairs;
}

/** The sentence, or runs of its clauses of at most the length of a quote. */
function quotableSpans(body: string, sentence: Span): Span[] {
  if (sentence.end - sentence.start <= QUOTE_MAX_CHARS) return [sentence];
  const spans: Span[] = [];
  for (const clause of clauseSpans(body, sentence)) {
    const span = cutToClause(body, sentence, clause, QUOTE_MAX_CHARS);
    if (!spans.some(({ start, end }) => start === span.start && end === span.end)) spans.push(span);
  }
  return spans;
}
