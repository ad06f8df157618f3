/** A look at the state by a command that keeps nothing in it. */
import { existsSync } from 'node:fs';
import type { Config } from '../config.js';
import { openState } from '../state/open-state.js';
import { statePath } from '../state/sqlite-store.js';
import type { State } from '../state/state.js';

/** Undefined where there is no state yet. Waits for no database; throws UserError where it is away. */
export async function withState<Result>(
  places: Pick<Config, 'dataDir' | 'database'>,
  use: (state: State) => Promise<Result>,
  signal?: AbortSignal,
): Promise<Result | undefined> {
  if (!places.database && !existsSync(statePath(places.dataDir))) return undefined;
  const state = await openState(places, { signal, withinMs: 0 });
  try {
    return await use(state);
  } finally {
    await state.close();
  }
}
