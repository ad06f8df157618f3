/** What is kept of an answer so that its buttons work later, and how it is read back. */
import { z } from 'zod';
import type { Answer } from '../answering/types.js';
import { ANSWER_TYPES } from '../query/asked-for.js';
import type { Filters } from '../query/question.js';
import { KEPT_SUMMARY } from './kept-summary.js';

const CITATION = z.object({
  articleId: z.string(),
  title: z.string(),
  source: z.string().optional(),
  publishedAt: z.string().optional(),
  url: z.string().optional(),
  quote: z.string(),
  start: z.number(),
  end: z.number(),
});

const KEPT = z.object({
  filters: z
    .object({
      source: z.string().optional(),
      sources: z.array(z.string()).optional(),
      from: z.string().optional(),
      to: z.string().optional(),
      article: z.string().optional(),
    })
    .optional(),
  status: z.enum(['answered', 'abstained']),
  sentences: z.array(z.object({ text: z.string(), citations: z.array(z.number()) })),
  citations: z.array(CITATION),
  nearest: z.array(
    z.object({
      articleId: z.string(),
      title: z.string(),
      publishedAt: z.string().optional(),
      url: z.string().optional(),
    }),
  ),
  missing: z.array(z.string()),
  confidence: z.number(),
  composer: z.enum(['extractive', 'generative']),
  fallback: z.enum(['failed', 'unsupported', 'budget']).optional(),
  spending: z.object({ inputTokens: z.number(), outputTokens: z.number(), costUsd: z.number().optional() }).optional(),
  trace: z.object({
    words: z.array(z.object({ word: z.string(), isFound: z.boolean(), isEarlier: z.boolean() })),
    answerType: z.enum(ANSWER_TYPES),
    speaker: z.array(z.string()),
    sentences: z.array(
      z.object({
        articleId: z.string(),
        title: z.string(),
        text: z.string(),
        score: z.number(),
        leftOut: z.enum(['repeats', 'other-speaker', 'weaker', 'enough']).optional(),
      }),
    ),
    parts: z.array(z.object({ name: z.string(), value: z.number(), adds: z.number() })),
    threshold: z.number(),
    indexVersion: z.number(),
    written: z
      .object({
        model: z.string(),
        kept: z.number(),
        heldBack: z.array(z.string()),
      })
      .optional(),
  }),
  /** Date of the newest article when the answer was given; present where the answer could be out of date. */
  newestAt: z.string().optional(),
  /** Present where it is a summary: of what. */
  summary: KEPT_SUMMARY.optional(),
});

type Kept = z.infer<typeof KEPT>;
type Given = Answer & { filters?: Filters };
type Wanted = Pick<Given, keyof Kept & keyof Given>;
type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * What an answer is stands in answering/types.ts alone, and filters in query/question.ts. Where the schema reads anything
 * else, down to an optional field, this is never, and nothing that makes or shows a kept answer compiles.
 */
export type KeptAnswer = IsSame<Pick<Kept, keyof Wanted>, Wanted> extends true ? Kept : never;

/** Undefined where what is kept was written by a version that kept something else. */
export const readKeptAnswer = (content: unknown): KeptAnswer | undefined => KEPT.safeParse(content).data;

export function toKeptAnswer(answer: Answer, rest: Pick<KeptAnswer, 'filters' | 'newestAt'>): KeptAnswer {
  const { status, sentences, citations, nearest, missing, confidence, composer, fallback, spending, trace } = answer;
  const written = { ...(fallback && { fallback }), ...(spending && { spending }) };
  return { ...rest, status, sentences, citations, nearest, missing, confidence, composer, ...written, trace };
}
