/** A file of lines that is read block by block, as they are first asked for; what was read is kept. */
import { openSync, readSync } from 'node:fs';

const BLOCK_BYTES = 16_384;
const LINE_END = 0x0a;

export class PagedFile {
  readonly #handle: number;
  readonly #blocks: Buffer[] = [];

  /** Stays open. Throws as `openSync` does. */
  constructor(path: string) {
    this.#handle = openSync(path, 'r');
  }

  /** The line that begins at this byte, without its end, a character for each byte. */
  lineAt(start: number): string {
    let number = Math.floor(start / BLOCK_BYTES);
    let from = start % BLOCK_BYTES;
    let line = '';
    while (true) {
      const block = this.#block(number++);
      const end = block.indexOf(LINE_END, from);
      // A line goes on in the next block, unless the file ends first.
      line += block.toString('latin1', from, end < 0 ? block.length : end);
      if (end >= 0 || block.length < BLOCK_BYTES) return line;
      from = 0;
    }
  }

  #block(number: number): Buffer {
    let block = this.#blocks[number];
    if (!block) {
      block = Buffer.allocUnsafeSlow(BLOCK_BYTES);
      this.#blocks[number] = block = block.subarray(
        0,
        readSync(this.#handle, block, 0, BLOCK_BYTES, number * BLOCK_BYTES),
      );
    }
    return block;
  }
}
