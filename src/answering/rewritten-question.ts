/** A question as a model rewrote it: one line, no address, no order to a machine. */
import type { ChatReply } from '../models/chat-model.js';
import { withoutThoughts } from '../models/thoughts.js';
import { speaksToMachines } from './claims/orders.js';
import type { Spending } from './types.js';

const MAX_QUESTION_CHARS = 400;

export interface Rewritten {
  /** Undefined where the model gave nothing that can be used. */
  question?: string;
  spending: Spending;
}

/** Undefined for what is no question that may be asked. */
export function readRewritten({ text }: Pick<ChatReply, 'text'>): string | undefined {
  const question = withoutThoughts(text)
    .trim()
    .split('\n')[0]
    .replace(/^["“'](.*)["”']$/, '$1')
    .trim();
  const isUsable =
    question.length > 0 &&
    question.length <= MAX_QUESTION_CHARS &&
    !speaksToMachines(question) &&
    !/https?:|@|<[@#]/.test(question);
  return isUsable ? question : undefined;
}
