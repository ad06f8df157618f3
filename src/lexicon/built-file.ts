/** Files of the dictionary that "npm run build" makes: they lie in dist/, for the sources as for what is built of them. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { errorText, UserError } from '../core/errors.js';

/** Throws UserError with what to do where it isn't there. */
export function readBuilt(name: string): Buffer {
  const file = new URL(`../../dist/lexicon/${name}`, import.meta.url);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UserError(
      'not-built',
      `${fileURLToPath(file)} can't be read (${errorText(error)}): it is made by "npm run build".`,
    );
  }
}
