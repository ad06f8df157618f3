import { describe, expect, it } from 'vitest';
import { FairQueue, QUEUE_LIMITS, type QueueLimits, QueueRefusal } from '../../src/discord/fair-queue.js';

const GENEROUS: QueueLimits = { ...QUEUE_LIMITS, personBurst: 1000, serverBurst: 1000, maxWaitingPerPerson: 1000 };

/** Work that ends when it is told to, and tells when it began. */
function createDesk(queue: FairQueue) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    add: (server: string, person: string, name: string) =>
      queue.add(server, person, () => {
        begun.push(name);
        return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
      }),
    async end(name: string) {
      ends.get(name)!();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

const kindOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof QueueRefusal ? error.kind : error;
  }
  return undefined;
};

describe('the queue', () => {
  it('answers one question of a person at a time', async () => {
    const desk = createDesk(new FairQueue(GENEROUS));
    const first = desk.add('server', 'ann', 'ann 1');
    const second = desk.add('server', 'ann', 'ann 2');
    desk.add('server', 'ben', 'ben 1');
    expect(desk.begun).toEqual(['ann 1', 'ben 1']);
    expect([first.place, second.place]).toEqual([0, 1]);
    await desk.end('ann 1');
    expect(desk.begun).toEqual(['ann 1', 'ben 1', 'ann 2']);
    await expect(first.done).resolves.toBe('ann 1');
  });

  it('goes round the servers, and in each round the people', async () => {
    const desk = createDesk(new FairQueue({ ...GENEROUS, atOnce: 1 }));
    desk.add('x', 'ann', 'first');
    for (const name of ['ann 1', 'ann 2', 'ann 3']) desk.add('x', 'ann', name);
    for (const name of ['ben 1', 'ben 2']) desk.add('x', 'ben', name);
    const place = desk.add('y', 'cleo', 'cleo 1').place;
    for (const name of ['first', 'ann 1', 'cleo 1', 'ben 1', 'ann 2', 'ben 2']) await desk.end(name);
    expect(desk.begun).toEqual(['first', 'ann 1', 'cleo 1', 'ben 1', 'ann 2', 'ben 2', 'ann 3']);
    expect(place).toBe(2);
  });

  it('tells each its place as it will come', async () => {
    const queue = new FairQueue({ ...GENEROUS, atOnce: 1 });
    const desk = createDesk(queue);
    desk.add('x', 'zoe', 'zoe');
    const places = new Map<string, number>();
    for (const [server, person] of [
      ['x', 'a'],
      ['x', 'a'],
      ['y', 'b'],
      ['y', 'c'],
      ['z', 'd'],
    ] as const) {
      const name = `${person} ${places.size}`;
      places.set(name, desk.add(server, person, name).place);
    }
    expect([...places.values()]).toEqual([1, 2, 2, 4, 3]);
  });

  it('is bounded for all, and for each person', () => {
    const desk = createDesk(new FairQueue({ ...GENEROUS, atOnce: 1, maxWaiting: 3, maxWaitingPerPerson: 2 }));
    desk.add('x', 'ann', 'a1');
    desk.add('x', 'ann', 'a2');
    desk.add('x', 'ann', 'a3');
    expect(kindOf(() => desk.add('x', 'ann', 'a4'))).toBe('person-waiting');
    desk.add('x', 'ben', 'b1');
    expect(kindOf(() => desk.add('x', 'cleo', 'c1'))).toBe('full');
  });

  it('refuses haste, and says when to come back', async () => {
    let nowMs = 0;
    const queue = new FairQueue({ ...GENEROUS, personBurst: 2, personRefillMs: 1000 }, () => nowMs);
    const ask = () => queue.add('x', 'ann', async () => {}).done;
    await ask();
    await ask();
    try {
      ask();
      expect.unreachable();
    } catch (error) {
      expect(error).toMatchObject({ kind: 'person-rate', retryAfterMs: 1000 });
    }
    nowMs = 1000;
    await ask();
    expect(kindOf(ask)).toBe('person-rate');
  });

  it('limits a server without touching another', async () => {
    const queue = new FairQueue({ ...GENEROUS, serverBurst: 1 }, () => 0);
    const ask = (server: string, person: string) => queue.add(server, person, async () => {}).done;
    await ask('x', 'ann');
    expect(kindOf(() => ask('x', 'ann'))).toBe('server-rate');
    await ask('y', 'cleo');
    // Who hasn't asked yet isn't made to pay for who has.
    await ask('x', 'ben');
    expect(kindOf(() => ask('x', 'ben'))).toBe('server-rate');
  });

  it('goes on after work that fails', async () => {
    const queue = new FairQueue({ ...GENEROUS, atOnce: 1 });
    const failing = queue.add('x', 'ann', () => Promise.reject(new Error('no')));
    const next = queue.add('x', 'ben', async () => 'yes');
    await expect(failing.done).rejects.toThrow('no');
    await expect(next.done).resolves.toBe('yes');
  });

  it('when stopped, refuses what waits and lets what runs end', async () => {
    const queue = new FairQueue({ ...GENEROUS, atOnce: 1 });
    const desk = createDesk(queue);
    const running = desk.add('x', 'ann', 'runs');
    const waiting = desk.add('x', 'ben', 'waits');
    const stopped = queue.stop();
    await expect(waiting.done).rejects.toMatchObject({ kind: 'stopping' });
    expect(kindOf(() => desk.add('x', 'cleo', 'late'))).toBe('stopping');
    await desk.end('runs');
    await stopped;
    await expect(running.done).resolves.toBe('runs');
  });
});
