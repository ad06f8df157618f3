/** The messages that show an answer, as they stand in Discord now. */
import type { Message } from 'discord.js';
import type { StoredAnswer } from '../../state/state.js';
import type { BotContext } from '../context.js';
import { isGone, repeatable } from '../faults.js';

/** In reading order; undefined where one of them was deleted, or where nobody may be told: in a channel that isn't its own. */
export async function answerMessages(
  { client, state }: BotContext,
  { id, guild, user }: StoredAnswer,
): Promise<Message[] | undefined> {
  const posted = await state.messagesOf(id);
  if (posted.length === 0) return undefined;
  try {
    const channel = await client.channels.fetch(posted[0].channel);
    const isItsOwn = channel?.isDMBased()
      ? 'recipientId' in channel && channel.recipientId === user
      : guild !== undefined;
    if (!channel?.isSendable() || !isItsOwn) return undefined;
    const messages: Message[] = [];
    for (const { message } of posted)
      messages.push(await repeatable(() => channel.messages.fetch({ message, cache: false, force: true })));
    return messages;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
