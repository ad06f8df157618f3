/**
 * Brings the index up to date with the corpus: list, compare, read what changed, embed what is new, build segments,
 * publish one version. Until the last step, questions are answered from the version before.
 */
import { resolve } from 'node:path';
import { UserError } from '../core/errors.js';
import type { Article, Skipped } from '../core/types.js';
import { type FullListing, listWithFetched } from '../corpus/fetched.js';
import { sourceFolderOf } from '../corpus/fetched-dir.js';
import type { CorpusFile } from '../corpus/list-corpus.js';
import { readCorpusFile } from '../corpus/read-file.js';
import { isShippedCorpus } from '../corpus/shipped-corpus.js';
import { embeddingText, type PreparedArticle, prepareArticle, type SplittableArticle } from '../index/build-segment.js';
import { DamagedIndexError, nameDamage } from '../index/database.js';
import {
  type AddedArticle,
  hasVectors,
  type IndexChange,
  type IndexStore,
  type Inspection,
  NOTHING_STORED,
  type StoredArticle,
  type StoredFile,
  type StoredIndex,
  type StoreWriter,
} from '../index/index-store.js';
import type { KeptVersion } from '../index/search-index.js';
import type { Embedder, Embedding } from '../models/embedder.js';
import { estimateTokens } from '../models/prices.js';
import { measureNoiseFloorOf } from '../retrieval/noise-floor.js';
import { isTextCurrent, TEXT_VERSION } from '../text/version.js';

export interface ReindexProgress {
  phase: 'reading' | 'embedding' | 'building' | 'publishing';
  done: number;
  total: number;
  /** Tokens sent to an embedder that costs something, and what they cost where that is known. */
  tokens?: number;
  usd?: number;
}

export interface ReindexOptions extends ReindexRequest {
  corpusDir: string;
  /** The corpus stands in for one that isn't there: see corpus/shipped-corpus.ts. */
  isCorpusShipped?: boolean;
  /** Where fetched articles are, which belong to the index as those of the corpus do. */
  fetchedDir?: string;
  /** Where the index lives. */
  store: IndexStore;
  embedder: Embedder;
}

/** How it is to be done; all the rest is set up. */
export interface ReindexRequest {
  /** Read, embed and build everything again. */
  full?: boolean;
  /** Bring the version before back, in place of reading the corpus: see roll-back.ts. */
  rollback?: boolean;
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
  /** With `rollback`: the version that was brought back, by its own number and time. */
  broughtBack?: KeptVersion;
}

/** What the index holds now, beside what is asked of this run. */
interface Stored extends StoredIndex {
  isCurrentFormat: boolean;
}

/** A file changed this shortly before it was read may change again within the same time stamp, so it is read again. */
const RACY_MS = 2_000;
/** So many passages are handed to an embedder at once; one that costs something hands them back batch by batch. */
const EMBEDDING_BATCH = 1024;
/** What a run may cost without having been asked for with --yes. */
const MAX_UNASKED_USD = 1;

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

/**
 * Throws UserError for a corpus that is missing or empty, and where another re-index runs.
 *
 * @example
 * ```ts
 * import { embeddedStore } from '../index/embedded-store.js';
 * import { createOfflineEmbedder } from '../models/offline-embedder.js';
 * import { reindex } from './reindex.js';
 *
 * const options = { corpusDir: 'corpus', store: embeddedStore('data'), embedder: createOfflineEmbedder() };
 * const { added, changed, removed, version } = await reindex(options);
 * ```
 */
export async function reindex(options: ReindexOptions): Promise<ReindexReport> {
  const { store, dryRun = false, owner = 'footnote index', nowMs = Date.now } = options;
  store.requireFit?.(options.embedder);
  const startedMs = nowMs();
  const report = (findings: Findings, rest: Totals) => reportOf(findings, rest, nowMs() - startedMs);

  const { corpusDir, fetchedDir, allowEmpty, signal } = options;
  const listing = await listWithFetched(corpusDir, fetchedDir, { signal, mayBeMissing: allowEmpty });
  if (dryRun) {
    const stored = markForRereading(options, await store.readStored());
    const findings = await findChanges(listing, stored, options);
    refuseShipped(stored, options);
    refuseEmpty(findings, stored, options);
    const articles = findings.unchanged + findings.added.length;
    const counted = report(findings, { articles, passages: stored.passages, embedded: 0, version: stored.version });
    const estimate = await estimateEmbedding(store, findings, stored, options);
    return { ...counted, ...(estimate && { estimate }) };
  }

  const hadIndex = await store.exists();
  if (!hadIndex && listing.files.length === 0)
    refuseEmpty({ added: [], unchanged: 0, ofCorpus: 0 }, NOTHING_STORED, options);
  const writer = await store.openWriter(owner);
  const update = async (): Promise<ReindexReport> => {
    const damaged = await writer.examine?.({ all: options.full, signal, nowMs });
    const stored = markDamaged(markForRereading(options, await writer.stored()), damaged);
    // Stored segments are checked while the corpus is read. An index that is built anew needs none of them.
    const inspection = writer.inspect(options.full === true || !stored.isCurrentFormat);
    inspection.catch(() => {});
    const findings = await findChanges(listing, stored, options);
    refuseShipped(stored, options);
    refuseEmpty(findings, stored, options);
    const change = await buildVersion(writer, findings, stored, await inspection, options);
    if (change) await writer.publish(change.change);
    // Measured once, so that no question has to wait for it.
    await writer.calibrate(measureNoiseFloorOf);
    const totals = await writer.totals();
    writer.noteExamined?.();
    return report(findings, { ...totals, embedded: change?.embedded ?? 0, setAside: writer.setAside });
  };
  try {
    return await update().catch((error) => {
      const fault = nameDamage(error);
      // With nothing to read in its place, even a damaged index is worth more than none.
      if (!(fault instanceof DamagedIndexError) || !writer.beginAnew || listing.files.length === 0) throw fault;
      writer.beginAnew();
      return update();
    });
  } finally {
    await writer.close();
  }
}

/** Of the index after a run, or with `dryRun` of what it would be. */
type Totals = Pick<ReindexReport, 'passages' | 'embedded' | 'version' | 'articles' | 'setAside'>;

export function reportOf(findings: Findings, totals: Totals, tookMs: number): ReindexReport {
  const { articles, passages, embedded, version, setAside } = totals;
  const changed = findings.added.filter(({ replaces }) => replaces !== undefined).length;
  return {
    articles,
    passages,
    added: findings.added.length - changed,
    changed,
    removed: findings.removed.length,
    unchanged: findings.unchanged,
    skipped: findings.skipped,
    embedded,
    version,
    seconds: Math.round(tookMs) / 1000,
    ...(setAside && { setAside }),
  };
}

/** Whether stored texts are split as this program splits them, and embedded by this embedder. */
export const isOfThisProgram = (stored: StoredIndex, embedder: Pick<Embedder, 'id'>): boolean =>
  isTextCurrent(stored.textVersion) && stored.embedder === embedder.id;

/**
 * What is stored, with all files marked for rereading where it is of another corpus, or everything is to be built
 * anew.
 */
function markForRereading({ corpusDir, full, embedder }: ReindexOptions, stored: StoredIndex): Stored {
  const isCurrentFormat = isOfThisProgram(stored, embedder);
  if (stored.version === 0 && stored.files.size === 0) return { ...stored, isCurrentFormat: true };
  if (stored.corpus === resolve(corpusDir) && !full) return { ...stored, isCurrentFormat };
  const files = new Map([...stored.files].map(([path, file]) => [path, { ...file, mustReread: true }]));
  return { ...stored, files, isCurrentFormat };
}

/** A damaged article counts as changed, and its file as not yet read. */
function markDamaged(stored: Stored, damaged: ReadonlySet<number> = new Set()): Stored {
  if (damaged.size === 0) return stored;
  const articles = stored.articles.map((article) => (damaged.has(article.key) ? { ...article, hash: '' } : article));
  const files = new Map(stored.files);
  for (const { key, file } of articles) {
    const known = files.get(file);
    if (damaged.has(key) && known) files.set(file, { ...known, mustReread: true });
  }
  return { ...stored, articles, files };
}

/** A folder that is away for a while, such as one that isn't mounted, must not exchange what is indexed for the shipped articles. */
function refuseShipped({ articles, corpus }: StoredIndex, { isCorpusShipped }: ReindexOptions): void {
  if (!isCorpusShipped || articles.length === 0 || isShippedCorpus(corpus)) return;
  throw new UserError(
    'corpus-elsewhere',
    `There is no corpus folder here, and the index holds ${articles.length} articles of ${corpus || 'another folder'}, which are kept; name that folder with --corpus or CORPUS_DIR.`,
  );
}

/** A corpus that is empty is no mistake where all there ever was is fetched. */
function refuseEmpty(
  { added, unchanged, ofCorpus }: Pick<Changes, 'added' | 'unchanged' | 'ofCorpus'>,
  stored: StoredIndex,
  { corpusDir, allowEmpty }: ReindexOptions,
): void {
  const hadOwn = stored.articles.some(({ file }) => sourceFolderOf(file) === undefined);
  if (ofCorpus > 0 || allowEmpty || (added.length + unchanged > 0 && !hadOwn)) return;
  const kept =
    stored.articles.length > 0
      ? `; the index with its ${stored.articles.length} articles is kept (--yes empties it)`
      : '';
  throw new UserError(
    'corpus-empty',
    `No article could be read from ${corpusDir}${kept}; put .txt, .md, .html, .json, .jsonl, .pdf or .docx files there or give another folder with --corpus.`,
  );
}

/** What changed, and how many of the articles that there are now stand in the corpus itself. */
interface Changes extends Findings {
  ofCorpus: number;
}

/** Reads what changed and says what each article is: added, changed, unchanged, moved or removed. */
async function findChanges(listing: FullListing, stored: Stored, options: ReindexOptions): Promise<Changes> {
  const { signal, onProgress = () => {}, nowMs = Date.now } = options;
  const storedById = new Map(stored.articles.map((article) => [article.id, article]));
  const storedByFile = new Map<string, StoredArticle[]>();
  for (const article of stored.articles) {
    const list = storedByFile.get(article.file);
    if (list) list.push(article);
    else storedByFile.set(article.file, [article]);
  }
  const findings: Changes = {
    ofCorpus: 0,
    added: [],
    removed: [],
    unchanged: 0,
    moved: [],
    readFiles: [],
    removedFiles: [],
    skipped: [...listing.skipped],
  };
  /** Paths that could not be looked into, in this run. */
  const unread = new Set(listing.unread);
  /** Sources whose folders are on another machine: whichever the corpus is, nothing is known of them here. */
  const elsewhere = new Set(options.fetchedDir === undefined ? [] : sourcesElsewhere(listing, stored));
  findings.skipped.push(...[...elsewhere].map(elsewhereReason));
  const takenBy = new Map<string, string>();
  const keptKeys = new Set<number>();
  /**
   * Unchanged since it was read. Where a file that was read before it has one of its ids, it is read again: that notes
   * the duplicate with it, so that it gets the id when the other file goes.
   */
  const isUnchanged = ({ path, stamp }: CorpusFile) => {
    const before = stored.files.get(path);
    const hasAllIds = !storedByFile.get(path)?.some(({ id }) => takenBy.has(id));
    return before?.stamp === stamp && !before.mustReread && hasAllIds;
  };

  let done = 0;
  for (const file of listing.files) {
    signal?.throwIfAborted();
    onProgress({ phase: 'reading', done: done++, total: listing.files.length });
    if (isUnchanged(file)) {
      for (const article of storedByFile.get(file.path) ?? []) {
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
        if (item.isUnread) unread.add(file.path);
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
    findings.skipped.push(...skipped);
    if (unread.has(file.path)) continue;
    // Whether an id is a duplicate depends on other files, so a file with one is read each time.
    const mustReread = hasDuplicates || nowMs() - file.modifiedMs < RACY_MS;
    findings.readFiles.push({ path: file.path, stamp: file.stamp, mustReread, skipped });
  }
  onProgress({ phase: 'reading', done: listing.files.length, total: listing.files.length });

  const listed = new Set(listing.files.map(({ path }) => path));
  const isSameCorpus = stored.corpus === resolve(options.corpusDir);
  const unreadPathOf = (path: string) => within(elsewhere, path) ?? (isSameCorpus ? within(unread, path) : undefined);
  findings.removedFiles = [...stored.files.keys()].filter(
    (path) => !listed.has(path) && unreadPathOf(path) === undefined,
  );
  // What can't be read isn't gone: it stays as it was until it was seen to be gone.
  const staying = new Map<string, number>();
  for (const { id, key, file, hash } of stored.articles) {
    const path = unreadPathOf(file);
    if (path === undefined || !hash || keptKeys.has(key) || takenBy.has(id)) continue;
    keptKeys.add(key);
    findings.unchanged++;
    staying.set(path, (staying.get(path) ?? 0) + 1);
  }
  findings.skipped = findings.skipped.map((skip) => {
    const count = staying.get(skip.path === '.' ? '' : skip.path);
    return count ? { ...skip, reason: `${skip.reason} ${stayWords(count)}` } : skip;
  });
  findings.removed = stored.articles.filter(({ id, key }) => !keptKeys.has(key) && !takenBy.has(id));
  const isOwn = ({ file }: { file: string }) => !listing.fetched.has(file) && within(elsewhere, file) === undefined;
  findings.ofCorpus =
    findings.added.filter(isOwn).length + stored.articles.filter((one) => keptKeys.has(one.key) && isOwn(one)).length;
  return findings;
}

function sourcesElsewhere({ sources }: FullListing, { files, articles }: Stored): string[] {
  const stored = [...files.keys(), ...articles.map(({ file }) => file)].flatMap((file) => sourceFolderOf(file) ?? []);
  return stored.filter((folder) => !sources.has(folder));
}

const elsewhereReason = (path: string): Skipped => ({
  path,
  reason: 'The folder of this source is not in the data folder here; an empty one there lets its articles go.',
});

const stayWords = (count: number) =>
  count === 1 ? 'Its article stays as it was.' : `Its ${count} articles stay as they were.`;

/** The one of `paths` that is the path or a folder above it; '' is above all. */
function within(paths: ReadonlySet<string>, path: string): string | undefined {
  if (paths.size === 0) return undefined;
  for (let place = path; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/')))) {
    if (paths.has(place)) return place;
    if (!place) return undefined;
  }
}

const duplicate = (path: string, id: string, first: string): Skipped => ({
  path,
  reason: `its id "${id}" is there already, from ${first}; give one of them another id`,
});

/** Embeds and writes what the next version needs; undefined where nothing changed. */
export async function buildVersion(
  writer: StoreWriter,
  findings: Findings,
  stored: Pick<StoredIndex, 'version' | 'corpus'>,
  inspection: Inspection,
  options: Omit<ReindexOptions, 'store'>,
): Promise<{ change: IndexChange; embedded: number } | undefined> {
  const { embedder, full = false, signal, onProgress = () => {}, nowMs = Date.now } = options;
  const firstKey = await writer.nextKey();
  const added: AddedArticle[] = findings.added.map(({ file, article }, i) => ({ key: firstKey + i, file, article }));
  const removedKeys = [
    ...findings.removed.map(({ key }) => key),
    ...findings.added.flatMap(({ replaces }) => replaces ?? []),
  ];
  const rebuild = await inspection.rebuildOf(new Set(removedKeys), added.length > 0);

  const isNothingNew =
    added.length === 0 &&
    removedKeys.length === 0 &&
    rebuild.segments.length === 0 &&
    rebuild.articles.length === 0 &&
    findings.moved.length === 0;
  const newCorpus = resolve(options.corpusDir);
  if (
    isNothingNew &&
    stored.version > 0 &&
    findings.readFiles.length === 0 &&
    findings.removedFiles.length === 0 &&
    stored.corpus === newCorpus
  )
    return undefined;

  const prepared: PreparedArticle[] = rebuild.articles.map(({ key, ...article }) => prepareArticle(key, article));
  for (const { key, article } of added) {
    signal?.throwIfAborted();
    prepared.push(prepareArticle(key, article));
    if (prepared.length % 32 === 0) await turn();
  }

  const isEmbedded = hasVectors(embedder);
  const embedded = isEmbedded ? await embedMissing(writer, prepared, options) : 0;
  onProgress({ phase: 'building', done: 0, total: 1 });
  const dimensions = isEmbedded ? embedder.dimensions : 0;
  const segments = await writer.build(prepared, { model: embedder.id, dimensions, signal });
  if (full) {
    const kept = isEmbedded ? prepared : [];
    const hashes = kept.flatMap(({ embeddingHashes }) => embeddingHashes.map((hash) => hash.toString('hex')));
    await writer.keepEmbeddings(embedder.id, new Set(hashes));
  }
  onProgress({ phase: 'publishing', done: 0, total: 1 });
  await turn();
  signal?.throwIfAborted();
  return {
    embedded,
    change: {
      corpus: newCorpus,
      embedder: embedder.id,
      dimensions: embedder.dimensions,
      hasVectors: isEmbedded,
      textVersion: TEXT_VERSION,
      nowMs: nowMs(),
      removedKeys,
      added,
      prepared,
      moved: findings.moved,
      readFiles: findings.readFiles,
      removedFiles: findings.removedFiles,
      segments,
      droppedSegments: rebuild.segments,
      changesAnswers: !isNothingNew,
    },
  };
}

/** The cost of embedding: of the added articles or, after a change of embedder, of all. */
async function estimateEmbedding(
  store: IndexStore,
  { added }: Findings,
  { isCurrentFormat, version }: Stored,
  { embedder, full }: ReindexOptions,
): Promise<ReindexReport['estimate']> {
  if (!embedder.costUsd) return undefined;
  const articles: SplittableArticle[] = added.map(({ article }) => article);
  if (version > 0 && (!isCurrentFormat || full))
    articles.push(...(await store.storedTexts(new Set(added.map(({ article }) => article.id)))));
  let passages = 0;
  let tokens = 0;
  for (const article of articles) {
    const prepared = prepareArticle(0, article);
    for (const passage of prepared.passages) {
      passages++;
      tokens += estimateTokens(embeddingText(prepared, passage));
    }
  }
  const usd = embedder.costUsd?.(tokens);
  return { passages, tokens, ...(usd !== undefined && { usd }) };
}

/** Embeds passages whose embedding isn't stored, each text once, committed batch by batch. Returns how many. */
async function embedMissing(
  writer: StoreWriter,
  articles: PreparedArticle[],
  {
    embedder,
    signal,
    allowCost = false,
    onProgress = () => {},
  }: Pick<ReindexOptions, 'embedder' | 'signal' | 'onProgress' | 'allowCost'>,
): Promise<number> {
  const missing: { hash: Buffer; article: PreparedArticle; passage: number }[] = [];
  const hashes = articles.flatMap(({ embeddingHashes }) => embeddingHashes);
  const seen = new Set(await writer.embeddedHashes(embedder.id, hashes));
  for (const article of articles) {
    article.embeddingHashes.forEach((hash, passage) => {
      const name = hash.toString('hex');
      if (seen.has(name)) return;
      seen.add(name);
      missing.push({ hash, article, passage });
    });
  }
  const textOf = ({ article, passage }: (typeof missing)[number]) => embeddingText(article, article.passages[passage]);
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
    // Each batch is saved when it arrives, so a killed run pays again only for what was on its way.
    let saving: Promise<void> | undefined;
    const save = (start: number, vectors: Embedding[]) => {
      const batch = vectors.map((vector, i) => ({ hash: slice[start + i].hash, vector }));
      const saves = writer.saveEmbeddings(embedder.id, batch);
      if (saves) saving = Promise.all([saving, saves]).then(() => {});
      saving?.catch(() => {});
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
    try {
      const vectors = await embedder.embedDocuments(texts, { signal, onBatch: save });
      if (saved.size === 0) save(0, vectors);
    } finally {
      await saving;
    }
    await turn();
  }
  onProgress({ phase: 'embedding', done: missing.length, total: missing.length });
  return missing.length;
}

/** Throws UserError where embedding costs more than MAX_UNASKED_USD by estimate. */
function refuseCost(tokens: number, { id, costUsd }: Embedder): void {
  const usd = costUsd?.(tokens);
  if (usd === undefined || usd <= MAX_UNASKED_USD) return;
  throw new UserError(
    'costs',
    `Embedding with ${id} would take about ${tokens} tokens and cost about ${usd.toFixed(2)} USD; run it with --yes to go on. The index is as it was.`,
  );
}

/** Gives timers, signals and other questions a turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
