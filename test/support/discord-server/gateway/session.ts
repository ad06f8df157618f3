/** One bot session: its sequence, the events it may still ask to see again, and its socket while there is one. */
import { GatewayIntentBits } from 'discord-api-types/v10';
import { WebSocket } from 'ws';
import type { Json } from '../types.js';
import type { Viewer } from '../world/world.js';

export const OpCode = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  requestMembers: 8,
  invalidSession: 9,
  hello: 10,
  heartbeatAck: 11,
} as const;

export function send(socket: WebSocket | undefined, payload: Json): void {
  if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(payload));
}

export class Session {
  socket?: WebSocket;
  sequence = 0;
  readonly #events: { s: number; payload: Json }[] = [];

  constructor(
    readonly id: string,
    readonly intents: number,
    readonly shard: { id: number; total: number },
  ) {}

  /** Whether this shard is the one that hears of the guild, or of what belongs to none. */
  serves(guildId: unknown): boolean {
    const { id, total } = this.shard;
    return typeof guildId === 'string' ? Number((BigInt(guildId) >> 22n) % BigInt(total)) === id : id === 0;
  }

  get viewer(): Viewer {
    return {
      messageContent: this.has(GatewayIntentBits.MessageContent),
      members: this.has(GatewayIntentBits.GuildMembers),
    };
  }

  has(intents: number): boolean {
    return intents === 0 || (this.intents & intents) !== 0;
  }

  /** Numbers and keeps the event, and sends it if the socket is up; else RESUME will. */
  dispatch(event: string, data: Json): void {
    this.sequence += 1;
    const payload = { op: OpCode.dispatch, t: event, s: this.sequence, d: data };
    this.#events.push({ s: this.sequence, payload });
    send(this.socket, payload);
  }

  /** Sends again all that came after `sequence`. */
  replayAfter(sequence: number): void {
    for (const { s, payload } of this.#events) if (s > sequence) send(this.socket, payload);
  }
}
