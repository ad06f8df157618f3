/** Which documents a search or a deletion is about: a function, or metadata values that must be equal. */
import { isDeepStrictEqual } from 'node:util';
import type { Document } from '@langchain/core/documents';
import { UserError } from '../core/errors.js';

/** A function, or values by metadata key, of which all must be equal (lists and objects by their content). */
export type DocumentFilter = ((document: Document) => boolean) | Record<string, unknown>;

/**
 * The filter as a function. Values are compared as JSON keeps them, so a Date equals its stored text. Throws UserError
 * `bad-filter` for a value that is undefined: what was meant to narrow would widen.
 */
export function readFilter(filter: DocumentFilter): (document: Document) => boolean {
  if (typeof filter === 'function') return filter;
  const wanted = Object.entries(filter).map(([key, value]) => {
    const json = JSON.stringify(value);
    if (json === undefined)
      throw new UserError(
        'bad-filter',
        `The filter's ${JSON.stringify(key)} is ${value === undefined ? 'undefined' : `a ${typeof value}`}; give a value, leave the key out, or give a function.`,
      );
    return [key, JSON.parse(json)] as const;
  });
  return ({ metadata }) =>
    wanted.every(([key, value]) => Object.hasOwn(metadata, key) && isDeepStrictEqual(metadata[key], value));
}
