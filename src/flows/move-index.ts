/**
 * Copies an index from one store into another: embeddings batch by batch, then all else as one version. What is there
 * already is left as it is, so a copy that broke off goes on; in the end both are read and compared.
 */
import { createHash } from 'node:crypto';
import { UserError } from '../core/errors.js';
import type { IndexStore, StoreContent, StoredIndex, StoredText, StoreWriter } from '../index/index-store.js';
import type { Embedder } from '../models/embedder.js';
import { isSemanticId } from '../models/offline-embedder.js';
import { measureNoiseFloorOf } from '../retrieval/noise-floor.js';
import { isTextCurrent } from '../text/version.js';
import { buildVersion, type Findings } from './reindex.js';

export interface MoveProgress {
  phase: 'embeddings' | 'articles' | 'building' | 'publishing' | 'comparing';
  done: number;
  total: number;
}

export interface MoveOptions {
  from: IndexStore;
  to: IndexStore;
  owner?: string;
  signal?: AbortSignal;
  onProgress?: (progress: MoveProgress) => void;
}

/** `copied` is what wasn't there yet; `checksum` that of all articles and their embeddings, which is the same in both. */
export interface MoveReport {
  articles: number;
  passages: number;
  embeddings: number;
  copied: { articles: number; embeddings: number };
  version: number;
  checksum: string;
}

/** Throws NoIndexError where there is nothing to move, UserError where either is being written, or the copy differs. */
export async function moveIndex({
  from,
  to,
  owner = 'footnote move',
  signal,
  onProgress = () => {},
}: MoveOptions): Promise<MoveReport> {
  // Nobody may change what is being copied.
  const source = await from.openWriter(owner);
  try {
    const stored = await source.stored();
    const { embedder: model, dimensions, version } = stored;
    if (version === 0 || !model)
      throw new UserError('no-index', 'There is no index to move; run "footnote index" to make one.', 2);
    if (!isTextCurrent(stored.textVersion))
      throw new UserError(
        'index-old',
        'The index was made by another version of Footnote; run "footnote index" first.',
      );
    const embedder = copiesOnly(model, dimensions, isSemanticId(model));
    to.requireFit?.(embedder);
    const target = await to.openWriter(owner);
    try {
      const embeddings = await copyEmbeddings(source, target, model, { signal, onProgress });
      const articles = await copyArticles(source, target, stored, embedder, { signal, onProgress });
      await target.calibrate(measureNoiseFloorOf);
      onProgress({ phase: 'comparing', done: 0, total: 1 });
      const checksum = await verifyCopy(source.content, target.content, model, signal);
      const totals = await target.totals();
      const before = await source.totals();
      if (totals.articles !== before.articles || totals.passages !== before.passages)
        throw different(
          `${totals.articles} articles and ${totals.passages} passages in place of ${before.articles} and ${before.passages}`,
        );
      return {
        ...totals,
        embeddings: embeddings.total,
        copied: { articles, embeddings: embeddings.copied },
        checksum,
      };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

type Watch = Required<Pick<MoveOptions, 'onProgress'>> & Pick<MoveOptions, 'signal'>;

/** Committed batch by batch. */
async function copyEmbeddings(source: StoreWriter, target: StoreWriter, model: string, { signal, onProgress }: Watch) {
  let total = 0;
  let copied = 0;
  for await (const hashes of source.content.embeddingHashes(model)) {
    signal?.throwIfAborted();
    const there = await target.embeddedHashes(model, hashes);
    const missing = hashes.filter((hash) => !there.has(hash.toString('hex')));
    const vectors = await source.content.embeddings(model, missing);
    const batch = missing.map((hash) => ({ hash, vector: vectors.get(hash.toString('hex'))! }));
    if (batch.length > 0) await target.saveEmbeddings(model, batch);
    total += hashes.length;
    copied += batch.length;
    onProgress({ phase: 'embeddings', done: total, total });
  }
  return { total, copied };
}

/** Returns how many articles were new or different. */
async function copyArticles(
  source: StoreWriter,
  target: StoreWriter,
  stored: StoredIndex,
  embedder: Embedder,
  { signal, onProgress }: Watch,
): Promise<number> {
  const before = await target.stored();
  const beforeById = new Map(before.articles.map((article) => [article.id, article]));
  const findings: Findings = {
    added: [],
    removed: [],
    unchanged: 0,
    moved: [],
    readFiles: [...stored.files.values()].map((file) => ({ ...file, skipped: stored.skips.get(file.path) ?? [] })),
    removedFiles: [...before.files.keys()].filter((path) => !stored.files.has(path)),
    skipped: [],
  };
  const ids = new Set<string>();
  for await (const batch of source.content.articles()) {
    signal?.throwIfAborted();
    for (const { file, ...article } of batch) {
      ids.add(article.id);
      const there = beforeById.get(article.id);
      if (there?.hash !== article.hash) findings.added.push({ file, article, ...(there && { replaces: there.key }) });
      else {
        findings.unchanged++;
        if (there.file !== file || there.path !== article.path)
          findings.moved.push({ key: there.key, file, path: article.path });
      }
    }
    onProgress({ phase: 'articles', done: ids.size, total: stored.articles.length });
  }
  findings.removed = before.articles.filter(({ id }) => !ids.has(id));
  const isCurrent = before.textVersion === stored.textVersion && before.embedder === stored.embedder;
  const inspection = await target.inspect(before.version > 0 && !isCurrent);
  const built = await buildVersion(target, findings, before, inspection, {
    corpusDir: stored.corpus ?? '',
    embedder,
    signal,
    onProgress: ({ phase, done, total }) => {
      if (phase === 'building' || phase === 'publishing') onProgress({ phase, done, total });
    },
  });
  if (built) await target.publish(built.change);
  return findings.added.length;
}

/** An embedder that only copies: it throws where it is asked for a vector that the source has lost. */
function copiesOnly(id: string, dimensions: number, semantic: boolean): Embedder {
  const lost = async (): Promise<never> => {
    throw new UserError(
      'index-damaged',
      'The index to be moved has lost embeddings; run "footnote index --full" first.',
    );
  };
  return {
    id,
    dimensions,
    semantic,
    embedDocuments: (texts) => (texts.length > 0 ? lost() : Promise.resolve([])),
    embedQuery: lost,
  };
}

/** Reads both to the last byte. Returns the checksum. */
async function verifyCopy(a: StoreContent, b: StoreContent, model: string, signal?: AbortSignal): Promise<string> {
  const [ofA, ofB] = [await articlesChecksum(a, signal), await articlesChecksum(b, signal)];
  if (ofA !== ofB) throw different('other articles');
  const hash = createHash('sha256').update(ofA);
  for await (const hashes of a.embeddingHashes(model)) {
    signal?.throwIfAborted();
    const [vectorsA, vectorsB] = [await a.embeddings(model, hashes), await b.embeddings(model, hashes)];
    for (const name of hashes.map((one) => one.toString('hex'))) {
      const [one, other] = [bytesOf(vectorsA.get(name)), bytesOf(vectorsB.get(name))];
      if (!one.equals(other)) throw different('other embeddings');
      hash.update(name).update(one);
    }
  }
  return hash.digest('hex');
}

const bytesOf = (vector: Float32Array | undefined) =>
  vector ? Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength) : Buffer.alloc(0);

async function articlesChecksum(content: StoreContent, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const batch of content.articles()) {
    signal?.throwIfAborted();
    for (const article of batch) hash.update(`${JSON.stringify(fieldsOf(article))}\n`);
  }
  return hash.digest('hex');
}

const fieldsOf = ({ id, title, source, publishedAt, url, path, file, hash, body, structure }: StoredText) => [
  id,
  title,
  source ?? null,
  publishedAt ?? null,
  url ?? null,
  path,
  file,
  hash,
  body,
  structure ?? null,
];

const different = (what: string) =>
  new UserError(
    'copy-differs',
    `The copy holds ${what}; the index moved from is as it was. Run the same command again.`,
  );
