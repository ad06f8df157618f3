/** An answer, a summary or a checked message as it is first shown, with its controls: in plain form, and laid out. */
import type { Layout, Posting } from '../bodies.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { questionLine, renderAnswer } from './answer.js';
import { answerControls, besides, smallControls, sourceMenu } from './answer-controls.js';
import { layoutAnswer } from './answer-layout.js';
import { cardOf, withAbove } from './card.js';
import { renderCheck } from './check.js';
import { pageButtons, pageOf } from './pages.js';
import { MESSAGE_MAX_CHARS, withHeading } from './split-messages.js';
import { pageCard, pageText, summaryPages } from './summary.js';

/** Room for the mention of a person before the first line. */
const MENTION_CHARS = 30;

export interface ShowOptions {
  isPrivate: boolean;
  /** Stands above an answer where others can't see what was asked; a summary says itself what it is of. */
  question?: string;
  /** Why it is here, above all else: "Shared by Ann". */
  above?: string;
  /** Of a summary; from 0. */
  page?: number;
}

export function showKept(
  id: string,
  kept: KeptAnswer,
  words: Words,
  { isPrivate, question, above, page = 0 }: ShowOptions,
): Posting & { layouts: Layout[] } {
  const controls = answerControls(id, kept, isPrivate, words);
  const small = smallControls(id, kept, isPrivate, words);
  const headed = (contents: string[]) =>
    above === undefined ? contents : withHeading(above, contents, MESSAGE_MAX_CHARS - MENTION_CHARS);
  if (kept.check) {
    const contents = renderCheck(kept, kept.check, words);
    const cards = contents.map((content) => cardOf(content));
    cards[cards.length - 1].push(...sourceMenu([id], kept, words), ...small);
    return { contents: headed(contents), controls, layouts: withAbove(above, cards) };
  }
  if (kept.summary) {
    const { items, ...shown } = pageOf(summaryPages(kept, kept.summary, words), page, 1);
    const turning = pageButtons('summary-page', shown, [id], words);
    const card = [...pageCard(items[0]), ...sourceMenu([id], kept, words), ...besides(turning, small)];
    const contents = headed(items.map(pageText));
    return { contents, controls: [...turning, ...controls], layouts: withAbove(above, [card]) };
  }
  const asked = question === undefined ? [] : [questionLine(question)];
  const lines = [...(above === undefined ? [] : [above]), ...asked];
  return {
    contents: headed(renderAnswer(kept, words, question)),
    controls,
    layouts: withAbove(lines.length > 0 ? lines.join('\n') : undefined, layoutAnswer(id, kept, small, words)),
  };
}
