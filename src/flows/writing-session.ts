/** What all written texts share: one deadline, one report of a fault, one bill. */
import type { Judging } from '../answering/compose-generative.js';
import type { Fallback, Spending } from '../answering/types.js';
import { UserError } from '../core/errors.js';
import { type ChatModel, ChatModelError, type ModelFault } from '../models/chat-model.js';
import type { Judge } from '../models/judge.js';

export interface WriterDependencies {
  chat: ChatModel;
  /** Who judges sentences now; undefined where nobody does. */
  judge?: () => Judge | undefined;
  /** For the whole of an answer or a summary, every call included. */
  answerMs: number;
  /** At each reply of a model. */
  onReply?: (spent: Spending) => void;
  /** Once for each text that a model failed, in writing or in judging. */
  onFault: (fault: { model: string; fault: ModelFault; status?: number; task: 'writing' | 'judging' }) => void;
}

export class WritingSession {
  readonly signal: AbortSignal;
  readonly chat: ChatModel;
  readonly #judge: Judge | undefined;
  readonly #asker: AbortSignal | undefined;
  readonly #onFault: WriterDependencies['onFault'];
  readonly #onReply: WriterDependencies['onReply'];
  readonly #timer: NodeJS.Timeout;
  readonly #spent: Spending[] = [];
  hasFailed = false;
  #hasJudgeFailed = false;

  constructor({ chat, judge, answerMs, onFault, onReply }: WriterDependencies, signal?: AbortSignal) {
    const deadline = new AbortController();
    this.#timer = setTimeout(() => deadline.abort(new ChatModelError('timeout')), answerMs);
    this.signal = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
    this.#asker = signal;
    this.chat = chat;
    this.#judge = judge?.();
    this.#onFault = onFault;
    this.#onReply = onReply;
  }

  /** The judge with its bill; a fault of it is reported once, and costs the sentences that it had. */
  get judging(): Judging | undefined {
    const judge = this.#judge;
    if (!judge) return undefined;
    return {
      judge,
      onJudgement: ({ usage, costUsd }) => {
        if (usage) this.spend({ ...usage, costUsd });
      },
      onFault: (error) => {
        const fault = this.#read(error);
        if (!this.#hasJudgeFailed) this.#onFault({ model: judge.id, ...fault, task: 'judging' });
        this.#hasJudgeFailed = true;
      },
    };
  }

  /** Reports a model's fault, once for each session. Rethrows any other error, an asker's giving up among them. */
  note(error: unknown): ModelFault {
    const fault = this.#read(error);
    if (!this.hasFailed) this.#onFault({ model: this.chat.id, ...fault, task: 'writing' });
    this.hasFailed = true;
    return fault.fault;
  }

  #read(error: unknown): { fault: ModelFault; status?: number } {
    this.#asker?.throwIfAborted();
    const setup = error instanceof UserError ? new ChatModelError('setup') : undefined;
    const fault = error instanceof ChatModelError ? error : setup;
    if (!fault) throw error;
    const { status } = fault.details;
    return { fault: fault.fault, ...(status && { status }) };
  }

  spend({ inputTokens, outputTokens, costUsd }: Spending): void {
    const spent = { inputTokens, outputTokens, ...(costUsd !== undefined && { costUsd }) };
    this.#spent.push(spent);
    this.#onReply?.(spent);
  }

  /** The text with what was spent on it. */
  charge<T extends { spending?: Spending; fallback?: Fallback }>(text: T): T {
    return this.#spent.length === 0 ? text : { ...text, spending: sum(this.#spent) };
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}

function sum(spent: Spending[]): Spending {
  const costs = spent.map(({ costUsd }) => costUsd);
  const isKnown = costs.every((cost) => cost !== undefined);
  return {
    inputTokens: spent.reduce((total, { inputTokens }) => total + inputTokens, 0),
    outputTokens: spent.reduce((total, { outputTokens }) => total + outputTokens, 0),
    ...(isKnown && { costUsd: costs.reduce((total: number, cost) => total + (cost ?? 0), 0) }),
  };
}
