/** What people write themselves. */
import { can } from '../permissions.js';
import type { SendOptions } from '../types.js';
import { uploadedFile } from './attachment.js';
import type { Channel } from './channel.js';
import type { Message } from './message.js';
import type { User } from './user.js';
import { createMessage, editMessage } from './write-message.js';

/** Throws where Discord's client would not let this user write. */
export function sendByUser(user: User, channel: Channel, content: string, options: SendOptions): Message {
  const { replyTo, pingReplied = true, attachments = [] } = options;
  if (channel.guild && !channel.guild.members.has(user.id)) {
    throw new Error(`${user.username} is no member of "${channel.guild.name}"; call guild.addMember(user) first`);
  }
  if (!can(channel, user, channel.isThread ? 'SendMessagesInThreads' : 'SendMessages')) {
    throw new Error(`${user.username} may not write in #${channel.name}`);
  }
  // Writing wakes an archived thread.
  if (channel.thread?.archived) channel.setThread({ archived: false });
  const allowed_mentions = { parse: ['users', 'roles', 'everyone'], replied_user: pingReplied };
  return createMessage({
    channel,
    author: user,
    payload: { content, allowed_mentions },
    files: attachments.map(uploadedFile),
    reference: replyTo,
  });
}

export function editByUser(message: Message, content: string): void {
  editMessage(message, { content });
}
