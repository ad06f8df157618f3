/** Every kind of notice there is. */
import { answerFound } from './answer-found.js';
import type { NoticeKind } from './kind.js';
import { sourceLate } from './source-late.js';
import { topicNews } from './topic-news.js';

export const NOTICE_KINDS: readonly NoticeKind[] = [answerFound, topicNews, sourceLate];
