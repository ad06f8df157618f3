/** A team's own questions put to the bot: what was found, quoted, answered and refused, and what changed since the last run. */
import { z } from 'zod';
import type { Answer } from '../answering/types.js';
import { UserError } from '../core/errors.js';
import type { Ask } from './ask.js';
import type { createSearch } from './search.js';

const TEXTS = z.union([z.string().min(1), z.array(z.string().min(1)).min(1)]).transform((value) => [value].flat());

/** One question, and what a good answer to it shows. */
const MEASURED = z
  .object({
    id: z.string().optional(),
    question: z.string().min(1),
    /** Questions of one kind make a line of the table. */
    kind: z.string().default('all'),
    /** Ids of articles of which one should be found and cited. */
    article: TEXTS.optional(),
    /** Words of which one should stand in a quote, whatever the case. */
    words: TEXTS.optional(),
    /** Nothing in the corpus answers it: it should be refused. */
    unanswerable: z.boolean().default(false),
    now: z.string().optional(),
    history: z.array(z.object({ role: z.enum(['user', 'assistant']), text: z.string() })).optional(),
    filters: z
      .object({
        source: z.string().optional(),
        from: z.string().optional(),
        to: z.string().optional(),
        article: z.string().optional(),
      })
      .optional(),
  })
  .refine(({ article, words, unanswerable }) => unanswerable !== Boolean(article || words), {
    message: 'give "article" or "words" for what is expected, or "unanswerable": true',
  });

export type MeasuredQuestion = z.infer<typeof MEASURED>;

/** The outcome of one question; a figure is undefined where the question expects nothing of the kind. */
export interface Outcome {
  id: string;
  kind: string;
  question: string;
  isAnswered: boolean;
  /** Whether an expected article was found first, and among the first four. */
  isFirst?: boolean;
  isAmongFour?: boolean;
  /** Whether the expected words stand in the first quote, in one of the first three, in the answer as given. */
  inFirstQuote?: boolean;
  inThreeQuotes?: boolean;
  isSaid?: boolean;
  /** Answered where it should be, refused where it should be. */
  isRight: boolean;
}

/** Shares, 0..1; undefined where no question asks for it. */
export interface Figures {
  questions: number;
  right?: number;
  answered?: number;
  refused?: number;
  article1?: number;
  article4?: number;
  quote1?: number;
  quote3?: number;
  said?: number;
}
export const FIGURE_NAMES = [
  'right',
  'answered',
  'refused',
  'article1',
  'article4',
  'quote1',
  'quote3',
  'said',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** A question with what is expected of its answer; undefined where it isn't one. */
export const readQuestion = (value: unknown): MeasuredQuestion | undefined => MEASURED.safeParse(value).data;

/** Throws UserError that names the first line which is no question. */
export function readQuestions(text: string, name: string): MeasuredQuestion[] {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  const questions = lines.flatMap((line, i) => {
    if (line.trim() === '') return [];
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      throw new UserError(
        'bad-questions',
        `${name}, line ${i + 1}, is no JSON; expected one object a line with a "question".`,
      );
    }
    const parsed = MEASURED.safeParse(value);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0];
      throw new UserError('bad-questions', `${name}, line ${i + 1}: ${path.join('.') || 'the object'}: ${message}.`);
    }
    return parsed.data;
  });
  if (questions.length === 0)
    throw new UserError('bad-questions', `${name} holds no questions; expected one JSON object a line.`);
  return questions;
}

export interface MeasureDependencies {
  ask: Ask;
  search: ReturnType<typeof createSearch>;
}

export function createMeasure({ ask, search }: MeasureDependencies) {
  return async function measure(
    questions: MeasuredQuestion[],
    { signal, onProgress }: { signal?: AbortSignal; onProgress?: (done: number) => void } = {},
  ): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    for (const [i, { id, kind, article, words, unanswerable, ...question }] of questions.entries()) {
      signal?.throwIfAborted();
      const answer = await ask(question, { signal });
      const found = article && (await search(question, { top: 4, signal })).map((hit) => hit.article.id);
      const isAnswered = answer.status === 'answered';
      outcomes.push({
        id: id ?? `${i + 1}`,
        kind,
        question: question.question,
        isAnswered,
        ...(article &&
          found && { isFirst: article.includes(found[0]), isAmongFour: found.some((one) => article.includes(one)) }),
        ...(words && quoteOutcome(answer, words)),
        isRight: isAnswered !== unanswerable,
      });
      onProgress?.(i + 1);
    }
    return outcomes;
  };
}

/** Whether an answer is all that is expected: refused, or one that cites the article and holds the words. */
export function isAsExpected(
  { article, words, unanswerable }: Pick<MeasuredQuestion, 'article' | 'words' | 'unanswerable'>,
  { status, citations }: Pick<Answer, 'status' | 'citations'>,
): boolean {
  if (unanswerable || status !== 'answered') return unanswerable && status !== 'answered';
  const isCited = !article || citations.some(({ articleId }) => article.includes(articleId));
  return isCited && (!words || isIn(citations, words));
}

function quoteOutcome({ evidence, citations, draft }: Answer, words: string[]) {
  const quotes = evidence.length > 0 ? evidence : citations;
  const said = citations.length > 0 ? citations : (draft?.citations ?? []);
  return {
    inFirstQuote: isIn(quotes.slice(0, 1), words),
    inThreeQuotes: isIn(quotes.slice(0, 3), words),
    isSaid: citations.length > 0 && isIn(said, words),
  };
}

/** Whether one of these words stands in one of the quotes. */
const isIn = (quotes: { quote: string }[], words: string[]) =>
  quotes.some(({ quote }) => words.some((one) => plain(quote).includes(plain(one))));

const plain = (text: string) => text.toLowerCase().replace(/[’‘]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, ' ');

export function evaluationFigures(outcomes: Outcome[], isUnanswerable: (outcome: Outcome) => boolean): Figures {
  const share = (list: Outcome[], isGood: (outcome: Outcome) => boolean | undefined) =>
    list.length === 0 ? undefined : list.filter(isGood).length / list.length;
  const having = (name: keyof Outcome) => outcomes.filter((outcome) => outcome[name] !== undefined);
  const unanswerable = outcomes.filter(isUnanswerable);
  const answerable = outcomes.filter((outcome) => !isUnanswerable(outcome));
  return {
    questions: outcomes.length,
    right: share(outcomes, ({ isRight }) => isRight),
    answered: share(answerable, ({ isAnswered }) => isAnswered),
    refused: share(unanswerable, ({ isAnswered }) => !isAnswered),
    article1: share(having('isFirst'), ({ isFirst }) => isFirst),
    article4: share(having('isAmongFour'), ({ isAmongFour }) => isAmongFour),
    quote1: share(having('inFirstQuote'), ({ inFirstQuote }) => inFirstQuote),
    quote3: share(having('inThreeQuotes'), ({ inThreeQuotes }) => inThreeQuotes),
    said: share(having('isSaid'), ({ isSaid }) => isSaid),
  };
}

/** An outcome's worth, for telling a better run from a worse one. Larger is better. */
export const scoreOf = ({ isRight, isFirst, inFirstQuote, isSaid }: Outcome): number =>
  [isRight, isFirst, inFirstQuote, isSaid].filter(Boolean).length;
