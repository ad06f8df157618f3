/** Counts requests by bucket and in all. It runs on the real clock, because the client really waits. */
import type { RateLimit } from '../types.js';

interface Window {
  used: number;
  endsAt: number;
}

export interface Verdict {
  headers: Record<string, string>;
  /** Set when the request is refused with 429. */
  refusal?: { retryAfterSeconds: number; isGlobal: boolean };
}

export class RateLimits {
  /** For each route and major parameter; Discord allows about 5 in 5 s for messages of one channel. */
  bucket: RateLimit = { limit: 100, windowMs: 1_000 };
  /** All requests with the bot's token together: Discord allows 50 a second. */
  global: RateLimit = { limit: 50, windowMs: 1_000 };
  readonly #windows = new Map<string, Window>();

  /** `key` is the bucket with its major parameter. Answers to interactions do not count globally. */
  count(bucket: string, key: string, countsGlobally: boolean): Verdict {
    const own = this.#window(key, this.bucket);
    const all = this.#window('global', this.global);
    const secondsLeft = (window: Window) => Math.max(0, window.endsAt - Date.now()) / 1_000;
    const headers = () => ({
      'X-RateLimit-Limit': String(this.bucket.limit),
      'X-RateLimit-Remaining': String(Math.max(0, this.bucket.limit - own.used)),
      'X-RateLimit-Reset': String(own.endsAt / 1_000),
      'X-RateLimit-Reset-After': secondsLeft(own).toFixed(3),
      'X-RateLimit-Bucket': bucket,
    });
    if (countsGlobally && all.used >= this.global.limit) {
      return { headers: headers(), refusal: { retryAfterSeconds: secondsLeft(all), isGlobal: true } };
    }
    if (own.used >= this.bucket.limit) {
      return { headers: headers(), refusal: { retryAfterSeconds: secondsLeft(own), isGlobal: false } };
    }
    own.used += 1;
    if (countsGlobally) all.used += 1;
    return { headers: headers() };
  }

  #window(key: string, { windowMs }: RateLimit): Window {
    const known = this.#windows.get(key);
    if (known && known.endsAt > Date.now()) return known;
    const fresh = { used: 0, endsAt: Date.now() + windowMs };
    this.#windows.set(key, fresh);
    return fresh;
  }
}

/** What a 429 says, in its headers and in its body. */
export function rateLimited(retryAfterSeconds: number, isGlobal: boolean) {
  return {
    headers: {
      'Retry-After': String(Math.max(0.001, retryAfterSeconds)),
      'X-RateLimit-Scope': isGlobal ? 'global' : 'user',
      ...(isGlobal ? { 'X-RateLimit-Global': 'true' } : {}),
    },
    body: { message: 'You are being rate limited.', retry_after: retryAfterSeconds, global: isGlobal },
  };
}
