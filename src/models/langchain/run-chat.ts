/** One call of a chat model, read to its end within its limits. */
import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ChatModelError } from '../chat-model.js';
import type { Prompt } from '../prompts.js';
import { toModelError } from './faults.js';
import { callSignal } from './guarded-fetch.js';
import { pipeline, type ReplyPiece } from './open-chat-model.js';

export { openChatModel } from './open-chat-model.js';

interface RunOptions {
  signal?: AbortSignal;
  onText?: (text: string) => void;
  callMs: number;
  chunkMs: number;
  hasSystemRole: boolean;
}

/** Rejects with ChatModelError; with the signal's reason where the caller gave up. */
export async function runChat(
  model: BaseChatModel,
  prompt: Prompt,
  values: Record<string, string>,
  { signal, onText, callMs, chunkMs, hasSystemRole }: RunOptions,
): Promise<{ text: string; finish: string; usage?: ReplyPiece['usage'] }> {
  const controller = new AbortController();
  const stop = (reason: unknown) => controller.abort(reason);
  const giveUp = () => stop(signal!.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  if (signal?.aborted) giveUp();
  const whole = setTimeout(() => stop(new ChatModelError('timeout')), callMs);
  let text = '';
  let idle: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(idle);
    idle = setTimeout(() => stop(new ChatModelError(text === '' ? 'timeout' : 'stalled')), chunkMs);
  };
  let finish: string | undefined;
  let usage: ReplyPiece['usage'];
  const read = async () => {
    const pieces = await pipeline(prompt, model, hasSystemRole).stream(values, {
      signal: controller.signal,
      runName: 'footnote',
    });
    for await (const piece of pieces) {
      wait();
      controller.signal.throwIfAborted();
      if (piece.text) {
        text += piece.text;
        onText?.(piece.text);
      }
      finish = piece.finish ?? finish;
      usage = piece.usage ?? usage;
    }
  };
  try {
    wait();
    await callSignal.run(controller.signal, () => Promise.race([read(), rejectOnAbort(controller.signal)]));
    controller.signal.throwIfAborted();
  } catch (error) {
    signal?.throwIfAborted();
    if (controller.signal.aborted && controller.signal.reason instanceof ChatModelError) throw controller.signal.reason;
    throw toModelError(error);
  } finally {
    clearTimeout(whole);
    clearTimeout(idle);
    signal?.removeEventListener('abort', giveUp);
    controller.abort();
  }
  if (finish === undefined) throw new ChatModelError('unfinished');
  if (text.trim() === '') throw new ChatModelError('bad-reply');
  return { text, finish, ...(usage && { usage }) };
}

/** A client that doesn't notice the signal must not hold the answer up. */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
