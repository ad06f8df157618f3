/** What people see below a message. */
import type { Channel, Guild, InteractionHandle, Json, Message } from './discord-server/index.js';

const inner = (message: Message): Json[] =>
  message.components.flatMap((row) => ((row as unknown as Json).components as Json[] | undefined) ?? []);

/** Labels of the buttons, or their emoji, in order. */
export const buttonsOf = (message: Message): string[] =>
  inner(message)
    .filter(({ type }) => type === 2)
    .map(({ label, emoji }) => (label as string) ?? (emoji as { name: string }).name);

/** The first menu's options. */
export function menuOf(message: Message): {
  customId: string;
  options: { label: string; description?: string; value: string }[];
} {
  const menu = inner(message).find(({ type }) => type === 3);
  if (!menu) throw new Error('the message has no menu');
  return { customId: menu.custom_id as string, options: menu.options as never };
}

/** The interaction's answer: what stands there when it is no longer a place in the queue, nor being written. */
export async function answerTo(asked: InteractionHandle, timeoutMs = 60_000): Promise<Message> {
  const isThere = ({ messages }: InteractionHandle) =>
    messages.length > 0 && messages[0].content !== '' && !/in the queue| …$/.test(messages[0].content);
  await asked.until((handle) => isThere(handle) || (handle.messages[0]?.embeds.length ?? 0) > 0, timeoutMs);
  return asked.messages[0];
}

/** The threads of a server, the oldest first. */
export const threadsOf = (guild: Guild): Channel[] => guild.channels.filter(({ isThread }) => isThread);
