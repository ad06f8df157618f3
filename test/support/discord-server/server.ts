/** The hands of a test: starts the server, shapes its world, plays its users, reads what the bot did. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { type Fault, Faults } from './faults.js';
import { Gateway } from './gateway/gateway.js';
import { GatewayHands } from './gateway/gateway-hands.js';
import { Commands } from './interactions/commands.js';
import type { InteractionHandle } from './interactions/interaction-handle.js';
import { Player } from './interactions/player.js';
import { Listener } from './rest/listener.js';
import { RateLimits } from './rest/rate-limits.js';
import { sendsIn } from './rest/sends.js';
import type * as types from './types.js';
import { Channel } from './world/channel.js';
import { Guild } from './world/guild.js';
import type { Message } from './world/message.js';
import { openThread } from './world/threads.js';
import type { User } from './world/user.js';
import { editByUser, sendByUser } from './world/user-messages.js';
import { World } from './world/world.js';
import { deleteMessage } from './world/write-message.js';

const DISCORD_HEARTBEAT_MS = 41_250;
const DISCORD_ACKNOWLEDGE_MS = 3_000;

export class DiscordServer extends GatewayHands {
  /** Requests allowed; to be lowered in a test: `server.limits.bucket = { limit: 2, windowMs: 1000 }`. */
  readonly limits = new RateLimits();
  readonly commands: Commands;
  readonly world: World;
  readonly #http: Server;
  protected readonly gateway: Gateway;
  readonly #listener: Listener;
  readonly #player: Player;
  readonly #faults: Faults;

  private constructor({ token = 'test.bot.token', applicationId, flags = {}, ...times }: types.StartOptions) {
    super();
    const on = { messageContentIntent: true, guildMembersIntent: true, applicationCommandsScope: true };
    this.world = new World(token, { ...on, ...flags }, applicationId);
    this.commands = new Commands(this.world);
    this.#faults = new Faults(() => this.world.waiting.changed());
    this.#http = createServer((request, response) => void this.#listener.handle(request, response));
    this.gateway = new Gateway(this.world, this.#http, times.heartbeatIntervalMs ?? DISCORD_HEARTBEAT_MS);
    this.#player = new Player(this.world, this.commands, () => this.gateway.hasSession);
    const services = {
      world: this.world,
      commands: this.commands,
      interactions: this.#player.interactions,
      acknowledgeWithinMs: times.acknowledgeWithinMs ?? DISCORD_ACKNOWLEDGE_MS,
      gatewayUrl: () => this.gateway.url,
      recommendedShards: times.recommendedShards ?? 1,
      loginsAtOnce: times.loginsAtOnce ?? 1,
    };
    this.#listener = new Listener(services, this.limits, this.#faults);
  }

  /** Listens on a free port of 127.0.0.1. */
  static async start(options: types.StartOptions = {}): Promise<DiscordServer> {
    const server = new DiscordServer(options);
    await new Promise<void>((resolve) => server.#http.listen(0, '127.0.0.1', resolve));
    server.world.origin = `http://127.0.0.1:${(server.#http.address() as AddressInfo).port}`;
    return server;
  }

  /** Closes every connection; throws if the server itself made a mistake meanwhile. */
  async stop(): Promise<void> {
    this.#faults.removeAll();
    this.gateway.stop();
    this.#http.closeAllConnections();
    await new Promise((resolve) => this.#http.close(resolve));
    if (this.#listener.mistakes.length > 0)
      throw new AggregateError(this.#listener.mistakes, 'the Discord server failed');
  }

  /** For `new Client({ rest: { api: server.apiUrl, version: '10' } })`. */
  get apiUrl(): string {
    return `${this.world.origin}/api`;
  }

  get token(): string {
    return this.world.token;
  }

  get applicationId(): string {
    return this.world.applicationId;
  }

  get botUser(): User {
    return this.world.bot;
  }

  /** Every REST request, in the order of arrival. */
  get requests(): types.RequestRecord[] {
    return this.#listener.requests;
  }

  /** Every interaction begun so far. */
  get interactions(): InteractionHandle[] {
    return [...this.#player.interactions.values()];
  }

  /** How often commands were registered (PUT, POST, PATCH), the refused attempts too. */
  get registrations(): number {
    return this.commands.registrations;
  }

  /** Edits of messages older than an hour: how many go through, and what is answered (with code 30046) after. */
  get oldMessageEdits(): World['oldMessageEdits'] {
    return this.world.oldMessageEdits;
  }

  /** Every payload that created or changed a message, on every road, the refused ones too. */
  sends(): types.Send[] {
    return sendsIn(this.requests);
  }

  addUser(options: types.UserOptions): User {
    return this.world.addUser(options);
  }

  /** After the bot has logged in, the bot hears of it as of a new guild (GUILD_CREATE). */
  addGuild(options: types.GuildOptions = {}): Guild {
    const guild = new Guild(this.world, options);
    this.world.guilds.set(guild.id, guild);
    if (guild.botIsMember) {
      this.world.dispatch('GUILD_CREATE', GatewayIntentBits.Guilds, (viewer) => guild.toPayload(viewer));
    }
    return guild;
  }

  /** The direct messages between the bot and the user. */
  openDm(user: User): Channel {
    return this.world.openDirectMessages(user);
  }

  /** Direct messages without the bot, where only user-installed commands work. */
  addPrivateChannel(...recipients: User[]): Channel {
    const type = recipients.length > 2 ? 3 : 1;
    return this.world.addChannel(new Channel(this.world, { id: this.world.clock.nextId(), type, recipients }));
  }

  addThread(channel: Channel, options: types.ThreadOptions): Channel {
    return openThread(channel, options);
  }

  /** `<@id>` in the content mentions; throws where Discord would not let this user write. */
  sendMessage(user: User, channel: Channel, content: string, options: types.SendOptions = {}): Message {
    return sendByUser(user, channel, content, options);
  }

  editMessage(message: Message, content: string): void {
    editByUser(message, content);
  }

  deleteMessage(message: Message): void {
    deleteMessage(message);
  }

  slash(user: User, call: types.CommandCall): InteractionHandle {
    return this.#player.slash(user, call);
  }

  contextMenu(user: User, call: types.ContextMenuCall): InteractionHandle {
    return this.#player.contextMenu(user, call);
  }

  /** Resolves to the bot's choices. */
  autocomplete(user: User, call: types.AutocompleteCall): Promise<types.Choice[]> {
    return this.#player.autocomplete(user, call);
  }

  click(
    user: User,
    message: Message,
    matcher: types.ComponentMatcher,
    options: types.InteractionOptions = {},
  ): InteractionHandle {
    return this.#player.click(user, message, matcher, options);
  }

  select(
    user: User,
    message: Message,
    matcher: types.ComponentMatcher,
    values: string[],
    options: types.InteractionOptions = {},
  ): InteractionHandle {
    return this.#player.select(user, message, matcher, values, options);
  }

  /** Fields by custom_id or label; menus, boxes and uploads take lists. */
  submitModal(
    user: User,
    opener: InteractionHandle,
    fields: Record<string, types.ModalValue>,
    options: types.InteractionOptions = {},
  ): InteractionHandle {
    return this.#player.submitModal(user, opener, fields, options);
  }

  fault(options: types.FaultOptions): Fault {
    return this.#faults.add(options);
  }

  /** Moves the server's idea of now: interactions and messages get older, nothing waits. */
  advance(milliseconds: number): void {
    this.world.clock.advance(milliseconds);
  }

  /** Resolves once `predicate` is true; asked again after every change of the server. */
  until(predicate: () => boolean, timeoutMs?: number): Promise<void> {
    return this.world.waiting.until(predicate, () => String(predicate), timeoutMs);
  }
}
