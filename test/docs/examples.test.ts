/** The examples in docstrings: each is a module where its file stands, and compiles against the sources. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeFolder } from '../support/run-footnote.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SRC = `${ROOT}src/`;
/** What a stranger enters by, and where it stands; each has an example. */
const DOORS: [name: string, file: string][] = [
  ['openApp', 'compose.ts'],
  ['runReindex', 'compose-reindex.ts'],
  ['ask', 'flows/ask.ts'],
  ['createConverse', 'flows/converse.ts'],
  ['createSearch', 'flows/search.ts'],
  ['createSummarize', 'flows/summarize.ts'],
  ['reindex', 'flows/reindex.ts'],
  ['readMessage', 'query/read-message.ts'],
  ['buildQuery', 'query/query.ts'],
  ['rankArticles', 'retrieval/rank-articles.ts'],
  ['findEvidence', 'retrieval/find-evidence.ts'],
  ['judge', 'answering/gate.ts'],
  ['State', 'state/state.ts'],
  ['Snapshot', 'index/snapshot.ts'],
  ['SearchIndex.read', 'index/search-index.ts'],
  ['Embedder', 'models/embedder.ts'],
  ['ChatModel', 'models/chat-model.ts'],
];

interface Example {
  /** `src/flows/ask.ts ask`. */
  title: string;
  /** `flows/ask.ask.example.ts`, where it would stand in `src/`. */
  module: string;
  code: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));

/** The block of TypeScript, or all of a short example; one that imports nothing is about what it stands at. */
function codeOf(comment: string, door: string, file: string): string {
  const code = /^```ts\n([\s\S]*?)\n```/.exec(comment)?.[1] ?? comment;
  const own = `import { ${door.split('.')[0]} } from './${posix.basename(file, '.ts')}.js';\n`;
  return /^import /m.test(code) ? code : own + code;
}

/** A docstring, and the line after it: what it stands before. */
const DOCSTRING = /^( *)\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n(.+)/gm;
/** `export async function ask(`, `export interface Embedder {`. */
const DECLARATION = /^export (?:\w+ )*?(?:function|const|class|interface|type) (\w+)/gm;
/** `read<T>(`, `readonly name: string`. */
const MEMBER = /^ *(?:(?:abstract|async|readonly|static) )*(\w+)/;

/** Every `@example` of a file, with the name of what it stands before: "ask", "SearchIndex.read". */
function examplesOf(file: string): Example[] {
  const text = readFileSync(SRC + file, 'utf8');
  const declared = [...text.matchAll(DECLARATION)];
  return [...text.matchAll(DOCSTRING)].flatMap(({ index, 1: indent, 2: comment, 3: next }) => {
    const [, ...examples] = comment.replace(/^ *\*? ?/gm, '').split(/^@example\s+/m);
    const owner = declared.findLast((declaration) => declaration.index < index)?.[1];
    const name = [...next.matchAll(DECLARATION)][0]?.[1] ?? MEMBER.exec(next)?.[1];
    const door = indent === '' ? `${name}` : `${owner}.${name}`;
    return examples.map((example) => ({
      title: `src/${file} ${door}`,
      module: `${file.replace(/\.ts$/, '')}.${door}.example.ts`,
      code: codeOf(example.split(/^@/m)[0], door, file),
    }));
  });
}

/** What the compiler has to say of each of these modules, were they in `src/`, in one run over them and all they import. */
function complaints(modules: Map<string, string>): string[] {
  const config = {
    extends: `${ROOT}tsconfig.json`,
    // What an example declares is for its reader.
    compilerOptions: {
      rootDirs: [SRC, '.'],
      incremental: false,
      tsBuildInfoFile: null,
      noUnusedLocals: false,
    },
    files: [...modules.keys()],
    include: [],
  };
  const folder = makeFolder({
    ...Object.fromEntries(modules),
    'package.json': '{"type": "module"}',
    'tsconfig.json': JSON.stringify(config),
  });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const { stdout } = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', folder], {
    cwd: folder,
    encoding: 'utf8',
  });
  return stdout.split('\n').filter((line) => /error TS/.test(line));
}

describe('examples in docstrings', () => {
  const examples = files.flatMap(examplesOf);
  const wrong = 'flows/wrong.example.ts';
  let found: string[];
  beforeAll(() => {
    const modules = new Map(examples.map(({ module, code }) => [module, code]));
    modules.set(wrong, "import { ask, asks } from './ask.js';\nawait ask({}, { question: 'Who?' });\n");
    found = complaints(modules);
  }, 60_000);

  it('stand at every door', () => {
    const there = new Set(examples.map(({ title }) => title));
    expect(DOORS.map(([name, file]) => `src/${file} ${name}`).filter((title) => !there.has(title))).toEqual([]);
  });

  it('are all read', () => {
    const written = files.flatMap((file) => readFileSync(SRC + file, 'utf8').match(/^\s*\* @example/gm) ?? []);
    expect(examples).toHaveLength(written.length);
  });

  it('compile against the sources', () => {
    expect(found.filter((complaint) => !complaint.includes('wrong.example'))).toEqual([]);
  });

  it('would be found out if they didn’t', () => {
    expect(found.filter((complaint) => complaint.includes('wrong.example'))).toHaveLength(2);
  });
});
