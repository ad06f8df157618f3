/**
 * Brings back the version before the current one, for a corpus that a bad import broke. It is published as a version of its
 * own, so what was there just now is kept in its turn, and nothing re-indexes by itself until somebody asks for it.
 */
import { UserError } from '../core/errors.js';
import type { StoredIndex, VersionBefore } from '../index/index-store.js';
import { measureNoiseFloorOf } from '../retrieval/noise-floor.js';
import {
  buildVersion,
  type Findings,
  isOfThisProgram,
  type ReindexOptions,
  type ReindexReport,
  reportOf,
} from './reindex.js';

/**
 * Throws UserError 'no-version-before' where none is kept, 'version-before-damaged' where it isn't what was written, and
 * 'index-busy' where a re-index runs; the index then stays as it is.
 *
 * @example
 * ```ts
 * import { embeddedStore } from '../index/embedded-store.js';
 * import { createOfflineEmbedder } from '../models/offline-embedder.js';
 * import { rollBack } from './roll-back.js';
 *
 * const options = { corpusDir: 'corpus', store: embeddedStore('data'), embedder: createOfflineEmbedder() };
 * const { broughtBack, version } = await rollBack(options);
 * ```
 */
export async function rollBack(options: ReindexOptions): Promise<ReindexReport> {
  const { store, embedder, owner = 'footnote index --rollback', nowMs = Date.now } = options;
  const startedMs = nowMs();
  const writer = await store.openWriter(owner);
  try {
    await writer.examine?.({ signal: options.signal, nowMs });
    const stored = await writer.stored();
    const before = await writer.versionBefore();
    if (!before) throw new UserError('no-version-before', NO_VERSION_BEFORE);
    const findings = undo(before, stored);
    const inspection = await writer.inspect(!isOfThisProgram(stored, embedder));
    // The corpus that is indexed stays the same one, whatever folder this process would index.
    const built = await buildVersion(writer, findings, stored, inspection, {
      ...options,
      corpusDir: stored.corpus ?? '',
    });
    if (built) await writer.publish({ ...built.change, isHeld: true });
    await writer.calibrate(measureNoiseFloorOf);
    const report = reportOf(
      findings,
      { ...(await writer.totals()), embedded: built?.embedded ?? 0 },
      nowMs() - startedMs,
    );
    writer.noteExamined?.();
    return { ...report, broughtBack: { version: before.version, indexedAt: before.indexedAt } };
  } finally {
    await writer.close();
  }
}

const NO_VERSION_BEFORE =
  'No version before the current one is kept: the index has had one version only, or it was made by an earlier program. Nothing was changed.';

/** What undoes the last version. Files that it touched count as never read, so that the next re-index reads them again. */
function undo({ articles, addedKeys }: VersionBefore, stored: StoredIndex): Findings {
  const currentById = new Map(stored.articles.map((article) => [article.id, article]));
  const broughtBack = new Set(articles.map(({ id }) => id));
  const removed = stored.articles.filter(({ id, key }) => addedKeys.has(key) && !broughtBack.has(id));
  const added = articles.map(({ file, ...article }) => {
    const current = currentById.get(article.id);
    return { file, article, ...(current && { replaces: current.key }) };
  });
  const touched = new Set([
    ...articles.map(({ file }) => file),
    ...stored.articles.flatMap(({ key, file }) => (addedKeys.has(key) ? file : [])),
  ]);
  return {
    added,
    removed,
    unchanged: stored.articles.length - removed.length - added.filter(({ replaces }) => replaces !== undefined).length,
    moved: [],
    readFiles: [],
    removedFiles: [...touched],
    skipped: [],
  };
}
