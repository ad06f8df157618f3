/** A summary as it is kept: an answer, and its scope. */
import type { Summary } from '../summarizing/types.js';
import type { KeptAnswer } from './kept-answer.js';
import { toKeptScope } from './kept-scope.js';

/** `rest.span` belongs to an empty period. */
export function toKeptSummary(
  { status, scope, sentences, citations, composer, fallback, spending, missing }: Summary,
  { span, ...rest }: Pick<KeptAnswer, 'filters' | 'newestAt'> & { span?: { from: string; to: string } },
): KeptAnswer {
  return {
    ...rest,
    status,
    kind: 'summary',
    numbered: 'sources',
    sentences,
    citations,
    nearest: [],
    missing: missing ?? [],
    // Nothing was asked that could be judged.
    confidence: 1,
    composer,
    ...(fallback && { fallback }),
    ...(spending && { spending }),
    trace: { words: [], answerType: 'other', speaker: [], sentences: [], parts: [], threshold: 0, indexVersion: 0 },
    summary: toKeptScope(scope, missing !== undefined, span),
  };
}
