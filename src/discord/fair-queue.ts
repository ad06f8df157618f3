/**
 * The queue of questions: bounded, one question per person at a time, in turn over servers and then over people. Pure
 * but for the clock that is passed in.
 */

export interface QueueLimits {
  /** Questions at work at once. */
  atOnce: number;
  /** Questions waiting in all, and of one person. */
  maxWaiting: number;
  maxWaitingPerPerson: number;
  /** How many questions may come at once, and the time until another is allowed. */
  personBurst: number;
  personRefillMs: number;
  serverBurst: number;
  serverRefillMs: number;
}

export const QUEUE_LIMITS: Readonly<QueueLimits> = {
  atOnce: 4,
  maxWaiting: 200,
  maxWaitingPerPerson: 2,
  personBurst: 8,
  personRefillMs: 5_000,
  serverBurst: 300,
  serverRefillMs: 50,
};

export type RefusalKind = 'person-waiting' | 'person-rate' | 'server-rate' | 'full' | 'stopping';

/** The refusal of a question. `retryAfterMs` is above 0 where waiting helps. */
export class QueueRefusal extends Error {
  constructor(
    readonly kind: RefusalKind,
    readonly retryAfterMs = 0,
  ) {
    super(kind);
    this.name = 'Refusal';
  }
}

export interface Ticket<T> {
  /** How many are before it; 0 where it began at once. */
  place: number;
  /** Settles as the work does; rejects with QueueRefusal 'stopping' where the queue is stopped first. */
  done: Promise<T>;
}

interface Job {
  begin(): void;
  refuse(refusal: QueueRefusal): void;
}

interface Allowance {
  left: number;
  atMs: number;
}

export class FairQueue {
  /** People who wait, by server, both in the order of their turn. */
  readonly #servers = new Map<string, Map<string, Job[]>>();
  readonly #running = new Set<string>();
  readonly #allowances = new Map<string, Allowance>();
  #waiting = 0;
  #isStopping = false;
  #idle: (() => void)[] = [];

  constructor(
    private readonly limits: QueueLimits = QUEUE_LIMITS,
    private readonly nowMs: () => number = Date.now,
  ) {}

  get waiting(): number {
    return this.#waiting;
  }

  get running(): number {
    return this.#running.size;
  }

  /** `server` is any name that its people share. Throws QueueRefusal. */
  add<T>(server: string, person: string, work: () => Promise<T>): Ticket<T> {
    if (this.#isStopping) throw new QueueRefusal('stopping');
    const own = this.#servers.get(server)?.get(person)?.length ?? 0;
    if (own >= this.limits.maxWaitingPerPerson) throw new QueueRefusal('person-waiting');
    if (this.#waiting >= this.limits.maxWaiting) throw new QueueRefusal('full');
    const { personBurst, personRefillMs, serverBurst, serverRefillMs } = this.limits;
    const isFirst = this.#left(`person ${person}`, personBurst, personRefillMs) === personBurst;
    this.#spend(`person ${person}`, personBurst, personRefillMs, 'person-rate');
    // Somebody who hasn't asked lately is let in although the server's others have used it up.
    this.#spend(`server ${server}`, serverBurst, serverRefillMs, isFirst ? undefined : 'server-rate');
    let job: Job | undefined;
    const done = new Promise<T>((resolve, reject) => {
      job = {
        begin: () => {
          this.#running.add(person);
          work()
            .then(resolve, reject)
            .finally(() => {
              this.#running.delete(person);
              this.#next();
            });
        },
        refuse: reject,
      };
    });
    // Whoever added it may look at the outcome only later; until then a failure is not an unhandled one.
    done.catch(() => {});
    let people = this.#servers.get(server);
    if (!people) this.#servers.set(server, (people = new Map()));
    const jobs = people.get(person);
    if (jobs) jobs.push(job!);
    else people.set(person, [job!]);
    this.#waiting++;
    const before = this.#waiting;
    this.#next();
    return { place: this.#waiting < before ? 0 : this.#placeOf(job!), done };
  }

  /** Takes nothing more, refuses what waits, and resolves when what runs has ended. */
  stop(): Promise<void> {
    this.#isStopping = true;
    for (const people of this.#servers.values())
      for (const jobs of people.values()) for (const job of jobs) job.refuse(new QueueRefusal('stopping'));
    this.#servers.clear();
    this.#waiting = 0;
    return this.#running.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#idle.push(resolve));
  }

  /** A bucket that holds `burst` and gets one more every `refillMs`. */
  #left(name: string, burst: number, refillMs: number): number {
    const now = this.nowMs();
    const known = this.#allowances.get(name) ?? { left: burst, atMs: now };
    return Math.min(burst, known.left + (now - known.atMs) / refillMs);
  }

  /** Takes one from a bucket. Throws where it is empty, if there is a kind of refusal for that. */
  #spend(name: string, burst: number, refillMs: number, kind: RefusalKind | undefined): void {
    const left = this.#left(name, burst, refillMs);
    if (left < 1 && kind) throw new QueueRefusal(kind, Math.ceil((1 - left) * refillMs));
    this.#allowances.delete(name);
    this.#allowances.set(name, { left: Math.max(0, left - 1), atMs: this.nowMs() });
    // Before there are this many, the least recently used are long full again.
    if (this.#allowances.size > 10_000) this.#allowances.delete(this.#allowances.keys().next().value!);
  }

  #next(): void {
    while (this.#running.size < this.limits.atOnce) {
      const job = this.#take();
      if (!job) break;
      this.#waiting--;
      job.begin();
    }
    if (this.#running.size > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** The next job: of the first server, its first person who isn't being answered; both go to the end of their line. */
  #take(): Job | undefined {
    for (const [server, people] of this.#servers) {
      for (const [person, jobs] of people) {
        if (this.#running.has(person)) continue;
        const job = jobs.shift();
        people.delete(person);
        if (jobs.length > 0) people.set(person, jobs);
        this.#servers.delete(server);
        if (people.size > 0) this.#servers.set(server, people);
        return job;
      }
    }
    return undefined;
  }

  /** How many are answered before it if nobody else comes: rounds over servers, in each over people. */
  #placeOf(wanted: Job): number {
    const lines = [...this.#servers.values()].map((people) => [...people.values()].map((jobs) => [...jobs]));
    for (let place = 1; lines.length > 0; ) {
      const people = lines.shift()!;
      const jobs = people.shift()!;
      if (jobs.shift() === wanted) return place;
      place++;
      if (jobs.length > 0) people.push(jobs);
      if (people.length > 0) lines.push(people);
    }
    return this.#waiting;
  }
}
