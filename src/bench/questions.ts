/** What everybody is asked: sentences of the articles, as in `flows/calibrate.ts`, or a team's own questions. */
import { UserError } from '../core/errors.js';
import { withoutTellingWord } from '../flows/calibrate.js';
import type { MeasuredQuestion } from '../flows/measure.js';
import type { SearchIndex } from '../index/search-index.js';
import { sentencesToAsk } from '../retrieval/noise-floor.js';

export interface BenchQuestion {
  text: string;
  /** Ids of the articles of which one should be found, where they are known. */
  articles?: string[];
}

/** At most `most` sentences, each of another article. Throws UserError where no article has one. */
export async function askSentences(index: SearchIndex, most: number): Promise<BenchQuestion[]> {
  const sentences = await index.read((snapshot) => sentencesToAsk(snapshot, most));
  if (sentences.length === 0)
    throw new UserError(
      'nothing-to-ask',
      'No article has a sentence of 6 to 16 words that count, to ask about; add some, or give questions with --file.',
    );
  return sentences.map(({ article, text }) => ({ text: `${withoutTellingWord(text)}?`, articles: [article.id] }));
}

/** The words alone: filters, a clock and earlier turns are Footnote's own, and would give it other work than the peers. */
export const askOwn = (questions: MeasuredQuestion[]): BenchQuestion[] =>
  questions.map(({ question, article }) => ({ text: question, ...(article && { articles: article }) }));
