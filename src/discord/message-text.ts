/** What a message says: its own text or layout, or what is embedded in it, as in a message of a feed. */
import type { Embed, Message } from 'discord.js';
import { textOf } from './bodies.js';
import type { BotContext } from './context.js';
import { readKeptAnswer } from './kept-answer.js';

/** Of an embed, what it tells rather than its headline. */
export const toldIn = ({ title, description }: Embed): string | null => description ?? title;

/** As it stands there; mentions are shown by their names, where the channel is known. */
export const writtenIn = (message: Message): string =>
  (message.cleanContent || textOf(message) || embeddedIn(message, toldIn)).trim();

/** What somebody means who points at it: of the bot's own answers their sentences, as they are kept. */
export async function messageWords(
  { state }: Pick<BotContext, 'state'>,
  message: Message,
  ofEmbed: (embed: Embed) => string | null = toldIn,
): Promise<string> {
  const isOwn = message.author.id === message.client.user.id;
  const stored = isOwn ? await state.answerOfMessage(message.id) : undefined;
  const kept = stored && readKeptAnswer(stored.content);
  if (kept) return kept.sentences.map(({ text }) => text).join('\n');
  return textOf(message) || embeddedIn(message, ofEmbed);
}

const embeddedIn = ({ embeds }: Message, ofEmbed: (embed: Embed) => string | null): string =>
  embeds.map(ofEmbed).filter(Boolean).join('\n');
