/** Everything that exists on this Discord: users, guilds, channels, files. It leaves sockets and rules to others. */
import { Clock } from '../clock.js';
import type { Json, PortalFlags, SentFile, UserOptions } from '../types.js';
import { Waiting } from '../waiting.js';
import { Attachment } from './attachment.js';
import { Channel } from './channel.js';
import type { Guild } from './guild.js';
import { User } from './user.js';

/** What the reader of an event may see. */
export interface Viewer {
  messageContent: boolean;
  members: boolean;
}

/** Sends an event to every session that asked for one of `intents` (0: always sent). */
export type Dispatch = (event: string, intents: number, build: (viewer: Viewer) => Json) => void;

export class World {
  readonly clock = new Clock();
  readonly waiting = new Waiting();
  readonly users = new Map<string, User>();
  readonly guilds = new Map<string, Guild>();
  readonly channels = new Map<string, Channel>();
  readonly attachments = new Map<string, Attachment>();
  readonly bot: User;
  /** The person the application belongs to. */
  readonly owner: User;
  /** Of the application; where there is one, `owner` stands for it. */
  team: Json | null = null;
  readonly applicationId: string;
  /** How often a message older than one hour may be edited, and what comes after: Discord answers 429 with 30046. */
  oldMessageEdits = { limit: 3, status: 429, retryAfterSeconds: 60 };
  /** `http://127.0.0.1:PORT`, known once the server listens. */
  origin = '';
  dispatch: Dispatch = () => {};

  constructor(
    readonly token: string,
    readonly portal: Required<PortalFlags>,
    applicationId?: string,
  ) {
    this.applicationId = applicationId ?? this.clock.nextId();
    this.bot = new User(this.applicationId, 'footnote', true, 'en-US');
    this.users.set(this.bot.id, this.bot);
    this.owner = this.addUser({ username: 'the-owner' });
  }

  addUser({ username, bot = false, locale = 'en-US' }: UserOptions): User {
    const user = new User(this.clock.nextId(), username, bot, locale);
    this.users.set(user.id, user);
    return user;
  }

  /** The channel between the bot and this user; the same one every time. */
  openDirectMessages(user: User): Channel {
    for (const channel of this.channels.values()) {
      if (channel.isDirect && channel.recipients.includes(user) && channel.recipients.includes(this.bot))
        return channel;
    }
    return this.addChannel(new Channel(this, { id: this.clock.nextId(), type: 1, recipients: [this.bot, user] }));
  }

  addChannel(channel: Channel): Channel {
    this.channels.set(channel.id, channel);
    return channel;
  }

  addAttachment(channelId: string, file: SentFile, description?: string): Attachment {
    const id = this.clock.nextId();
    const path = `/attachments/${channelId}/${id}/${encodeURIComponent(file.filename)}`;
    const { filename, contentType, bytes } = file;
    const attachment = new Attachment(id, filename, contentType, bytes, this.origin + path, description);
    this.attachments.set(id, attachment);
    return attachment;
  }
}
