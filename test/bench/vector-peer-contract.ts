/** What every search by vectors promises, so that all are measured at the same work. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { VectorPeer } from '../../src/bench/peer.js';
import { makeFolder } from '../support/run-footnote.js';

/** Points on the unit circle, a degree apart: number n is nearest to n, then to its neighbours on both sides. */
const onCircle = (count: number) =>
  Array.from({ length: count }, (_, i) => [Math.cos((i * Math.PI) / 180), Math.sin((i * Math.PI) / 180)]);

export function describeVectorPeer(peer: VectorPeer): void {
  const make = async (vectors: number[][], pause = async () => {}) => {
    const build = await peer.load();
    const index = await build({ vectors, ef: 64 }, makeFolder(), pause);
    onTestFinished(() => index.close());
    return index;
  };

  describe(peer.name, () => {
    it('finds the nearest passages, nearest first, and no more than it is asked for', async () => {
      const vectors = onCircle(360);
      const index = await make(vectors);
      const query = [Math.cos((100.4 * Math.PI) / 180), Math.sin((100.4 * Math.PI) / 180)];
      expect(await index.nearest(query, 4)).toEqual([100, 101, 99, 102]);
      expect(await index.nearest(vectors[0], 1)).toEqual([0]);
    });

    it('gives all where there are fewer than it is asked for', async () => {
      const vectors = onCircle(3);
      expect(await (await make(vectors)).nearest(vectors[2], 10)).toEqual([2, 1, 0]);
    });

    it('ends where it is interrupted', async () => {
      await expect(make(onCircle(600), () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
    });
  });
}
