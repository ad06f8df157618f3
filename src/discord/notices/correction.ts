/**
 * A correction as it is told: the answer's own messages are edited while Discord lets them be edited freely; later a reply says
 * what was said and what the article says now. Nobody is mentioned.
 */
import { ComponentType, type Message, RESTJSONErrorCodes, SnowflakeUtil } from 'discord.js';
import { z } from 'zod';
import type { Correction, StoredAnswer } from '../../state/state.js';
import { bodiesOf, edited, isLaidOut } from '../bodies.js';
import type { BotContext } from '../context.js';
import { type Change, readChanges } from '../correct-answer.js';
import { surroundingIn } from '../dispatch.js';
import { apiCode, repeatable } from '../faults.js';
import { type KeptAnswer, readKeptAnswer } from '../kept-answer.js';
import { sourceMenu } from '../render/answer-controls.js';
import { correctionText } from '../render/correction.js';
import { showKept } from '../render/kept.js';
import { limitOf } from '../server-limit.js';
import { NO_MENTIONS } from '../targets.js';
import type { Words } from '../words/index.js';
import { answerMessages } from './answer-messages.js';
import { noticeKind } from './kind.js';

export const CORRECTION = 'correction';

/** A message older than this may be edited a few times only (Discord's error 30046); a minute less, for slow ways. */
export const EDITABLE_MS = 59 * 60_000;

const CONTENT = z.object({
  answer: z.string(),
  /** Corrections of other answers in the same channel, which say the same. */
  alike: z.array(z.string()),
});

/** All that telling it needs; undefined where there is nobody or nothing left to tell. */
interface Telling {
  stored: StoredAnswer;
  kept: KeptAnswer;
  changes: Change[];
  correction: Correction;
  /** The messages that show the answer, as they stand there now. */
  messages: Message[];
  words: Words;
}

export const correction = noticeKind({
  kind: CORRECTION,
  content: CONTENT,

  async tellInPlace(context, { id }, { answer, alike }) {
    const telling = alike.length === 0 ? await read(context, id, answer) : undefined;
    if (!telling || telling.kept.summary) return undefined;
    const { messages } = telling;
    const oldestMs = Math.min(...messages.map((message) => SnowflakeUtil.timestampFrom(message.id)));
    if (context.nowMs() - oldestMs >= EDITABLE_MS || !(await edit(telling))) return undefined;
    await context.state.corrections.told(id, 'edited');
    return messages.map((message) => ({ message: message.id, channel: message.channelId }));
  },

  async show(context, { id, guild }, { answer, alike }) {
    const telling = await read(context, id, answer);
    if (!telling) return undefined;
    const { kept, changes, correction: found, messages, words } = telling;
    const links = await linksTo(context, guild, alike);
    return {
      contents: [correctionText(changes, found.foundAtMs, links, words)],
      controls: sourceMenu([answer, id], kept, words),
      marker: id,
      replyTo: messages[0].id,
    };
  },

  async onTold({ state }, { id }, { alike }) {
    const known = await state.corrections.get(id);
    for (const one of [id, ...alike]) if (known?.told !== 'edited') await state.corrections.told(one, 'replied');
  },
});

async function read(context: BotContext, id: string, answer: string): Promise<Telling | undefined> {
  const { state, app } = context;
  const [stored, found] = [await state.answer(answer), await state.corrections.get(id)];
  const kept = stored && readKeptAnswer(stored.content);
  if (!stored || !kept || !found) return undefined;
  const { guild, channel } = stored;
  const { settings, words } = await surroundingIn(context, { guild, channel });
  const changes = readChanges(found.changes);
  const limit = await limitOf(app, settings);
  const isAllowed = ({ was, now }: Change) =>
    [was, ...(now ? [now] : [])].every(({ articleId, source }) => limit.allows({ articleId, source }));
  if (settings.corrections === 'quiet' || changes.length === 0 || !changes.every(isAllowed)) return undefined;
  const messages = await answerMessages(context, stored);
  return messages && { stored, kept, changes, correction: found, words, messages };
}

/** The answer as it is now in its own messages. False where Discord refuses, or where it needs more or fewer messages. */
async function edit({ stored, kept, messages, words }: Telling): Promise<boolean> {
  const { heading, isQuestionShown } = aboveAnswer(messages[0]);
  const shown = showKept(stored.id, kept, words, {
    isPrivate: false,
    ...(isQuestionShown && { question: stored.question }),
    ...(heading && { above: heading }),
  });
  const wasLaidOut = isLaidOut(messages[0]);
  const bodies = bodiesOf(wasLaidOut ? shown : { ...shown, layouts: undefined });
  if (bodies.length !== messages.length) return false;
  try {
    for (const [i, body] of bodies.entries())
      await repeatable(() => messages[i].edit({ ...edited(body, wasLaidOut), allowedMentions: NO_MENTIONS }));
    return true;
  } catch (error) {
    if (apiCode(error) !== RESTJSONErrorCodes.MaximumNumberOfEditsToMessagesOlderThanOneHourReached) throw error;
    return false;
  }
}

/** What stands above an answer in its message: who shared it or that it was found later, and whether the question. */
function aboveAnswer(message: Message): { heading: string; isQuestionShown: boolean } {
  const [first] = message.components;
  const above = first?.type === ComponentType.TextDisplay ? first.content : '';
  const lines = (isLaidOut(message) ? above : message.content).split('\n');
  const question = lines.findIndex((line) => line.startsWith('> '));
  const count = question >= 0 ? question : Number(lines[0].startsWith('-# '));
  return { heading: lines.slice(0, count).join('\n'), isQuestionShown: question >= 0 };
}

/** To the answers that other corrections are of. */
async function linksTo({ state }: BotContext, guild: string | undefined, corrections: string[]): Promise<string[]> {
  const links: string[] = [];
  for (const id of corrections) {
    const found = await state.corrections.get(id);
    const [first] = found ? await state.messagesOf(found.answer) : [];
    if (first) links.push(`https://discord.com/channels/${guild ?? '@me'}/${first.channel}/${first.message}`);
  }
  return links;
}
