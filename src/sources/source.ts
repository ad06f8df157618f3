/** What a source is: one entry of sources.yaml, as everything else uses it. */

/** Feeds and sites may be added from Discord; Git folders and folders of this machine in the file or a terminal alone. */
export const SOURCE_KINDS = ['feed', 'site', 'git', 'folder'] as const;
export type SourceKind = (typeof SOURCE_KINDS)[number];

/** Names become folders and ids. */
export const isSourceName = (name: string): boolean => /^[A-Za-z0-9_-]{1,40}$/.test(name);

/** When a source is looked at: each `everyMs`, or each day at `at` ("07:30") of this machine's clock. */
export type Schedule = { everyMs: number; at?: undefined } | { at: string; everyMs?: undefined };

/** How much one refresh may take. */
export interface SourceLimits {
  /** Articles that are read or copied in one refresh; the others follow in the next. */
  articles: number;
  /** Bytes of one response after decompression, and of one file of a folder. */
  bytes: number;
  /** Bytes of a whole Git folder. */
  folderBytes: number;
}

export interface Source {
  /** Letters, digits, `-` and `_`, at most 40: its articles' ids begin with `fetched/NAME/`. */
  name: string;
  kind: SourceKind;
  /** A web address, or the absolute path of a folder. */
  address: string;
  schedule: Schedule;
  /** Articles that the source dropped go too. */
  isMirror: boolean;
  limits: SourceLimits;
  /** Of a folder on a network mount, which tells no changes: it is looked at every few seconds. */
  isPolled: boolean;
}
