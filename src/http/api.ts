/** `/api/ask` and `/api/search`: the contract's JSON, as the command line prints it for one question. */
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Budget } from '../config.js';
import { NoIndexError, UserError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import type { Ask, AskOptions } from '../flows/ask.js';
import { isWithinBudget } from '../flows/budget.js';
import type { createSearch } from '../flows/search.js';
import { answerToJson } from '../json/answer-json.js';
import { elapsedMs } from '../json/elapsed-ms.js';
import { hitsToJson } from '../json/hits-json.js';
import type { Question } from '../query/query.js';
import type { State } from '../state/state.js';
import type { Access } from './access.js';
import type { HttpLimits } from './limits.js';
import type { Metrics } from './metrics.js';
import { BadBody, readJson } from './read-json.js';
import { refuse } from './refuse.js';
import type { SiteEnv } from './site-env.js';
import { Refused, type Turns } from './turns.js';

export interface ApiParts {
  app: { ask: Ask; search: ReturnType<typeof createSearch> };
  state: Pick<State, 'hasRoom' | 'spentToday' | 'recordSpending' | 'tokenUses'>;
  budget: Budget;
}

export interface ApiOptions {
  parts: () => ApiParts;
  access: Access;
  turns: Turns;
  limits: Pick<HttpLimits, 'bodyBytes'>;
  metrics: Metrics;
  logger: Logger;
  nowMs: () => number;
}

/** As in Discord. */
const MAX_QUESTION_CHARS = 2000;
const STANDARD_TOP = 10;

const QUESTION = z.strictObject({
  question: z.string().min(1).max(MAX_QUESTION_CHARS),
  source: z.string().max(200).optional(),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
});
const SEARCH = QUESTION.extend({ top: z.int().min(1).max(100).default(STANDARD_TOP) });

const toQuestion = ({ question, source, from, to }: z.infer<typeof QUESTION>): Question => ({
  question,
  filters: { ...(source && { source }), ...(from && { from }), ...(to && { to }) },
});

export function apiRoutes({ parts, access, turns, limits, metrics, logger, nowMs }: ApiOptions): Hono<SiteEnv> {
  const ask: Ask = (question, options) => parts().app.ask(question, options);
  const countedAsk = metrics.counted('http', 'ask', ask);

  /** With a model while the day's budget lasts, of this token as of a person; else from the articles alone. */
  const askOnBudget = async (question: Question, user: string, options: AskOptions) => {
    const { state, budget } = parts();
    const mayWrite = await isWithinBudget({ state, budget, nowMs }, { user });
    const answer = await countedAsk(question, { ...options, mayWrite });
    if (answer.spending) await state.recordSpending({ user, atMs: nowMs(), ...answer.spending });
    return answer;
  };

  const route = <Shape>(
    schema: z.ZodType<Shape>,
    work: (body: Shape, user: string, signal: AbortSignal) => Promise<object>,
  ) => {
    return async (context: Context<SiteEnv>) => {
      const startedMs = performance.now();
      const { name } = context.get('token');
      const body = await readJson(context, schema, limits.bodyBytes);
      const answer = await turns.take(context.get('token'), context.req.raw.signal, (signal) =>
        work(body, `program ${name}`, signal),
      );
      const ms = elapsedMs(startedMs);
      logger.info({ event: 'api-answered', program: name, route: context.req.path, ms });
      return context.json({ id: null, ...answer, ms });
    };
  };

  const api = new Hono<SiteEnv>();
  api.post(
    '/ask',
    access.demand('ask'),
    route(QUESTION, async (body, user, signal) => answerToJson(await askOnBudget(toQuestion(body), user, { signal }))),
  );
  api.post(
    '/search',
    access.demand('search'),
    route(SEARCH, async (body, _user, signal) =>
      hitsToJson(await parts().app.search(toQuestion(body), { top: body.top, signal })),
    ),
  );
  api.all('/:task{ask|search}', (context) => {
    context.header('Allow', 'POST');
    return refuse(context, 405, 'Expected POST.');
  });
  return api;
}

/** The refusal that an error stands for; undefined for a fault of ours. */
export function refusalFor(error: Error, context: Context): Response | undefined {
  if (error instanceof BadBody) return refuse(context, error.status, error.reason);
  if (error instanceof Refused) {
    context.header('Retry-After', String(error.retrySeconds));
    return refuse(context, 429, error.reason);
  }
  if (error.name === 'TimeoutError') return refuse(context, 504, 'The answer took too long.');
  if (error.name === 'AbortError')
    return refuse(context, 503, 'This server is ending, or nobody waits for the answer.');
  if (!(error instanceof UserError)) return undefined;
  const isPassing = error instanceof NoIndexError || error.code.startsWith('database-');
  if (isPassing) context.header('Retry-After', '5');
  return refuse(context, isPassing ? 503 : 400, error.message);
}
