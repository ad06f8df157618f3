/** Every kind of notice there is. */
import { answerFound } from './answer-found.js';
import { correction } from './correction.js';
import { handOver } from './hand-over.js';
import type { NoticeKind } from './kind.js';
import { newerFigure } from './newer-figure.js';
import { sourceLate } from './source-late.js';
import { topicNews } from './topic-news.js';

export const NOTICE_KINDS: readonly NoticeKind[] = [
  answerFound,
  topicNews,
  correction,
  newerFigure,
  sourceLate,
  handOver,
];
