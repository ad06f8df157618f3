/** A sentence of an article with what stands around it, as a statement is held beside it. */
import type { Span } from '../../core/types.js';
import { dateReadings, publicationDay } from '../claims/date-readings.js';
import type { NamedDate, WrittenDate } from '../claims/dates.js';
import type { Figure } from '../claims/figures.js';
import type { Name } from '../claims/names.js';
import { Offer, type OfferedPassage, type OfferedSentence, readPassage, readWords } from '../claims/offer.js';
import type { Word } from '../claims/words.js';

export type CheckedArticle = OfferedPassage['article'];

/** A sentence or the headline of an article, with what stands around it. */
export interface Candidate {
  article: CheckedArticle;
  /** Undefined for the headline. */
  number: number | undefined;
  text: string;
  words: Word[];
  content: Word[];
  /** The words of the headline. */
  heading: Word[];
  /** The sentence, and where its names may come from: the headline, the first sentence, those before. */
  around: Offer;
}

/** What of a statement a sentence lacks. */
export interface Missing {
  figures: Figure[];
  names: Name[];
  dates: WrittenDate[];
  ordinary: Word[];
}

const BEFORE = 2;

export function candidateOf(article: CheckedArticle, number: number | undefined): Candidate | undefined {
  const passages =
    number === undefined
      ? [{ article, firstSentence: 0, sentenceCount: 1 }]
      : [
          { article, firstSentence: Math.max(0, number - BEFORE), sentenceCount: Math.min(BEFORE, number) + 1 },
          ...(number > BEFORE ? [{ article, firstSentence: 0, sentenceCount: 1 }] : []),
        ];
  const around = new Offer(passages, passages.map(readPassage));
  const text = number === undefined ? article.meta.title : textOf(article, article.sentences[number]);
  // What addresses a machine tells nothing.
  const isRead =
    number === undefined ? around.heads.includes(text) : around.sentences.some((own) => own.number === number);
  if (!isRead) return undefined;
  const words = readWords(text);
  const content = words.filter(({ isContent }) => isContent);
  return { article, number, text, words, content, heading: readWords(article.meta.title), around };
}

const textOf = ({ text }: CheckedArticle, { start, end }: Span) => text.slice(start, end);

/** The days that the sentence may mean; its article's own day where it names none. */
export function readingsOf({ text, article: { meta } }: Candidate): NamedDate[] {
  const own = dateReadings(text, meta.publishedAt);
  return own.length > 0 ? own : publicationDay(meta.publishedAt);
}

/** Whom or what a sentence with "they" speaks of stands in the one before. */
export function meantBefore({ text, number, around }: Candidate): Word[] {
  if (number === undefined || !/\b(?:he|she|it|they)\b/i.test(text)) return [];
  return around.sentences.find((sentence) => sentence.number === number - 1)?.words ?? [];
}

export function offered({ article, number, text, words, around }: Candidate): OfferedSentence {
  const own = around.sentences.find((sentence) => sentence.number === number);
  if (own && number !== undefined) return { ...own, words };
  return { passage: 0, number: -1, span: { start: 0, end: text.length }, article, text, words };
}
