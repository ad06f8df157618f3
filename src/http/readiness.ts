/** Whether all that answers need is there: the index open, the gateway connected, the database in reach. */

export type Part = 'index' | 'gateway' | 'database';
type Check = () => boolean | Promise<boolean>;

/** A part that says nothing for so long isn't there. */
const CHECK_MS = 2_000;

/** The parts of one process; each isn't there until it says how to find out. */
export class Readiness {
  readonly #checks: Map<Part, Check>;

  constructor(parts: readonly Part[]) {
    this.#checks = new Map(parts.map((part) => [part, () => false]));
  }

  /** From now on `check` tells; one that throws says no. */
  set(part: Part, check: Check): void {
    this.#checks.set(part, check);
  }

  async read(): Promise<Partial<Record<Part, boolean>>> {
    const read = [...this.#checks].map(async ([part, check]) => [part, await inTime(check)] as const);
    return Object.fromEntries(await Promise.all(read));
  }
}

async function inTime(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), CHECK_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
