/** Records what is to be shown and posts it: recorded first, so that the first click already finds it. */
import { newId, type StoredAnswer } from '../state/state.js';
import type { BotContext } from './context.js';
import type { KeptAnswer } from './kept-answer.js';
import { toRemember } from './remember.js';
import { type ShowOptions, showKept } from './render/kept.js';
import type { ReplyTarget } from './targets.js';
import type { Words } from './words/index.js';

export type KeptRecord = Omit<StoredAnswer, 'id' | 'status' | 'content'>;

/** Returns the id under which it is kept. What can't be posted isn't kept. */
export async function postKept(
  { state, app }: Pick<BotContext, 'state' | 'app'>,
  kept: KeptAnswer,
  record: KeptRecord,
  words: Words,
  post: ReplyTarget['post'],
  above: Pick<ShowOptions, 'question' | 'above'> = {},
): Promise<string> {
  const id = newId();
  const { contents, controls, layouts } = showKept(id, kept, words, { isPrivate: record.isPrivate, ...above });
  await state.recordAndPost(
    { ...record, id, status: kept.status, content: kept },
    // What isn't kept has no buttons.
    (isKept) => (isKept ? post(contents, controls, layouts) : post(contents, [])),
    await toRemember({ app }, kept, record),
  );
  return id;
}
