/** An answer on its way: drafted, verified, given. */

import type { AnswerType } from '../query/query.js';
import type { Fall, Stay } from './claims/examination.js';

/** A verbatim part of an article: `quote === body.slice(start, end)`, at most 400 characters. */
export interface Citation {
  articleId: string;
  title: string;
  source?: string;
  publishedAt?: string;
  url?: string;
  quote: string;
  start: number;
  end: number;
}

/** A sentence of an answer, and the citations (by place in the answer's list) that carry it. */
export interface AnswerSentence {
  text: string;
  citations: number[];
}

export interface Draft {
  /** In reading order. */
  sentences: AnswerSentence[];
  /** Best first. */
  citations: Citation[];
}

/** A quote that was found, with its rank score: larger is better, comparable within one question only. */
export interface FoundQuote {
  articleId: string;
  quote: string;
  start: number;
  end: number;
  score: number;
}

export interface NearArticle {
  articleId: string;
  title: string;
  publishedAt?: string;
  url?: string;
}

/** Why a sentence that was found isn't in the answer. */
export type LeftOut = 'repeats' | 'other-speaker' | 'weaker' | 'enough';

/** Why the extractive answer stands in for a written one: the model failed, nothing it wrote stood, or a budget is used up. */
export type Fallback = 'failed' | 'unsupported' | 'budget';

/** What a written answer cost. `costUsd` is undefined where the model's price isn't known. */
export interface Spending {
  inputTokens: number;
  outputTokens: number;
  costUsd?: number;
}

/** A sentence of a model's reply: why it stands or fell, and its words where it stands. */
export interface SentenceVerdict {
  verdict: Stay | Fall;
  text?: string;
}

/** What became of a model's reply. */
export interface Written {
  model: string;
  /** Absent where nobody judged. */
  judge?: string;
  /** How many sentences stand; of each one that fell, why. Never its words. */
  kept: number;
  heldBack: Fall[];
  /** Every sentence in the order of the reply. */
  sentences: SentenceVerdict[];
}

/** How an answer came about, for whoever asks why. */
export interface Trace {
  /** Words looked for, as written, heaviest first; `isFound` where an article holds them, or something close. */
  words: { word: string; isFound: boolean; isEarlier: boolean }[];
  answerType: AnswerType;
  speaker: string[];
  /** Sentences looked at, best first; `leftOut` is absent where the sentence was used. */
  sentences: { articleId: string; title: string; text: string; score: number; leftOut?: LeftOut }[];
  /** What each part added to the confidence, before the logistic function. */
  parts: { name: string; value: number; adds: number }[];
  threshold: number;
  indexVersion: number;
  /** Present where a model was asked and replied. */
  written?: Written;
}

export interface Answer {
  status: 'answered' | 'abstained';
  sentences: AnswerSentence[];
  citations: Citation[];
  evidence: FoundQuote[];
  /** 0..1, on abstentions too. */
  confidence: number;
  composer: 'extractive' | 'generative';
  fallback?: Fallback;
  spending?: Spending;
  /** On an abstention: what would have been said, verified. */
  draft?: Draft;
  /** On an abstention: the three nearest articles. */
  nearest: NearArticle[];
  /** On an abstention: one sentence, what is missing, and the words of the question that nothing found speaks of. */
  reason?: string;
  missing: string[];
  trace: Trace;
}
