/** An answer on its way: drafted, verified, given. */

import type { Block, Span } from '../core/types.js';
import type { AnswerType } from '../query/query.js';
import type { SmallTalk } from '../query/small-talk.js';
import type { Language } from '../text/languages/languages.js';

/**
 * A verbatim part of an article's body or title: `quote === body.slice(start, end)`, or of the title where `field` says
 * so; at most 400 characters.
 */
export interface Citation {
  articleId: string;
  field: 'body' | 'title';
  title: string;
  source?: string;
  publishedAt?: string;
  url?: string;
  quote: string;
  start: number;
  end: number;
  /** The quote as people see it, where that differs: without marks of the article. */
  shown?: string;
}

/** What a sentence is beside prose, so that it is shown as that. Code stands line for line in a block of its own. */
export interface SentenceForm extends Pick<Block, 'number' | 'language'> {
  kind: 'heading' | 'item' | 'row' | 'code';
  /** Of code: more lines of the block that the sentence before is of. */
  goesOn?: boolean;
}

/** A sentence of an answer, and the citations (by place in the answer's list) that carry it. */
export interface AnswerSentence {
  text: string;
  citations: number[];
  /** The part of the text that is asked for: a person, a date, a number, a place. Absent where there is none. */
  highlight?: Span;
  /** Absent where it is prose. */
  form?: SentenceForm;
}

export interface Draft {
  /** In reading order; the first one answers. */
  sentences: AnswerSentence[];
  /** In order of first use. */
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

/** What a message was understood as: see the contract. */
export const ANSWER_KINDS = [
  'question',
  'follow-up',
  'latest',
  'timeline',
  'compare',
  'list',
  'summary',
  'small-talk',
  'about',
] as const;
export type AnswerKind = (typeof ANSWER_KINDS)[number];

/** What a friendly word that rests on no article is made of; its words are for whoever shows it, in the reader's language. */
export interface Told {
  about: SmallTalk;
  articles: number;
  outlets: number;
  /** ISO, of the oldest and the newest article; undefined where none has a date. */
  oldestAt?: string;
  newestAt?: string;
  /** Questions that the articles answer: they were tried. */
  suggestions: string[];
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
  /** As the examination names them, or one that an earlier version kept. */
  verdict: string;
  text?: string;
}

/** What became of a model's reply. */
export interface Written {
  model: string;
  /** Absent where nobody judged. */
  judge?: string;
  /** How many sentences stand; of each one that fell, why. Never its words. */
  kept: number;
  heldBack: string[];
  /** The reply was longer than is read; nothing of what came behind that was looked at. */
  isCut?: true;
  /** Every sentence in the order of the reply; absent in what an earlier version kept. */
  sentences?: SentenceVerdict[];
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
  /** `told` is a reply that rests on no article. */
  status: 'answered' | 'abstained' | 'told';
  kind: AnswerKind;
  /** Present where the status is `told`. */
  told?: Told;
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
  /** On an abstention: the nearest articles, at most three. */
  nearest: NearArticle[];
  /** Where several questions were asked: those that found no answer. */
  unanswered?: string[];
  /** On an abstention: one sentence, what is missing, and the words of the question that nothing found speaks of. */
  reason?: string;
  missing: string[];
  /** Where the question is in another language: that of the articles it rests on or, on an abstention, of most. */
  articlesLanguage?: Language;
  trace: Trace;
}
