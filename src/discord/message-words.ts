/** What a message that was pointed at says. */
import type { Embed, Message } from 'discord.js';
import { textOf } from './bodies.js';
import type { BotContext } from './context.js';
import { readKeptAnswer } from './kept-answer.js';

/** Of the bot's own answers their sentences, as they are kept; of any other message its text, or that of its embeds. */
export async function messageWords(
  { state }: Pick<BotContext, 'state'>,
  message: Message,
  ofEmbed: (embed: Embed) => string | null,
): Promise<string> {
  const isOwn = message.author.id === message.client.user.id;
  const stored = isOwn ? await state.answerOfMessage(message.id) : undefined;
  const kept = stored && readKeptAnswer(stored.content);
  if (kept) return kept.sentences.map(({ text }) => text).join('\n');
  return textOf(message) || message.embeds.map(ofEmbed).filter(Boolean).join('\n');
}
