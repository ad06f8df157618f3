/** A peer's package, which may be missing: it is a development dependency or an optional one. */
import { errorCode, UserError } from '../core/errors.js';

/** Rejects with a UserError that says how to get it where `load`, an import, doesn't find it. */
export async function importPeer<T>(name: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (errorCode(error) !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new UserError('no-peer', `it is not installed; run "npm install --no-save ${name}"`);
  }
}
