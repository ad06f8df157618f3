/** `footnote doctor`: checks what an operator can get wrong, and says the fix. */
import { constants, existsSync } from 'node:fs';
import { access, stat, statfs } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openApp, runReindex } from '../compose.js';
import { errorCode, errorText, NoIndexError, UserError } from '../core/errors.js';
import { databasePath } from '../index/database.js';
import { examineFolder } from '../index/examine.js';
import { isHnswAvailable } from '../index/hnsw-graph.js';
import { hasIndex } from '../index/open-index.js';
import { isLate } from '../sources/sources.js';
import { requireSqlite } from '../sqlite/open-sqlite.js';
import { SqliteStore, statePath } from '../state/sqlite-store.js';
import { checkDiscord } from './check-discord.js';
import { checkModels } from './check-models.js';
import { type CommandContext, EXIT } from './command.js';
import { strangeLanguages } from './embedder-languages.js';
import { writeLine } from './json-lines.js';
import { misnamedSentence, misnamedSettings } from './misnamed.js';
import { withSources } from './sources.js';
import { inert, styler } from './terminal.js';
import { withState } from './with-state.js';

interface Check {
  name: string;
  /** `note` is worth knowing and no fault. */
  state: 'ok' | 'note' | 'fault';
  message: string;
  fix: string | null;
}

const MIN_NODE = [20, 12];
const MIN_FREE_BYTES = 500_000_000;

export async function doctorCommand(
  context: CommandContext,
  { deep = false }: { deep?: boolean } = {},
): Promise<number> {
  const checks = [
    checkNode(context),
    checkHnsw(),
    await checkCorpus(context),
    await checkData(context),
    await checkIndex(context),
    await checkState(context),
    ...(deep && !context.config.database ? [await checkStored(context)] : []),
    await checkModels(context),
    ...(await discord(context)),
    ...(await checkSources(context)),
    checkVariables(),
  ].flat();
  const hasFault = checks.some(({ state }) => state === 'fault');
  if (context.json) await writeLine({ ok: !hasFault, checks });
  else process.stdout.write(render(checks));
  return hasFault ? EXIT.failed : EXIT.done;
}

const ok = (name: string, message: string): Check => ({ name, state: 'ok', message, fix: null });
const note = (name: string, message: string, fix: string): Check => ({ name, state: 'note', message, fix });
const fault = (name: string, message: string, fix: string): Check => ({ name, state: 'fault', message, fix });

function checkNode({ config }: CommandContext): Check {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const isNewEnough = major > MIN_NODE[0] || (major === MIN_NODE[0] && minor >= MIN_NODE[1]);
  if (!isNewEnough)
    return fault('Node', `${process.versions.node} is too old`, `install Node ${MIN_NODE.join('.')} or newer`);
  try {
    if (!config.database) requireSqlite();
    return ok('Node', process.versions.node);
  } catch (error) {
    return fault('Node', errorText(error), 'npm rebuild better-sqlite3 hnswlib-node');
  }
}

function checkHnsw(): Check {
  return isHnswAvailable()
    ? ok('HNSW', 'hnswlib-node is there')
    : note(
        'HNSW',
        'hnswlib-node is not there; the exact scan serves',
        'only a large corpus needs it: npm rebuild hnswlib-node',
      );
}

/** Reads the whole corpus without writing anything. */
async function checkCorpus({ config, signal }: CommandContext): Promise<Check> {
  const name = 'Corpus';
  try {
    const { articles, added, changed, removed, skipped } = await runReindex(config, { dryRun: true, signal });
    const pending = added + changed + removed;
    const summary = `${articles} articles in ${config.corpusDir}, ${skipped.length} skipped`;
    if (pending > 0)
      return note(
        name,
        `${summary}; ${added} added, ${changed} changed, ${removed} removed since it was indexed`,
        'footnote index',
      );
    return skipped.length > 0 ? note(name, summary, 'footnote index --dry-run says why') : ok(name, summary);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof UserError) return fault(name, error.message, 'see the sentence');
    return fault(name, errorText(error), 'see the sentence');
  }
}

async function checkData({ config }: CommandContext): Promise<Check[]> {
  const folder = await nearestExisting(resolve(config.dataDir));
  const checks: Check[] = [];
  try {
    await access(folder, constants.W_OK);
    checks.push(ok('Data', `${config.dataDir} can be written`));
  } catch (error) {
    checks.push(
      fault(
        'Data',
        `${folder} can't be written (${errorCode(error)})`,
        'mend its rights or give another folder with --data',
      ),
    );
  }
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const message = `${(free / 1e9).toFixed(1)} GB free`;
  checks.push(
    free < MIN_FREE_BYTES
      ? note('Disk', message, 'make room: a re-index needs about four times the size of the corpus')
      : ok('Disk', message),
  );
  return checks;
}

/** The folder itself, or the first one above it that is there. */
async function nearestExisting(path: string): Promise<string> {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  );
  return isThere || dirname(path) === path ? path : nearestExisting(dirname(path));
}

async function checkIndex({ config }: CommandContext): Promise<Check | Check[]> {
  const name = 'Index';
  const where = config.database ? 'PostgreSQL' : config.dataDir;
  try {
    if (!(await hasIndex(config))) return note(name, `there is none in ${where} yet`, 'footnote index');
    const app = await openApp({ config });
    try {
      const { articles, passages, version, repaired, isOutdated, embedder } = await app.index.status();
      if (repaired.length > 0) return fault(name, `version ${version}: ${repaired.join('; ')}`, 'footnote index');
      if (isOutdated)
        return note(name, `version ${version} was made by an earlier version of the program`, 'footnote index');
      const state = config.database ? 'in PostgreSQL' : 'all files intact';
      const strange = await strangeLanguages(app, embedder);
      return [
        ok(name, `version ${version}, ${articles} articles, ${passages} passages, ${state}`),
        ...(strange ? [note('Languages', strange, 'see docs/MODELS.md')] : []),
      ];
    } finally {
      await app.close();
    }
  } catch (error) {
    const saysItself = config.database || (error instanceof UserError && !(error instanceof NoIndexError));
    return fault(name, errorText(error), saysItself ? 'see the sentence' : 'footnote index');
  }
}

/** Settings and feedback, where there are any yet. */
async function checkState({ config }: CommandContext): Promise<Check[]> {
  const where = config.database ? 'Database' : 'State';
  const readable = ok(where, `${config.database ? 'PostgreSQL is there; ' : ''}settings and feedback can be read`);
  try {
    return (await withState(config, async () => [readable])) ?? [];
  } catch (error) {
    return [fault(where, errorText(error), 'see the sentence')];
  }
}

/** Compares everything in the data folder with its checksums. Changes nothing. */
async function checkStored({ config, signal }: CommandContext): Promise<Check[]> {
  const [index, state] = ['Stored', 'Kept'];
  const checks: Check[] = [];
  if (existsSync(databasePath(config.dataDir))) {
    try {
      const { articles, damaged, embeddings, lostEmbeddings } = await examineFolder(config.dataDir, signal);
      const sums = `${articles} articles and ${embeddings} embeddings`;
      if (damaged.length > 0)
        checks.push(fault(index, `altered since they were read: ${damaged.slice(0, 5).join(', ')}`, 'footnote index'));
      else if (lostEmbeddings > 0)
        checks.push(note(index, `${lostEmbeddings} of ${embeddings} embeddings were altered`, 'footnote index --full'));
      else checks.push(ok(index, `${sums} are what was written`));
    } catch (error) {
      signal.throwIfAborted();
      checks.push(fault(index, errorText(error), 'footnote index'));
    }
  }
  if (existsSync(statePath(config.dataDir))) {
    try {
      const store = SqliteStore.open(config.dataDir);
      const { fault: found } = store;
      await store.close();
      checks.push(
        found
          ? fault(state, `settings and feedback are damaged (${found})`, 'footnote start keeps what can be read')
          : ok(state, 'settings and feedback are what was written'),
      );
    } catch (error) {
      checks.push(fault(state, errorText(error), 'see the sentence'));
    }
  }
  return checks;
}

async function discord({ config, signal }: CommandContext): Promise<Check[]> {
  const findings = await checkDiscord(config, signal);
  return findings.map(({ state, message, fix }) => ({
    name: 'Discord',
    state,
    message: inert(message),
    fix: fix || null,
  }));
}

/** Where anything is fetched. */
async function checkSources(context: CommandContext): Promise<Check[]> {
  const name = 'Sources';
  try {
    const states = await withSources(context, (sources) => sources.list());
    const failing = states.filter((state) => state.error !== undefined || isLate(state, Date.now()));
    if (failing.length > 0) {
      const named = failing.map((state) => `${state.name} (${state.error ?? 'late'})`).join(', ');
      return [note(name, inert(`without news: ${named}`), 'footnote sources refresh')];
    }
    return states.length > 0 ? [ok(name, `${states.length}, none of them late`)] : [];
  } catch (error) {
    return [fault(name, errorText(error), 'see the sentence')];
  }
}

/** Names in the environment and in .env that are nearly those of settings. */
function checkVariables(): Check[] {
  const misnamed = misnamedSentence(misnamedSettings(process.env));
  return misnamed ? [note('Names', misnamed, 'mend the name in .env or in the environment')] : [];
}

function render(checks: Check[]): string {
  const style = styler(process.stdout);
  const marks = { ok: style('green', '✔'), note: style('yellow', '!'), fault: style('red', '✘') };
  return checks
    .map(
      ({ name, state, message, fix }) =>
        `${marks[state]} ${name.padEnd(7)} ${message}${fix ? `\n          → ${fix}` : ''}\n`,
    )
    .join('');
}
