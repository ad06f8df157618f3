/** Opens threads, on a message or on their own. */
import type { ThreadOptions } from '../types.js';
import { Channel } from './channel.js';

const PUBLIC_THREAD = 11;

/** A thread on a message has the id of its message. The bot hears of it by THREAD_CREATE. */
export function openThread(parent: Channel, options: ThreadOptions, type = PUBLIC_THREAD): Channel {
  const { name, message, archived = false, locked = false, owner } = options;
  const thread = new Channel(parent.world, {
    id: message?.id ?? parent.world.clock.nextId(),
    type,
    guild: parent.guild,
    name,
    parent,
    owner,
    thread: { archived, locked, archivedAt: Date.now() },
  });
  parent.world.addChannel(thread);
  if (message) message.thread = thread;
  thread.tell('THREAD_CREATE', { newly_created: true });
  return thread;
}
