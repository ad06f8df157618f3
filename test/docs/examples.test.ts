/** The examples in docstrings: each is a module where its file stands, and compiles against the sources. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { beforeAll, describe, expect, it } from 'vitest';

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
  file: string;
  door: string;
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

/** Every `@example` of a file, with the name of what it stands before: "ask", "SearchIndex.read". */
function examplesOf(file: string): Example[] {
  const text = readFileSync(SRC + file, 'utf8');
  if (!text.includes('@example')) return [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Example[] = [];
  const visit = (node: ts.Node, within: string[]) => {
    const name = ts.getNameOfDeclaration(node as ts.Declaration)?.getText(source);
    const path = name ? [...within, name] : within;
    for (const tag of ts.getJSDocTags(node)) {
      if (tag.tagName.text !== 'example' || tag.parent.parent !== node) continue;
      const door = path.join('.');
      const code = codeOf(ts.getTextOfJSDocComment(tag.comment) ?? '', door, file);
      found.push({ title: `src/${file} ${door}`, file, door, code });
    }
    ts.forEachChild(node, (child) => visit(child, path));
  };
  visit(source, []);
  return found;
}

/** What the compiler has to say of each of these modules, in one run over them and all they import. */
function complaints(modules: Map<string, string>): string[] {
  const config = ts.readConfigFile(`${ROOT}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT);
  // What an example declares is for its reader.
  Object.assign(options, { incremental: false, tsBuildInfoFile: undefined, noUnusedLocals: false });
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.readFile = (name) => modules.get(name) ?? readFile(name);
  host.getSourceFile = (name, how, ...rest) => {
    const text = modules.get(name);
    return text === undefined ? getSourceFile(name, how, ...rest) : ts.createSourceFile(name, text, how);
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules.keys()].flatMap((name) => {
    const file = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ messageText }) => `${name.slice(ROOT.length)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
  });
}

describe('examples in docstrings', () => {
  const examples = files.flatMap(examplesOf);
  const nameOf = ({ file, door }: Example) => `${SRC}${file.replace(/\.ts$/, '')}.${door}.example.ts`;
  const wrong = `${SRC}flows/wrong.example.ts`;
  let found: string[];
  beforeAll(() => {
    const modules = new Map(examples.map((example) => [nameOf(example), example.code]));
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
