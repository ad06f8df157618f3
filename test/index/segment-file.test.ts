import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeSegment, encodeSegment, type Section, writeFileDurably } from '../../src/index/segment-file.js';
import fc, { type Arbitrary } from '../support/fast-check.js';
import { makeFolder } from '../support/run-footnote.js';

const section: Arbitrary<Section> = fc.oneof(
  fc.uint8Array({ maxLength: 30 }),
  fc.uint16Array({ maxLength: 30 }),
  fc.uint32Array({ maxLength: 30 }),
  fc.float32Array({ maxLength: 30, noNaN: true }),
  fc.float64Array({ maxLength: 30, noNaN: true }),
);
const sections = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), section, { maxKeys: 6 });

describe('a segment file', () => {
  it('comes back as it was written, wherever its bytes begin in memory', () => {
    fc.assert(
      fc.property(sections, fc.string(), fc.integer({ min: 0, max: 9 }), (content, model, shift) => {
        const bytes = encodeSegment({ format: 'test-1', model }, content);
        const moved = Buffer.concat([Buffer.alloc(shift), bytes]).subarray(shift);
        const read = decodeSegment<Record<string, Section>>(moved, 'test-1');
        expect(read.header).toEqual({ format: 'test-1', model });
        expect(read.sections).toEqual({ ...content });
      }),
      { numRuns: 300 },
    );
  });

  it('is refused when any bit is flipped, or any of it is missing', () => {
    const bytes = encodeSegment({ format: 'test-1' }, { numbers: new Uint32Array([1, 2, 3]) });
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), fc.nat(bytes.length - 1), (bit, length) => {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] ^= 1 << (bit & 7);
        expect(() => decodeSegment(flipped, 'test-1')).toThrow(/not a segment file|checksum/);
        expect(() => decodeSegment(bytes.subarray(0, length), 'test-1')).toThrow(/not a segment file|checksum/);
      }),
      { numRuns: 500 },
    );
  });

  it('of another format says so', () => {
    expect(() => decodeSegment(encodeSegment({ format: 'test-2' }, {}), 'test-1')).toThrow(
      'its format is test-2, expected test-1',
    );
  });

  it('gets its name only when all of it is there, and leaves nothing else', () => {
    const folder = makeFolder();
    writeFileDurably(join(folder, 'a'), Buffer.from('whole'));
    expect(readFileSync(join(folder, 'a'), 'utf8')).toBe('whole');
    expect(() => writeFileDurably(join(folder, 'no', 'b'), Buffer.from('x'))).toThrow(/ENOENT/);
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
