/** What a message says: its own text, or that of what is embedded in it, as in a message of a feed. */
import type { Message } from 'discord.js';

/** Mentions are shown by their names, where the channel is known. */
export const textOf = (message: Message): string =>
  (message.cleanContent || message.content || embeddedIn(message)).trim();

export const embeddedIn = ({ embeds }: Message): string =>
  embeds.map(({ description, title }) => description ?? title ?? '').join('\n');
