/** Opens the state where the configuration keeps it. */
import type { Config } from '../config.js';
import { type Pauses, withPauses } from '../core/with-pauses.js';
import { SqliteState } from './sqlite-state.js';
import type { State } from './state.js';

export interface OpenStateOptions extends Pick<Pauses, 'signal' | 'withinMs' | 'onPause'> {
  /** What the server shows of this process. */
  name?: string;
  /** Told when the database went away, and when it came back. */
  onReadiness?: (isReady: boolean, error?: Error) => void;
}

/** Waits for a database that is away, with growing pauses. Throws UserError for what has to be mended. */
export async function openState(
  { dataDir, database }: Pick<Config, 'dataDir' | 'database'>,
  { name, onReadiness, ...pauses }: OpenStateOptions = {},
): Promise<State> {
  if (!database) return SqliteState.open(dataDir);
  const [{ Postgres }, { PostgresState }] = await Promise.all([
    import('../postgres/postgres.js'),
    import('./postgres-state.js'),
  ]);
  return withPauses(
    async () => {
      const postgres = await Postgres.open(database, name);
      try {
        return await PostgresState.open(postgres, { onReadiness });
      } catch (error) {
        await postgres.close();
        throw error;
      }
    },
    { firstMs: 1_000, ...pauses },
  );
}
