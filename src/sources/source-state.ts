/** How a source is: what is shown of it, and when it is next looked at. */
import { DAY_MS } from '../core/dates.js';
import type { Schedule, Source, SourceKind } from './source.js';

/** All times in milliseconds since 1970. */
export type SourceState = Schedule & {
  name: string;
  kind: SourceKind;
  /** Without what may be secret in it. */
  address: string;
  /** Of the first refresh; undefined where there was none yet. */
  firstTriedMs?: number;
  lastTriedMs?: number;
  /** When it last answered, with news or without. */
  lastSucceededMs?: number;
  /** When an article was last added, changed or removed. */
  lastChangedMs?: number;
  /** When it is to be looked at; in the past where it is due. */
  nextMs: number;
  /** The time before which its server wants no more requests. */
  notBeforeMs?: number;
  /** Why the last refresh failed, in one sentence for people. */
  error?: string;
  /** How many article files there are. */
  articles: number;
};

/** Whether it had no success for twice its period. One that was never tried isn't late. */
export function isLate(state: SourceState, nowMs: number): boolean {
  const sinceMs = state.lastSucceededMs ?? state.firstTriedMs;
  return sinceMs !== undefined && nowMs - sinceMs > 2 * (state.everyMs ?? DAY_MS);
}

/** What follows the "?" of a web address may be a key that somebody was given. */
export function shownAddress(url: URL | string): string {
  const { protocol, host, pathname, search } = new URL(url);
  return `${protocol}//${host}${pathname}${search && '?…'}`;
}

export const shownSourceAddress = ({ kind, address }: Source): string =>
  kind === 'folder' ? address : shownAddress(address);
