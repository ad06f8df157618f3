/** A provider's chat model whose code, with the breaker and the retries around its calls, is loaded by the first call. */
import { lazily } from '../core/lazily.js';
import type { ChatModel } from './chat-model.js';
import { type RemoteModel, remoteName } from './model-choice.js';
import type { Prompts } from './prompts.js';
import type { CallLimits } from './remote-chat-model.js';

export const lazyChatModel = (choice: RemoteModel, prompts: Prompts, limits: Partial<CallLimits>): ChatModel => ({
  id: remoteName(choice),
  stream: lazily(async () => {
    const { createRemoteChatModel } = await import('./remote-chat-model.js');
    return createRemoteChatModel(choice, prompts, limits).stream;
  }),
});
