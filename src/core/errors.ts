/** Errors meant for people. Everything else is a bug and is shown as such. No text of either holds a secret. */
import { redact } from './secrets.js';

/** `message` is one sentence: what was expected, what came, what to do. `exitCode` is the process's status. */
export class UserError extends Error {
  constructor(
    readonly code: string,
    sentence: string,
    readonly exitCode: number = 1,
  ) {
    super(redact(sentence));
    this.name = 'UserError';
  }
}

/** No index, or one that can't be read: `footnote index` is the fix. */
export class NoIndexError extends UserError {
  constructor(sentence: string) {
    super('no-index', sentence, 2);
    this.name = 'NoIndexError';
  }
}

/** The database is away, for a while: trying again helps. */
export class DatabaseDownError extends UserError {
  constructor(sentence: string) {
    super('database-down', sentence);
    this.name = 'DatabaseDownError';
  }
}

/** The text of an error that isn't ours, on one line. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return redact(text.replace(/\s+/g, ' ').trim());
}

/** Node's error code (`ENOENT`, `EACCES`, …), or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
