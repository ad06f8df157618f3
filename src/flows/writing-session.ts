/** What all written texts share: one deadline, one report of a fault, one bill. */
import type { Fallback, Spending } from '../answering/types.js';
import { UserError } from '../core/errors.js';
import type { Lexicon } from '../lexicon/lexicon.js';
import { type ChatModel, ChatModelError, type ModelFault } from '../models/chat-model.js';

export interface WriterDependencies {
  chat: ChatModel;
  loadLexicon: () => Promise<Lexicon>;
  /** For the whole of an answer or a summary, every call included. */
  answerMs: number;
  /** Once for each text that a model failed. */
  onFault: (fault: { model: string; fault: ModelFault; status?: number }) => void;
}

export class WritingSession {
  readonly signal: AbortSignal;
  readonly chat: ChatModel;
  readonly loadLexicon: () => Promise<Lexicon>;
  readonly #asker: AbortSignal | undefined;
  readonly #onFault: WriterDependencies['onFault'];
  readonly #timer: NodeJS.Timeout;
  readonly #spent: Spending[] = [];
  hasFailed = false;

  constructor({ chat, loadLexicon, answerMs, onFault }: WriterDependencies, signal?: AbortSignal) {
    const deadline = new AbortController();
    this.#timer = setTimeout(() => deadline.abort(new ChatModelError('timeout')), answerMs);
    this.signal = signal ? AbortSignal.any([signal, deadline.signal]) : deadline.signal;
    this.#asker = signal;
    this.chat = chat;
    this.loadLexicon = loadLexicon;
    this.#onFault = onFault;
  }

  /** Reports a model's fault, once for each session. Rethrows any other error, an asker's giving up among them. */
  note(error: unknown): ModelFault {
    this.#asker?.throwIfAborted();
    const setup = error instanceof UserError ? new ChatModelError('setup') : undefined;
    const fault = error instanceof ChatModelError ? error : setup;
    if (!fault) throw error;
    const { status } = fault.details;
    if (!this.hasFailed) this.#onFault({ model: this.chat.id, fault: fault.fault, ...(status && { status }) });
    this.hasFailed = true;
    return fault.fault;
  }

  spend({ inputTokens, outputTokens, costUsd }: Spending): void {
    this.#spent.push({ inputTokens, outputTokens, ...(costUsd !== undefined && { costUsd }) });
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
