/** The server's time, which a test may move on, and ids that carry their moment as Discord's do. */

/** The first second of 2015, where Discord's ids begin to count. */
const DISCORD_EPOCH_MS = 1_420_070_400_000n;

export class Clock {
  #offsetMs = 0;
  #lastId = 0n;

  /** Milliseconds since 1970, moved on by `advance`. Ids and rate limits stay on the real clock. */
  now(): number {
    return Date.now() + this.#offsetMs;
  }

  advance(milliseconds: number): void {
    this.#offsetMs += milliseconds;
  }

  /** A new snowflake, greater than every one before. */
  nextId(): string {
    const id = (BigInt(Date.now()) - DISCORD_EPOCH_MS) << 22n;
    this.#lastId = id > this.#lastId ? id : this.#lastId + 1n;
    return String(this.#lastId);
  }
}
