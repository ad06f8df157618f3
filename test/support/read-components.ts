/** What people see below a message. */
import type {
  Channel,
  DiscordServer,
  Guild,
  InteractionHandle,
  Json,
  Message,
  Send,
  User,
} from './discord-server/index.js';
import { flatten } from './discord-server/limits/component-limits.js';
import { visibleText } from './discord-server/limits/message-limits.js';

const inner = (message: Message): Json[] => flatten(message.components);

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

/** What somebody reads of what was sent. */
export const textSent = ({ payload }: Send): string => visibleText(payload);

/** The card of the source that is cited first at a place, opened by its button or from the menu. */
export function openSource(server: DiscordServer, user: User, message: Message, place = 0): InteractionHandle {
  const isItsButton = ({ type, custom_id }: Json) =>
    type === 2 && /^quote:/.test(String(custom_id)) && String(custom_id).endsWith(`:${place}`);
  return inner(message).some(isItsButton)
    ? server.click(user, message, isItsButton)
    : server.select(user, message, /^evidence:/, [String(place)]);
}

/** What stands behind "⋯" of an answer, where one of these is to be clicked. */
export async function clickFurther(
  server: DiscordServer,
  user: User,
  message: Message,
  label: string,
): Promise<InteractionHandle> {
  const panel = await server.click(user, message, '⋯').original();
  return server.click(user, panel, label);
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
