import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));

/** From top to bottom; a folder may import itself and what stands on a line below. */
const LAYERS = [
  ['cli.ts'],
  ['cli', 'langchain', 'bench'],
  ['threads'],
  ['compose.ts'],
  ['compose-reindex.ts'],
  ['discord', 'http'],
  ['mcp'],
  ['json'],
  ['flows'],
  ['retrieval', 'answering', 'summarizing'],
  ['query'],
  ['index', 'state', 'models', 'sources'],
  ['sqlite', 'postgres'],
  ['corpus'],
  ['lexicon'],
  ['text'],
  ['config.ts', 'version.ts'],
  ['core'],
];
/** answering/ judges what retrieval/ found, and summarizing/ quotes as answering/ does; within one line these may be imported. */
const ALLOWED_SIDEWAYS = new Set([
  'cli → bench',
  'answering → retrieval',
  'summarizing → retrieval',
  'summarizing → answering',
  'index → models',
]);
/** Packages that only these places may import. */
const CONFINED: Record<string, RegExp> = {
  'better-sqlite3': /^sqlite\//,
  'hnswlib-node': /^index\/hnsw-graph\.ts$|^bench\/peers\//,
  'discord.js': /^discord\//,
  langchain: /^(models|langchain)\//,
  '@langchain/': /^(models|langchain|bench\/peers)\//,
  pg: /^postgres\//,
  commander: /^cli\//,
  minisearch: /^bench\/peers\//,
  undici: /^sources\/fetch\//,
  feedsmith: /^sources\/feed\//,
  'robots-parser': /^sources\/fetch\//,
  'ipaddr.js': /^sources\/fetch\//,
  chokidar: /^sources\//,
  hono: /^http\//,
  '@hono/': /^http\//,
  'prom-client': /^http\//,
  '@modelcontextprotocol/': /^mcp\/|^http\/mcp-route\.ts$/,
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replaceAll('\\', '/'));
/** What a file says itself: an example in a comment may import from anywhere. */
const codeOf = (file: string) => readFileSync(join(SRC, file), 'utf8').replace(/^\s*\*.*$/gm, '');
const importsOf = (file: string) =>
  [...codeOf(file).matchAll(/(?:from|import\(|require\)?\()\s*'([^']+)'/g)].map((match) => match[1]);
const place = (file: string) => file.split('/')[0];
const layer = (file: string) => LAYERS.findIndex((names) => names.includes(place(file)));

describe('layers', () => {
  it('knows every file', () => {
    expect(files.filter((file) => layer(file) < 0)).toEqual([]);
    expect(files.length).toBeGreaterThan(30);
  });

  it('imports only downwards', () => {
    const upward = files.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('.'))
        .map((name) => posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts'))
        .filter(
          (target) =>
            place(target) !== place(file) &&
            layer(target) <= layer(file) &&
            !ALLOWED_SIDEWAYS.has(`${place(file)} → ${place(target)}`),
        )
        .map((target) => `${file} imports ${target}`),
    );
    expect(upward).toEqual([]);
  });

  it('imports in no circle, types neither', () => {
    const targets = new Map(
      files.map((file) => [
        file,
        importsOf(file)
          .filter((name) => name.startsWith('.'))
          .map((name) => posix.join(posix.dirname(file), name).replace(/\.js$/, '.ts')),
      ]),
    );
    /** From a file along what it imports; a file that is come to again before all behind it was seen closes a circle. */
    const circles: string[][] = [];
    const seen = new Set<string>();
    const follow = (file: string, way: string[]) => {
      const at = way.indexOf(file);
      if (at >= 0) circles.push([...way.slice(at), file]);
      if (at >= 0 || seen.has(file)) return;
      for (const target of targets.get(file) ?? []) follow(target, [...way, file]);
      seen.add(file);
    };
    for (const file of files) follow(file, []);
    expect(circles.map((circle) => circle.join(' → '))).toEqual([]);
  });

  it('loads PostgreSQL’s parts only when they are asked for', () => {
    const isOne = (file: string) => /(^|\/)postgres/.test(file);
    const statics = (file: string) =>
      [...codeOf(file).matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+)';/gms)].map(([, name]) =>
        posix.join(posix.dirname(file), name),
      );
    const eager = files
      .filter((file) => !isOne(file))
      .flatMap((file) =>
        statics(file)
          .filter(isOne)
          .map((name) => `${file} imports ${name}`),
      );
    expect(eager).toEqual([]);
    expect(files.filter(isOne).length).toBeGreaterThan(5);
  });

  it('keeps outside packages where they belong', () => {
    const strays = files.flatMap((file) =>
      importsOf(file)
        .filter((name) =>
          Object.entries(CONFINED).some(
            ([known, allowed]) =>
              (name === known || name.startsWith(known.endsWith('/') ? known : `${known}/`)) && !allowed.test(file),
          ),
        )
        .map((name) => `${file} imports ${name}`),
    );
    expect(strays).toEqual([]);
  });
});
