/** Waiting for a condition without sleeping: every change of the server asks all waiters again. */

export const DEFAULT_WAIT_MS = 5_000;
/** Conditions on the bot's side change without the server's knowledge, so they are asked this often too. */
const ASK_AGAIN_MS = 10;

interface Waiter {
  isMet: () => boolean;
  resolve: () => void;
}

export class Waiting {
  readonly #waiters = new Set<Waiter>();

  /** To be called after every change. */
  changed(): void {
    for (const waiter of [...this.#waiters]) {
      if (!waiter.isMet()) continue;
      this.#waiters.delete(waiter);
      waiter.resolve();
    }
  }

  /** Resolves once `isMet` is true; rejects with `describe()` after `timeoutMs`. */
  until(isMet: () => boolean, describe: () => string, timeoutMs = DEFAULT_WAIT_MS): Promise<void> {
    if (isMet()) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        isMet,
        resolve: () => {
          clearTimeout(timer);
          clearInterval(asking);
          resolve();
        },
      };
      const asking = setInterval(() => this.changed(), ASK_AGAIN_MS);
      const timer = setTimeout(() => {
        this.#waiters.delete(waiter);
        clearInterval(asking);
        reject(new Error(`not within ${timeoutMs} ms: ${describe()}`));
      }, timeoutMs);
      this.#waiters.add(waiter);
    });
  }
}
