/** Digests that are posted on a schedule, and the one promise about them: a time that was claimed is claimed once. */
export interface Digest {
  id: string;
  guild: string;
  channel: string;
  /** 0 is Sunday; undefined means every day. */
  weekday?: number;
  /** 0 to 23, on the clock of the zone. */
  hour: number;
  /** An IANA name. */
  zone: string;
  topic?: string;
  source?: string;
  /** Whether it says so when nothing was published. */
  saysEmpty: boolean;
  /** When it is to be posted next, in milliseconds since 1970. */
  dueAtMs: number;
  /** Ids of the articles of its last one. */
  told: string[];
  /** How often in a row it couldn't be posted. */
  failures: number;
  /** Switched off, because it couldn't be posted too often. */
  isOff: boolean;
}

export type NewDigest = Omit<Digest, 'told' | 'failures' | 'isOff'>;

export interface Digests {
  /** False where the server has `most` already. */
  add(digest: NewDigest, most: number): Promise<boolean>;
  /** A server's own, the next first. */
  of(guild: string): Promise<Digest[]>;
  /** False where the server has no such digest. */
  remove(guild: string, id: string): Promise<boolean>;
  /** Those whose time has come, the longest waiting first. */
  due(nowMs: number): Promise<Digest[]>;
  /**
   * Takes the time at which a digest is due, and names the next one. True for one caller alone, whatever happens to it
   * afterwards: nothing that was claimed is ever claimed again.
   */
  claim(digest: Pick<Digest, 'id' | 'dueAtMs'>, nextAtMs: number): Promise<boolean>;
  /** It was posted, or had nothing to say. */
  succeeded(id: string, told: string[]): Promise<void>;
  /** It can't be posted; true where it was switched off for having failed `most` times in a row. */
  failed(id: string, most: number): Promise<boolean>;
}
