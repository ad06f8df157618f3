/** Summaries, as drafts and as given. Sentences and citations are those of answering/. */
import type { AnswerSentence, Citation, Fallback, Spending } from '../answering/types.js';

export type SummaryLength = 'short' | 'medium' | 'long';

/** The most words that a summary's sentences have together, leading speakers included. */
export const MAX_WORDS: Record<SummaryLength, number> = { short: 60, medium: 180, long: 400 };

export interface ArticleScope {
  kind: 'article';
  articleId: string;
  title: string;
  source?: string;
  publishedAt?: string;
  length: SummaryLength;
}

export interface TopicScope {
  kind: 'topic';
  topic: string;
  /** ISO days, inclusive. */
  from?: string;
  to?: string;
  source?: string;
  /** Articles on the topic, their outlets, and their stories; near-duplicates are one story. */
  counts: { articles: number; outlets: number; stories: number };
}

export interface PeriodScope {
  kind: 'period';
  /** ISO days, inclusive. */
  from: string;
  to: string;
  topic?: string;
  source?: string;
  /** `listed` stories have a sentence; `undated` articles lie in no period and are counted in nothing else. */
  counts: { articles: number; outlets: number; stories: number; listed: number; undated: number };
  /** All stories, most covered first; the first `listed` ones in the order of their sentences. Every article is in one. */
  stories: { articles: string[]; outlets: string[] }[];
}

export type SummaryScope = ArticleScope | TopicScope | PeriodScope;

export interface Summary {
  status: 'answered' | 'abstained';
  scope: SummaryScope;
  /** In reading order. */
  sentences: AnswerSentence[];
  /** Best first. */
  citations: Citation[];
  /** Ids of all articles that it is about, quoted or not. */
  articles: string[];
  composer: 'extractive' | 'generative';
  fallback?: Fallback;
  spending?: Spending;
  /** On an abstention: why, in one sentence. */
  reason?: string;
  /** On an abstention, where articles come near a topic: words of it that none of them speaks of. */
  missing?: string[];
}
