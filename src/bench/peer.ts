/** What a search engine is to satisfy to be measured beside Footnote: made from given passages, then asked for articles. */

/** A passage as Footnote cuts it, with its article's id and title. */
export interface GivenPassage {
  article: string;
  title: string;
  text: string;
}

/** Lets a signal be seen while much is done at a stretch; rejects with its reason once it is aborted. */
export type Pause = () => Promise<void>;

/** Makes an index of all passages; what it writes goes into `folder`, which is empty and its own. */
export type BuildPeer = (passages: GivenPassage[], folder: string, pause: Pause) => Promise<PeerIndex>;

export interface PeerIndex {
  /** Of files; absent where the index lives in memory alone. */
  bytes?: number;
  /**
   * Ids of at most `top` articles, each once, the one with the best passage first. Any text is a question; one without a
   * word finds nothing.
   */
  search(question: string, top: number): string[];
  close(): void;
}

export interface Peer {
  name: string;
  /** What isn't counted as making an index, such as importing its package. Rejects where that isn't installed. */
  load(): Promise<BuildPeer>;
}

/** So many passages are handed to an engine between two pauses. */
export const PASSAGES_PER_PAUSE = 256;
