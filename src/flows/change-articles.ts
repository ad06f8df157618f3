/**
 * Puts articles into an index and takes others out, in one version, for callers whose articles come from no corpus folder.
 * Embeddings, segments and publishing are those of a re-index.
 */
import type { Article } from '../core/types.js';
import { prepareArticle } from '../index/build-segment.js';
import { nameDamage, openForReading } from '../index/database.js';
import { EmbeddedIndex } from '../index/embedded-index.js';
import { IndexWriter } from '../index/index-writer.js';
import { readMeta, readVersion } from '../index/meta.js';
import { requireVersionSeal } from '../index/seals.js';
import type { Embedder, Embedding } from '../models/embedder.js';
import { isTextCurrent } from '../text/version.js';
import { buildVersion, type Findings } from './reindex.js';

export interface ArticleChanges {
  dataDir: string;
  embedder: Embedder;
  /** New articles and new revisions of known ones; of two with one id the later counts. */
  upserts?: Article[];
  /** Ids; unknown ones are passed over. */
  removals?: Iterable<string>;
  /** A vector of the caller's for the whole article; undefined where its passages are to be embedded. */
  vectorOf?: (article: Article) => Embedding | undefined;
  /** Who changes the index, for a second one that has to wait. */
  owner: string;
  signal?: AbortSignal;
}

/** What an index was made with; `dimensions` is 0 where no vector was ever stored, `isCurrent` false where text is split otherwise now. */
export interface IndexOrigin {
  embedderId: string;
  dimensions: number;
  isCurrent: boolean;
}

/** Undefined where there is no finished index. Throws NoIndexError where one can't be read. */
export function readOrigin(dataDir: string): IndexOrigin | undefined {
  if (!EmbeddedIndex.exists(dataDir)) return undefined;
  const db = openForReading(dataDir);
  try {
    if (readVersion(db) === 0) return undefined;
    requireVersionSeal(db);
    return {
      embedderId: readMeta(db, 'embedder') ?? '',
      dimensions: Number(readMeta(db, 'dimensions') ?? 0),
      isCurrent: isTextCurrent(readMeta(db, 'text_version')),
    };
  } catch (error) {
    throw nameDamage(error, dataDir);
  } finally {
    db.close();
  }
}

/**
 * Resolves once the new version is on the disk: all of the changes or, where it rejects, none of them. Makes the index where
 * there is none. Throws UserError `index-busy` while another process writes.
 */
export async function changeArticles(changes: ArticleChanges): Promise<void> {
  const { dataDir, embedder, upserts = [], removals = [], vectorOf = () => undefined, owner, signal } = changes;
  const writer = IndexWriter.open(dataDir, owner);
  try {
    const stored = writer.stored();
    // What a failed run embedded before anything was published may be of any width.
    if (!Number(writer.meta('dimensions'))) writer.keepEmbeddings('', new Set());
    const before = new Map(stored.articles.map((article) => [article.id, article]));
    const removed = new Set(removals);
    const wanted = new Map(upserts.map((article) => [article.id, article]));
    const isCurrent = stored.version === 0 || isTextCurrent(writer.meta('text_version'));
    if (!isCurrent) {
      for (const article of allArticles(writer))
        if (!removed.has(article.id) && !wanted.has(article.id)) wanted.set(article.id, article);
    }
    const isThere = ({ id, hash, path }: Article) => before.get(id)?.hash === hash && before.get(id)?.path === path;
    const added = [...wanted.values()]
      .filter((article) => !isCurrent || !isThere(article))
      .map((article) => ({ file: '', article, replaces: before.get(article.id)?.key }));
    const findings: Findings = {
      added,
      removed: [...removed].flatMap((id) => before.get(id) ?? []),
      unchanged: wanted.size - added.length,
      moved: [],
      readFiles: [],
      removedFiles: [],
      skipped: [],
    };
    for (const { article } of added) {
      const vector = vectorOf(article);
      if (vector) saveVector(writer, embedder, article, vector);
    }
    const inspection = await writer.inspect(!isCurrent);
    const built = await buildVersion(writer, findings, stored, inspection, { corpusDir: dataDir, embedder, signal });
    if (built) writer.publish(built.change);
  } catch (error) {
    // Nothing is set aside here: there is no corpus to make these articles anew from.
    throw nameDamage(error, dataDir);
  } finally {
    writer.close();
  }
}

function allArticles(writer: IndexWriter): Article[] {
  return writer.segments().flatMap(({ id }) => writer.articlesOf(id).map(({ key: _key, ...article }) => article));
}

/** Stores the caller's vector under each passage of the article, so that none of them is embedded. */
function saveVector(writer: IndexWriter, { id }: Embedder, article: Article, vector: Embedding): void {
  const { embeddingHashes } = prepareArticle(0, article);
  writer.saveEmbeddings(
    id,
    embeddingHashes.map((hash) => ({ hash, vector })),
  );
}
