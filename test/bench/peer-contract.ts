/** What every peer promises, so that all are measured at the same work. */
import { describe, expect, it, onTestFinished } from 'vitest';
import type { GivenPassage, Peer } from '../../src/bench/peer.js';
import fc from '../support/fast-check.js';
import { makeFolder } from '../support/run-footnote.js';

const PASSAGES: GivenPassage[] = [
  { article: 'ferry', title: 'Ferry stops', text: 'A crack was found in the ramp during an inspection.' },
  { article: 'ferry', title: 'Ferry stops', text: 'Repairs of the ramp will cost 40,000 crowns, said Berg.' },
  { article: 'bakery', title: 'Bakery wins prize', text: 'The jury tasted 112 loaves of rye bread in two days.' },
  {
    article: 'library',
    title: 'Library stays',
    text: 'Mayor Falk denied that the town plans to close it. "AND" she left.',
  },
];
const HOSTILE = [
  '"',
  '""" OR "',
  'AND OR NOT',
  'NEAR(ramp, 2)',
  '*',
  'ramp*',
  '^ramp title:ramp -ramp +ramp',
  '(ramp',
  "'; DROP TABLE passages; --",
  '\0ramp\0',
  '\ud800',
  '东京 ライ麦',
  '',
  ' \n\t ',
  '¿?',
];
const LONG = Array.from({ length: 5_000 }, (_, i) => `word${i}`).join(' ');

export function describePeer(peer: Peer): void {
  const make = async (passages = PASSAGES) => {
    const build = await peer.load();
    const index = await build(passages, makeFolder(), async () => {});
    onTestFinished(() => index.close());
    return index;
  };

  describe(peer.name, () => {
    it.each([
      ['What did the jury taste in two days?', 'bakery'],
      ['A crack found during an inspection?', 'ferry'],
      ['library', 'library'],
    ])('puts the article of the passage that holds the words first: %s', async (question, article) => {
      expect((await make()).search(question, 10)[0]).toBe(article);
    });

    it('gives each article once, and no more of them than it is asked for', async () => {
      const index = await make();
      const found = index.search('ramp crowns jury mayor', 10);
      expect(found).toHaveLength(3);
      expect(new Set(found)).toEqual(new Set(['ferry', 'bakery', 'library']));
      expect(index.search('ramp crowns jury mayor', 2)).toEqual(found.slice(0, 2));
    });

    it('finds ten articles where the best passages are all of one', async () => {
      const long = Array.from({ length: 8 }, () => ({ article: 'a', title: '', text: 'ramp ramp ramp' }));
      const others = Array.from({ length: 12 }, (_, i) => ({
        article: `b${i}`,
        title: '',
        text: `A ramp and ${'much else that is said at length '.repeat(3)}`,
      }));
      const found = (await make([...long, ...others])).search('ramp', 10);
      expect(found).toHaveLength(10);
      expect(found[0]).toBe('a');
    });

    it('finds nothing where no word is held, and where there is none', async () => {
      const index = await make();
      for (const question of ['lobster', '', '?', '"']) expect(index.search(question, 10)).toEqual([]);
    });

    it.each(HOSTILE)('survives %j', async (question) => {
      expect((await make()).search(question, 10).length).toBeLessThanOrEqual(3);
    });

    it('survives a question of five thousand words', async () => {
      expect((await make()).search(`${LONG} ramp`, 10)).toEqual(['ferry']);
    });

    it('survives any text', async () => {
      const index = await make();
      fc.assert(
        fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (question) => {
          expect(index.search(question, 2).length).toBeLessThanOrEqual(2);
        }),
        { numRuns: 100 },
      );
    });

    it('takes more passages than it is handed at once, pausing between', async () => {
      const many = Array.from({ length: 600 }, (_, i) => ({ article: `a${i}`, title: '', text: `ramp number${i}` }));
      let pauses = 0;
      const build = await peer.load();
      const index = await build(many, makeFolder(), async () => void pauses++);
      onTestFinished(() => index.close());
      expect(index.search('number599', 10)).toEqual(['a599']);
      expect(pauses).toBeGreaterThanOrEqual(2);
    });

    it('ends where it is interrupted, and can be made over no passages', async () => {
      const build = await peer.load();
      const many = Array.from({ length: 600 }, () => PASSAGES[0]);
      await expect(build(many, makeFolder(), () => Promise.reject(new Error('stop')))).rejects.toThrow('stop');
      expect((await make([])).search('ramp', 10)).toEqual([]);
    });
  });
}
