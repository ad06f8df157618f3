/** A checked message as it is kept: an answer without sentences of its own, and what the articles say to each of the message's. */
import type { CheckedText } from '../flows/check-claims.js';
import type { KeptAnswer } from './kept-answer.js';

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
