/** The objects behind the ids in a command's options. */
import { channelPermissions } from '../permissions.js';
import type { Json, OptionValue, Upload } from '../types.js';
import { type Attachment, uploadedFile } from '../world/attachment.js';
import { Channel } from '../world/channel.js';
import { memberFields, type Role, rolePayload } from '../world/guild.js';
import type { Message } from '../world/message.js';
import { User } from '../world/user.js';

export class Resolved {
  readonly #kinds: Record<string, Json> = {};

  constructor(readonly channel: Channel) {}

  /** Undefined when there is nothing to resolve. */
  get payload(): Json | undefined {
    return Object.keys(this.#kinds).length === 0 ? undefined : this.#kinds;
  }

  /** The value as it goes over the wire: plain values as they are, everything else by id. */
  add(value: OptionValue, user: User): string | number | boolean {
    if (typeof value !== 'object') return value;
    if (value instanceof User) return this.addUser(value);
    if (value instanceof Channel) {
      const permissions = String(channelPermissions(value, user));
      const app_permissions = String(channelPermissions(value, value.world.bot));
      return this.#put('channels', value.id, { ...value.toPayload(), permissions, app_permissions });
    }
    if ('filename' in value) return this.#addUpload(value);
    return this.#put('roles', value.id, rolePayload(value as Role));
  }

  addUser(user: User): string {
    const member = this.channel.guild?.members.get(user.id);
    if (member) {
      const permissions = String(channelPermissions(this.channel, user));
      this.#put('members', user.id, { ...memberFields(member), permissions });
    }
    return this.#put('users', user.id, user.toPayload());
  }

  /** The message a context menu was opened on is readable whatever the intents. */
  addMessage(message: Message): string {
    return this.#put('messages', message.id, message.toPayload({ messageContent: true, members: true }));
  }

  #addUpload(upload: Upload): string {
    const attachment: Attachment = this.channel.world.addAttachment(this.channel.id, uploadedFile(upload));
    return this.#put('attachments', attachment.id, { ...attachment.toPayload(), ephemeral: true });
  }

  #put(kind: string, id: string, payload: Json): string {
    const kinds = (this.#kinds[kind] ??= {});
    kinds[id] = payload;
    return id;
  }
}
