/** Trouble on purpose: wrong answers, slow answers, dropped connections. */
import { setTimeout as pause } from 'node:timers/promises';
import type { FaultOptions } from './types.js';

export class Fault {
  /** How many requests it has hit. */
  hits = 0;
  #left: number;
  readonly #held: (() => void)[] = [];
  #released = false;

  constructor(
    readonly options: FaultOptions,
    readonly changed: () => void,
  ) {
    this.#left = options.times ?? 1;
  }

  /** Lets all requests go on that a `hold` fault keeps waiting, now and later. */
  release(): void {
    this.#released = true;
    for (const letGo of this.#held.splice(0)) letGo();
  }

  /** Ends the fault; requests it holds go on. */
  remove(): void {
    this.#left = 0;
    this.release();
  }

  /** Takes this request if it matches and the fault is not used up. */
  takes(method: string, path: string): boolean {
    const { options } = this;
    if (this.#left <= 0) return false;
    if (options.method && options.method.toUpperCase() !== method) return false;
    const pathname = path.split('?')[0]!;
    if (options.path && !options.path.test(path) && !options.path.test(pathname)) return false;
    this.#left -= 1;
    this.hits += 1;
    return true;
  }

  /** The slow part of the fault. */
  async wait(): Promise<void> {
    this.changed();
    if (this.options.delayMs) await pause(this.options.delayMs);
    if (this.options.hold && !this.#released) await new Promise<void>((resolve) => this.#held.push(resolve));
  }
}

export class Faults {
  readonly #faults: Fault[] = [];

  constructor(readonly changed: () => void) {}

  add(options: FaultOptions): Fault {
    const fault = new Fault(options, this.changed);
    this.#faults.push(fault);
    return fault;
  }

  find(method: string, path: string): Fault | undefined {
    return this.#faults.find((fault) => fault.takes(method, path));
  }

  removeAll(): void {
    for (const fault of this.#faults.splice(0)) fault.remove();
  }
}
