/** Kept cases as the questions that `footnote eval` measures. */
import type { Case } from '../state/records.js';
import { type MeasuredQuestion, readQuestion } from './measure.js';

/** What a case expects, in the words of a file of questions. */
export type Expected = Pick<MeasuredQuestion, 'article' | 'words' | 'filters'> & { unanswerable?: true };

/** Undefined where another version kept it in a form that can't be read. */
export const questionOf = ({
  question,
  expected,
}: Pick<Case, 'question' | 'expected'>): MeasuredQuestion | undefined =>
  typeof expected === 'object' ? readQuestion({ ...expected, question }) : undefined;

/** One JSON object a line; who asked stands nowhere in it. */
export const toLines = (cases: Case[]): string =>
  cases
    .filter((one) => questionOf(one))
    .map(({ question, expected }) => `${JSON.stringify({ question, ...(expected as Expected) })}\n`)
    .join('');
