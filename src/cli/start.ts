/** `footnote start`: the bot in Discord, or the chat in this terminal where no token is set. */
import { type App, runReindexApart, summarizeWithoutHoldUp } from '../compose.js';
import type { ModelsConfig } from '../config.js';
import { createLogger } from '../core/logger.js';
import { createCorpusEditor } from '../flows/edit-corpus.js';
import { chooseModels, describeEmbedding } from '../models/model-choice.js';
import { State } from '../state/state.js';
import { chatCommand } from './chat.js';
import { openOrIndex } from './open.js';
import { type CommandContext, EXIT } from './run-cli.js';

const EXIT_AFTER_MS = 1_000;

/** Which models there are, for who starts the bot. */
function describeModels({ models }: Pick<App, 'models'>, environment: ModelsConfig): string[] {
  const composer = models.chat
    ? `Answers are written by ${models.chat}, each sentence checked`
    : 'Answers are quoted from the articles';
  return [`${composer}; vectors by ${describeEmbedding(chooseModels(environment))}.`, ...models.notes];
}

export async function startCommand(context: CommandContext): Promise<number> {
  const { config, signal } = context;
  const { token } = config.discord;
  if (!token) {
    process.stderr.write(
      'No DISCORD_TOKEN is set. Make an application at https://discord.com/developers/applications, and under Bot reset and copy its token.\nPut DISCORD_TOKEN=… into .env and run "footnote start" again; until then, this is the same bot in your terminal.\n',
    );
    return chatCommand(context);
  }
  const { runBot } = await import('../discord/bot.js');
  const logger = createLogger(config.log);
  const app = await openOrIndex(context, (fault) => logger.warn({ event: 'model-failed', ...fault }));
  const state = State.open(config.dataDir);
  for (const line of describeModels(app, config.models)) process.stderr.write(`${line}\n`);
  try {
    await runBot({
      app: { ...app, summarize: summarizeWithoutHoldUp(app, config), status: () => app.index.status() },
      state,
      corpus: createCorpusEditor(config),
      runReindex: (options) => runReindexApart(config, options),
      discord: { ...config.discord, token },
      budget: config.models.budget,
      retentionDays: config.retentionDays,
      logger,
      say: (line) => process.stdout.write(`${line}\n`),
      signal,
    });
    return EXIT.done;
  } catch (error) {
    // Being told to stop is no failure, whenever it comes.
    if (signal.aborted) return EXIT.done;
    throw error;
  } finally {
    state.close();
    app.close();
    // A connection that doesn't close must not keep a stopped bot alive.
    if (signal.aborted) setTimeout(() => process.exit(EXIT.done), EXIT_AFTER_MS).unref();
  }
}
