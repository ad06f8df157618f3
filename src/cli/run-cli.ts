/** The command line: what the commands are called, what they take, and how they end. */
import { Command, CommanderError, type CommandOptions, InvalidArgumentError, Option } from 'commander';
import { type Config, readConfig } from '../config.js';
import { errorCode, errorText, UserError } from '../core/errors.js';
import { redact } from '../core/secrets.js';
import { chooseCorpus } from '../corpus/shipped-corpus.js';
import { VERSION } from '../version.js';
import { type CommandContext, EXIT } from './command.js';
import { loadEnvFile } from './env-file.js';

interface SharedOptions {
  corpus?: string;
  data?: string;
  json?: boolean;
}

/** Runs one command to its end and returns the process's exit status. `config` is what no variable says. Never throws. */
export async function runCli(args: string[], config: Pick<Config, 'fetching'> = {}): Promise<number> {
  const interruption = new AbortController();
  const interrupt = () => {
    // The second Ctrl-C doesn't wait: whatever is on disk is whole at every moment.
    if (interruption.signal.aborted) process.exit(EXIT.interrupted);
    interruption.abort();
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  process.stdout.on('error', (error) => process.exit(reportLostOutput(error)));
  // What can't be said is lost; what it was about is in the exit status.
  process.stderr.on('error', () => {});
  const unguard = guardDiagnostics(process.stderr);
  try {
    loadEnvFile('.env');
    let status: number = EXIT.done;
    const program = createProgram(interruption.signal, config, (code) => {
      status = code;
    });
    await program.parseAsync(args, { from: 'user' });
    return status;
  } catch (error) {
    return report(error, interruption.signal);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    unguard();
  }
}

/** Keeps secrets out of whatever is written to a stream, by us or by a library. Returns what ends it. */
function guardDiagnostics(stream: NodeJS.WriteStream): () => void {
  const write = stream.write;
  const guarded = (chunk: string | Uint8Array, ...rest: never[]) =>
    write.call(stream, redact(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()), ...rest);
  stream.write = guarded as typeof write;
  return () => {
    stream.write = write;
  };
}

/** Standard output can't be written: it is full, or `| head` has closed it, which is no fault. */
function reportLostOutput(error: Error): number {
  if (errorCode(error) === 'EPIPE') return EXIT.done;
  const why = errorCode(error) === 'ENOSPC' ? 'the disk is full' : errorText(error);
  process.stderr.write(`footnote: the output can't be written (${why}); make room, or write it elsewhere.\n`);
  return EXIT.failed;
}

/** Says in one line what ended a command, and returns the exit status. */
export function report(error: unknown, signal?: AbortSignal): number {
  if (signal?.aborted) {
    process.stderr.write('Interrupted; nothing was lost.\n');
    return EXIT.interrupted;
  }
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UserError) {
    process.stderr.write(`footnote: ${error.message}\n`);
    return error.exitCode;
  }
  if (/^(EMFILE|ENFILE)$/.test(errorCode(error) ?? '')) {
    process.stderr.write(
      'footnote: the system lets this process open too few files; raise the limit, as in "ulimit -n 1024", and try again. Nothing was lost.\n',
    );
    return EXIT.failed;
  }
  const detail = process.env.FOOTNOTE_DEBUG && error instanceof Error ? `\n${redact(error.stack ?? '')}` : '';
  process.stderr.write(
    `footnote: something went wrong (${errorText(error)}); "footnote doctor" may tell why.${detail}\n`,
  );
  return EXIT.failed;
}

function createProgram(signal: AbortSignal, given: Partial<Config>, end: (status: number) => void): Command {
  const program = new Command('footnote')
    .description('Answers questions from a folder of news articles and shows the exact words each sentence rests on.')
    .version(VERSION)
    .helpCommand('help [command]', 'what a command does and takes')
    .showSuggestionAfterError()
    .showHelpAfterError('("footnote --help" lists the commands)')
    .exitOverride();

  const command = (words: string, description: string, parent = program, options: CommandOptions = {}) =>
    parent
      .command(words, options)
      .description(description)
      .option('--corpus <dir|file>', 'folder of articles, or one file of them (default: ./corpus, env CORPUS_DIR)')
      .option('--data <dir>', 'folder of the index (default: ./data, env DATA_DIR)')
      .option('--json', 'machine-readable output')
      .exitOverride();
  const run =
    <Options>(
      load: () => Promise<(context: CommandContext, options: Options, ...args: string[]) => Promise<number>>,
      requireParts = requireStore,
      { hasCorpus = true } = {},
    ) =>
    async (...received: unknown[]) => {
      // Commander hands over the arguments, then the options, then the command.
      const options = received.at(-2) as Options & SharedOptions;
      const config = { ...readConfig(), ...given };
      await requireParts(config);
      const context: CommandContext = {
        config: hasCorpus ? withFolders(config, options) : config,
        json: options.json ?? false,
        signal,
      };
      const action = await load();
      end(await action(context, options, ...(received.slice(0, -2) as string[])));
    };

  const concurrency = () =>
    new Option('--concurrency <n>', 'questions of a JSON-lines run at work at once')
      .default(1)
      .argParser(wholeNumberOption(1, 64));
  const filters = (made: Command) =>
    made
      .option('--source <outlet>', 'only articles of this outlet')
      .option('--from <date>', 'only articles published on or after this day (ISO)')
      .option('--to <date>', 'only articles published on or before this day (ISO)')
      .option('--article <id>', 'only this article')
      .option('--now <date>', 'the day that stands for today (ISO)');

  command('start', 'runs the bot; without Discord set up, the local chat').action(
    run(async () => (await import('./start.js')).startCommand),
  );
  command('serve', 'serves HTTP_PORT without a bot: answers for programs, reading pages, health and metrics').action(
    run(async () => (await import('./serve.js')).serveCommand),
  );
  command('mcp', 'answers other programs by the Model Context Protocol over standard input and output').action(
    run(async () => (await import('./mcp.js')).mcpCommand),
  );
  command('chat', 'asks and answers in this terminal').action(run(async () => (await import('./chat.js')).chatCommand));
  filters(
    command('ask [question]', 'one answer with numbered sources; without a question, JSON lines from standard input')
      .addOption(concurrency())
      .option('--trace', 'with --json: how the answer came about'),
  ).action(run(async () => (await import('./ask.js')).askCommand));
  filters(
    command('search [query]', 'the ranked passages alone; without a query, JSON lines from standard input')
      .addOption(concurrency())
      .addOption(new Option('--top <n>', 'how many articles').default(10).argParser(wholeNumberOption(1, 1000))),
  ).action(run(async () => (await import('./search.js')).searchCommand));
  command(
    'check [text]',
    'each sentence as supported, contradicted or not covered by the articles; without a text, standard input',
  ).action(run(async () => (await import('./check.js')).checkCommand));
  const summarize = program.command('summarize').description('a cited summary of an article, a topic or a period');
  const load = () => import('./summarize.js');
  command('article <id-or-title>', 'what happened, who says what, what is disputed', summarize)
    .addOption(
      new Option('--length <length>', 'at most 60, 180 or 400 words')
        .choices(['short', 'medium', 'long'])
        .default('medium'),
    )
    .action(run(async () => (await load()).summarizeArticleCommand));
  command('topic <text>', 'what the articles say about it, in time order', summarize)
    .option('--source <outlet>', 'only articles of this outlet')
    .option('--from <date>', 'only articles published on or after this day (ISO)')
    .option('--to <date>', 'only articles published on or before this day (ISO)')
    .action(run(async () => (await load()).summarizeTopicCommand));
  command(
    'period <from..to>',
    'its stories, the most covered first; also today, yesterday, last-7-days, this-month, 2022-10',
    summarize,
  )
    .option('--topic <text>', 'only articles that speak of it')
    .option('--source <outlet>', 'only articles of this outlet')
    .option('--now <date>', 'the day that stands for today (ISO)')
    .action(run(async () => (await load()).summarizePeriodCommand));
  command('index', 'brings the index up to date with the corpus')
    .option('--full', 'builds everything anew')
    .option('--dry-run', 'only says what would change')
    .addOption(
      new Option('--rollback', 'brings the version before back, which is kept until the next but one').conflicts([
        'full',
        'dryRun',
      ]),
    )
    .option('--yes', 'goes on where the index would be emptied, or embedding would cost over a dollar')
    .action(run(async () => (await import('./index-command.js')).indexCommand));
  const sources = program.command('sources').description('what is fetched: feeds, sites and folders of sources.yaml');
  const loadSources = () => import('./sources.js');
  command('list', 'how each source is', sources, { isDefault: true }).action(
    run(async () => (await loadSources()).listSourcesCommand),
  );
  command('add <name> <address>', 'looks at an address and writes it into the file', sources)
    .addOption(
      new Option('--kind <kind>', 'what it is; found out where it is not given').choices([
        'feed',
        'site',
        'git',
        'folder',
      ]),
    )
    .option('--every <period>', '15m, 2h, daily, or a time of the day such as 07:30')
    .action(run(async () => (await loadSources()).addSourceCommand));
  command('remove <name>', 'takes a source out of the file, and deletes its files', sources).action(
    run(async () => (await loadSources()).removeSourceCommand),
  );
  command('refresh [name]', 'gets what is new, of one source or of all', sources).action(
    run(async () => (await loadSources()).refreshSourcesCommand),
  );
  command('move', 'copies index and state into a database or a folder; where they are now, they stay')
    .requiredOption(
      '--to <url|dir>',
      'postgres://NAME:PASSWORD@HOST:PORT/DATABASE, DATABASE_URL for that variable, or a folder',
    )
    .option('--yes', 'replaces settings and feedback that are there already')
    .action(run(async () => (await import('./move.js')).moveCommand));
  command('eval <file>', 'measures the questions of a JSON-lines file: what is found, quoted, answered and refused')
    .addOption(
      new Option(
        '--min <figure>=<share>',
        'fails where a figure is below, such as quote1>=0.7; may be given several times',
      )
        .default([] as string[], 'none')
        .argParser((text: string, before: string[]) => [...before, text]),
    )
    .action(run(async () => (await import('./eval.js')).evalCommand));
  command('cases', 'the tests that were made of questions in Discord, as "footnote eval" reads them').action(
    run(async () => (await import('./cases.js')).casesCommand),
  );
  command('calibrate', 'what is answered and refused at each confidence, by questions that the index makes of itself')
    .addOption(
      new Option('--questions <n>', 'how many sentences are asked at most')
        .default(150)
        .argParser(wholeNumberOption(10, 5000)),
    )
    .action(run(async () => (await import('./calibrate.js')).calibrateCommand));
  command('bench', 'how quick Footnote is beside its peers over this corpus; changes nothing')
    .addOption(
      new Option(
        '--questions <n>',
        'how many are asked at most (default: 100 sentences of the articles, or all of a file)',
      ).argParser(wholeNumberOption(1, 5000)),
    )
    .option('--file <jsonl>', 'questions of your own, as "footnote eval" reads them')
    .addOption(
      new Option('--rounds <n>', 'how many times each is asked, once everybody is warm')
        .default(3)
        .argParser(wholeNumberOption(1, 20)),
    )
    .addOption(
      new Option(
        '--growth',
        'over made text of three sizes in place of the corpus: what ten times as much costs',
      ).conflicts('file'),
    )
    .addOption(
      new Option('--passages <n>', 'of the largest size, with --growth (default: 100000)')
        .implies({ growth: true })
        .argParser(wholeNumberOption(100, 1_000_000)),
    )
    .addOption(
      new Option('--seed <n>', 'of the made text, with --growth (default: 1)')
        .implies({ growth: true })
        .argParser(wholeNumberOption(0, 1_000_000)),
    )
    .action(run(async () => (await import('./bench.js')).benchCommand));
  command('init', 'writes a .env: asks four things, or takes them from options')
    .option('--token <token|->', 'of the Discord bot; - reads it from standard input')
    .option('--model <key|address model>', 'OpenAI key, a server’s address and model in one text, or none')
    .option('--home <id>', 'Discord server whose managers look after the articles')
    .option('--yes', 'asks nothing, and changes a .env that is there')
    .action(
      run(
        async () => (await import('./init.js')).initCommand,
        async () => {},
        { hasCorpus: false },
      ),
    );
  command('status', 'what the index holds').action(run(async () => (await import('./status.js')).statusCommand));
  command('doctor', 'checks what can go wrong in a set-up, and says the fix')
    .option('--deep', 'reads all that is stored and compares it with its checksums')
    .action(
      run(
        async () => (await import('./doctor.js')).doctorCommand,
        // doctor itself reports a missing part.
        async () => {},
      ),
    );
  return program;
}

/** The folders that the options name, else those of the environment. */
function withFolders(config: Config, { corpus, data }: SharedOptions): Config {
  const dataDir = data ?? config.dataDir;
  const named = corpus ?? (process.env.CORPUS_DIR?.trim() ? config.corpusDir : undefined);
  const choice = chooseCorpus({ named, standard: config.corpusDir, dataDir, sourcesFile: config.sourcesFile });
  if (choice.isCorpusShipped)
    process.stderr.write(
      `There is no ${config.corpusDir} here, so the articles that come with Footnote are read; CORPUS_DIR or --corpus names your own.\n`,
    );
  return { ...config, dataDir, ...choice };
}

/**
 * Checks better-sqlite3 before a command: after a change of Node it alone is at fault, neither the index nor the
 * folder's rights.
 */
async function requireStore({ database }: Config): Promise<void> {
  if (!database) (await import('../sqlite/open-sqlite.js')).requireSqlite();
}

function wholeNumberOption(least: number, most: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
  };
}
