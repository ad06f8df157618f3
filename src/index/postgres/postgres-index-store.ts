/** The index in PostgreSQL: opened once, it is asked, and written by one at a time. */
import type { DatabaseConfig } from '../../config.js';
import { UserError } from '../../core/errors.js';
import type { Embedder } from '../../models/embedder.js';
import { migrate } from '../../postgres/migrate.js';
import { Postgres } from '../../postgres/postgres.js';
import type { OpenStore } from '../index-store.js';
import { readMetas } from './header.js';
import { PostgresIndex } from './postgres-index.js';
import { PostgresWriter, readStoredIndex, readTexts } from './postgres-writer.js';
import { INDEX_STEPS } from './tables.js';

/** The widest vectors that an HNSW index over halfvec takes. */
const MAX_DIMENSIONS = 4_000;
/** The first pgvector with iterative scans: a filtered search goes on until it has enough. */
const MIN_PGVECTOR = [0, 8];

export interface PostgresIndexStore extends OpenStore {
  openIndex(): Promise<PostgresIndex>;
  /** Whether the server has pgvector. */
  readonly hasVector: boolean;
  readonly postgres: Postgres;
  close(): Promise<void>;
}

/** Throws UserError with the fix where the database can't be used. */
export async function openPostgresIndexStore(config: DatabaseConfig): Promise<PostgresIndexStore> {
  const postgres = await Postgres.open(config);
  try {
    await migrate(postgres, 'index', INDEX_STEPS);
    const pgvector = await findPgvector(postgres);
    return storeOn(postgres, pgvector);
  } catch (error) {
    await postgres.close();
    throw error;
  }
}

function storeOn(postgres: Postgres, pgvector: 'installed' | 'available' | 'missing'): PostgresIndexStore {
  const hasVector = pgvector !== 'missing';
  const embedderId = async () => {
    const metas = await readMetas(postgres);
    return Number(metas.get('version') ?? 0) > 0 ? metas.get('embedder') : undefined;
  };
  return {
    hasVector,
    postgres,
    embedderId,
    openIndex: () => PostgresIndex.open(postgres),
    exists: async () => (await embedderId()) !== undefined,
    readStored: () => postgres.transaction(readStoredIndex, { snapshot: true }),
    storedTexts: (without) => readTexts(postgres, without),
    requireFit: (embedder) => requireFit(embedder, hasVector, postgres.place),
    async openWriter(owner) {
      if (pgvector === 'available') await postgres.query('CREATE EXTENSION IF NOT EXISTS vector');
      return PostgresWriter.open(postgres, owner, () => PostgresIndex.open(postgres));
    },
    close: () => postgres.close(),
  };
}

async function findPgvector(postgres: Postgres): Promise<'installed' | 'available' | 'missing'> {
  const { rows } = await postgres.query<{ installed: string | null; standard: string | null }>(
    `SELECT installed_version AS installed, default_version AS standard FROM pg_available_extensions WHERE name = 'vector'`,
  );
  if (!rows[0]) return 'missing';
  const { installed, standard } = rows[0];
  const version = installed ?? standard ?? '0';
  const [major, minor] = version.split('.').map(Number);
  if (major < MIN_PGVECTOR[0] || (major === MIN_PGVECTOR[0] && minor < MIN_PGVECTOR[1]))
    throw new UserError(
      'extension-old',
      `PostgreSQL at ${postgres.place} has pgvector ${version}; expected ${MIN_PGVECTOR.join('.')} or newer, so upgrade it and run "ALTER EXTENSION vector UPDATE".`,
    );
  return installed ? 'installed' : 'available';
}

/**
 * Throws where the server can't hold the embedder's vectors. The offline embedder's have no say in the order, so the
 * index does without them.
 */
function requireFit(
  { id, dimensions, semantic }: Pick<Embedder, 'id' | 'dimensions' | 'semantic'>,
  hasVector: boolean,
  place: string,
): void {
  if (semantic && !hasVector)
    throw new UserError(
      'no-extension',
      `PostgreSQL at ${place} has no pgvector for the vectors of ${id}; install it on the server (Debian: postgresql-VERSION-pgvector), use the image pgvector/pgvector, or set EMBEDDING_MODEL=offline.`,
    );
  if (dimensions > MAX_DIMENSIONS)
    throw new UserError(
      'too-wide',
      `${id} makes vectors of ${dimensions} numbers, pgvector indexes at most ${MAX_DIMENSIONS}; choose an EMBEDDING_MODEL of fewer dimensions, or keep the index in DATA_DIR by leaving DATABASE_URL empty.`,
    );
}
