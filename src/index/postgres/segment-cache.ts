/**
 * Words of recently ranked articles, so that what many questions meet is read once. A key names one revision, whose
 * words never change. Bounded, whatever the size of the corpus.
 */
import { BoundedCache } from '../../core/bounded-cache.js';
import type { WordsSegment } from '../words-segment.js';

/** As stored; in memory about three times as much. */
const MAX_BYTES = 16_000_000;

export class SegmentCache extends BoundedCache<WordsSegment> {
  constructor() {
    super(MAX_BYTES);
  }
}
