/** An index that counts what questions ask of it, so that a test can hold work against the number of articles, whatever the machine. */
import type { SearchIndex } from '../../src/index/search-index.js';
import type { LiveSegment, Snapshot } from '../../src/index/snapshot.js';
import type { WordsSegment } from '../../src/index/words-segment.js';

export interface Work {
  /** Bodies of articles that were read. */
  bodies: number;
  /** Places of words that were looked at: elements of the lists of postings. */
  postings: number;
}

/** Every snapshot and segment keeps its counting stand-in, so that what is kept for a segment is kept here as well. */
export function countWork(index: SearchIndex): { index: SearchIndex; work: Work } {
  const work: Work = { bodies: 0, postings: 0 };
  const snapshots = new WeakMap<Snapshot, Snapshot>();
  const counting = (snapshot: Snapshot): Snapshot => {
    let stand = snapshots.get(snapshot);
    if (!stand) snapshots.set(snapshot, (stand = countingSnapshot(snapshot, work)));
    return stand;
  };
  return {
    work,
    index: {
      embedderId: index.embedderId,
      textVersion: index.textVersion,
      read: (use) => index.read((snapshot) => use(counting(snapshot))),
      status: () => index.status(),
      history: () => index.history(),
      close: () => index.close(),
    },
  };
}

function countingSnapshot(snapshot: Snapshot, work: Work): Snapshot {
  const segments = snapshot.segments.map((segment) => countingSegment(segment, work));
  return new Proxy(snapshot, {
    get(target, name) {
      if (name === 'segments') return segments;
      if (name === 'content') work.bodies += 1;
      const value = Reflect.get(target, name, target);
      // Private fields are the snapshot's own.
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

function countingSegment(segment: LiveSegment, work: Work): LiveSegment {
  const postingSentence = new Proxy(segment.words.postingSentence, {
    get(target, name) {
      if (typeof name === 'string' && /^\d/.test(name)) work.postings++;
      const value = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const words: WordsSegment = Object.create(segment.words, { postingSentence: { value: postingSentence } });
  return { ...segment, words };
}
