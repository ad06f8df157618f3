/** What tests say to the server, and the plain records they read back from it. */
import type {
  APIAllowedMentions,
  APIEmbed,
  APIMessageTopLevelComponent,
  APIModalInteractionResponseCallbackData,
  PermissionFlagsBits,
} from 'discord-api-types/v10';
import type { Channel } from './world/channel.js';
import type { Role } from './world/guild.js';
import type { Message } from './world/message.js';
import type { User } from './world/user.js';

/** A JSON object that came over the wire and is still to be judged. */
export type Json = Record<string, unknown>;
/** `'SendMessages'`, `'ViewChannel'`, `'ManageGuild'`, … */
export type PermissionName = keyof typeof PermissionFlagsBits;
export type AllowedMentions = APIAllowedMentions;
export type Embed = APIEmbed;
export type Component = APIMessageTopLevelComponent;
export type Modal = APIModalInteractionResponseCallbackData;

/** At most `limit` requests in `windowMs` milliseconds. */
export interface RateLimit {
  limit: number;
  windowMs: number;
}

export interface StartOptions {
  token?: string;
  applicationId?: string;
  flags?: PortalFlags;
  /** Default 41,250 ms, as Discord's. */
  heartbeatIntervalMs?: number;
  /** An interaction must be answered within this time. Default 3,000 ms. */
  acknowledgeWithinMs?: number;
  /** Shards that Discord recommends to this bot. Default 1. */
  recommendedShards?: number;
  /** How many shards may log in within five seconds, `max_concurrency`. Default 1. */
  loginsAtOnce?: number;
}

/** What the owner of the application switched on in the developer portal. Everything is on by default. */
export interface PortalFlags {
  messageContentIntent?: boolean;
  guildMembersIntent?: boolean;
  /** Without the scope `applications.commands`, registering commands fails with 50001. */
  applicationCommandsScope?: boolean;
}

export interface GuildOptions {
  name?: string;
  /** Default `en-US`. */
  locale?: string;
  ownerId?: string;
  /** False: a guild the bot was never invited to, where only user-installed commands work. Default true. */
  withBot?: boolean;
  /** The shard that is to serve it, out of so many. */
  onShard?: [id: number, total: number];
}

export interface UserOptions {
  username: string;
  bot?: boolean;
  /** Default `en-US`. */
  locale?: string;
}

export interface Overwrite {
  /** A user, a role, or `'everyone'`. */
  target: User | Role | 'everyone';
  allow?: PermissionName[];
  deny?: PermissionName[];
}

export interface ChannelOptions {
  name: string;
  /** A number of discord-api-types' `ChannelType`; default 0, a text channel. */
  type?: number;
  overwrites?: Overwrite[];
}

export interface MemberOptions {
  roles?: Role[];
  /** Granted through a role made for this member. */
  permissions?: PermissionName[];
  nickname?: string;
}

export interface ThreadOptions {
  name: string;
  /** The message the thread hangs on; the thread then has the message's id. */
  message?: Message;
  archived?: boolean;
  locked?: boolean;
  owner?: User;
}

/** A file a user uploads; the server serves its bytes over HTTP. */
export interface Upload {
  filename: string;
  bytes: Buffer | string;
  contentType?: string;
}

export type OptionValue = string | number | boolean | User | Role | Channel | Upload;
/** Text, an option's value, a checkbox, an upload, a channel, a role or a person; or several of them. */
export type ModalValue =
  | string
  | boolean
  | Upload
  | Channel
  | Role
  | User
  | (string | Upload | Channel | Role | User)[];

export interface InteractionOptions {
  /** The user's language; default: the user's own. */
  locale?: string;
  /** Sends INTERACTION_CREATE twice, as the gateway sometimes does. */
  deliverTwice?: boolean;
  /** Lets a user touch an ephemeral message of somebody else, to test the handler's own check; Discord never would. */
  seesAll?: boolean;
}

export interface CommandCall extends InteractionOptions {
  channel: Channel;
  name: string;
  subcommand?: string;
  group?: string;
  options?: Record<string, OptionValue>;
  /** `'user-installed'` when the user, not the guild, installed the application. Default: read from the channel. */
  context?: 'guild' | 'dm' | 'user-installed';
  /** The guild's managers opened the command to this user in spite of `default_member_permissions`. */
  permissionOverridden?: boolean;
}

export interface AutocompleteCall extends CommandCall {
  /** The option being typed; `options[focused]` is what has been typed so far. */
  focused: string;
}

export interface ContextMenuCall extends InteractionOptions {
  channel: Channel;
  name: string;
  /** The message or the user that was right-clicked. */
  message?: Message;
  target?: User;
  context?: 'guild' | 'dm' | 'user-installed';
  permissionOverridden?: boolean;
}

export interface Choice {
  name: string;
  value: string | number;
}

/** The custom_id or the label, exact; or a pattern for either; or any test of the component. */
export type ComponentMatcher = string | RegExp | ((component: Json) => boolean);

export interface SendOptions {
  replyTo?: Message;
  /** A reply pings the author of the message it answers. Default true. */
  pingReplied?: boolean;
  attachments?: Upload[];
}

/** One REST request, in the order of arrival. */
export interface RequestRecord {
  method: string;
  /** Without `/api/v10`, with the query string. */
  path: string;
  /** The parsed JSON, or `payload_json` of a form. */
  body: Json | Json[] | undefined;
  files: SentFile[];
  /** 0 until answered, and for a connection that was dropped. */
  status: number;
  /** Discord's error code, when the answer was an error. */
  code?: number;
  /** Milliseconds since 1970 by the server's clock. */
  at: number;
}

export interface SentFile {
  filename: string;
  contentType: string;
  bytes: Buffer;
}

/** One attempt to create or change a message, whatever the road it took. */
export interface Send {
  road: 'interaction' | 'webhook' | 'channel';
  action: 'create' | 'edit';
  method: string;
  path: string;
  /** The message itself: for an interaction response, the `data` within. */
  payload: Json;
  files: SentFile[];
  status: number;
  at: number;
}

export interface MessageEdit {
  at: number;
  /** The request as sent. */
  payload: Json;
  /** The message after the edit. */
  content: string;
  embeds: Embed[];
  components: Component[];
}

export interface GivenError {
  code: number;
  status: number;
  path: string;
}

export interface FaultOptions {
  /** Default: any method. */
  method?: string;
  /** Tested against the path without `/api/v10`, with and without its query. Default: any path. */
  path?: RegExp;
  /** The answer; without a status the request is only delayed or held. */
  status?: number;
  code?: number;
  message?: string;
  /** Seconds, for 429. Default 0.05. */
  retryAfter?: number;
  /** With 429: the limit of all requests together, not of one bucket. */
  global?: boolean;
  delayMs?: number;
  /** Keeps the request waiting until `release()` of the returned fault. */
  hold?: boolean;
  /** How many requests are hit. Default 1. */
  times?: number;
  dropConnection?: boolean;
  /** The work is done first; the fault, delay or drop comes after: a slow call whose message was really posted. */
  afterWork?: boolean;
}
