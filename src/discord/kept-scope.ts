/** The scope of a kept summary: figures and no sentences, so that each page can be drawn again in any language. */
import { z } from 'zod';
import type { PeriodScope, SummaryScope } from '../summarizing/types.js';

const COUNTS = z.object({ articles: z.number(), outlets: z.number(), stories: z.number() });

export const KEPT_SUMMARY = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('article'),
    articleId: z.string(),
    title: z.string(),
    source: z.string().optional(),
    publishedAt: z.string().optional(),
  }),
  z.object({
    kind: z.literal('topic'),
    topic: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
    source: z.string().optional(),
    counts: COUNTS,
    /** On an abstention: whether articles come near, though none speaks of it all. */
    isNear: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal('period'),
    from: z.string(),
    to: z.string(),
    topic: z.string().optional(),
    source: z.string().optional(),
    counts: COUNTS.extend({ listed: z.number(), undated: z.number() }),
    /** The told stories in the order of their sentences: how many articles, and which outlets. */
    stories: z.array(z.object({ articles: z.number(), outlets: z.array(z.string()) })),
    /** On an abstention: the days of the oldest and the newest article; absent where none has a date. */
    span: z.object({ from: z.string(), to: z.string() }).optional(),
  }),
]);

export type KeptSummary = z.infer<typeof KEPT_SUMMARY>;

/** `span` belongs to an empty period. */
export function toKeptScope(scope: SummaryScope, isNear: boolean, span?: { from: string; to: string }): KeptSummary {
  if (scope.kind === 'article') {
    const { kind, articleId, title, source, publishedAt } = scope;
    return { kind, articleId, title, source, publishedAt };
  }
  if (scope.kind === 'topic') return { ...scope, isNear };
  return { ...scope, stories: toldStories(scope), ...(span && { span }) };
}

const toldStories = ({ stories, counts }: PeriodScope) =>
  stories.slice(0, counts.listed).map(({ articles, outlets }) => ({ articles: articles.length, outlets }));
