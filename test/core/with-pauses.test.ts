import { describe, expect, it } from 'vitest';
import { DatabaseDownError } from '../../src/core/errors.js';
import { withPauses } from '../../src/core/with-pauses.js';

const HOUR_MS = 3_600_000;

/** Fails with each of these in turn, then works; `calls` counts. */
function failing(...errors: Error[]) {
  const work = Object.assign(
    async () => {
      const error = errors[work.calls++];
      if (error) throw error;
      return 'done';
    },
    { calls: 0 },
  );
  return work;
}
const down = () => new DatabaseDownError('down');

describe('what is tried again', () => {
  it('ends with the first success, and tells of each pause before it', async () => {
    const pauses: number[] = [];
    const work = failing(down(), down(), down());
    const options = { firstMs: 1, longestMs: 2, onPause: (_: Error, pauseMs: number) => pauses.push(pauseMs) };
    expect(await withPauses(work, options)).toBe('done');
    expect(pauses).toEqual([1, 2, 2]);
  });

  it('is tried as often as is allowed and no more, and fails with the last error', async () => {
    const last = down();
    const work = failing(down(), down(), last, down());
    const pauses: number[] = [];
    const options = { tries: 3, firstMs: 1, onPause: (_: Error, pauseMs: number) => pauses.push(pauseMs) };
    await expect(withPauses(work, options)).rejects.toBe(last);
    expect(work.calls).toBe(3);
    expect(pauses).toHaveLength(2);
  });

  it('is not what can’t pass', async () => {
    const work = failing(new Error('broken for good'));
    await expect(withPauses(work)).rejects.toThrow('broken for good');
    expect(work.calls).toBe(1);
  });

  it('waits as long as the other side asks, in place of its own pause', async () => {
    const work = failing(down(), down(), down());
    expect(await withPauses(work, { firstMs: HOUR_MS, askedMs: () => 0 })).toBe('done');
    const refused = failing(down(), down(), down());
    await expect(withPauses(refused, { firstMs: HOUR_MS, askedMs: () => 0, tries: 2 })).rejects.toThrow('down');
    expect(refused.calls).toBe(2);
  });

  it.each([
    ['its own pause', undefined],
    ['a pause that was asked for', HOUR_MS],
  ])('ends with the signal’s reason in the middle of %s', async (_, askedMs) => {
    const reason = new Error('stopped');
    const controller = new AbortController();
    const work = failing(down());
    const done = withPauses(work, {
      firstMs: HOUR_MS,
      longestMs: HOUR_MS,
      askedMs: () => askedMs,
      signal: controller.signal,
    });
    setImmediate(() => controller.abort(reason));
    await expect(done).rejects.toBe(reason);
    expect(work.calls).toBe(1);
  });
});
