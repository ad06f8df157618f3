/** A person or a bot. */
import type { Json } from '../types.js';

export class User {
  /** False: direct messages to this user fail with 50007. */
  acceptsDirectMessages = true;

  constructor(
    readonly id: string,
    readonly username: string,
    readonly bot: boolean,
    /** The language of the user's client. */
    public locale: string,
  ) {}

  get mention(): string {
    return `<@${this.id}>`;
  }

  toPayload(): Json {
    return {
      id: this.id,
      username: this.username,
      discriminator: this.bot ? '0001' : '0',
      global_name: this.bot ? null : this.username,
      avatar: null,
      bot: this.bot,
      public_flags: 0,
    };
  }
}
