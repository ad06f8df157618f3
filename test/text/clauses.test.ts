import { describe, expect, it } from 'vitest';
import { clauseSpans, cutToClause } from '../../src/text/clauses.js';
import fc from '../support/fast-check.js';

const whole = (text: string) => ({ start: 0, end: text.length });
const clauses = (text: string) => clauseSpans(text, whole(text)).map(({ start, end }) => text.slice(start, end));
const cut = (text: string, focus: string, maxChars: number) => {
  const start = text.indexOf(focus);
  const span = cutToClause(text, whole(text), { start, end: start + focus.length }, maxChars);
  return text.slice(span.start, span.end);
};

describe('clauseSpans', () => {
  it.each([
    ['semicolons and colons', 'He said this: it rains; we go.', ['He said this:', 'it rains;', 'we go.']],
    [
      'dashes',
      'He left — she stayed – they slept - it ended.',
      ['He left —', 'she stayed –', 'they slept -', 'it ended.'],
    ],
    [
      'conjunctions behind a comma',
      'He left, but she stayed, which was odd.',
      ['He left,', 'but she stayed,', 'which was odd.'],
    ],
    ['no lists', 'Britain, France and Spain agreed.', ['Britain, France and Spain agreed.']],
    [
      'no times, numbers and hyphens',
      'At 10:30 some 1,000 well-known men left.',
      ['At 10:30 some 1,000 well-known men left.'],
    ],
    [
      'no quotations',
      'He said “we go; they stay, and so on” and left; good.',
      ['He said “we go; they stay, and so on” and left;', 'good.'],
    ],
    ['no straight quotations', 'He said "go; stay"; then left.', ['He said "go; stay";', 'then left.']],
    ['no tokenised quotations', "`` go ; stay '' ; he left", ["`` go ; stay '' ;", 'he left']],
    ['no brackets', 'It (which: that; this) ended; fine.', ['It (which: that; this) ended;', 'fine.']],
    ['quotations that never close', 'He said “we go; they stay.', ['He said “we go;', 'they stay.']],
    ['Chinese', '他走了；她留下。', ['他走了；', '她留下。']],
  ])('cuts at %s', (_, text, expected) => {
    expect(clauses(text as string)).toEqual(expected);
  });

  it('cuts inside a quotation that is longer than a quote may be', () => {
    const text = `He said “${'we go on; '.repeat(50)}end” and left.`;
    expect(clauses(text).length).toBeGreaterThan(10);
  });
});

describe('cutToClause', () => {
  const text =
    'The talks began on Monday; the minister said, Reuters reported, that grain would flow; nobody objected, and all went home.';

  it('leaves what fits', () => {
    expect(cut(text, 'grain', 400)).toBe(text);
  });

  it('takes as many whole clauses as fit around the focus', () => {
    expect(cut(text, 'grain', 90)).toBe(
      'The talks began on Monday; the minister said, Reuters reported, that grain would flow',
    );
    expect(cut(text, 'Monday', 60)).toBe('The talks began on Monday');
  });

  it('falls back to phrases, to words, to characters', () => {
    expect(cut(text, 'grain', 45)).toBe('Reuters reported, that grain would flow');
    expect(cut(text, 'grain would', 18)).toBe('grain would flow');
    expect(cut(text, 'grain', 3)).toBe('gra');
    expect(cut('x😀😀😀', '😀', 3)).toBe('😀');
    expect(cut('a 😀😀😀', '😀', 1)).toBe('');
  });

  it('is trimmed, whole code points, inside its span, within the limit, and holds the focus where that fits at a word', () => {
    const parts = fc.constantFrom(
      'word',
      ' ',
      ' ',
      '; ',
      ', ',
      ', and ',
      '“',
      '”',
      '"',
      '(',
      ')',
      ' — ',
      '😀',
      '，',
      'x'.repeat(30),
    );
    fc.assert(
      fc.property(
        fc.array(parts, { maxLength: 40 }),
        fc.nat(),
        fc.nat(),
        fc.integer({ min: 2, max: 80 }),
        (list, a, b, maxChars) => {
          const any = list.join('').trim();
          const borders = [0, ...[...any].map((_, i, all) => all.slice(0, i + 1).join('').length)];
          const [start, end] = [borders[a % borders.length], borders[b % borders.length]].sort((x, y) => x - y);
          const result = cutToClause(any, whole(any), { start, end }, maxChars);
          const slice = any.slice(result.start, result.end);
          expect(result.start >= 0 && result.end <= any.length).toBe(true);
          expect(slice.length).toBeLessThanOrEqual(maxChars);
          expect(slice).toBe(slice.trim());
          expect(slice.isWellFormed()).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('finds the longest run that there is', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 12 }),
        fc.nat(),
        // One clause always fits, its mark included.
        fc.integer({ min: 31, max: 120 }),
        (lengths, at, maxChars) => {
          const any = `${lengths.map((length) => 'x'.repeat(length)).join('; ')}.`;
          const spans = clauseSpans(any, whole(any));
          const focus = spans[at % spans.length];
          const fitting = spans
            .flatMap(({ start }) => spans.map(({ end }) => ({ start, end })))
            .filter(({ start, end }) => start <= focus.start && end >= focus.end && end - start <= maxChars);
          const longest = Math.max(...fitting.map(({ start, end }) => end - start));
          const result = cutToClause(any, whole(any), focus, maxChars);
          const isCutOff = any[result.end] === ';';
          expect(
            fitting.some(
              ({ start, end }) =>
                end - start === longest &&
                result.start === start &&
                (result.end === end || (isCutOff && result.end === end - 1)),
            ),
          ).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each(['(', '“', '"', '; ', ', ', '``', 'x'])('cuts half a million characters of %j around the focus', (piece) => {
    const long = piece.repeat(500_000 / piece.length);
    const { start, end } = cutToClause(long, whole(long), { start: 250_000, end: 250_001 }, 400);
    expect(end - start).toBeGreaterThan(0);
    expect(end - start).toBeLessThanOrEqual(400);
    expect(start).toBeGreaterThan(250_000 - 400);
    expect(end).toBeLessThan(250_000 + 401);
  });
});
