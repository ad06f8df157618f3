/** One interaction from the user's side: what the bot answered, when, and with which errors. */
import type { Choice, GivenError, Modal } from '../types.js';
import type { Channel } from '../world/channel.js';
import type { Message } from '../world/message.js';
import type { User } from '../world/user.js';
import type { World } from '../world/world.js';

/** Discord's numbers: a command, a component, an autocomplete, a modal submit. */
export type InteractionKind = 2 | 3 | 4 | 5;

/** The token works this long after the interaction was created. */
export const TOKEN_LIFETIME_MS = 15 * 60 * 1_000;

interface HandleFields {
  kind: InteractionKind;
  user: User;
  channel: Channel;
  /** The message whose button was clicked. */
  source?: Message;
  commandName?: string;
  messageType?: 20 | 23;
  isUserInstalled?: boolean;
}

export class InteractionHandle {
  readonly id: string;
  readonly token: string;
  readonly kind: InteractionKind;
  readonly user: User;
  readonly channel: Channel;
  readonly source?: Message;
  readonly commandName?: string;
  readonly messageType: 20 | 23;
  /** The user, not the guild, brought the application here. */
  readonly isUserInstalled: boolean;
  /** Milliseconds since 1970 by the server's clock. */
  readonly createdAt: number;
  /** Undefined until the bot acknowledged it in time. */
  acknowledgedAfterMs?: number;
  /** Discord's number of the callback: 4 reply, 5 and 6 deferred, 7 update, 8 choices, 9 modal. */
  callbackType?: number;
  deferred = false;
  /** Whether the original response is for the user's eyes alone; fixed when the bot acknowledges. */
  ephemeral = false;
  /** The original response has content: it was replied to, or edited after deferring. */
  answered = false;
  modal?: Modal;
  choices?: Choice[];
  /** The original response, or the component's message after an update. */
  originalMessage?: Message;
  /** The original response and the follow-ups, in order. */
  readonly messages: Message[] = [];
  /** The errors Discord answered with on this interaction's paths. */
  readonly errors: GivenError[] = [];

  constructor(
    readonly world: World,
    fields: HandleFields,
  ) {
    this.id = world.clock.nextId();
    this.token = `interaction-${this.id}-${world.clock.nextId()}`;
    this.createdAt = world.clock.now();
    this.kind = fields.kind;
    this.user = fields.user;
    this.channel = fields.channel;
    this.source = fields.source;
    this.commandName = fields.commandName;
    this.messageType = fields.messageType ?? 20;
    this.isUserInstalled = fields.isUserInstalled ?? false;
  }

  get isAcknowledged(): boolean {
    return this.acknowledgedAfterMs !== undefined;
  }

  /** Resolves once the bot has acknowledged. */
  get acknowledged(): Promise<this> {
    return this.until((handle) => handle.isAcknowledged);
  }

  get ageMs(): number {
    return this.world.clock.now() - this.createdAt;
  }

  /** The follow-ups alone. */
  get followUps(): Message[] {
    return this.messages.filter((message) => message !== this.originalMessage);
  }

  /** The original response as soon as it has content. */
  async original(timeoutMs?: number): Promise<Message> {
    await this.until((handle) => handle.answered && handle.originalMessage !== undefined, timeoutMs);
    return this.originalMessage!;
  }

  /** Resolves once `predicate` holds for this interaction; asked again after every change of the server. */
  async until(predicate: (handle: this) => boolean, timeoutMs?: number): Promise<this> {
    await this.world.waiting.until(
      () => predicate(this),
      () => this.#describe(),
      timeoutMs,
    );
    return this;
  }

  #describe(): string {
    const state = this.isAcknowledged ? `acknowledged with callback ${this.callbackType}` : 'never acknowledged';
    const contents = JSON.stringify(this.messages.map(({ content, loading }) => (loading ? 'thinking…' : content)));
    const errors = this.errors.map(({ code, path }) => `${code} on ${path}`).join(', ') || 'none';
    return `interaction "${this.commandName ?? this.kind}" was ${state}, messages ${contents}, errors: ${errors}`;
  }
}
