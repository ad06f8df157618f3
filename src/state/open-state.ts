/** Opens the state where the configuration keeps it. */
import type { Config } from '../config.js';
import { type Pauses, withPauses } from '../core/with-pauses.js';
import { KeptSettings } from './kept-settings.js';
import { SqliteStore } from './sqlite-store.js';
import { State } from './state.js';

export interface OpenStateOptions extends Pick<Pauses, 'signal' | 'withinMs' | 'onPause'> {
  /** The name of this process in PostgreSQL's list of connections. */
  name?: string;
  /** Told when the database went away, and when it came back. */
  onReadiness?: (isReady: boolean, error?: Error) => void;
  /** For the process that starts the bot: a damaged file is mended, and what became of it is told in one sentence. */
  onDamage?: (sentence: string) => void;
}

/** Waits for a database that is away, with growing pauses. Throws UserError for what has to be mended. */
export async function openState(
  { dataDir, database }: Pick<Config, 'dataDir' | 'database'>,
  { name, onReadiness, onDamage, ...pauses }: OpenStateOptions = {},
): Promise<State> {
  // A file is read anew each time: other processes may change it without a word.
  if (!database) return new State(SqliteStore.open(dataDir, { onDamage }));
  const [{ Postgres }, { PostgresStore }] = await Promise.all([
    import('../postgres/postgres.js'),
    import('./postgres-store.js'),
  ]);
  return withPauses(
    async () => {
      const postgres = await Postgres.open(database, name);
      try {
        const kept = new KeptSettings();
        const onChange = (guild: string | undefined) => kept.forget(guild);
        return new State(await PostgresStore.open(postgres, { onChange, onReadiness }), kept);
      } catch (error) {
        await postgres.close();
        throw error;
      }
    },
    { firstMs: 1_000, ...pauses },
  );
}
