/**
 * Brings the index up to date with the corpus: list, compare, read what changed, embed what is new, build segments,
 * publish one version. Until the last step, questions are answered from the version before.
 */
import { resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import type { Article, Skipped } from '../core/types.js';
import { type CorpusFile, type CorpusListing, listCorpus } from '../corpus/list-corpus.js';
import { readCorpusFile } from '../corpus/read-file.js';
import {
  embeddingText,
  gatherVectors,
  type PreparedArticle,
  prepareArticle,
  writeSegment,
} from '../index/build-segment.js';
import { openForReading, segmentsDir } from '../index/database.js';
import { EmbeddedIndex } from '../index/embedded-index.js';
import {
  type AddedArticle,
  type IndexChange,
  IndexWriter,
  readStoredArticles,
  readStoredFiles,
  readStoredSkips,
  readTotals,
  type StoredArticle,
  type StoredFile,
} from '../index/index-writer.js';
import { readMeta } from '../index/meta.js';
import type { Embedder, Embedding } from '../models/embedder.js';
import { estimateTokens } from '../models/prices.js';
import { measureLevel } from '../retrieval/measure-level.js';
import { splitPassages } from '../text/split-passages.js';
import { splitSentences } from '../text/split-sentences.js';
import { TEXT_VERSION } from '../text/version.js';

export interface ReindexProgress {
  phase: 'reading' | 'embedding' | 'building' | 'publishing';
  done: number;
  total: number;
  /** Tokens sent to an embedder that costs something, and what they cost where that is known. */
  tokens?: number;
  usd?: number;
}

export interface ReindexOptions {
  corpusDir: string;
  dataDir: string;
  embedder: Embedder;
  /** Read, embed and build everything again. */
  full?: boolean;
  /** Report what would change, and write nothing. */
  dryRun?: boolean;
  /** Go on although the corpus is empty or missing, which empties the index. */
  allowEmpty?: boolean;
  /** Go on although embedding is estimated to cost more than a dollar. */
  allowCost?: boolean;
  /** Who re-indexes, for a second one that has to wait. */
  owner?: string;
  nowMs?: () => number;
  signal?: AbortSignal;
  onProgress?: (progress: ReindexProgress) => void;
}

/** What a re-index did, or with `dryRun` would do. `version` is the current one after it. */
export interface ReindexReport {
  articles: number;
  passages: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  skipped: Skipped[];
  embedded: number;
  version: number;
  seconds: number;
  /** With `dryRun`: what would be embedded, about how many tokens, and what that costs where it is known. */
  estimate?: { passages: number; tokens: number; usd?: number };
  /** Where a damaged index was moved to, if there was one. */
  setAside?: string;
}

/** What the index holds now, as far as a comparison with the corpus needs it. */
interface Stored {
  files: Map<string, StoredFile>;
  articles: StoredArticle[];
  skips: Map<string, Skipped[]>;
  version: number;
  passages: number;
  isCurrentFormat: boolean;
  corpus: string | undefined;
}

const NOTHING_STORED: Stored = {
  files: new Map(),
  articles: [],
  skips: new Map(),
  version: 0,
  passages: 0,
  isCurrentFormat: true,
  corpus: undefined,
};

/** A file changed this shortly before it was read may change again within the same time stamp, so it is read again. */
const RACY_MS = 2_000;
/** So many passages are handed to an embedder at once; one that costs something hands them back batch by batch. */
const EMBEDDING_BATCH = 1024;
/** What a run may cost without having been asked for with --yes. */
const MAX_UNASKED_USD = 1;
/** Segments are merged when there are more than this, or when more than a quarter of one is dead. */
const MAX_SEGMENTS = 8;
const MAX_DEAD_SHARE = 0.25;

/** What reading the corpus found, beside what was stored. */
export interface Findings {
  added: { file: string; article: Article; replaces?: number }[];
  removed: StoredArticle[];
  unchanged: number;
  moved: { key: number; file: string; path: string }[];
  readFiles: (StoredFile & { skipped: Skipped[] })[];
  removedFiles: string[];
  skipped: Skipped[];
}

/** Throws UserError for a corpus that is missing or empty, and where another re-index runs. */
export async function reindex(options: ReindexOptions): Promise<ReindexReport> {
  const { dataDir, dryRun = false, owner = 'footnote index', nowMs = Date.now } = options;
  const startedMs = nowMs();
  const report = (
    findings: Findings,
    rest: { passages: number; embedded: number; version: number; articles: number; setAside?: string },
  ): ReindexReport => {
    const changed = findings.added.filter(({ replaces }) => replaces !== undefined).length;
    return {
      articles: rest.articles,
      passages: rest.passages,
      added: findings.added.length - changed,
      changed,
      removed: findings.removed.length,
      unchanged: findings.unchanged,
      skipped: findings.skipped,
      embedded: rest.embedded,
      version: rest.version,
      seconds: Math.round(nowMs() - startedMs) / 1000,
      ...(rest.setAside && { setAside: rest.setAside }),
    };
  };

  const listing = await listOrEmpty(options);
  if (dryRun) {
    const stored = readStored(dataDir, options);
    const findings = await compare(listing, stored, options);
    refuseEmpty(findings, stored, options);
    const articles = findings.unchanged + findings.added.length;
    const counted = report(findings, { articles, passages: stored.passages, embedded: 0, version: stored.version });
    const estimate = estimateEmbedding(findings, stored, options);
    return { ...counted, ...(estimate && { estimate }) };
  }

  const hadIndex = EmbeddedIndex.exists(dataDir);
  if (!hadIndex && listing.files.length === 0) refuseEmpty({ added: [], unchanged: 0 }, NOTHING_STORED, options);
  const writer = IndexWriter.open(dataDir, owner);
  try {
    const stored = storedOf(writer, options);
    // Reads and hashes the segments beside the corpus; whoever needs no segment of old needs no look at them.
    const intact =
      options.full || !stored.isCurrentFormat ? Promise.resolve(new Set<number>()) : writer.intactSegments();
    const findings = await compare(listing, stored, options);
    refuseEmpty(findings, stored, options);
    const change = await build(writer, findings, stored, await intact, options);
    if (change) writer.publish(change.change);
    await calibrate(writer);
    return report(findings, {
      ...writer.totals(),
      embedded: change?.embedded ?? 0,
      version: writer.version,
      setAside: writer.setAside,
    });
  } finally {
    writer.close();
  }
}

/** Measures how well a question about something else does in this version, once, so that no question has to wait for it. */
async function calibrate(writer: IndexWriter): Promise<void> {
  if (writer.version === 0 || writer.hasLevel()) return;
  const index = EmbeddedIndex.open(writer.dataDir);
  try {
    writer.writeLevel(await index.read(measureLevel));
  } finally {
    index.close();
  }
}

async function listOrEmpty({ corpusDir, allowEmpty, signal }: ReindexOptions): Promise<CorpusListing> {
  try {
    return await listCorpus(corpusDir, { signal });
  } catch (error) {
    if (allowEmpty && error instanceof UserError && error.code === 'corpus-missing')
      return { files: [], skipped: [], ignored: 0 };
    throw error;
  }
}

function readStored(dataDir: string, options: ReindexOptions): Stored {
  if (!EmbeddedIndex.exists(dataDir)) return NOTHING_STORED;
  const db = openForReading(dataDir);
  try {
    const { passages } = readTotals(db);
    return settle(options, {
      files: readStoredFiles(db),
      articles: readStoredArticles(db),
      skips: readStoredSkips(db),
      version: Number(readMeta(db, 'version') ?? 0),
      passages,
      isCurrentFormat:
        readMeta(db, 'text_version') === String(TEXT_VERSION) && readMeta(db, 'embedder') === options.embedder.id,
      corpus: readMeta(db, 'corpus'),
    });
  } finally {
    db.close();
  }
}

function storedOf(writer: IndexWriter, options: ReindexOptions): Stored {
  return settle(options, {
    files: writer.files(),
    articles: writer.articles(),
    skips: readStoredSkips(writer.db),
    version: writer.version,
    passages: 0,
    isCurrentFormat:
      writer.meta('text_version') === String(TEXT_VERSION) && writer.meta('embedder') === options.embedder.id,
    corpus: writer.meta('corpus'),
  });
}

/** Files of another corpus tell nothing about this one's: then everything is read. */
function settle(options: ReindexOptions, stored: Stored): Stored {
  const isSameCorpus = stored.corpus === resolve(options.corpusDir);
  return isSameCorpus && !options.full
    ? stored
    : { ...stored, files: new Map([...stored.files].map(([path, file]) => [path, { ...file, mustReread: true }])) };
}

function refuseEmpty(
  findings: Pick<Findings, 'added' | 'unchanged'>,
  stored: Stored,
  { corpusDir, allowEmpty }: ReindexOptions,
): void {
  if (findings.added.length + findings.unchanged > 0 || allowEmpty) return;
  const kept =
    stored.articles.length > 0
      ? `; the index with its ${stored.articles.length} articles is kept (--yes empties it)`
      : '';
  throw new UserError(
    'corpus-empty',
    `No article could be read from ${corpusDir}${kept}; put .txt, .md, .html, .json, .jsonl, .pdf or .docx files there or give another folder with --corpus.`,
  );
}

/** Reads what changed and says what each article is: added, changed, unchanged, moved or removed. */
async function compare(listing: CorpusListing, stored: Stored, options: ReindexOptions): Promise<Findings> {
  const { signal, onProgress = () => {}, nowMs = Date.now } = options;
  const storedById = new Map(stored.articles.map((article) => [article.id, article]));
  const storedByFile = new Map<string, StoredArticle[]>();
  for (const article of stored.articles) {
    const list = storedByFile.get(article.file);
    if (list) list.push(article);
    else storedByFile.set(article.file, [article]);
  }
  const findings: Findings = {
    added: [],
    removed: [],
    unchanged: 0,
    moved: [],
    readFiles: [],
    removedFiles: [],
    skipped: [...listing.skipped],
  };
  const takenBy = new Map<string, string>();
  const keptKeys = new Set<number>();
  const isUnchanged = (file: CorpusFile) => {
    const before = stored.files.get(file.path);
    return before?.stamp === file.stamp && !before.mustReread;
  };

  let done = 0;
  for (const file of listing.files) {
    signal?.throwIfAborted();
    onProgress({ phase: 'reading', done: done++, total: listing.files.length });
    if (isUnchanged(file)) {
      for (const article of storedByFile.get(file.path) ?? []) {
        const first = takenBy.get(article.id);
        if (first !== undefined) {
          findings.skipped.push(duplicate(article.path, article.id, first));
          continue;
        }
        takenBy.set(article.id, article.path);
        keptKeys.add(article.key);
        findings.unchanged++;
      }
      findings.skipped.push(...(stored.skips.get(file.path) ?? []));
      continue;
    }
    const skipped: Skipped[] = [];
    let hasDuplicates = false;
    for await (const item of readCorpusFile(file, { signal })) {
      if ('skipped' in item) {
        skipped.push(item.skipped);
        continue;
      }
      const { article } = item;
      const first = takenBy.get(article.id);
      if (first !== undefined) {
        skipped.push(duplicate(article.path, article.id, first));
        hasDuplicates = true;
        continue;
      }
      takenBy.set(article.id, article.path);
      const before = storedById.get(article.id);
      if (before?.hash === article.hash) {
        keptKeys.add(before.key);
        findings.unchanged++;
        if (before.file !== file.path || before.path !== article.path)
          findings.moved.push({ key: before.key, file: file.path, path: article.path });
      } else {
        findings.added.push({ file: file.path, article, ...(before && { replaces: before.key }) });
      }
    }
    // A file with a duplicate depends on other files, so it is looked at anew each time.
    const mustReread = hasDuplicates || nowMs() - file.modifiedMs < RACY_MS;
    findings.readFiles.push({ path: file.path, stamp: file.stamp, mustReread, skipped });
    findings.skipped.push(...skipped);
  }
  onProgress({ phase: 'reading', done: listing.files.length, total: listing.files.length });

  const listed = new Set(listing.files.map(({ path }) => path));
  findings.removedFiles = [...stored.files.keys()].filter((path) => !listed.has(path));
  findings.removed = stored.articles.filter(({ id, key }) => !keptKeys.has(key) && !takenBy.has(id));
  return findings;
}

const duplicate = (path: string, id: string, first: string): Skipped => ({
  path,
  reason: `its id "${id}" is there already, from ${first}; give one of them another id`,
});

/** Embeds and writes what the next version needs; undefined where nothing changed. */
export async function build(
  writer: IndexWriter,
  findings: Findings,
  stored: Pick<Stored, 'articles' | 'version' | 'corpus'>,
  intact: Set<number>,
  options: Omit<ReindexOptions, 'dataDir'>,
): Promise<{ change: IndexChange; embedded: number } | undefined> {
  const { embedder, full = false, signal, onProgress = () => {}, nowMs = Date.now } = options;
  const firstKey = writer.nextKey();
  const added: AddedArticle[] = findings.added.map(({ file, article }, i) => ({ key: firstKey + i, file, article }));
  const removedKeys = [
    ...findings.removed.map(({ key }) => key),
    ...findings.added.flatMap(({ replaces }) => replaces ?? []),
  ];

  const removedSet = new Set(removedKeys);
  const segments = writer.segments();
  const deadBySegment = new Map<number, number>();
  for (const article of stored.articles)
    if (removedSet.has(article.key)) deadBySegment.set(article.segment, (deadBySegment.get(article.segment) ?? 0) + 1);
  const merged = chooseMerges(
    segments.map((row) => ({
      id: row.id,
      passages: row.passages,
      total: row.articles,
      live: row.live - (deadBySegment.get(row.id) ?? 0),
      isUsable: intact.has(row.id),
    })),
    added.length > 0,
  );

  const isNothingNew =
    added.length === 0 && removedKeys.length === 0 && merged.length === 0 && findings.moved.length === 0;
  const newCorpus = resolve(options.corpusDir);
  if (
    isNothingNew &&
    stored.version > 0 &&
    findings.readFiles.length === 0 &&
    findings.removedFiles.length === 0 &&
    stored.corpus === newCorpus
  )
    return undefined;

  const prepared: PreparedArticle[] = [];
  for (const id of merged) {
    for (const { key, ...article } of writer.articlesOf(id))
      if (!removedSet.has(key)) prepared.push(prepareArticle(key, article));
  }
  for (const { key, article } of added) {
    signal?.throwIfAborted();
    prepared.push(prepareArticle(key, article));
    if (prepared.length % 32 === 0) await turn();
  }

  const embedded = await embedMissing(writer, prepared, options);
  onProgress({ phase: 'building', done: 0, total: 1 });
  const newSegments: IndexChange['segments'] = [];
  if (prepared.length > 0) {
    const vectors = gatherVectors(prepared, embedder.dimensions, (hash) => writer.embedding(embedder.id, hash));
    const files = await writeSegment(segmentsDir(writer.dataDir), prepared, vectors, {
      model: embedder.id,
      dimensions: embedder.dimensions,
      signal,
    });
    newSegments.push({ files, articles: prepared.map(({ key, passages }) => ({ key, passages: passages.length })) });
  }
  if (full) {
    const used = new Set(
      prepared.flatMap(({ embeddingHashes }) => embeddingHashes.map((hash) => hash.toString('hex'))),
    );
    writer.forgetEmbeddings((model, hash) => model === embedder.id && used.has(hash.toString('hex')));
  }
  onProgress({ phase: 'publishing', done: 0, total: 1 });
  signal?.throwIfAborted();
  return {
    embedded,
    change: {
      corpus: newCorpus,
      embedder: embedder.id,
      dimensions: embedder.dimensions,
      textVersion: TEXT_VERSION,
      nowMs: nowMs(),
      removedKeys,
      added,
      moved: findings.moved,
      readFiles: findings.readFiles,
      removedFiles: findings.removedFiles,
      segments: newSegments,
      droppedSegments: merged,
      changesAnswers: !isNothingNew,
    },
  };
}

interface MergeCandidate {
  id: number;
  passages: number;
  total: number;
  live: number;
  isUsable: boolean;
}

/** The segments to build again: damaged or foreign ones, ones with many dead, and the small ones when there are many. */
export function chooseMerges(segments: MergeCandidate[], addsSegment: boolean): number[] {
  const merged = new Set(
    segments
      .filter((segment) => !segment.isUsable || segment.live < segment.total * (1 - MAX_DEAD_SHARE))
      .map(({ id }) => id),
  );
  const rest = segments.filter(({ id }) => !merged.has(id)).sort((a, b) => a.passages - b.passages);
  const after = rest.length + Number(addsSegment || merged.size > 0);
  // All but the largest become one: a large segment is built again only when its own articles are dead.
  if (after > MAX_SEGMENTS) for (const { id } of rest.slice(0, -1)) merged.add(id);
  return [...merged].sort((a, b) => a - b);
}

/** What the articles to be added hold; after a change of embedder, what all articles hold. */
function estimateEmbedding(
  { added }: Findings,
  { isCurrentFormat, version }: Stored,
  { dataDir, embedder, full }: ReindexOptions,
): ReindexReport['estimate'] {
  if (!embedder.costUsd) return undefined;
  const articles: Pick<Article, 'title' | 'body'>[] = added.map(({ article }) => article);
  if (version > 0 && (!isCurrentFormat || full)) {
    const index = EmbeddedIndex.open(dataDir);
    articles.push(...index.storedTexts(new Set(added.map(({ article }) => article.id))));
    index.close();
  }
  let passages = 0;
  let tokens = 0;
  for (const { title, body } of articles) {
    for (const passage of splitPassages(splitSentences(body))) {
      passages++;
      tokens += estimateTokens(embeddingText(title, body, passage));
    }
  }
  const usd = embedder.costUsd?.(tokens);
  return { passages, tokens, ...(usd !== undefined && { usd }) };
}

/** Embeds passages whose embedding isn't stored, each text once, committed batch by batch. Returns how many. */
async function embedMissing(
  writer: IndexWriter,
  articles: PreparedArticle[],
  {
    embedder,
    signal,
    allowCost = false,
    onProgress = () => {},
  }: Pick<ReindexOptions, 'embedder' | 'signal' | 'onProgress' | 'allowCost'>,
): Promise<number> {
  const missing: { hash: Buffer; article: PreparedArticle; passage: number }[] = [];
  const seen = new Set<string>();
  for (const article of articles) {
    article.embeddingHashes.forEach((hash, passage) => {
      const name = hash.toString('hex');
      if (seen.has(name) || writer.hasEmbedding(embedder.id, hash)) return;
      seen.add(name);
      missing.push({ hash, article, passage });
    });
  }
  const textOf = ({ article, passage }: (typeof missing)[number]) =>
    embeddingText(article.title, article.article.body, article.passages[passage]);
  if (!allowCost)
    refuseCost(
      missing.reduce((sum, one) => sum + estimateTokens(textOf(one)), 0),
      embedder,
    );
  let done = 0;
  let tokens = 0;
  for (let at = 0; at < missing.length; at += EMBEDDING_BATCH) {
    signal?.throwIfAborted();
    const slice = missing.slice(at, at + EMBEDDING_BATCH);
    const texts = slice.map(textOf);
    const saved = new Set<number>();
    // What came is kept at once: a run that is killed pays for nothing twice but what was on its way.
    const save = (start: number, vectors: Embedding[]) => {
      writer.saveEmbeddings(
        embedder.id,
        vectors.map((vector, i) => ({ hash: slice[start + i].hash, vector })),
      );
      for (let i = 0; i < vectors.length; i++) saved.add(start + i);
      done += vectors.length;
      tokens += texts.slice(start, start + vectors.length).reduce((sum, text) => sum + estimateTokens(text), 0);
      const usd = embedder.costUsd?.(tokens);
      onProgress({
        phase: 'embedding',
        done,
        total: missing.length,
        ...(embedder.costUsd && { tokens, ...(usd !== undefined && { usd }) }),
      });
    };
    const vectors = await embedder.embedDocuments(texts, { signal, onBatch: save });
    if (saved.size === 0) save(0, vectors);
    await turn();
  }
  onProgress({ phase: 'embedding', done: missing.length, total: missing.length });
  return missing.length;
}

/** Throws UserError where embedding so many tokens is estimated to cost more than an operator should be asked for unasked. */
function refuseCost(tokens: number, { id, costUsd }: Embedder): void {
  const usd = costUsd?.(tokens);
  if (usd === undefined || usd <= MAX_UNASKED_USD) return;
  throw new UserError(
    'costs',
    `Embedding with ${id} would take about ${tokens} tokens and cost about ${usd.toFixed(2)} USD; run it with --yes to go on. The index is as it was.`,
  );
}

/** Lets timers, signals and other people's questions have their turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
