/** A checked message as it is kept: an answer without sentences of its own, and what the articles say to each of the message's. */
import { z } from 'zod';
import { type CheckedText, VERDICTS } from '../flows/check-claims.js';
import type { KeptAnswer } from './kept-answer.js';

const SPAN = z.object({ start: z.number(), end: z.number() });

export const KEPT_CHECK = z.object({
  sentences: z.array(
    z.object({
      text: z.string(),
      verdict: z.enum(VERDICTS),
      /** Places in the answer's citations. */
      citations: z.array(z.number()),
      isSaid: z.boolean().optional(),
      speaker: z.string().optional(),
      differs: z.object({ said: SPAN, told: SPAN }).optional(),
    }),
  ),
  leftOut: z.object({ questions: z.number(), chatter: z.number(), further: z.number() }),
});

export type KeptCheck = z.infer<typeof KEPT_CHECK>;

export function toKeptCheck({ sentences, leftOut }: CheckedText, filters: KeptAnswer['filters']): KeptAnswer {
  const citations = sentences.flatMap((sentence) => sentence.citations);
  let place = 0;
  return {
    filters,
    status: 'answered',
    kind: 'question',
    numbered: 'sources',
    sentences: [],
    citations,
    nearest: [],
    missing: [],
    // Nothing was asked that could be judged.
    confidence: 1,
    composer: 'extractive',
    trace: { words: [], answerType: 'other', speaker: [], sentences: [], parts: [], threshold: 0, indexVersion: 0 },
    check: {
      sentences: sentences.map((sentence) => ({ ...sentence, citations: sentence.citations.map(() => place++) })),
      leftOut,
    },
  };
}
