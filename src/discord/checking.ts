/** One message checked in Discord, from the queue to the posted and recorded verdicts. */
import { cleanMessage } from '../query/clean-message.js';
import { type Asking, answerQuestion, tellOfRoom, withServerSources } from './asking.js';
import type { BotContext } from './context.js';
import { toKeptCheck } from './kept-check.js';
import { postKept } from './post-kept.js';
import type { ReplyTarget } from './targets.js';

const MAX_KEPT_CHARS = 2000;

/** Never throws, as `answerQuestion`. */
export async function checkInDiscord(context: BotContext, asking: Asking, target: ReplyTarget): Promise<void> {
  // A picture alone has nothing that could be checked.
  if (!cleanMessage(asking.text)) return target.tell(asking.words.nothingToCheck);
  return answerQuestion(context, asking, target, checkNow);
}

async function checkNow(context: BotContext, asking: Asking, target: ReplyTarget): Promise<void> {
  const { app, nowMs, logger } = context;
  const { guild, user, channel, text, words, settings, signal } = asking;
  signal?.throwIfAborted();
  const askedAtMs = nowMs();
  const filters = withServerSources(undefined, settings);
  const checked = await app.check(text, { filters, signal });
  if (checked.sentences.length === 0) return target.tell(words.nothingToCheck);
  const question = cleanMessage(text).slice(0, MAX_KEPT_CHARS);
  const record = { ...(guild && { guild }), channel, user, askedAtMs, question, isPrivate: target.isPrivate };
  const answer = await postKept(context, toKeptCheck(checked, filters), record, words, target.post);
  tellOfRoom(context);
  const count = (wanted: string) => checked.sentences.filter(({ verdict }) => verdict === wanted).length;
  const counts = {
    supported: count('supported'),
    contradicted: count('contradicted'),
    notCovered: count('not-covered'),
  };
  logger.info({ event: 'checked', guild, answer, ...counts, ms: nowMs() - askedAtMs });
}
