/** What a refresh did, and how far it is. */
import type { Skipped } from '../core/types.js';

/** What a refresh brought: numbers of article files. */
export interface RefreshReport {
  name: string;
  changed: boolean;
  added: number;
  updated: number;
  removed: number;
  unchanged: number;
  skipped: Skipped[];
  /** Why it failed, in one sentence for people; what came before the failure counts and stays. */
  error?: string;
}

export interface RefreshProgress {
  name: string;
  /** Items, pages or files looked at, of those known so far. */
  done: number;
  total: number;
}
