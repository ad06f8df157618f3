/** `footnote start`: the bot in Discord, or the chat in this terminal where no token is set. */
import { fileURLToPath } from 'node:url';
import type { App } from '../compose.js';
import { isShardProcess, type ModelsConfig } from '../config.js';
import { errorText } from '../core/errors.js';
import { createLogger, type Logger } from '../core/logger.js';
import { redact } from '../core/secrets.js';
import type { Ticking } from '../discord/ticking.js';
import { createCorpusEditor } from '../flows/edit-corpus.js';
import type { HttpServer } from '../http/start-http.js';
import { chooseModels, describeEmbedding, recipientsOf } from '../models/model-choice.js';
import { openState } from '../state/open-state.js';
import type { State } from '../state/state.js';
import { openSourcesApart } from '../threads/refresh-apart.js';
import { runReindexApart } from '../threads/reindex-apart.js';
import { summarizeWithoutHoldUp } from '../threads/summarize-apart.js';
import { chatCommand } from './chat.js';
import { type CommandContext, EXIT } from './command.js';
import { databaseWords } from './database-words.js';
import { holdExams } from './exams.js';
import { modelWatch, openHttp, readingLinks, watchBotApp } from './http.js';
import { misnamedSentence, misnamedSettings } from './misnamed.js';
import { openOrIndex } from './open.js';
import { openShardProcess, SHARD_WORDS, type ShardProcess } from './shard-process.js';

const EXIT_AFTER_MS = 1_000;

interface StartOptions {
  ticking?: Ticking;
}

/** Which models there are, for who starts the bot. */
function describeModels({ models }: Pick<App, 'models'>, environment: ModelsConfig): string[] {
  const checked = models.judge
    ? `each sentence checked by ${models.judge === models.chat ? 'it, in calls of their own' : models.judge}`
    : 'and what isn’t nearly the articles’ own words is quoted from them, for JUDGE_MODEL is none';
  const composer = models.chat
    ? `Answers are written by ${models.chat}, ${checked}`
    : 'Answers are quoted from the articles';
  return [`${composer}; vectors by ${describeEmbedding(chooseModels(environment))}.`, ...models.notes];
}

/** `ticking` stands in for the rhythms in which the bot looks for what is due by itself; shards in processes of their own keep theirs. */
export async function startCommand(context: CommandContext, { ticking }: StartOptions = {}): Promise<number> {
  const { config, signal } = context;
  const { token } = config.discord;
  // Each shard's process would say it again.
  const misnamed = isShardProcess() ? undefined : misnamedSentence(misnamedSettings(process.env));
  if (misnamed) process.stderr.write(`${misnamed}\n`);
  if (!token) {
    process.stderr.write(
      'No DISCORD_TOKEN is set. Make an application at https://discord.com/developers/applications, and under Bot reset and copy its token.\nPut DISCORD_TOKEN=… into .env and run "footnote start" again; until then, this is the same bot in your terminal.\n',
    );
    if (config.http.port !== undefined)
      process.stderr.write('"footnote serve" serves HTTP_PORT without Discord; the chat does not.\n');
    return chatCommand(context);
  }
  const logger = createLogger(config.log);
  const shard = openShardProcess(() => {
    if (!signal.aborted) process.kill(process.pid, 'SIGTERM');
  });
  try {
    if (config.discord.hasShardProcesses) await startShards(context, token, logger);
    else await startBot(context, token, logger, shard, ticking);
    return EXIT.done;
  } catch (error) {
    // Being told to stop is no failure, whenever it comes.
    if (signal.aborted) return EXIT.done;
    throw error;
  } finally {
    shard?.leave();
    // A connection that doesn't close must not keep a stopped bot alive.
    if (signal.aborted) setTimeout(() => process.exit(EXIT.done), EXIT_AFTER_MS).unref();
  }
}

const say = (line: string) => void process.stdout.write(`${redact(line)}\n`);

async function startBot(
  context: CommandContext,
  token: string,
  logger: Logger,
  shard: ShardProcess | undefined,
  ticking: Ticking | undefined,
): Promise<void> {
  const { config, signal } = context;
  const { runBot } = await import('../discord/bot.js');
  // With shard processes, their parent says READY.
  const number = config.discord.shards.ids?.join();
  const sayMine = shard ? (line: string) => say(line.startsWith('Invite: ') ? line : `Shard ${number}: ${line}`) : say;
  const { sourcesFile: file, dataDir, isFetchPrivate: fetchPrivate, fetching } = config;
  const sources = openSourcesApart({ file, dataDir, fetchPrivate, fetching, owner: 'footnote start', warn: sayMine });
  let http: HttpServer | undefined;
  let state: State | undefined;
  let app: App | undefined;
  try {
    // Before anything that may take long: who looks after the process wants to know that it lives.
    http = await openHttp(config, ['index', 'gateway', 'database'], logger, config.discord.shards.ids?.[0]);
    // The state waits for a database that is away, so it comes first.
    const openOptions = databaseWords('footnote start', sayMine, logger);
    // Of several processes only their parent mends a file, before any of them has it open.
    if (shard) delete openOptions.onDamage;
    state = await openState(config, { signal, ...openOptions });
    app = await openOrIndex(context, modelWatch(logger, http?.metrics));
    const { index, judge } = app;
    if (!shard) for (const line of describeModels(app, config.models)) process.stderr.write(`${line}\n`);
    const sayHere = (line: string) => void (shard || process.stderr.write(`${line}\n`));
    if (judge) holdExams(judge, { state, logger, say: sayHere, signal });
    const apart = { ...app, summarize: summarizeWithoutHoldUp(app, config) };
    http?.serve({ app, state, budget: config.models.budget });
    await runBot({
      app: {
        ...(http ? watchBotApp(http.metrics, apart) : apart),
        status: () => index.status(),
        history: () => index.history(),
      },
      state,
      corpus: createCorpusEditor(config),
      runReindex: http
        ? http.metrics.countedReindex((options) => runReindexApart(config, options))
        : (options) => runReindexApart(config, options),
      keeping: {
        sources,
        reindexBySelf: config.reindexBySelf,
        watchCorpus: async (onSettled) => {
          const { watchFolder } = await import('../sources/watch-folder.js');
          return watchFolder(config.corpusDir, onSettled, { onError: (error) => sayHere(unwatched(error)) });
        },
      },
      discord: { ...config.discord, token },
      readingLink: await readingLinks(config, state, logger),
      collection: config.collection,
      budget: config.models.budget,
      retentionDays: config.retentionDays,
      privacy: { recipients: recipientsOf(chooseModels(config.models)), logsContent: config.log.hasContent },
      logger,
      say: sayMine,
      signal,
      ticking,
      onBegun: ({ isConnected, queue }) => {
        http?.readiness.set('gateway', isConnected);
        http?.metrics.watchQueue(queue);
      },
      onReady: shard?.tellReady,
    });
  } finally {
    await http?.close();
    await sources.close();
    await state?.close();
    await app?.close();
  }
}

const unwatched = (error: unknown) =>
  `The corpus can't be watched for changes (${errorText(error)}); "footnote index" or REINDEX=daily brings them in.`;

/** Makes and checks what all shards share, once, before any of them begins. */
async function startShards(context: CommandContext, token: string, logger: Logger): Promise<void> {
  const { config, signal } = context;
  const { runShardProcesses } = await import('../discord/shard-processes.js');
  await (await openState(config, { signal, ...databaseWords('footnote start', say, logger) })).close();
  const app = await openOrIndex(context);
  for (const line of describeModels(app, config.models)) process.stderr.write(`${line}\n`);
  await app.close();
  await runShardProcesses({
    program: fileURLToPath(new URL('../cli.js', import.meta.url)),
    programArguments: [
      'start',
      ...(config.isCorpusShipped ? [] : ['--corpus', config.corpusDir]),
      '--data',
      config.dataDir,
    ],
    words: SHARD_WORDS,
    discord: { ...config.discord, token },
    logger,
    say,
    signal,
  });
}
