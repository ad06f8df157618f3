/** What a chat model promises, and how it fails. Nothing here knows LangChain. */

/** The prompt files; what each may name in braces stands in prompts.ts. */
export type PromptName = 'answer' | 'condense' | 'translate' | 'judge' | 'summarise' | 'merge';

export interface ChatRequest {
  prompt: PromptName;
  /** A value for each placeholder of the prompt. */
  values: Record<string, string>;
}

/** Tokens as the provider counts them, or a quarter of the characters where it doesn't say. */
export interface TokenUsage {
  inputTokens: number;
  outputTokens: number;
  isEstimated: boolean;
}

export interface ChatReply {
  text: string;
  /** `length` where the model ran into its limit: the last sentence may be half. */
  finish: 'stop' | 'length';
  usage: TokenUsage;
  /** Undefined where the price of the model isn't known. */
  costUsd?: number;
}

export interface ChatCallOptions {
  signal?: AbortSignal;
  /** Each piece of text as it arrives. */
  onText?: (text: string) => void;
  /** Called before each try; what came before is void. */
  onStart?: () => void;
}

/**
 * @example
 * ```ts
 * import type { ChatModel } from './chat-model.js';
 *
 * const fake: ChatModel = {
 *   id: 'fake:echo',
 *   async stream({ values }, { onText } = {}) {
 *     onText?.(values.question);
 *     const usage = { inputTokens: 1, outputTokens: 1, isEstimated: true };
 *     return { text: values.question, finish: 'stop', usage };
 *   },
 * };
 * ```
 */
export interface ChatModel {
  /** `provider:model`. */
  readonly id: string;
  /** Rejects with ChatModelError, or with the signal's reason once it is aborted. */
  stream(request: ChatRequest, options?: ChatCallOptions): Promise<ChatReply>;
}

/** Parts of a request that a server may refuse, and that an answer can do without. */
export type Refusable = 'usage' | 'system-role' | 'temperature' | 'token-limit' | 'streaming';

/** What went wrong with a model, in words that name neither address nor key. */
export const MODEL_FAULTS = {
  auth: 'the provider refused the key',
  'not-found': 'the provider knows no such model or address',
  rate: 'the provider asked to slow down',
  quota: "the account's quota is used up",
  server: 'the provider had an error of its own',
  network: 'the provider could not be reached',
  timeout: 'the provider took too long',
  stalled: 'the reply stopped in the middle',
  unfinished: 'the reply ended without an end',
  overflow: "the question and its passages were too long for the model's window",
  filtered: "the provider's filter held the reply back",
  'bad-reply': "the provider's reply could not be read",
  rejected: 'the provider did not accept the request',
  breaker: 'the provider failed several times in a row and is left alone for a moment',
  setup: 'the model could not be set up',
} as const;
export type ModelFault = keyof typeof MODEL_FAULTS;

/** Faults that another try may mend. */
const PASSING = new Set<ModelFault>(['rate', 'server', 'network', 'timeout', 'stalled', 'unfinished', 'bad-reply']);

/** `message` is fit for people: no address, no key, no text of the provider's. */
export class ChatModelError extends Error {
  constructor(
    readonly fault: ModelFault,
    readonly details: { status?: number; retryAfterMs?: number; refused?: Refusable } = {},
  ) {
    super(MODEL_FAULTS[fault]);
    this.name = 'ChatModelError';
  }

  get isPassing(): boolean {
    return PASSING.has(this.fault);
  }
}
