/** The gateway: HELLO, IDENTIFY, RESUME, heartbeats, and events for whoever asked for them. */
import type { Server } from 'node:http';
import { GatewayIntentBits } from 'discord-api-types/v10';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Json } from '../types.js';
import type { Viewer, World } from '../world/world.js';
import { OpCode, Session, send } from './session.js';

const PATH = '/gateway';
const KNOWN_INTENTS = Object.values(GatewayIntentBits).reduce<number>(
  (sum, bit) => (typeof bit === 'number' ? sum | bit : sum),
  0,
);
/** Close codes of Discord. */
const CloseCode = {
  unknownOpcode: 4001,
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  invalidIntents: 4013,
  disallowedIntents: 4014,
  invalidShard: 4010,
  shardingRequired: 4011,
} as const;

export class Gateway {
  identifies = 0;
  resumes = 0;
  /** The body of the last IDENTIFY. */
  lastIdentify?: Json;
  heartbeatsSilenced = false;
  isRefusing = false;
  /** With fewer shards nobody may identify. */
  leastShards = 1;
  /** The shards of all IDENTIFYs, in the order of arrival. */
  readonly identified: number[] = [];
  readonly #sockets: WebSocketServer;
  readonly #sessions = new Map<string, Session>();

  constructor(
    readonly world: World,
    httpServer: Server,
    readonly heartbeatIntervalMs: number,
  ) {
    this.#sockets = new WebSocketServer({ noServer: true });
    httpServer.on('upgrade', (request, socket, head) => {
      if (this.isRefusing || !request.url?.startsWith(PATH)) {
        socket.destroy();
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#greet(opened));
    });
    world.dispatch = (event, intents, build) => this.#dispatch(event, intents, build);
  }

  get url(): string {
    return `${this.world.origin.replace('http', 'ws')}${PATH}`;
  }

  /** Whether any bot would get an event, now or by resuming. */
  get hasSession(): boolean {
    return this.#sessions.size > 0;
  }

  get isConnected(): boolean {
    return [...this.#sessions.values()].some((session) => session.socket !== undefined);
  }

  close(code?: number): void {
    for (const socket of this.#sockets.clients) {
      if (code === undefined) socket.terminate();
      else socket.close(code);
    }
  }

  askToReconnect(): void {
    for (const socket of this.#sockets.clients) send(socket, { op: OpCode.reconnect, d: null });
  }

  invalidate(resumable: boolean): void {
    const sockets = [...this.#sessions.values()].map((session) => session.socket);
    if (!resumable) this.#sessions.clear();
    for (const socket of sockets) send(socket, { op: OpCode.invalidSession, d: resumable });
  }

  forgetSessions(): void {
    this.#sessions.clear();
  }

  stop(): void {
    this.close();
    this.#sockets.close();
  }

  #dispatch(event: string, intents: number, build: (viewer: Viewer) => Json): void {
    for (const session of this.#sessions.values()) {
      if (!session.has(intents)) continue;
      const data = build(session.viewer);
      if (session.serves(/^GUILD_(CREATE|UPDATE|DELETE)$/.test(event) ? data.id : data.guild_id))
        session.dispatch(event, data);
    }
    this.world.waiting.changed();
  }

  #greet(socket: WebSocket): void {
    let session: Session | undefined;
    socket.on('message', (data) => {
      const message = parse(String(data));
      if (!message) return socket.close(CloseCode.decodeError);
      if (message.op === OpCode.heartbeat) {
        if (!this.heartbeatsSilenced) send(socket, { op: OpCode.heartbeatAck });
        return;
      }
      if (message.op === OpCode.identify || message.op === OpCode.resume) {
        if (session && message.op === OpCode.identify) return socket.close(CloseCode.alreadyAuthenticated);
        const data = (message.d ?? {}) as Json;
        session = message.op === OpCode.identify ? this.#identify(socket, data) : this.#resume(socket, data);
        return this.world.waiting.changed();
      }
      if (!session) return socket.close(CloseCode.notAuthenticated);
      if (message.op === OpCode.requestMembers) return this.#sendMembers(session, (message.d ?? {}) as Json);
      if (message.op !== OpCode.presence) socket.close(CloseCode.unknownOpcode);
    });
    socket.on('error', () => {});
    socket.on('close', (code) => {
      // A client that says goodbye ends its session; any other end may be resumed.
      if (session && (code === 1000 || code === 1001)) this.#sessions.delete(session.id);
      if (session?.socket === socket) session.socket = undefined;
      this.world.waiting.changed();
    });
    send(socket, {
      op: OpCode.hello,
      t: null,
      s: null,
      d: { heartbeat_interval: this.heartbeatIntervalMs, _trace: [] },
    });
  }

  #identify(socket: WebSocket, data: Json): Session | undefined {
    const intents = Number(data.intents);
    const shard = data.shard ?? [0, 1];
    const { messageContentIntent, guildMembersIntent } = this.world.portal;
    const refused =
      (!messageContentIntent && (intents & GatewayIntentBits.MessageContent) !== 0) ||
      (!guildMembersIntent && (intents & GatewayIntentBits.GuildMembers) !== 0);
    this.lastIdentify = data;
    this.identifies += 1;
    this.identified.push(isShard(shard) ? shard[0] : -1);
    if (data.token !== this.world.token) socket.close(CloseCode.authenticationFailed, 'Authentication failed.');
    else if (!Number.isInteger(intents) || (intents & ~KNOWN_INTENTS) !== 0) socket.close(CloseCode.invalidIntents);
    else if (!isShard(shard)) socket.close(CloseCode.invalidShard, 'Invalid shard.');
    else if (shard[1] < this.leastShards) socket.close(CloseCode.shardingRequired, 'Sharding required.');
    else if (refused) socket.close(CloseCode.disallowedIntents, 'Disallowed intent(s).');
    else return this.#begin(socket, intents, shard);
    return undefined;
  }

  /** READY names the guilds as unavailable; GUILD_CREATE then brings each of them. */
  #begin(socket: WebSocket, intents: number, [id, total]: [number, number]): Session {
    const session = new Session(`session-${this.world.clock.nextId()}`, intents, { id, total });
    session.socket = socket;
    this.#sessions.set(session.id, session);
    const guilds = [...this.world.guilds.values()].filter((guild) => guild.botIsMember && session.serves(guild.id));
    session.dispatch('READY', {
      v: 10,
      user: { ...this.world.bot.toPayload(), verified: true, mfa_enabled: false, email: null, flags: 0 },
      application: { id: this.world.applicationId, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: this.url,
      session_type: 'normal',
      shard: [id, total],
      private_channels: [],
      relationships: [],
    });
    if (session.has(GatewayIntentBits.Guilds)) {
      for (const guild of guilds) session.dispatch('GUILD_CREATE', guild.toPayload(session.viewer));
    }
    return session;
  }

  #resume(socket: WebSocket, data: Json): Session | undefined {
    const session = this.#sessions.get(String(data.session_id));
    if (data.token !== this.world.token) socket.close(CloseCode.authenticationFailed, 'Authentication failed.');
    else if (!session) send(socket, { op: OpCode.invalidSession, d: false });
    else if (Number(data.seq) > session.sequence) socket.close(CloseCode.invalidSequence);
    else {
      this.resumes += 1;
      session.socket = socket;
      session.replayAfter(Number(data.seq));
      session.dispatch('RESUMED', { _trace: [] });
      return session;
    }
    return undefined;
  }

  #sendMembers(session: Session, data: Json): void {
    const guild = this.world.guilds.get(String(data.guild_id));
    if (!guild) return;
    const { members } = guild.toPayload({ members: true, messageContent: true });
    const chunk = { guild_id: guild.id, members, chunk_index: 0, chunk_count: 1, nonce: data.nonce };
    session.dispatch('GUILD_MEMBERS_CHUNK', chunk);
  }
}

function isShard(shard: unknown): shard is [number, number] {
  if (!Array.isArray(shard) || shard.length !== 2) return false;
  const [id, total] = shard;
  return Number.isInteger(id) && Number.isInteger(total) && id >= 0 && id < total;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
