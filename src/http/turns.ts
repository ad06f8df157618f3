/** Turns of programs: one question of a token at a time, a few that wait, and so many a day over all processes. */
import pLimit, { type LimitFunction } from 'p-limit';
import type { AccessToken } from '../core/access-tokens.js';
import { DAY_MS, startOfDayMs } from '../core/dates.js';
import type { State } from '../state/state.js';
import type { HttpLimits } from './limits.js';

/** The token has to wait. */
export class Refused extends Error {
  constructor(
    readonly reason: string,
    readonly retrySeconds: number,
  ) {
    super(reason);
    this.name = 'Refused';
  }
}

/** After which a place has most likely become free. */
const BUSY_SECONDS = 2;

/** Questions of one token: how many there are, at work or waiting, and what does them in turn. */
interface Line {
  inside: number;
  oneByOne: LimitFunction;
}

export class Turns {
  readonly #lines = new Map<string, Line>();

  constructor(
    private readonly state: () => Pick<State, 'tokenUses'>,
    private readonly limits: Pick<HttpLimits, 'waiting' | 'answerMs'>,
    private readonly nowMs: () => number,
    /** Aborted when the server ends. */
    private readonly ending: AbortSignal,
  ) {}

  /**
   * Does the work when it is the token's turn, with a signal that is aborted when the asker is gone, the time is up or the server
   * ends. Throws Refused.
   */
  async take<Result>(
    { name, perDay }: AccessToken,
    asker: AbortSignal,
    work: (signal: AbortSignal) => Promise<Result>,
  ): Promise<Result> {
    const line = this.#line(name);
    const { waiting, answerMs } = this.limits;
    if (line.inside > waiting) throw new Refused(`This token has ${waiting} questions waiting already.`, BUSY_SECONDS);
    line.inside++;
    const signal = AbortSignal.any([asker, this.ending, AbortSignal.timeout(answerMs)]);
    try {
      await this.#count(name, perDay);
      return await line.oneByOne(() => {
        signal.throwIfAborted();
        return work(signal);
      });
    } catch (error) {
      // A closed connection aborts with a mere text.
      throw error instanceof Error ? error : new DOMException('Nobody waits for it.', 'AbortError');
    } finally {
      line.inside--;
    }
  }

  #line(name: string): Line {
    const known = this.#lines.get(name);
    if (known) return known;
    const line = { inside: 0, oneByOne: pLimit(1) };
    this.#lines.set(name, line);
    return line;
  }

  async #count(name: string, perDay: number): Promise<void> {
    const nowMs = this.nowMs();
    if (await this.state().tokenUses.take(name, perDay, nowMs)) return;
    throw new Refused(
      `This token has used up its ${perDay} requests of today; days are those of UTC.`,
      Math.ceil((startOfDayMs(nowMs) + DAY_MS - nowMs) / 1000),
    );
  }
}
