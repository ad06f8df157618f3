/** Records what is to be shown and posts it: recorded first, so that the first click already finds it. */
import { newId, type PostedMessage, type StoredAnswer } from '../state/state.js';
import type { BotContext } from './context.js';
import type { KeptAnswer } from './kept-answer.js';
import { toRemember } from './remember.js';
import { type ShownAnswer, showKept } from './render/kept.js';
import type { Words } from './words/index.js';

export type KeptRecord = Omit<StoredAnswer, 'id' | 'status' | 'content'>;

/** Returns the id under which it is kept. What can't be posted isn't kept. */
export async function postKept(
  { state, app }: Pick<BotContext, 'state' | 'app'>,
  kept: KeptAnswer,
  record: KeptRecord,
  words: Words,
  post: (contents: ShownAnswer['contents'], controls: ShownAnswer['controls']) => Promise<PostedMessage[]>,
): Promise<string> {
  const id = newId();
  const { contents, controls } = showKept(id, kept, words, { isPrivate: record.isPrivate, question: record.question });
  await state.recordAndPost(
    { ...record, id, status: kept.status, content: kept },
    (isKept) => post(contents, isKept ? controls : []),
    await toRemember({ app }, kept, record),
  );
  return id;
}
