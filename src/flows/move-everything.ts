/** Copies index and state from where they are to a folder or a database. */
import type { Config, DatabaseConfig } from '../config.js';
import { NoIndexError } from '../core/errors.js';
import { hasIndex, openStore } from '../index/open-index.js';
import { copyState } from '../state/copy-state.js';
import { SqliteStore } from '../state/sqlite-store.js';
import { type MoveOptions, type MoveReport, moveIndex } from './move-index.js';

/** Where index and state are to be moved: another folder, or a database. */
export type MoveTarget = { dataDir: string } | { database: DatabaseConfig };

export interface EverythingMoved {
  index: MoveReport;
  state: { rows: number; checksum: string };
}

/**
 * Copies index and state from where the configuration has them; both stay there. Safe to run again after a break. Throws
 * UserError where there is nothing to move, where either is in use, and where the copy differs.
 */
export async function moveEverything(
  folders: Pick<Config, 'dataDir' | 'database'>,
  target: MoveTarget,
  { mayBeLost, ...options }: Pick<MoveOptions, 'signal' | 'onProgress'> & { mayBeLost?: boolean },
): Promise<EverythingMoved> {
  const { dataDir, database } = folders;
  if (!(await hasIndex(folders)))
    throw new NoIndexError(
      `There is no index to move in ${database ? 'the database' : dataDir}; run "footnote index" to make one.`,
    );
  const from = await openStores(database ? { database } : { dataDir });
  try {
    const to = await openStores(target);
    try {
      const index = await moveIndex({ from: from.index, to: to.index, ...options });
      return { index, state: await copyState(from.state, to.state, { mayBeLost }) };
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function openStores(place: MoveTarget) {
  if (!('database' in place)) {
    const state = SqliteStore.open(place.dataDir);
    return { index: await openStore(place), state, close: () => state.close() };
  }
  const [{ openPostgresIndexStore }, { PostgresStore }] = await Promise.all([
    import('../index/postgres/postgres-index-store.js'),
    import('../state/postgres-store.js'),
  ]);
  const index = await openPostgresIndexStore(place.database);
  return { index, state: await PostgresStore.open(index.postgres), close: () => index.close() };
}
