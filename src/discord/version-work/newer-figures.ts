/**
 * Looks, after each new version of the index, whether an article that came gives another figure than an answer of the last days, and
 * offers it to who asked, once an answer.
 */
import { DAY_MS } from '../../core/dates.js';
import type { NewerFigures } from '../../flows/newer-figures.js';
import { newId, type StoredAnswer } from '../../state/state.js';
import type { BotContext } from '../context.js';
import { shownArticle } from '../correct-answer.js';
import { surroundingOf } from '../dispatch.js';
import { readKeptAnswer } from '../kept-answer.js';
import { type NewerFigureFound, newerFigure } from '../notices/newer-figure.js';
import { limitOf } from '../server-limit.js';
import { isBusy, nextTurn, type VersionWork } from './work.js';

/** An older answer is nobody's concern any more. */
const OFFERED_FOR_MS = 7 * DAY_MS;
const BATCH = 50;

export const offerNewerFigures: VersionWork = {
  name: 'newer-figures',
  async run(context, { newestKey }, isStopped) {
    const { state, app, client, nowMs } = context;
    // Work for all shards together is the first one's.
    if (!client.ws.shards.has(0)) return;
    await state.figures.forgetKeysAbove(newestKey);
    const leastSeen = await state.figures.leastSeen(newestKey);
    if (leastSeen === undefined) return;
    await state.figures.expire(nowMs() - OFFERED_FOR_MS);
    const figures = await app.newerFigures(leastSeen);
    for (;;) {
      const unseen = await state.figures.unseen(newestKey, isBusy(context) ? 1 : BATCH);
      if (unseen.length === 0) return;
      for (const { answer, seenKey } of unseen) {
        if (isStopped()) return;
        if (!figures.speakOf(answer.question)) continue;
        await nextTurn();
        await offer(context, answer, figures, seenKey);
      }
      await state.figures.seen(
        unseen.map(({ answer }) => answer.id),
        newestKey,
      );
      await nextTurn();
      if (isBusy(context)) return;
    }
  },
};

async function offer(context: BotContext, answer: StoredAnswer, figures: NewerFigures, seenKey: number): Promise<void> {
  const { app, state, nowMs, logger } = context;
  const { id, guild, channel, user, question } = answer;
  const kept = readKeptAnswer(answer.content);
  const found = kept && figures.find(question, kept, seenKey);
  if (!found) return;
  const { settings } = await surroundingOf(context, { guild, channel }, undefined);
  if (settings.corrections === 'quiet' || !(await limitOf(app, settings)).allows(found.now)) return;
  const { quote, start, end, shown } = found.now;
  const now = { ...shownArticle(found.now), quote, start, end, ...(shown && { shown }) };
  await state.figures.offer(id, {
    ...{ id: newId(), ...(guild ? { guild, channel } : { user }), kind: newerFigure.kind },
    ...{ content: { answer: id, now } satisfies NewerFigureFound, madeAtMs: nowMs() },
  });
  logger.info({ event: 'newer-figure-found', guild, answer: id });
}
