/** Collects what is wrong with a form, in the nested shape of Discord's error 50035. */
import { type ApiError, apiError } from '../errors.js';
import type { Json } from '../types.js';

export type Path = (string | number)[];

/** Discord counts characters, not UTF-16 units: an emoji outside the basic plane is one. */
export const lengthOf = (text: string): number => [...text].length;

export class FieldErrors {
  readonly #root: Json = {};
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  add(path: Path, code: string, message: string): void {
    let node = this.#root;
    for (const key of path) node = (node[String(key)] ??= {}) as Json;
    ((node._errors ??= []) as Json[]).push({ code, message });
    this.#count += 1;
  }

  required(path: Path): void {
    this.add(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  }

  /** Text of `min` to `max` characters; absent text is fine when `min` is 0. */
  text(path: Path, value: unknown, min: number, max: number): void {
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
      if (min > 0) this.required(path);
      return;
    }
    if (typeof value !== 'string') {
      this.add(path, 'BASE_TYPE_BAD_TYPE', 'Could not interpret value as string.');
    } else if (lengthOf(value) < min || lengthOf(value) > max) {
      if (min > 0) this.add(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
      else this.add(path, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
    }
  }

  /** A list of `min` to `max` entries, returned for a closer look; empty when it is no list. */
  list(path: Path, value: unknown, min: number, max: number): Json[] {
    if (value === undefined || value === null) {
      if (min > 0) this.required(path);
      return [];
    }
    if (!Array.isArray(value)) {
      this.add(path, 'LIST_TYPE_CONVERT', 'Only iterables may be used in a ListType');
      return [];
    }
    if (value.length < min || value.length > max) {
      const message = min > 0 ? `Must be between ${min} and ${max} in length.` : `Must be ${max} or fewer in length.`;
      this.add(path, 'BASE_TYPE_BAD_LENGTH', message);
    }
    return value as Json[];
  }

  integer(path: Path, value: unknown, min: number, max: number): void {
    if (value === undefined || value === null) return;
    if (!Number.isInteger(value)) this.add(path, 'NUMBER_TYPE_COERCE', `Value "${value}" is not int.`);
    else if ((value as number) < min) this.add(path, 'NUMBER_TYPE_MIN', `int value should be at least ${min}.`);
    else if ((value as number) > max) this.add(path, 'NUMBER_TYPE_MAX', `int value should be at most ${max}.`);
  }

  /** Links and pictures may only use these schemes. */
  url(path: Path, value: unknown, schemes = ['http:', 'https:', 'attachment:', 'discord:']): void {
    if (value === undefined || value === null) return;
    if (typeof value !== 'string' || !URL.canParse(value)) {
      this.add(path, 'URL_TYPE_INVALID_URL', 'Not a well formed URL.');
    } else if (!schemes.includes(new URL(value).protocol)) {
      this.add(path, 'URL_TYPE_INVALID_SCHEME', `Scheme "${new URL(value).protocol}" is not supported.`);
    } else if (value.length > 2048) {
      this.add(path, 'BASE_TYPE_MAX_LENGTH', 'Must be 2048 or fewer in length.');
    }
  }

  toError(): ApiError {
    return apiError('invalidForm', { errors: this.#root });
  }

  throwIfAny(): void {
    if (!this.isEmpty) throw this.toError();
  }
}
