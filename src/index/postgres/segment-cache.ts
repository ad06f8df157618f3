/**
 * Words of recently ranked articles, so that what many questions meet is read once. A key names one revision, whose
 * words never change. Bounded, whatever the size of the corpus.
 */
import type { WordsSegment } from '../words-segment.js';

/** As stored; in memory about three times as much. */
const MAX_BYTES = 16_000_000;

export class SegmentCache {
  readonly #kept = new Map<number, { words: WordsSegment; bytes: number }>();
  #bytes = 0;

  get(key: number): WordsSegment | undefined {
    const found = this.#kept.get(key);
    if (!found) return undefined;
    // The one used last is dropped last.
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.words;
  }

  set(key: number, words: WordsSegment, bytes: number): void {
    this.#kept.set(key, { words, bytes });
    this.#bytes += bytes;
    for (const [oldest, { bytes: freed }] of this.#kept) {
      if (this.#bytes <= MAX_BYTES) return;
      this.#kept.delete(oldest);
      this.#bytes -= freed;
    }
  }
}
