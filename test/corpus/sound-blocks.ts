/** What holds for the structure of every body, whichever reader it is from. */
import { expect } from 'vitest';
import type { Span, Structure } from '../../src/core/types.js';

/** Blocks and marks in order, without overlap; no white space at a block's ends; the cells of a row in order within it. */
export function expectSoundBlocks(body: string, { blocks, markup: marks }: Structure): void {
  expectApart(blocks, 0, body.length);
  expectApart(marks, 0, body.length);
  for (const { start, end, cells, level } of blocks) {
    const text = body.slice(start, end);
    expect(text).toBe(text.trim());
    expect(text).not.toBe('');
    if (level !== undefined) expect(level).toBeGreaterThanOrEqual(0);
    if (!cells) continue;
    // The name of several columns stands in each.
    expectApart(
      cells.filter((cell, i) => cell !== cells[i - 1] && cell.start !== cells[i - 1]?.start),
      start,
      end,
    );
    for (const cell of cells) {
      const inCell = body.slice(cell.start, cell.end);
      expect(inCell).toBe(inCell.trim());
    }
  }
}

function expectApart(spans: readonly Span[], from: number, to: number): void {
  let last = from;
  for (const { start, end } of spans) {
    expect(start).toBeGreaterThanOrEqual(last);
    expect(end).toBeGreaterThanOrEqual(start);
    last = end;
  }
  expect(last).toBeLessThanOrEqual(to);
}
