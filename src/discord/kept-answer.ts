/** A kept answer: what its buttons need later, and the schema that reads it back. */
import { z } from 'zod';
import { NEAREST_FROM } from '../answering/gate.js';
import { ANSWER_KINDS, type Answer, type Citation, type Draft } from '../answering/types.js';
import { ANSWER_TYPES } from '../query/asked-for.js';
import type { Filters } from '../query/question.js';
import { LANGUAGES } from '../text/languages/languages.js';
import { KEPT_SUMMARY } from './kept-scope.js';
import { KEPT_CHECK } from './kept-verdicts.js';

const CITATION = z.object({
  articleId: z.string(),
  field: z.enum(['body', 'title']).default('body'),
  title: z.string(),
  source: z.string().optional(),
  publishedAt: z.string().optional(),
  url: z.string().optional(),
  quote: z.string(),
  start: z.number(),
  end: z.number(),
  shown: z.string().optional(),
});

const SENTENCE = z.object({
  text: z.string(),
  citations: z.array(z.number()),
  highlight: z.object({ start: z.number(), end: z.number() }).optional(),
  form: z
    .object({
      kind: z.enum(['heading', 'item', 'row', 'code']),
      number: z.number().optional(),
      language: z.string().optional(),
      goesOn: z.boolean().optional(),
    })
    .optional(),
});

/** What narrows a question, as it is kept. */
export const FILTERS = z.object({
  source: z.string().optional(),
  sources: z.array(z.string()).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  article: z.string().optional(),
});

const KEPT = z.object({
  filters: FILTERS.optional(),
  status: z.enum(['answered', 'abstained']),
  kind: z.enum(ANSWER_KINDS).default('question'),
  /** What has a number in the message: an article or, in older messages, each quote. */
  numbered: z.enum(['sources', 'quotes']).default('quotes'),
  sentences: z.array(SENTENCE),
  citations: z.array(CITATION),
  /** On an abstention: the sentence that comes nearest, where it is near enough to be shown as that. */
  draft: z.object({ sentences: z.array(SENTENCE), citations: z.array(CITATION) }).optional(),
  /** Where several questions were asked: those that found no answer. */
  unanswered: z.array(z.string()).optional(),
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
        judge: z.string().optional(),
        kept: z.number(),
        heldBack: z.array(z.string()),
        isCut: z.literal(true).optional(),
        sentences: z.array(z.object({ verdict: z.string(), text: z.string().optional() })).optional(),
      })
      .optional(),
  }),
  /** Where the question is in another language: that of the articles. */
  articlesLanguage: z.enum(LANGUAGES).optional(),
  /** Date of the newest article when the answer was given; present where the answer could be out of date. */
  newestAt: z.string().optional(),
  /** Date of the newest article cited; present where that is old for what was asked. */
  newestCitedAt: z.string().optional(),
  /** Sources of cited articles that brought nothing for too long, and when they were last read. */
  lateSources: z.array(z.object({ name: z.string(), lastReadMs: z.number().optional() })).optional(),
  /** On an abstention: the server has people who can be asked. */
  hasHelpers: z.literal(true).optional(),
  /** Sentences that say something else than they did, because an article was changed since. */
  corrections: z
    .array(z.object({ sentence: z.number(), said: z.string(), isGone: z.boolean(), atMs: z.number() }))
    .optional(),
  /** Verdicts on the sentences of a message. */
  check: KEPT_CHECK.optional(),
  /** The scope of a summary. */
  summary: KEPT_SUMMARY.optional(),
});

type Kept = z.infer<typeof KEPT>;
type Given = Omit<Answer, 'status'> & { status: Exclude<Answer['status'], 'told'>; filters?: Filters };
type KeptFields = Pick<Given, keyof Kept & keyof Given>;
type IsSame<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;

/**
 * Answers are defined in answering/types.ts, filters in query/question.ts. Where the schema differs from them, down to
 * an optional field, this type is never, and nothing that uses a kept answer compiles.
 */
export type KeptAnswer = IsSame<Pick<Kept, keyof KeptFields>, KeptFields> extends true ? Kept : never;

/** Undefined where another version kept it in a form that can't be read. */
export const readKeptAnswer = (content: unknown): KeptAnswer | undefined => KEPT.safeParse(content).data;

/** Throws for a told answer, which isn't kept. */
export function toKeptAnswer(
  answer: Answer,
  rest: Pick<KeptAnswer, 'filters' | 'newestAt' | 'newestCitedAt' | 'lateSources' | 'hasHelpers'>,
): KeptAnswer {
  const { status, kind, sentences, citations, nearest, missing, confidence, composer, trace } = answer;
  if (status === 'told') throw new TypeError('a reply that rests on no article is not kept');
  const { fallback, spending, unanswered, draft, articlesLanguage } = answer;
  return {
    ...rest,
    status,
    kind,
    numbered: 'sources',
    sentences,
    citations,
    nearest,
    missing,
    confidence,
    composer,
    ...(fallback && { fallback }),
    ...(spending && { spending }),
    ...(unanswered && { unanswered }),
    ...(articlesLanguage && { articlesLanguage }),
    ...(draft && confidence >= NEAREST_FROM && { draft: firstOf(draft) }),
    trace,
  };
}

/** The first sentence, with its own citations. */
function firstOf({ sentences: [first], citations }: Draft): Draft {
  return {
    sentences: [{ ...first, citations: first.citations.map((_, place) => place) }],
    citations: first.citations.map((place): Citation => citations[place]),
  };
}
