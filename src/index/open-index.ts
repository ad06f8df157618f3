/** Opens the index where the configuration keeps it: in a data folder, or in PostgreSQL. */
import type { Config } from '../config.js';
import { embeddedStore } from './embedded-store.js';
import type { OpenStore } from './index-store.js';

/** PostgreSQL's parts are loaded only where there is a database. Throws UserError with the fix where it can't be used. */
export async function openStore({ dataDir, database }: Pick<Config, 'dataDir' | 'database'>): Promise<OpenStore> {
  if (!database) return embeddedStore(dataDir);
  const { openPostgresIndexStore } = await import('./postgres/postgres-index-store.js');
  return openPostgresIndexStore(database);
}

/** Whether there is an index that could be opened. */
export async function hasIndex(home: Pick<Config, 'dataDir' | 'database'>): Promise<boolean> {
  const store = await openStore(home);
  try {
    return await store.exists();
  } finally {
    await store.close();
  }
}
