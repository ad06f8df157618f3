/** The one place that puts the parts together. */
import { choiceOf, type Folders } from './compose-reindex.js';
import type { ModelsConfig } from './config.js';
import { lazily } from './core/lazily.js';
import type { createTellAbout } from './flows/about-answer.js';
import { type Ask, ask } from './flows/ask.js';
import { createBrowse } from './flows/browse.js';
import type { createCheck } from './flows/check-claims.js';
import { createConverse } from './flows/converse.js';
import type { createStanding } from './flows/examine-answer.js';
import { ExaminedJudge } from './flows/examined-judge.js';
import type { createReadNewerFigures } from './flows/newer-figures.js';
import type { createReadOn } from './flows/read-on.js';
import { createSearch } from './flows/search.js';
import type { createSummarize } from './flows/summarize.js';
import type { createTopicNews } from './flows/topic-news.js';
import { type WriterDependencies, WritingSession } from './flows/writing-session.js';
import { EmbeddedIndex } from './index/embedded-index.js';
import { openStore } from './index/open-index.js';
import type { SearchIndex } from './index/search-index.js';
import { readSynonyms } from './lexicon/word-groups.js';
import { MODEL_FAULTS } from './models/chat-model.js';
import { embedderForQuestions } from './models/embedder-for-questions.js';
import { lazyChatModel } from './models/lazy-chat-model.js';
import { type ModelChoice, type RemoteModel, remoteName } from './models/model-choice.js';
import { openJudge } from './models/open-judge.js';
import { Prompts } from './models/prompts.js';
import { isTextCurrent } from './text/version.js';

export { type Folders, runReindex } from './compose-reindex.js';

export interface App extends ReturnType<typeof createBrowse> {
  /** `provider:model`; `chat` is undefined where answers are extractive, `judge` where nobody judges what is written. */
  models: { chat?: string; judge?: string; notes: string[] };
  /** Who judges what a model writes, see `models.judge`. */
  judge?: ExaminedJudge;
  index: SearchIndex;
  ask: Ask;
  /** One turn of a conversation; `ask` knows of no other turns than those it is given. */
  converse: ReturnType<typeof createConverse>;
  search: ReturnType<typeof createSearch>;
  /** Holds a text against the articles, sentence by sentence. */
  check: ReturnType<typeof createCheck>;
  summarize: ReturnType<typeof createSummarize>;
  news: ReturnType<typeof createTopicNews>;
  /** Answers of before, held against the articles as they are now. */
  standing: ReturnType<typeof createStanding>;
  /** Reads the articles that came after a key for figures. */
  newerFigures: ReturnType<typeof createReadNewerFigures>;
  close(): void | Promise<void>;
}

export interface AppOptions {
  config: Folders;
  /** One line about something that was mended or is not as it should be. */
  warn?: (sentence: string) => void;
  /** A model failed, and the extractive answer stood in. */
  onModelFault?: WriterDependencies['onFault'];
  /** A model replied. */
  onModelReply?: WriterDependencies['onReply'];
}

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
      await parts.writer?.judge?.judge.close?.();
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
  return assembleApp(options, parts, index, () => {
    void parts.writer?.judge?.judge.close?.();
    index.close();
  });
}

/** What needs no index, and is refused before one is opened. */
function prepareApp({ config, warn = () => {}, ...watched }: AppOptions) {
  const choice = choiceOf(config);
  const { chat } = choice;
  const { models, dataDir } = config;
  const synonyms = config.synonymsFile === undefined ? undefined : readSynonyms(config.synonymsFile);
  const writer = chat && models && openWriter({ ...choice, chat }, { models, dataDir }, warn, watched);
  return { choice, synonyms, writer };
}

const OUTDATED =
  'The index was made by an earlier version, which cut words in another way, so some aren’t found; "footnote index" makes it anew.';

function assembleApp(
  { config, warn = () => {} }: AppOptions,
  { choice, synonyms, writer }: ReturnType<typeof prepareApp>,
  index: SearchIndex,
  close: App['close'],
): App {
  const embedder = embedderForQuestions(choice, index.embedderId, config, warn);
  if (!isTextCurrent(index.textVersion)) warn(OUTDATED);
  const beginWriting = writer?.begin;
  const askHere: Ask = (question, options) => ask({ index, embedder, synonyms, beginWriting }, question, options);
  const summarizing = async () =>
    (await import('./flows/summarize.js')).createSummarize({ index, embedder, synonyms, beginWriting });
  const standing = async () => (await import('./flows/examine-answer.js')).createStanding(index);
  const readOn: ReturnType<typeof createReadOn> = lazily(async () =>
    (await import('./flows/read-on.js')).createReadOn(index),
  );
  const tellAbout: ReturnType<typeof createTellAbout> = lazily(async () =>
    (await import('./flows/about-answer.js')).createTellAbout(index),
  );
  return {
    models: { chat: choice.chat && remoteName(choice.chat), judge: writer?.judge?.id, notes: choice.notes },
    judge: writer?.judge,
    index,
    ask: askHere,
    converse: createConverse({ ask: askHere, readOn, tellAbout }),
    search: createSearch({ index, embedder, synonyms }),
    check: lazily(async () => {
      const { createCheck } = await import('./flows/check-claims.js');
      return createCheck({ index, embedder, synonyms });
    }),
    summarize: {
      article: lazily(async () => (await summarizing()).article),
      topic: lazily(async () => (await summarizing()).topic),
      period: lazily(async () => (await summarizing()).period),
    },
    news: lazily(async () => (await import('./flows/topic-news.js')).createTopicNews({ index, synonyms })),
    standing: {
      revisionsOf: lazily(async () => (await standing()).revisionsOf),
      cited: lazily(async () => (await standing()).cited),
      examine: lazily(async () => (await standing()).examine),
    },
    newerFigures: lazily(async () => (await import('./flows/newer-figures.js')).createReadNewerFigures(index)),
    ...createBrowse(index),
    close,
  };
}

interface Writer {
  judge?: ExaminedJudge;
  begin: (signal?: AbortSignal) => WritingSession;
}

function openWriter(
  choice: ModelChoice & { chat: RemoteModel },
  { models, dataDir }: Pick<Folders, 'dataDir'> & { models: ModelsConfig },
  warn: (sentence: string) => void,
  { onModelFault, onModelReply }: Pick<AppOptions, 'onModelFault' | 'onModelReply'>,
): Writer {
  const { promptsDir, answerMs, callMs, chunkMs, retries } = models;
  const prompts = new Prompts(promptsDir, warn);
  const opened = openJudge(choice, { models, dataDir }, prompts);
  const judge = opened && new ExaminedJudge(opened);
  const dependencies: WriterDependencies = {
    chat: lazyChatModel(choice.chat, prompts, { callMs, chunkMs, ...retries }),
    judge: () => judge?.current(),
    answerMs,
    onFault: onModelFault ?? ((fault) => warn(faultSentence(fault))),
    onReply: onModelReply,
  };
  return { judge, begin: (signal) => new WritingSession(dependencies, signal) };
}

const faultSentence = ({ model, fault, task }: Parameters<WriterDependencies['onFault']>[0]) =>
  task === 'writing'
    ? `${model} wrote no answer: ${MODEL_FAULTS[fault]}. The answer is quoted from the articles instead.`
    : `${model} judged nothing: ${MODEL_FAULTS[fault]}. Sentences that aren’t nearly the articles’ own are quoted from them instead.`;
