/** One question in Discord, from the queue to the posted and recorded answer. */

import { UserError } from '../core/errors.js';
import { isWithinBudget } from '../flows/budget.js';
import { type EarlierAnswer, NoSuchMarkError } from '../flows/converse.js';
import { cleanMessage } from '../query/clean-message.js';
import type { Filters } from '../query/query.js';
import { newId, type State, type StoredAnswer } from '../state/state.js';
import type { BotContext, Surrounding } from './context.js';
import { QUEUE_LIMITS, QueueRefusal } from './fair-queue.js';
import { describeError, Gone, isMissingPermission } from './faults.js';
import { freshnessOf } from './freshness.js';
import { readKeptAnswer, toKeptAnswer } from './kept-answer.js';
import { createLiveAnswer } from './live-answer.js';
import { postKept } from './post-kept.js';
import { renderDraft } from './render/answer.js';
import { inertWithin } from './render/inert.js';
import { renderTold } from './render/told.js';
import { limitOf } from './server-limit.js';
import type { ReplyTarget } from './targets.js';
import type { Words } from './words/index.js';

/** Answers that count as context: the newest four of the last hour. Older ones say little about what is asked now. */
const MAX_EARLIER = 4;
const EARLIER_MS = 60 * 60_000;
/** In the bot's own thread the whole conversation counts. */
const THREAD_EARLIER_MS = 30 * 24 * 60 * 60_000;
const MAX_QUESTION_CHARS = 2000;
const MAX_SENTENCE_CHARS = 1000;
export interface Asking extends Surrounding {
  user: string;
  /** Channel or thread in which the conversation is held. */
  channel: string;
  text: string;
  filters?: Filters;
  /** What was replied to, an answer or another person's message. No other turn counts then. */
  repliedTo?: EarlierAnswer;
  /** The message that the thread hangs on, as an earlier turn. */
  threadOn?: EarlierAnswer;
  /** Whether the message is a reply, or stands in the bot's own thread. */
  isReply?: boolean;
  /** Whether it is written to somebody else while the bot only listens. Then it gets an answer or nothing. */
  isForOthers?: boolean;
  /** Whether the answer repeats the question, which was asked where others don't see it. */
  isQuestionHidden?: boolean;
  /** Aborted when the asker takes the question back. */
  signal?: AbortSignal;
}

/** Never throws: faults are told to the asker and logged. `work` is done in its turn. */
export async function answerQuestion(
  context: BotContext,
  asking: Asking,
  target: ReplyTarget,
  work: typeof answerNow = answerNow,
): Promise<void> {
  const { queue, logger } = context;
  const { guild, user, words } = asking;
  try {
    if (!asking.text.trim()) return await target.tell(words.emptyQuestion);
    if (!context.state.isReady) return await target.tell(words.databaseDown);
    const ticket = queue.add(guild ?? `person ${user}`, user, async () => {
      await takeAllowance(context, user);
      await work(context, asking, target);
    });
    if (ticket.place > 0 && !asking.isForOthers) await target.show(words.waiting(ticket.place)).catch(() => {});
    await ticket.done;
  } catch (error) {
    if (asking.signal?.aborted || error instanceof Gone) {
      logger.info({ event: 'answer-dropped', guild, channel: asking.channel });
      return;
    }
    const sentence = sentenceFor(error, words);
    const reference = newId().slice(0, 8);
    if (sentence) logger.info({ event: 'question-refused', guild, reason: refusalOf(error) });
    else logger.error({ event: 'question-failed', guild, reference, ...describeError(error) });
    await target.tell(sentence ?? words.goneWrong(reference)).catch((failure) => {
      logger.warn({ event: 'could-not-tell', guild, ...describeError(failure) });
    });
  }
}

/** Why, without the sentence, which may quote what was asked. */
function refusalOf(error: unknown): string {
  if (error instanceof QueueRefusal) return error.kind;
  return error instanceof UserError ? error.code : 'missing-permission';
}

/** Counts a question over all processes; the queue knows only this one's. Throws QueueRefusal. */
async function takeAllowance({ state, nowMs }: BotContext, user: string): Promise<void> {
  const size = { burst: QUEUE_LIMITS.personBurst, refillMs: QUEUE_LIMITS.personRefillMs };
  const waitMs = await state.takeAllowance(user, size, nowMs());
  if (waitMs > 0) throw new QueueRefusal('person-rate', waitMs);
}

async function answerNow(context: BotContext, asking: Asking, target: ReplyTarget): Promise<void> {
  const { app, state, nowMs, logger } = context;
  const { guild, user, channel, words, settings, signal } = asking;
  signal?.throwIfAborted();
  const askedAtMs = nowMs();
  const text = (cleanMessage(asking.text) || asking.text.trim()).slice(0, MAX_QUESTION_CHARS);
  const filters = withServerSources(asking.filters, settings);
  const shownQuestion = asking.isQuestionHidden ? text : undefined;
  const mayWrite = await isWithinBudget(context, { guild, user });
  const earlier = await earlierAnswers(context, asking);
  const { allows: mayShow } = await limitOf(app, settings);
  const live = createLiveAnswer(
    target,
    (draft) => renderDraft(draft, words, shownQuestion),
    // Among others' talk nothing is said before there is an answer.
    app.models.chat && mayWrite && !asking.isForOthers ? words.checkingSources : undefined,
  );
  const answer = await app
    .converse({ text, earlier, mayShow, isReply: asking.isReply, filters }, { signal, mayWrite, onDraft: live.update })
    .finally(live.finish);
  if (answer.spending) await state.recordSpending({ guild, user, atMs: askedAtMs, ...answer.spending });
  signal?.throwIfAborted();
  if (asking.isForOthers && answer.status !== 'answered') return;
  if (answer.status === 'told') {
    const { kind, told } = answer;
    logger.info({ event: 'told', guild, kind, ms: nowMs() - askedAtMs });
    return told && (await target.tell(renderTold(told, words, shownQuestion)));
  }
  const hasHelpers = answer.status === 'abstained' && settings.helperChannel !== '';
  const freshness = await freshnessOf(context, answer, text);
  const kept = toKeptAnswer(answer, { filters, ...freshness, ...(hasHelpers && { hasHelpers }) });
  const record = { ...(guild && { guild }), channel, user, askedAtMs, question: text, isPrivate: target.isPrivate };
  const id = await postKept(context, kept, record, words, target.post, { question: shownQuestion });
  tellOfRoom(context);
  logger.info({
    event: 'answered',
    guild,
    answer: id,
    status: answer.status,
    confidence: answer.confidence,
    composer: answer.composer,
    ...(answer.fallback && { fallback: answer.fallback }),
    ...(answer.spending && { spending: answer.spending }),
    ms: nowMs() - askedAtMs,
    content: { question: text, answer: answer.sentences.map((sentence) => sentence.text) },
  });
}

/** The filters of a question, and the outlets that its server is limited to. */
export const withServerSources = (filters: Filters | undefined, { sources }: Surrounding['settings']): Filters => ({
  ...filters,
  ...(sources.length > 0 && { sources }),
});

const toldOfNoRoom = new WeakSet<State>();

/** Tells the owners once, in the log, that nothing can be kept any more, and once that it can again. */
export function tellOfRoom({ state, logger }: Pick<BotContext, 'state' | 'logger'>): void {
  if (state.hasRoom === !toldOfNoRoom.has(state)) return;
  if (state.hasRoom) {
    toldOfNoRoom.delete(state);
    logger.info({ event: 'state-writable' });
    return;
  }
  toldOfNoRoom.add(state);
  logger.error({
    event: 'state-unwritable',
    reason: 'The disk has no room: answers are given without buttons, and without a model; make room on it.',
  });
}

async function earlierAnswers({ state, nowMs }: BotContext, asking: Asking): Promise<EarlierAnswer[]> {
  const { channel, user, repliedTo, threadOn, isReply } = asking;
  if (repliedTo) return [repliedTo];
  const sinceMs = nowMs() - (isReply || threadOn ? THREAD_EARLIER_MS : EARLIER_MS);
  const stored = await state.conversation(channel, user, sinceMs, MAX_EARLIER);
  return [...(threadOn ? [threadOn] : []), ...stored.flatMap((answer) => toEarlier(answer) ?? [])];
}

/** Undefined for a checked message, which is no turn, and where another version stored it in a form that can't be read. */
export function toEarlier({ question, content }: StoredAnswer): EarlierAnswer | undefined {
  const answer = readKeptAnswer(content);
  return answer && !answer.check ? { question, answer } : undefined;
}

/** The sentence for an expected fault, in the asker's language; undefined for any other. */
export function sentenceFor(error: unknown, words: Words): string | undefined {
  if (error instanceof QueueRefusal) {
    const sentences = {
      'person-waiting': words.alreadyAsking,
      'person-rate': words.tooMany(Math.max(1, Math.ceil(error.retryAfterMs / 1000))),
      'server-rate': words.queueFull,
      full: words.queueFull,
      stopping: words.stopping,
    };
    return sentences[error.kind];
  }
  if (isMissingPermission(error)) return words.cantSend;
  if (error instanceof NoSuchMarkError) return words.noSuchMark(error.lastMark);
  if (!(error instanceof UserError)) return undefined;
  const known: Record<string, string> = {
    'empty-question': words.emptyQuestion,
    'no-index': words.noIndex,
    'bad-range': words.badRange,
    'bad-period': words.badPeriod,
    'no-clock': words.noClock,
    'no-article': words.noSuchArticle,
    'not-shown-here': words.notShownHere,
    'corpus-is-file': words.corpusIsFile,
    'corpus-is-shipped': words.corpusIsShipped,
    'corpus-not-writable': words.corpusReadOnly,
    'shared-file': words.removeShared,
    'place-taken': words.undoTaken,
    cancelled: words.reindexCancelled,
    'database-down': words.databaseDown,
    'database-slow': words.databaseDown,
  };
  return known[error.code] ?? inertWithin(error.message, MAX_SENTENCE_CHARS);
}
