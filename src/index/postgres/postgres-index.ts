/**
 * Reads the index in PostgreSQL: each question in one read-only REPEATABLE READ transaction, hence over one version, and only
 * what it asks for. It differs from the embedded index in this: a search gives at most the 200 best articles, similarities are
 * those of half precision, and lists of titles and the summary of a period read as many rows as they show.
 */
import { NoIndexError } from '../../core/errors.js';
import { withPauses } from '../../core/with-pauses.js';
import { listen } from '../../postgres/listen.js';
import type { Postgres, Queryable } from '../../postgres/postgres.js';
import { isTextCurrent } from '../../text/version.js';
import { historyOf } from '../meta.js';
import type { IndexHistory, IndexStatus, SearchIndex } from '../search-index.js';
import type { Snapshot } from '../snapshot.js';
import { ArticleCache } from './article-cache.js';
import { type IndexHeader, readIndexHeader, readMetas } from './header.js';
import { measureRecall } from './near-passages.js';
import { PostgresSnapshot } from './postgres-snapshot.js';
import { unescapeText } from './stored-text.js';
import { INDEX_CHANNEL } from './tables.js';

/** A question is run again three or four times; one that never ends is a bug. */
const MAX_ROUNDS = 40;
const AGAIN = { firstMs: 50, withinMs: 500 };

export class PostgresIndex implements SearchIndex {
  #header: { header: IndexHeader; stamp: string } | undefined;
  readonly #cache = new ArticleCache();

  private constructor(
    private readonly postgres: Postgres,
    readonly embedderId: string,
    readonly textVersion: string | undefined,
    private readonly onClose: () => Promise<void>,
  ) {}

  /** Throws NoIndexError where nothing was published yet. `onClose` ends what belongs to nobody else. */
  static async open(postgres: Postgres, onClose: () => Promise<void> = async () => {}): Promise<PostgresIndex> {
    const metas = await readMetas(postgres);
    if (!Number(metas.get('version') ?? 0)) throw noIndex(postgres);
    return new PostgresIndex(postgres, metas.get('embedder') ?? '', metas.get('text_version'), onClose);
  }

  /** A connection lost meanwhile is tried anew: reading twice does no harm. */
  read<T>(use: (snapshot: Snapshot) => T): Promise<T> {
    return withPauses(() => this.#readOnce(use), AGAIN);
  }

  #readOnce<T>(use: (snapshot: Snapshot) => T): Promise<T> {
    return this.postgres.transaction(
      async (sql) => {
        const snapshot = new PostgresSnapshot(await this.#currentHeader(sql), this.#cache);
        for (let round = 0; round < MAX_ROUNDS; round++) {
          const tried = attempt(() => use(snapshot));
          if (!snapshot.hasMissing) return tried();
          await snapshot.fetch(sql);
        }
        throw new Error('a question asked the index for more and more');
      },
      { snapshot: true },
    );
  }

  /** The header of the current version, read once for each. */
  async #currentHeader(sql: Queryable): Promise<IndexHeader> {
    const { rows } = await sql.query<{ value: string }>(
      `SELECT value FROM footnote_meta WHERE name IN ('version', 'indexed_at', 'level', 'passages_table') ORDER BY name`,
    );
    const stamp = rows.map(({ value }) => value).join(' ');
    if (this.#header?.stamp !== stamp) this.#header = { header: await readIndexHeader(sql), stamp };
    if (this.#header.header.version === 0) throw noIndex(this.postgres);
    return this.#header.header;
  }

  /** Calls `onVersion` when a version was published, by whatever process; and after the way to the database was lost. */
  async watch(onVersion: () => void): Promise<{ close(): Promise<void> }> {
    return listen(this.postgres, INDEX_CHANNEL, onVersion);
  }

  async status(): Promise<IndexStatus> {
    return this.postgres.transaction(
      async (sql) => {
        const metas = await readMetas(sql);
        const { statistics, version, passagesTable } = await this.#currentHeader(sql);
        const { rows } = await sql.query<{ oldest: string | null; newest: string | null; bytes: number }>(
          `SELECT min(published_at COLLATE "C") AS oldest, max(published_at COLLATE "C") AS newest,
             (SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c
              WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace
                AND c.relname LIKE 'footnote\\_%')::bigint AS bytes
           FROM footnote_articles`,
        );
        const [{ oldest, newest, bytes }] = rows;
        const corpus = metas.get('corpus');
        return {
          articles: statistics.article.count,
          passages: statistics.passage.count,
          sentences: statistics.sentence.count,
          version,
          corpus: corpus ?? null,
          embedder: metas.get('embedder') ?? '',
          dimensions: Number(metas.get('dimensions') ?? 0),
          newestAt: newest === null ? null : unescapeText(newest),
          oldestAt: oldest === null ? null : unescapeText(oldest),
          indexedAt: metas.get('indexed_at') ?? null,
          segments: [],
          recall: passagesTable ? await measureRecall(sql, passagesTable, statistics.passage.count) : null,
          bytes: { database: bytes, segments: 0 },
          repaired: [],
          ...historyOf((name) => metas.get(name)),
          isOutdated: !isTextCurrent(metas.get('text_version')),
        };
      },
      { snapshot: true },
    );
  }

  async history(): Promise<IndexHistory> {
    const metas = await readMetas(this.postgres);
    return historyOf((name) => metas.get(name));
  }

  close(): Promise<void> {
    return this.onClose();
  }
}

const noIndex = ({ place }: Postgres) =>
  new NoIndexError(`There is no index in PostgreSQL at ${place} yet; run "footnote index" to make one.`);

/** The outcome of `work`, result or error, for later. */
function attempt<T>(work: () => T): () => T {
  try {
    const value = work();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
