/** The one place that picks concrete parts and puts them together. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import type { Config, DatabaseConfig, ModelsConfig } from './config.js';
import { isoEndMs, parseIsoMs } from './core/dates.js';
import { NoIndexError, UserError } from './core/errors.js';
import { type Ask, ask } from './flows/ask.js';
import { createBrowse } from './flows/browse.js';
import { createConverse } from './flows/converse.js';
import { type MoveOptions, type MoveReport, moveIndex } from './flows/move-index.js';
import { createReadOn } from './flows/read-on.js';
import { type ReindexOptions, type ReindexProgress, type ReindexReport, reindex } from './flows/reindex.js';
import { createSearch } from './flows/search.js';
import { createSummarize, type PeriodRequest, type SummarizeOptions, type SummaryProgress } from './flows/summarize.js';
import { type WriterDependencies, WritingSession } from './flows/writing-session.js';
import { EmbeddedIndex } from './index/embedded-index.js';
import { embeddedStore } from './index/embedded-store.js';
import type { PostgresStore } from './index/postgres/postgres-store.js';
import type { SearchIndex } from './index/search-index.js';
import { createChatJudge } from './models/chat-judge.js';
import { MODEL_FAULTS } from './models/chat-model.js';
import type { Embedder } from './models/embedder.js';
import { forQuestions, lazyLocalEmbedder, type QuestionEmbedder } from './models/embedder-for-questions.js';
import type { Judge } from './models/judge.js';
import { createLocalJudge } from './models/local-judge.js';
import { chooseModels, describeEmbedding, type ModelChoice, type RemoteModel } from './models/model-choice.js';
import { createOfflineEmbedder } from './models/offline-embedder.js';
import { Prompts } from './models/prompts.js';
import { createRemoteChatModel } from './models/remote-chat-model.js';
import { createRemoteEmbedder, probeDimensions, remoteName } from './models/remote-embedder.js';
import { openSqliteRows } from './state/sqlite-rows.js';
import { copyState } from './state/state-rows.js';
import { readPeriod } from './summarizing/read-period.js';
import type { Summary } from './summarizing/types.js';
import { isTextCurrent } from './text/version.js';

export interface App {
  /** `provider:model`; `chat` is undefined where answers are extractive, `judge` where nobody judges what is written. */
  models: { chat?: string; judge?: string; notes: string[] };
  index: SearchIndex;
  ask: Ask;
  /** One turn of a conversation; `ask` knows of no other turns than those it is given. */
  converse: ReturnType<typeof createConverse>;
  search: ReturnType<typeof createSearch>;
  summarize: ReturnType<typeof createSummarize>;
  articles: ReturnType<typeof createBrowse>['articles'];
  surroundings: ReturnType<typeof createBrowse>['surroundings'];
  close(): void | Promise<void>;
}

/** Where the articles and the index are (in the database, where there is one), and which models there are; without `models` the built-in ones. */
export type Folders = Pick<Config, 'corpusDir' | 'dataDir' | 'database'> & { models?: ModelsConfig };

export interface AppOptions {
  config: Folders;
  /** One line about something that was mended or is not as it should be. */
  warn?: (sentence: string) => void;
  /** A model failed, and the extractive answer stood in. */
  onModelFault?: WriterDependencies['onFault'];
}

const choiceOf = ({ models }: Folders): ModelChoice => chooseModels(models ?? {});

/** Opens what is needed to answer. Throws NoIndexError where there is no readable index, UserError for models that are none. */
export async function openApp(options: AppOptions): Promise<App> {
  const { database } = options.config;
  if (!database) return openFolderApp(options);
  const parts = prepareApp(options);
  const store = await openDatabaseStore(database);
  try {
    return assembleApp(options, parts, await store.openIndex(), () => store.close());
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** The same over a data folder, at once. */
export function openFolderApp(options: AppOptions): App {
  const parts = prepareApp(options);
  const index = EmbeddedIndex.open(options.config.dataDir, { warn: options.warn });
  return assembleApp(options, parts, index, () => index.close());
}

/** What needs no index, and is refused before one is opened. */
function prepareApp({ config, warn = () => {}, onModelFault }: AppOptions) {
  const choice = choiceOf(config);
  const { chat } = choice;
  const writer =
    chat && openWriter({ ...choice, chat }, { models: config.models!, dataDir: config.dataDir }, warn, onModelFault);
  return { choice, writer };
}

const OUTDATED =
  'The index was made by an earlier version, which cut words in another way, so some aren’t found; "footnote index" makes it anew.';

function assembleApp(
  { config, warn = () => {} }: AppOptions,
  { choice, writer }: ReturnType<typeof prepareApp>,
  index: SearchIndex,
  close: App['close'],
): App {
  const embedder = embedderFor(choice, index.embedderId, config, warn);
  if (!isTextCurrent(index.textVersion)) warn(OUTDATED);
  const beginWriting = writer?.begin;
  const askHere: Ask = (question, options) => ask({ index, embedder, beginWriting }, question, options);
  return {
    models: { chat: choice.chat && remoteName(choice.chat), judge: writer?.judge?.id, notes: choice.notes },
    index,
    ask: askHere,
    converse: createConverse({ ask: askHere, readOn: createReadOn(index) }),
    search: createSearch({ index, embedder }),
    summarize: createSummarize({ index, embedder, beginWriting }),
    ...createBrowse(index),
    close,
  };
}

/** Loaded only where there is a database. */
async function openDatabaseStore(database: DatabaseConfig): Promise<PostgresStore> {
  const { openPostgresStore } = await import('./index/postgres/postgres-store.js');
  return openPostgresStore(database);
}

/** Whether there is an index that could be opened. */
export async function hasIndex({ dataDir, database }: Folders): Promise<boolean> {
  if (!database) return EmbeddedIndex.exists(dataDir);
  const store = await openDatabaseStore(database);
  try {
    return await store.exists();
  } finally {
    await store.close();
  }
}

function openWriter(
  choice: ModelChoice & { chat: RemoteModel },
  { models, dataDir }: Pick<Folders, 'dataDir'> & { models: ModelsConfig },
  warn: (sentence: string) => void,
  onModelFault?: WriterDependencies['onFault'],
): Writer {
  const { promptsDir, answerMs, callMs, chunkMs } = models;
  const prompts = new Prompts(promptsDir, warn);
  const judge = openJudge(choice, { models, dataDir }, prompts);
  const dependencies: WriterDependencies = {
    chat: createRemoteChatModel(choice.chat, prompts, { callMs, chunkMs }),
    judge: () => judge,
    answerMs,
    onFault: onModelFault ?? ((fault) => warn(faultSentence(fault))),
  };
  return { judge, begin: (signal) => new WritingSession(dependencies, signal) };
}

interface Writer {
  judge?: Judge;
  begin: (signal?: AbortSignal) => WritingSession;
}

const faultSentence = ({ model, fault, task }: Parameters<WriterDependencies['onFault']>[0]) =>
  task === 'writing'
    ? `${model} wrote no answer: ${MODEL_FAULTS[fault]}. The answer is quoted from the articles instead.`
    : `${model} judged nothing: ${MODEL_FAULTS[fault]}. Sentences that aren’t nearly the articles’ own are quoted from them instead.`;

/** Whoever judges what the chat model writes; undefined where nobody does. Calls of its own, with a breaker of their own. */
function openJudge(
  { judge }: ModelChoice,
  { models, dataDir }: Pick<Folders, 'dataDir'> & { models: ModelsConfig },
  prompts: Prompts,
): Judge | undefined {
  const { callMs, chunkMs, judgeThreshold } = models;
  if (!judge) return undefined;
  if (judge.kind === 'local') return createLocalJudge({ model: judge.model, dataDir, threshold: judgeThreshold });
  return createChatJudge(createRemoteChatModel(judge, prompts, { callMs, chunkMs, temperature: 0 }), prompts);
}

/** One short call of the chat model. Rejects with ChatModelError, or UserError for a model that is none. */
export async function tryChatModel(config: Folders, signal?: AbortSignal): Promise<void> {
  const { chat } = choiceOf(config);
  if (!chat) return;
  const { promptsDir, callMs, chunkMs } = config.models!;
  const model = createRemoteChatModel(chat, new Prompts(promptsDir), { callMs, chunkMs, tries: 1 });
  const values = { mark: '=== try ===', history: 'Person: Where is the ferry?', question: 'Where is it?' };
  await model.stream({ prompt: 'condense', values }, { signal });
}

/** The embedder whose vectors the index holds; undefined where it holds another's, and then words alone count. */
function embedderFor(
  choice: ModelChoice,
  made: string,
  config: Folders,
  warn: (sentence: string) => void,
): QuestionEmbedder | undefined {
  const { embedding } = choice;
  if (embedding.kind === 'offline') {
    const offline = createOfflineEmbedder();
    if (!made || made === offline.id) return offline;
  } else if (embedding.kind === 'local') {
    if (made.startsWith(`local:${embedding.model}:`))
      return lazyLocalEmbedder(embedding.model, made, config.dataDir, warn);
  } else {
    const name = remoteName(embedding);
    const width = Number(made.slice(name.length + 1));
    if (made.startsWith(`${name}:`) && width > 0)
      return forQuestions(createRemoteEmbedder(embedding, width, config.models?.embedding), warn);
  }
  warn(
    `The index holds the vectors of ${made}, configured is ${describeEmbedding(choice)}: answers go by words alone until "footnote index" has brought it up to date.`,
  );
  return undefined;
}

/**
 * The embedder for an index that is to be written. Its width is that of the index where the model is the same; else the
 * provider is asked for a first vector, unless nothing is to be written. `made` is the embedder of the index there is.
 */
export async function createEmbedder(
  config: Folders,
  { signal, full, dryRun }: Pick<ReindexOptions, 'signal' | 'full' | 'dryRun'> = {},
  made = EmbeddedIndex.embedderIdIn(config.dataDir),
): Promise<Embedder> {
  const { embedding } = choiceOf(config);
  if (embedding.kind === 'offline') return createOfflineEmbedder();
  if (embedding.kind === 'local') {
    const { createLocalEmbedder } = await import('./models/local-embedder.js');
    return createLocalEmbedder({ model: embedding.model, dataDir: config.dataDir });
  }
  const name = remoteName(embedding);
  const known = made?.startsWith(`${name}:`) && !full ? Number(made.slice(name.length + 1)) : 0;
  const width = known || (dryRun ? 0 : await probeDimensions(embedding, signal, config.models?.embedding));
  return createRemoteEmbedder(embedding, width, config.models?.embedding);
}

/** A re-index with the configured folders and embedder. */
export async function runReindex(
  config: Folders,
  options: Omit<ReindexOptions, 'corpusDir' | 'dataDir' | 'embedder'>,
): Promise<ReindexReport> {
  const { corpusDir, dataDir, database } = config;
  if (!database) return reindex({ ...options, corpusDir, dataDir, embedder: await createEmbedder(config, options) });
  const store = await openDatabaseStore(database);
  try {
    const embedder = await createEmbedder(config, options, await store.embedderId());
    return await reindex({ ...options, corpusDir, dataDir, store, embedder });
  } finally {
    await store.close();
  }
}

/** Where index and state are to be moved: another folder, or a database. */
export type MoveTarget = { dataDir: string } | { database: DatabaseConfig };

export interface EverythingMoved {
  index: MoveReport;
  state: { rows: number; checksum: string };
}

/**
 * Copies index and state from where the configuration has them; both stay there. Safe to run again after a break. Throws
 * UserError where there is nothing to move, where either is in use, and where the copy differs.
 */
export async function moveEverything(
  folders: Folders,
  target: MoveTarget,
  { mayBeLost, ...options }: Pick<MoveOptions, 'signal' | 'onProgress'> & { mayBeLost?: boolean },
): Promise<EverythingMoved> {
  const { dataDir, database } = folders;
  if (!(await hasIndex(folders)))
    throw new NoIndexError(
      `There is no index to move in ${database ? 'the database' : dataDir}; run "footnote index" to make one.`,
    );
  const from = await openStores(database ? { database } : { dataDir });
  try {
    const to = await openStores(target);
    try {
      const index = await moveIndex({ from: from.index, to: to.index, ...options });
      return { index, state: await copyState(from.state, to.state, { mayBeLost }) };
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}

async function openStores(place: MoveTarget) {
  if (!('database' in place)) {
    const state = openSqliteRows(place.dataDir);
    return { index: embeddedStore(place.dataDir), state, close: () => state.close() };
  }
  const index = await openDatabaseStore(place.database);
  const { openPostgresRows } = await import('./state/postgres-rows.js');
  return { index, state: await openPostgresRows(index.postgres), close: () => index.close() };
}

/** What the thread of a re-index is given. */
export interface ReindexTask {
  folders: Folders;
  options: Pick<ReindexOptions, 'full' | 'dryRun' | 'allowEmpty' | 'allowCost' | 'owner'>;
}

type Fault = { fault: { code?: string; message: string } };
type ReindexMessage = { progress: ReindexProgress } | { report: ReindexReport } | Fault;

/** The same in a thread of its own, for a process that answers questions meanwhile. */
export function runReindexApart(
  { corpusDir, dataDir, models, database }: Folders,
  {
    signal,
    onProgress,
    full,
    dryRun,
    allowEmpty,
    allowCost,
    owner,
  }: Omit<ReindexOptions, 'corpusDir' | 'dataDir' | 'embedder'>,
): Promise<ReindexReport> {
  const task: ReindexTask = {
    folders: { corpusDir, dataDir, models, database },
    options: { full, dryRun, allowEmpty, allowCost, owner },
  };
  const worker = new Worker(workerFile('reindex'), { workerData: task });
  const stop = () => worker.postMessage('stop');
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  return new Promise<ReindexReport>((resolve, reject) => {
    worker.on('message', (message: ReindexMessage) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('report' in message) resolve(message.report);
      else reject(toError(message));
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('the thread of the re-index ended without a word')));
  }).finally(() => signal?.removeEventListener('abort', stop));
}

const toError = ({ fault: { code, message } }: Fault) => (code ? new UserError(code, message) : new Error(message));

/** What the thread of a summary is given. */
export interface SummaryTask {
  folders: Folders;
  request: PeriodRequest;
}

/** So many articles take about a quarter of a second to read and to sort into stories. */
const MANY_ARTICLES = 300;

/**
 * The summaries of an app whose process must not be held up: a period with more than `manyArticles` is summarized in a
 * thread of its own, one after the other, with the same result.
 */
export function summarizeWithoutHoldUp(
  { summarize, articles }: Pick<App, 'summarize' | 'articles'>,
  { corpusDir, dataDir, database }: Folders,
  manyArticles = MANY_ARTICLES,
): App['summarize'] {
  const isLong = async ({ period, now }: PeriodRequest) => {
    const times = (await articles()).flatMap(({ publishedAt }) => parseIsoMs(publishedAt) ?? []);
    const newestMs = times.reduce<number | undefined>((most, ms) => Math.max(most ?? ms, ms), undefined);
    const { from, to } = readPeriod(period, parseIsoMs(now) ?? newestMs);
    const [fromMs, toMs] = [parseIsoMs(from)!, isoEndMs(to)!];
    return times.filter((ms) => ms >= fromMs && ms <= toMs).length > manyArticles;
  };
  let before: Promise<unknown> = Promise.resolve();
  return {
    ...summarize,
    period: async (request, options = {}) => {
      if (!(await isLong(request))) return summarize.period(request, options);
      const summary = before.then(() =>
        summarizePeriodApart({ folders: { corpusDir, dataDir, database }, request }, options),
      );
      before = summary.catch(() => {});
      return summary;
    },
  };
}

function summarizePeriodApart(
  task: SummaryTask,
  { signal, onProgress }: Pick<SummarizeOptions, 'signal' | 'onProgress'>,
): Promise<Summary> {
  const worker = new Worker(workerFile('summary'), { workerData: task });
  return new Promise<Summary>((resolve, reject) => {
    // It writes nothing, so it can be ended anywhere.
    const stop = () => void worker.terminate().then(() => reject(signal!.reason));
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted) stop();
    worker.on('message', (message: { summary: Summary } | { progress: SummaryProgress } | Fault) => {
      if ('progress' in message) onProgress?.(message.progress);
      else if ('summary' in message) resolve(message.summary);
      else reject(toError(message));
    });
    worker.on('error', reject);
    worker.on('exit', () => {
      if (!signal?.aborted) reject(new Error('the thread of the summary ended without a word'));
    });
  });
}

/** The built file; in a run of the sources themselves, the one that the last build left. */
function workerFile(name: 'reindex' | 'summary'): URL {
  const here = new URL(`./${name}-worker.js`, import.meta.url);
  return existsSync(here) ? here : new URL(`../dist/${name}-worker.js`, import.meta.url);
}
