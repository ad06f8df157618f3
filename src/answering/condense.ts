/** A follow-up and its history as one question, in a model's words; what it may not do is bring in anything new. */
import type { ChatModel } from '../models/chat-model.js';
import type { Turn } from '../query/query.js';
import { contentTerms } from '../text/tokenize.js';
import { asData, newMark } from './offer-passages.js';
import { type Rewritten, readRewritten } from './rewritten-question.js';

const MAX_TURNS = 8;
const MAX_TURN_CHARS = 600;
/** Of its words, so many may be new: forms and small words that the turns put otherwise. */
const MAX_NEW_SHARE = 0.34;

/** Rejects with ChatModelError. */
export async function condense(
  chat: ChatModel,
  question: string,
  history: Turn[],
  signal?: AbortSignal,
): Promise<Rewritten> {
  const turns = history
    .slice(-MAX_TURNS)
    .map(
      ({ role, text }) =>
        `${role === 'user' ? 'Person' : 'Bot'}: ${asData(text.slice(0, MAX_TURN_CHARS)).replace(/\s+/g, ' ')}`,
    );
  const reply = await chat.stream(
    { prompt: 'condense', values: { mark: newMark(), history: turns.join('\n'), question: asData(question) } },
    { signal },
  );
  const condensed = readRewritten(reply);
  const known = new Set([question, ...history.map((turn) => turn.text)].flatMap((turn) => contentTerms(turn)));
  const terms = contentTerms(condensed ?? '');
  const fresh = terms.filter((term) => !known.has(term)).length;
  const isUsable = terms.length > 0 && fresh <= terms.length * MAX_NEW_SHARE;
  return { ...(isUsable && { question: condensed }), spending: { ...reply.usage, costUsd: reply.costUsd } };
}
