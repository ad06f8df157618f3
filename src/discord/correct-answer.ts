/** A kept answer brought up to date with articles that were changed, and what has to be told of it. */
import { z } from 'zod';
import { FAULTS } from '../answering/standing/faults-of.js';
import type { Citation } from '../answering/types.js';
import type { Span } from '../core/types.js';
import type { ExaminedAnswer } from '../flows/examine-answer.js';
import type { KeptAnswer } from './kept-answer.js';

export const SHOWN_ARTICLE = z.object({
  articleId: z.string(),
  title: z.string(),
  source: z.string().optional(),
  publishedAt: z.string().optional(),
  url: z.string().optional(),
});

/** One sentence of an answer that no longer stands. */
const CHANGE = z.object({
  said: z.string(),
  /** The article that it rested on, as it was. */
  was: SHOWN_ARTICLE,
  /** What that article says now, word for word; absent where it says nothing of the kind, or is gone. */
  now: SHOWN_ARTICLE.extend({ quote: z.string() }).optional(),
  what: z.array(z.enum(FAULTS)).default([]),
});
export type Change = z.infer<typeof CHANGE>;

/** Of a correction as the state keeps it; none where another version kept it in a form that can't be read. */
export const readChanges = (changes: unknown): Change[] => z.array(CHANGE).safeParse(changes).data ?? [];

export const shownArticle = ({ articleId, title, source, publishedAt, url }: Citation) => ({
  articleId,
  title,
  ...(source && { source }),
  ...(publishedAt && { publishedAt }),
  ...(url && { url }),
});

/**
 * What is in bold in the sentence of before, where it stands now: "for **44** billion" → "for **44.5** billion". Undefined where more
 * than that was changed.
 */
function markedNow(said: string, quote: string, { start, end }: Span): Span | undefined {
  const behind = said.slice(end);
  const isRest = quote.startsWith(said.slice(0, start)) && quote.endsWith(behind);
  const endNow = quote.length - behind.length;
  return isRest && endNow > start ? { start, end: endNow } : undefined;
}

export interface CorrectedAnswer {
  kept: KeptAnswer;
  /** In the answer's order; empty where all of it stands. */
  changes: Change[];
}

/** Quotes stand where they stand now; a sentence that changed says what its article says, one that is gone is marked. */
export function correctAnswer(kept: KeptAnswer, examined: ExaminedAnswer, nowMs: number): CorrectedAnswer {
  const changes: Change[] = [];
  const corrections = [...(kept.corrections ?? [])];
  const isGone = new Set(corrections.flatMap((correction) => (correction.isGone ? correction.sentence : [])));
  const sentences = kept.sentences.map((sentence, i) => {
    const found = examined.sentences[i];
    if (found.standing === 'carried' || isGone.has(i)) return sentence;
    const { text: said, highlight, ...rest } = sentence;
    const isLost = found.standing === 'gone';
    corrections.push({ sentence: i, said, isGone: isLost, atMs: nowMs });
    if (isLost) {
      changes.push({ said, was: shownArticle(found.was), what: [] });
      return sentence;
    }
    const quote = found.now.shown ?? found.now.quote;
    changes.push({ said, was: shownArticle(found.was), now: { ...shownArticle(found.now), quote }, what: found.what });
    const place = kept.citations.indexOf(found.was);
    const marked = highlight && markedNow(said, quote, highlight);
    return {
      ...rest,
      text: quote,
      ...(marked && { highlight: marked }),
      citations: [place, ...rest.citations.filter((other) => other !== place)],
    };
  });
  const citations = kept.citations.map((was, i) => {
    const found = examined.citations[i];
    return found.standing === 'gone' ? was : found.now;
  });
  return { kept: { ...kept, sentences, citations, ...(corrections.length > 0 && { corrections }) }, changes };
}
