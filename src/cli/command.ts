/** What every command gets, and how it ends. */
import type { Config } from '../config.js';

/** What every command gets. */
export interface CommandContext {
  config: Config;
  json: boolean;
  /** Aborted by Ctrl-C and by SIGTERM. */
  signal: AbortSignal;
}

export const EXIT = { done: 0, failed: 1, noIndex: 2, usage: 64, interrupted: 130 } as const;
