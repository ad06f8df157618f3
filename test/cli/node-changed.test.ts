/** After a change of Node's version: what was compiled for the old one can't be loaded, and nothing else is to blame. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { cleanEnvironment, makeFolder, parseLines, type RunOptions, runFootnote } from '../support/run-footnote.js';

/** As Node's own error, which stands where an addon was compiled for another version. */
const OTHER_NODE = `
  const load = process.dlopen;
  process.dlopen = (module, file, ...rest) => {
    if (!file.includes('better_sqlite3')) return load(module, file, ...rest);
    throw Object.assign(
      new Error(\`The module '\${file}'\\nwas compiled against a different Node.js version using\\nNODE_MODULE_VERSION 1. This version of Node.js requires\\nNODE_MODULE_VERSION 2. Please try re-compiling or re-installing\\nthe module.\`),
      { code: 'ERR_DLOPEN_FAILED' },
    );
  };`;
const onOtherNode = ['--import', `data:text/javascript,${encodeURIComponent(OTHER_NODE)}`];
const runOnOtherNode = (args: string[], options: RunOptions) =>
  runFootnote(args, { ...options, nodeArgs: onOtherNode });

/** Runs one command after another in one process, and says of each with what it ended and what it wrote. */
const IN_TURN = `
  const [program, runs] = process.argv.slice(1);
  const { runCli } = await import(program);
  const told = [];
  for (const { cwd, args } of JSON.parse(runs)) {
    process.chdir(cwd);
    const said = { stdout: '', stderr: '' };
    const write = (name) => (text) => { said[name] += text; return true; };
    const before = [process.stdout.write, process.stderr.write];
    [process.stdout.write, process.stderr.write] = [write('stdout'), write('stderr')];
    const status = await runCli(args);
    [process.stdout.write, process.stderr.write] = before;
    told.push({ status, ...said });
  }
  process.stdout.write(JSON.stringify(told));`;
function runInTurnOnOtherNode(runs: { cwd: string; args: string[] }[]): { status: number; stderr: string }[] {
  const program = new URL('../../dist/cli/run-cli.js', import.meta.url).href;
  const args = [
    ...onOtherNode,
    '--no-warnings',
    '--input-type=module',
    '--eval',
    IN_TURN,
    program,
    JSON.stringify(runs),
  ];
  return JSON.parse(execFileSync(process.execPath, args, { env: cleanEnvironment({}), encoding: 'utf8' }));
}

const COMMANDS: Record<string, string[]> = {
  start: [],
  chat: [],
  ask: ['Why does the ferry not sail?'],
  search: ['ferry'],
  summarize: ['topic', 'ferry'],
  index: [],
  move: ['--to', 'elsewhere'],
  eval: ['questions.jsonl'],
  calibrate: [],
  bench: [],
  status: [],
  check: ['The ferry does not sail.'],
  sources: ['list'],
  cases: [],
  serve: [],
  mcp: [],
};
const SENTENCE = `footnote: better-sqlite3 isn't built for Node ${process.versions.node} on this machine; run "npm rebuild better-sqlite3 hnswlib-node" in Footnote's folder.\n`;

describe('after a change of Node’s version', () => {
  it('every command but doctor and init says in one sentence what has to be built again, whether there is an index or not', async () => {
    const files = { ...CORPUS, 'questions.jsonl': '{"question":"Why does the ferry not sail?"}\n' };
    const [indexed, empty] = [makeFolder(files), makeFolder(files)];
    expect((await runFootnote(['index'], { cwd: indexed })).status).toBe(0);
    const run = await runOnOtherNode(['ask', ...COMMANDS.ask], { cwd: indexed });
    expect(run).toEqual({ status: 1, signal: null, stdout: '', stderr: SENTENCE });
    const runs = Object.entries(COMMANDS).map(([command, args]) => {
      const cwd = command === 'status' || command === 'index' ? empty : indexed;
      return { cwd, args: [command, ...args] };
    });
    const told = runInTurnOnOtherNode(runs).map((one, i) => ({ command: runs[i].args[0], ...one }));
    expect(told).toEqual(runs.map(({ args: [command] }) => ({ command, status: 1, stdout: '', stderr: SENTENCE })));
    const { stdout } = await runOnOtherNode(['--help'], { cwd: indexed });
    const named = [...stdout.matchAll(/^ {2}(\w+) .*$/gm)].map(([, name]) => name);
    expect(named.filter((name) => !['doctor', 'help', 'init'].includes(name)).sort()).toEqual(
      Object.keys(COMMANDS).sort(),
    );
  });

  it('doctor says so beside all else, and blames neither the index nor the folder', async () => {
    const cwd = makeFolder(CORPUS);
    await runFootnote(['index'], { cwd });
    const run = await runOnOtherNode(['doctor', '--json'], { cwd });
    const [{ checks }] = parseLines(run.stdout);
    expect(run.status).toBe(1);
    expect(checks[0]).toMatchObject({ name: 'Node', state: 'fault', fix: 'npm rebuild better-sqlite3 hnswlib-node' });
    const faults = checks.filter(({ state }: { state: string }) => state === 'fault');
    for (const { message, fix } of faults) {
      expect(message).toContain("isn't built for Node");
      expect(fix).not.toBe('footnote index');
    }
  });
});
