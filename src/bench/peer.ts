/** What a search engine is to satisfy to be measured beside Footnote: made from what is given, then asked. */

/** A passage as Footnote cuts it, with its article's id and title. */
export interface GivenPassage {
  article: string;
  title: string;
  text: string;
}

/** One vector of unit length for each passage, in passage order, as packages take them; there is at least one. */
export interface GivenVectors {
  vectors: number[][];
  /** How many candidates a search of a graph keeps: as many as Footnote's own. */
  ef: number;
}

/** Lets a signal be seen while much is done at a stretch; rejects with its reason once it is aborted. */
export type Pause = () => Promise<void>;

/** Makes an index of all that is given; what it writes goes into `folder`, which is empty and its own. */
export type Build<Given, Index> = (given: Given, folder: string, pause: Pause) => Promise<Index>;
export type BuildPeer = Build<GivenPassage[], PeerIndex>;
export type BuildVectorPeer = Build<GivenVectors, VectorPeerIndex>;

export interface ClosableIndex {
  /** Of files; absent where the index lives in memory alone. */
  bytes?: number;
  close(): void;
}

export interface PeerIndex extends ClosableIndex {
  /**
   * Ids of at most `top` articles, each once, the one with the best passage first. Any text is a question; one without a
   * word finds nothing.
   */
  search(question: string, top: number): string[];
}

export interface VectorPeerIndex extends ClosableIndex {
  /** Numbers of at most `top` passages, the nearest to a vector of unit length first. */
  nearest(query: number[], top: number): number[] | Promise<number[]>;
}

export interface PeerOf<Given, Index> {
  name: string;
  /** What isn't counted as making an index, such as importing its package. Rejects where that isn't installed. */
  load(): Promise<Build<Given, Index>>;
}
/** A search by words. */
export type Peer = PeerOf<GivenPassage[], PeerIndex>;
/** A search by vectors. */
export type VectorPeer = PeerOf<GivenVectors, VectorPeerIndex>;

/** So many passages are handed to an engine between two pauses. */
export const PASSAGES_PER_PAUSE = 256;
