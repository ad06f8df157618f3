/** What is asked of a judge: whether passages say what sentences say. Three can stand here: a chat model, a local one, none. */
import type { TokenUsage } from './chat-model.js';

/** A passage as a judge gets it: strangers' text, without sentences that speak to machines. */
export interface JudgedPassage {
  /** Title, outlet and day, in one line. */
  heading: string;
  /** The whole text. */
  text: string;
  /** The same as sentences, in order. */
  sentences: string[];
}

export interface JudgedSentence {
  /** In one line. */
  text: string;
  /** Numbers of passages, from 1, that it may rest on. */
  marks: number[];
}

export interface JudgeTask {
  passages: JudgedPassage[];
  /** In the order of the reply, so that "he" can be understood. */
  sentences: JudgedSentence[];
}

export interface Judgement {
  /** For each sentence: whether the passages state all of it; undefined where the judge says nothing that counts. */
  verdicts: (boolean | undefined)[];
  usage?: TokenUsage;
  /** Undefined where the price isn't known. */
  costUsd?: number;
}

export interface Judge {
  /** `provider:model` or `local:model`; with what else its verdicts depend on, such as a prompt, in `fingerprint`. */
  readonly id: string;
  fingerprint(): string;
  /** Rejects with ChatModelError or UserError where the model fails, or with the signal's reason. */
  judge(task: JudgeTask, options?: { signal?: AbortSignal }): Promise<Judgement>;
  /** Present where something runs for it. */
  close?(): Promise<void>;
}

/** Nothing is judged. */
export const unjudged = ({ sentences }: JudgeTask): Judgement => ({ verdicts: sentences.map(() => undefined) });
