/** The one place that puts the parts together. */
import type { Config, ModelsConfig } from './config.js';
import { type Ask, ask } from './flows/ask.js';
import { createBrowse } from './flows/browse.js';
import { createConverse } from './flows/converse.js';
import { createReadOn } from './flows/read-on.js';
import { type ReindexReport, type ReindexRequest, reindex } from './flows/reindex.js';
import { createSearch } from './flows/search.js';
import { createSummarize } from './flows/summarize.js';
import { type WriterDependencies, WritingSession } from './flows/writing-session.js';
import { EmbeddedIndex } from './index/embedded-index.js';
import { openStore } from './index/open-index.js';
import type { SearchIndex } from './index/search-index.js';
import type { Lexicon } from './lexicon/lexicon.js';
import { readSynonyms } from './lexicon/word-groups.js';
import { MODEL_FAULTS } from './models/chat-model.js';
import { chooseModels, type ModelChoice, type RemoteModel } from './models/model-choice.js';
import { embedderForQuestions, openEmbedder } from './models/open-embedder.js';
import { Prompts } from './models/prompts.js';
import { createRemoteChatModel } from './models/remote-chat-model.js';
import { remoteName } from './models/remote-embedder.js';
import { isTextCurrent } from './text/version.js';

export interface App extends ReturnType<typeof createBrowse> {
  /** `chat` is `provider:model`, undefined where answers are extractive. */
  models: { chat?: string; notes: string[] };
  index: SearchIndex;
  ask: Ask;
  /** One turn of a conversation; `ask` knows of no other turns than those it is given. */
  converse: ReturnType<typeof createConverse>;
  search: ReturnType<typeof createSearch>;
  summarize: ReturnType<typeof createSummarize>;
  close(): void | Promise<void>;
}

/** Where the articles and the index are (in the database, where there is one), what words mean the same there, and which models there are; without `models` the built-in ones. */
export type Folders = Pick<Config, 'corpusDir' | 'dataDir' | 'database'> &
  Partial<Pick<Config, 'synonymsFile'>> & { models?: ModelsConfig };

export interface AppOptions {
  config: Folders;
  /** One line about something that was mended or is not as it should be. */
  warn?: (sentence: string) => void;
  /** A model failed, and the extractive answer stood in. */
  onModelFault?: WriterDependencies['onFault'];
}

const choiceOf = ({ models }: Folders): ModelChoice => chooseModels(models ?? {});

/**
 * Opens what is needed to answer. Throws NoIndexError where there is no readable index, UserError for models that are none.
 *
 * @example
 * ```ts
 * import { openApp } from './compose.js';
 * import { readConfig } from './config.js';
 *
 * const app = await openApp({ config: readConfig() });
 * const answer = await app.ask({ question: 'Who denied sending drones?' });
 * await app.close();
 * ```
 */
export async function openApp(options: AppOptions): Promise<App> {
  const parts = prepareApp(options);
  const store = await openStore(options.config);
  try {
    const index = await store.openIndex({ warn: options.warn });
    return assembleApp(options, parts, index, async () => {
      await index.close();
      await store.close();
    });
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
  const synonyms = config.synonymsFile === undefined ? undefined : readSynonyms(config.synonymsFile);
  return { choice, synonyms, beginWriting: choice.chat && openWriter(choice.chat, config.models!, warn, onModelFault) };
}

const OUTDATED =
  'The index was made by an earlier version, which cut words in another way, so some aren’t found; "footnote index" makes it anew.';

function assembleApp(
  { config, warn = () => {} }: AppOptions,
  { choice, synonyms, beginWriting }: ReturnType<typeof prepareApp>,
  index: SearchIndex,
  close: App['close'],
): App {
  const embedder = embedderForQuestions(choice, index.embedderId, config, warn);
  if (!isTextCurrent(index.textVersion)) warn(OUTDATED);
  const askHere: Ask = (question, options) => ask({ index, embedder, synonyms, beginWriting }, question, options);
  return {
    models: { chat: choice.chat && remoteName(choice.chat), notes: choice.notes },
    index,
    ask: askHere,
    converse: createConverse({ ask: askHere, readOn: createReadOn(index) }),
    search: createSearch({ index, embedder, synonyms }),
    summarize: createSummarize({ index, embedder, synonyms, beginWriting }),
    ...createBrowse(index),
    close,
  };
}

function openWriter(
  chat: RemoteModel,
  { promptsDir, answerMs, callMs, chunkMs }: ModelsConfig,
  warn: (sentence: string) => void,
  onModelFault?: WriterDependencies['onFault'],
): (signal?: AbortSignal) => WritingSession {
  let lexicon: Promise<Lexicon> | undefined;
  const dependencies: WriterDependencies = {
    chat: createRemoteChatModel(chat, new Prompts(promptsDir, warn), { callMs, chunkMs }),
    loadLexicon: () =>
      (lexicon ??= import('./lexicon/wordnet.js').then(({ createWordNet }) => {
        const english = createWordNet();
        // The tagger takes a third of a second to load: before the model is asked, not while its reply comes in.
        english.tagWords('');
        return english;
      })),
    answerMs,
    onFault:
      onModelFault ??
      (({ model, fault }) =>
        warn(`${model} wrote no answer: ${MODEL_FAULTS[fault]}. The answer is quoted from the articles instead.`)),
  };
  return (signal) => new WritingSession(dependencies, signal);
}

/**
 * A re-index with the configured folders and embedder. Throws as `reindex` does.
 *
 * @example
 * ```ts
 * import { runReindex } from './compose.js';
 *
 * const { added, skipped } = await runReindex({ corpusDir: 'corpus', dataDir: 'data' }, { dryRun: true });
 * for (const { path, reason } of skipped) console.log(path, reason);
 * ```
 */
export async function runReindex(config: Folders, request: ReindexRequest): Promise<ReindexReport> {
  const store = await openStore(config);
  try {
    const embedder = await openEmbedder(choiceOf(config), await store.embedderId(), config, request);
    return await reindex({ ...request, corpusDir: config.corpusDir, store, embedder });
  } finally {
    await store.close();
  }
}
