/**
 * Asks waiting questions again when articles were added or changed. What an answer must rest on is one that wasn't there when the
 * question was asked; then it is recorded, and a notice of it written, all in one transaction.
 */
import type { Answer } from '../../answering/types.js';
import { isDatabaseDown } from '../../core/with-pauses.js';
import { isWithinBudget } from '../../flows/budget.js';
import type { AwaitedAnswer } from '../../state/awaited-answers.js';
import { withServerSources } from '../asking.js';
import type { BotContext } from '../context.js';
import { surroundingOf } from '../dispatch.js';
import { describeError } from '../faults.js';
import { freshnessOf } from '../freshness.js';
import { FILTERS, toKeptAnswer } from '../kept-answer.js';
import { type AnswerFound, answerFound } from '../notices/answer-found.js';
import { toRemember } from '../remember.js';
import { serves } from '../served.js';
import { limitOf } from '../server-limit.js';
import { isBusy, nextTurn, type VersionWork } from './work.js';

export const tryAwaited: VersionWork = {
  name: 'awaited-answers',

  async run(context, { newestKey }, isStopped) {
    const { state, client, nowMs, logger } = context;
    await state.awaited.expire(nowMs());
    await state.awaited.forgetKeysAbove(newestKey);
    for (const { guild, ...key } of await state.awaited.untried(newestKey)) {
      if (isStopped()) return;
      if (!serves(client, guild)) continue;
      // Taken back or deleted meanwhile, or tried by another process.
      const awaited = await state.awaited.get(key);
      if (!awaited || awaited.seenKey >= newestKey) continue;
      try {
        if (!(await findAnswer(context, awaited))) await state.awaited.tried(key, newestKey);
      } catch (error) {
        if (isDatabaseDown(error) || context.signal.aborted) throw error;
        // Left until there are more articles, or it would fail at every look.
        logger.error({ event: 'awaited-failed', guild, answer: awaited.abstention, ...describeError(error) });
        await state.awaited.tried(key, newestKey);
      }
      await nextTurn();
      if (isBusy(context)) return;
    }
  },
};

/** True where there is an answer, which somebody else may have found first. */
async function findAnswer(context: BotContext, awaited: AwaitedAnswer): Promise<boolean> {
  const { state, app, nowMs, logger } = context;
  const { id, guild, channel, user, question, isPrivate, locale } = awaited;
  const about = { ...(guild && { guild }), user };
  const { settings } = await surroundingOf(context, { guild, channel }, locale);
  const filters = withServerSources(FILTERS.safeParse(awaited.filters).data, settings);
  const { allows: mayShow } = await limitOf(app, settings);
  const ask = async (mayWrite: boolean): Promise<Answer | undefined> => {
    const turn = { text: question, earlier: [], mayShow, filters };
    const answer = await app.converse(turn, { signal: context.signal, mayWrite });
    if (answer.spending) await state.recordSpending({ guild, user, atMs: nowMs(), ...answer.spending });
    return answer.status === 'answered' && (await restsOnNew(context, answer, awaited)) ? answer : undefined;
  };
  // Whether there is an answer is for the gate to say; a model is asked only then.
  const quoted = await ask(false);
  if (!quoted) return false;
  const isWritten = app.models.chat !== undefined && (await isWithinBudget(context, { guild, user }));
  const answer = isWritten ? await ask(true) : quoted;
  if (!answer) return false;
  const content = toKeptAnswer(answer, { filters, ...(await freshnessOf(context, answer, question)) });
  const atMs = nowMs();
  const isFound = await state.awaited.found(
    awaited,
    { id, ...about, channel, askedAtMs: atMs, question, status: 'answered', isPrivate: false, content },
    {
      id,
      ...about,
      ...(!isPrivate && { channel }),
      kind: answerFound.kind,
      content: { answer: id, locale } satisfies AnswerFound,
      madeAtMs: atMs,
    },
    await toRemember(context, content, { question, guild, isPrivate: isPrivate && guild !== undefined }),
  );
  if (isFound) logger.info({ event: 'awaited-found', guild, answer: id });
  return true;
}

/** Whether it cites an article that was added or changed since the question was asked. */
async function restsOnNew({ app }: BotContext, { citations }: Answer, { knownKey }: AwaitedAnswer): Promise<boolean> {
  const cited = new Set(citations.map(({ articleId }) => articleId));
  return (await app.articlesAfter(knownKey)).some(({ id }) => cited.has(id));
}
