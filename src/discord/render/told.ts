/** A friendly word that rests on no article: what was said to it, what the collection holds, what could be asked. */
import type { Told } from '../../answering/types.js';
import type { Words } from '../words/index.js';
import { questionLine } from './answer.js';
import { inertWithin } from './inert.js';
import { holdings } from './own-sentences.js';

const MAX_SUGGESTION_CHARS = 200;

/** One message. `question` is as for `renderAnswer`. */
export function renderTold(told: Told, words: Words, question?: string): string {
  const { about } = told;
  const tellsMore = about === 'greeting' || about === 'about';
  const lines = [words.told[about], ...(tellsMore ? [holdings(told, words), ...suggestions(told, words)] : [])];
  return [...(question === undefined ? [] : [questionLine(question)]), ...lines].join('\n');
}

const suggestions = ({ suggestions: asked }: Told, words: Words): string[] =>
  asked.length === 0 ? [] : [words.couldAsk, ...asked.map((one) => `• ${inertWithin(one, MAX_SUGGESTION_CHARS)}`)];
