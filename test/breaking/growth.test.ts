/**
 * Nobody's text holds the process: what reads strangers' text takes four times as long for four times the text, or is bounded
 * before it reads. Nine shapes; LONG_FUZZ=1 tries all of them, and articles of a quarter of a megabyte.
 */
import { describe, expect, it } from 'vitest';
import { growth, MOST_TIMES } from '../support/growth.js';
import { READERS, SHAPES } from './growing-texts.js';

const isLong = process.env.LONG_FUZZ !== undefined;
const FIRST = ['!', "O'", 'and who ', '[a](', '*a_ ', '1-'].map((piece) => JSON.stringify(piece));
const names = isLong
  ? Object.keys(SHAPES)
  : [...FIRST, 'nested quotations', 'a name in each sentence', 'a place in long parts'];
const FRONT_MATTER = Object.keys(SHAPES).filter((name) => name.startsWith('front matter'));

describe('four times the text takes no more than a multiple of the time', () => {
  it.each(READERS)(
    '%s',
    (reader, { read, most }) => {
      // The other one reads what stands in a front matter: a text that has one of its own is the long form's.
      const isFrontMatter = reader === 'splitFrontMatter' || (isLong && reader.startsWith('splitFrontMatter'));
      const shapes = isFrontMatter ? [...new Set([...names, ...FRONT_MATTER])] : names;
      const chars = isLong && most > 10_000 ? most * 20 : most;
      const grown = shapes.map((shape) => ({ shape, times: growth(read, SHAPES[shape], chars) }));
      expect(grown.filter(({ times }) => times > MOST_TIMES)).toEqual([]);
    },
    600_000,
  );
});

describe('a text of nothing', () => {
  it.each(READERS)('is read by %s', (_, { read }) => {
    for (const text of ['', ' ', '\n\n', '\u00a0']) expect(() => read(text)).not.toThrow();
  });
});
