/** An answer or a summary as it is first shown: its messages, and the menu and the buttons below the last of them. */
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { renderAnswer } from './answer.js';
import { answerControls, type Row } from './answer-controls.js';
import { renderCheck } from './check.js';
import { pageButtons, pageOf } from './pages.js';
import { summaryPages } from './summary.js';

export interface ShownAnswer {
  contents: string[];
  controls: Row[];
}

export interface ShowOptions {
  isPrivate: boolean;
  /** Stands above an answer where others can't see what was asked; a summary says itself what it is of. */
  question?: string;
  /** Of a summary; from 0. */
  page?: number;
}

export function showKept(
  id: string,
  kept: KeptAnswer,
  words: Words,
  { isPrivate, question, page = 0 }: ShowOptions,
): ShownAnswer {
  const controls = answerControls(id, kept, isPrivate, words);
  if (kept.check) return { contents: renderCheck(kept, kept.check, words), controls };
  if (!kept.summary) return { contents: renderAnswer(kept, words, question), controls };
  const shown = pageOf(summaryPages(kept, kept.summary, words), page, 1);
  return { contents: shown.items, controls: [...pageButtons('summary-page', shown, [id], words), ...controls] };
}
