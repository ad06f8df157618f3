/** What was reviewed in the modal of "Add to the collection" becomes an article; and withdrawing it. */
import type { Message, ModalSubmitInteraction } from 'discord.js';
import { parsePublishedAt } from '../../corpus/published-at.js';
import { isOwn, MAX_HEADLINE_CHARS, MAX_TEXT_CHARS } from '../commands/teach.js';
import type { BotContext } from '../context.js';
import { isGone, isMissingPermission, repeatable } from '../faults.js';
import type { Row } from '../render/answer-controls.js';
import { inertWithin } from '../render/inert.js';
import { isCorpusOwner, refusal } from '../rights.js';
import { replyTo, send, writableChannel } from '../targets.js';
import { answeredBy, isStillWanted, keepArticle, questionsNear, reindexNow, withdrawRow } from '../teaching.js';
import { takeOutWithdrawn } from '../withdrawing.js';
import { tellClicker, type UseComponent, type UseModal, updateMessage } from './component.js';

const MAX_SHOWN_CHARS = 200;

export const teach: UseModal = async (context, interaction, [channelId, messageId], surrounding) => {
  const { words } = surrounding;
  const { user, fields } = interaction;
  const refused = refusal('teach', interaction, context, surrounding);
  if (refused) return tellClicker(interaction, refused);
  const read = (name: string, most: number) => fields.getTextInputValue(name).trim().slice(0, most);
  const [title, text] = [read('title', MAX_HEADLINE_CHARS), read('text', MAX_TEXT_CHARS)];
  const typed = read('date', 40);
  const date = parsePublishedAt(typed);
  if (!title || !text) return tellClicker(interaction, words.nothingToTeach);
  if (!date) return tellClicker(interaction, words.badDate(inertWithin(typed, 40)));
  const target = await replyTo(interaction, true);
  if (!target) return;
  const message = await messageIn(context, interaction, channelId, messageId);
  if (!message) return target.tell(words.cantReadHere);
  if (isOwn(message, context)) return target.tell(words.ownNoArticle);
  const waiting = await questionsNear(context, message);
  const kept = await keepArticle(context, message, user.id, { title, text, date });
  const withdraw = withdrawRow(message.id, words);
  if (kept === 'there') return void (await target.post([words.taughtAlready], [withdraw]));
  if (kept === 'unreadable') return target.tell(words.nothingToTeach);
  context.logger.info({ event: 'message-taught', guild: message.guildId, message: message.id });
  const isIndexed = await reindexNow(context, user.displayName);
  if (!(await isStillWanted(context, message.id, kept.path))) return target.tell(words.withdrawnAlready);
  const answered = isIndexed ? await answeredBy(context, kept.path, waiting, surrounding) : undefined;
  const author = message.member?.displayName ?? message.author.displayName;
  const lines = [
    words.taught(inertWithin(title, MAX_SHOWN_CHARS), inertWithin(author, 80)),
    ...(isIndexed ? [] : [words.taughtLater]),
    ...(answered === undefined ? [] : [words.taughtAnswers(inertWithin(answered, MAX_SHOWN_CHARS))]),
  ].join('\n');
  await target.post([lines], [withdraw]);
  await tellAuthor(interaction, message, lines, [withdraw]);
};

/** As it is now: whose it is, and that it is this server's, is for Discord to say. Undefined where that can't be read. */
async function messageIn(
  { client }: BotContext,
  { guildId }: ModalSubmitInteraction,
  channelId: string | undefined,
  messageId: string | undefined,
): Promise<Message<true> | undefined> {
  if (!channelId || !messageId || !guildId) return undefined;
  try {
    const channel = await client.channels.fetch(channelId);
    if (!channel?.isTextBased() || channel.isDMBased() || channel.guildId !== guildId) return undefined;
    return await repeatable(() => channel.messages.fetch({ message: messageId, cache: false, force: true }));
  } catch (error) {
    if (isGone(error) || isMissingPermission(error)) return undefined;
    throw error;
  }
}

/** Where the message stands, so that its author sees it, and can withdraw it. Nobody is mentioned. */
async function tellAuthor(
  interaction: ModalSubmitInteraction,
  message: Message<true>,
  content: string,
  controls: Row[],
): Promise<void> {
  if (interaction.channelId !== message.channelId) return;
  const channel = writableChannel(interaction);
  if (channel) await send(channel, { content, components: controls }, interaction.id, { replyTo: message.id });
}

/** For who wrote it, who added it, and the corpus's owners. */
export const withdraw: UseComponent = async (context, interaction, [messageId], { guild, words }) => {
  const { state, app, nowMs, logger } = context;
  const taught = messageId ? await state.taught.get(messageId) : undefined;
  if (!taught || taught.guild !== guild || taught.withdrawnAtMs !== undefined)
    return tellClicker(interaction, words.withdrawnAlready);
  const isTheirs = [taught.author, taught.adder].includes(interaction.user.id);
  if (!isTheirs && !isCorpusOwner(interaction, context)) return tellClicker(interaction, words.notYoursToWithdraw);
  const title = (await app.articles()).find(({ path }) => path === taught.path)?.title;
  await state.taught.withdraw(messageId, nowMs());
  logger.info({ event: 'message-withdrawn', guild, message: messageId });
  const content = title ? words.withdrawn(inertWithin(title, MAX_SHOWN_CHARS)) : words.withdrawnAlready;
  await updateMessage(interaction, { content, controls: [] });
  await takeOutWithdrawn(context);
};
