/**
 * A Discord-shaped server on 127.0.0.1 for tests: REST, gateway, and hands to play users with.
 *
 *   const server = await DiscordServer.start();
 *   const client = new Client({ intents, rest: { api: server.apiUrl, version: '10' } });
 *   await client.login(server.token);
 */

export type { Fault } from './faults.js';
export type { InteractionHandle } from './interactions/interaction-handle.js';
export { DiscordServer } from './server.js';
export type * from './types.js';
export type { Attachment } from './world/attachment.js';
export type { Channel } from './world/channel.js';
export type { Guild, Member, Role } from './world/guild.js';
export type { Message } from './world/message.js';
export type { User } from './world/user.js';
