/**
 * A chat model that is loaded when it is first asked, with the bounds of every call: so long for the whole, so long
 * between two pieces, two tries, and a breaker that leaves a failing provider alone and then probes it. What a server
 * refuses of a request, such as the system role, is left out from then on.
 */
import { BrokenCircuitError, ConsecutiveBreaker, circuitBreaker, handleWhen } from 'cockatiel';
import { callAgain } from './call-again.js';
import {
  type ChatCallOptions,
  type ChatModel,
  ChatModelError,
  type ChatReply,
  type ChatRequest,
  type Refusable,
} from './chat-model.js';
import { type RemoteModel, remoteName } from './model-choice.js';
import { chatCostUsd, estimateTokens } from './prices.js';
import type { Prompts } from './prompts.js';

export interface CallLimits {
  /** For one try, from the request to the last piece. */
  callMs: number;
  /** For the first piece, and between any two. */
  chunkMs: number;
  tries: number;
  /** After so many failures in a row nothing is asked for `breakerMs`; then one call probes. */
  breakerFailures: number;
  breakerMs: number;
  /** Before the second try, where the provider names no time of its own. */
  pauseMs: number;
  /** The provider's own where absent; 0 for the likeliest reply. */
  temperature?: number;
}

const CALL_LIMITS: CallLimits = {
  callMs: 20_000,
  chunkMs: 10_000,
  tries: 2,
  breakerFailures: 5,
  breakerMs: 30_000,
  pauseMs: 500,
};

export function createRemoteChatModel(
  choice: RemoteModel,
  prompts: Prompts,
  limits: Partial<CallLimits> = {},
): ChatModel {
  const { callMs, chunkMs, tries, breakerFailures, breakerMs, pauseMs, temperature } = { ...CALL_LIMITS, ...limits };
  const breaker = circuitBreaker(
    handleWhen((error) => error instanceof ChatModelError && error.isPassing),
    { halfOpenAfter: breakerMs, breaker: new ConsecutiveBreaker(breakerFailures) },
  );
  let loading: Promise<typeof import('./langchain/run-chat.js')> | undefined;
  let model: ReturnType<typeof import('./langchain/open-chat-model.js').openChatModel> | undefined;

  /** What the server refused so far; it is never asked with it again. */
  const without = new Set<Refusable>();

  /** Without what the server refuses, once it has said so: each such part costs one call. */
  const tryWithout = async (request: ChatRequest, options: ChatCallOptions): Promise<ChatReply> => {
    const before = new Set(without);
    try {
      return await tryOnce(request, options);
    } catch (error) {
      const refused = error instanceof ChatModelError ? error.details.refused : undefined;
      if (!refused || before.has(refused)) throw error;
      without.add(refused);
      model = undefined;
      return tryWithout(request, options);
    }
  };
  const tryOnce = async (request: ChatRequest, { signal, onText }: ChatCallOptions): Promise<ChatReply> => {
    loading ??= import('./langchain/run-chat.js');
    const { openChatModel, runChat } = await loading;
    model ??= openChatModel(choice, { temperature, without });
    model.catch(() => (model = undefined));
    const opened = await model;
    const prompt = prompts.get(request.prompt);
    const { text, finish, usage } = await runChat(opened, prompt, request.values, {
      ...{ signal, onText, callMs, hasSystemRole: !without.has('system-role') },
      // A reply in one piece is silent until it is whole.
      chunkMs: without.has('streaming') ? callMs : chunkMs,
    });
    const counted = usage ?? {
      inputTokens: estimateTokens(prompt.system + prompt.human + Object.values(request.values).join('')),
      outputTokens: estimateTokens(text),
    };
    const costUsd = chatCostUsd(choice, counted.inputTokens, counted.outputTokens);
    return {
      text,
      finish: finish === 'length' || finish === 'max_tokens' || finish === 'MAX_TOKENS' ? 'length' : 'stop',
      usage: { ...counted, isEstimated: usage === undefined },
      ...(costUsd !== undefined && { costUsd }),
    };
  };

  return {
    id: remoteName(choice),
    stream(request, options = {}) {
      const { signal, onStart } = options;
      const call = async () => {
        onStart?.();
        try {
          return await breaker.execute(() => tryWithout(request, options));
        } catch (error) {
          signal?.throwIfAborted();
          throw error instanceof BrokenCircuitError ? new ChatModelError('breaker') : error;
        }
      };
      return callAgain(call, { tries, pauseMs, longestMs: callMs, signal });
    },
  };
}
