/** Answers of this server whose articles say something else now, as pages. Who asked isn't in it. */
import type { ListedCorrection } from '../../state/state.js';
import type { BotContext, Surrounding } from '../context.js';
import { type Change, readChanges } from '../correct-answer.js';
import type { Row } from '../render/answer-controls.js';
import { timestamp } from '../render/dates.js';
import { cutInert, inertWithin } from '../render/inert.js';
import { pageButtons } from '../render/pages.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import { limitOf, type ServerLimit } from '../server-limit.js';
import type { Words } from '../words/index.js';

const PAGE_SIZE = 4;
/** Of one answer so many sentences are listed. */
const MAX_CHANGES = 2;

export async function correctionsPage(
  { state, app }: BotContext,
  guild: string,
  asked: number,
  { settings, words }: Pick<Surrounding, 'settings' | 'words'>,
): Promise<{ content: string; controls: Row[] }> {
  const { count } = await state.corrections.of(guild, 0, 0);
  if (count === 0) return { content: words.noCorrections, controls: [] };
  const pages = Math.ceil(count / PAGE_SIZE);
  const page = Math.min(Math.max(0, asked), pages - 1);
  const { items } = await state.corrections.of(guild, page * PAGE_SIZE, PAGE_SIZE);
  const limit = await limitOf(app, settings);
  const lines = items.flatMap((item) => linesOf(guild, item, limit, words));
  const heading = `**${words.correctionsTitle}** · ${words.page(page + 1, pages)}`;
  return {
    content: cutInert([heading, ...lines].join('\n'), MESSAGE_MAX_CHARS),
    controls: pageButtons('corrections-page', { page, pages }, [], words),
  };
}

function linesOf(guild: string, item: ListedCorrection, limit: ServerLimit, words: Words): string[] {
  const { question, channel, message, foundAtMs, told, isPrivate } = item;
  const place = message && !isPrivate ? ` https://discord.com/channels/${guild}/${channel}/${message}` : '';
  const how = told ? words.correctionTold[told] : words.correctionTold.no;
  const changes = readChanges(item.changes).slice(0, MAX_CHANGES);
  return [
    `• ${timestamp(foundAtMs)} ${inertWithin(question, 80)} (${how})${place}`,
    ...changes.flatMap((change) => changeLines(change, limit, words)),
  ];
}

/** What rests on an outlet that isn't shown here any more is only counted. */
function changeLines({ said, was, now }: Change, limit: ServerLimit, words: Words): string[] {
  const isAllowed = [was, ...(now ? [now] : [])].every(({ articleId, source }) => limit.allows({ articleId, source }));
  if (!isAllowed) return [`-# ${words.notShownHere}`];
  return [
    `-# ${words.correctionSaid(inertWithin(said, 120))} ${now ? words.correctionNow(inertWithin(now.quote, 120)) : words.correctionGone}`,
  ];
}
