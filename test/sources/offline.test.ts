import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { makeFolder, runFootnote } from '../support/run-footnote.js';

/** Says on standard error when anything asks for a connection or an address. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
import net from 'node:net';
import dns from 'node:dns';
const say = (what) => process.stderr.write('NETWORK ' + what + '\\n');
for (const [object, name] of [[net.Socket.prototype, 'connect'], [dns, 'lookup'], [dns.promises, 'lookup']]) {
  const real = object[name];
  object[name] = function (...args) { say(name); return real.apply(this, args); };
}
`)}`;

/** Files of the program and its packages that a command loaded, by V8's own list. */
async function loadedBy(
  args: string[],
  cwd: string,
): Promise<{ files: string[]; stderr: string; status: number | null }> {
  const coverage = makeFolder();
  const { stderr, status } = await runFootnote(args, {
    cwd,
    nodeArgs: ['--import', WATCH],
    env: { NODE_V8_COVERAGE: coverage },
  });
  const files = readdirSync(coverage).flatMap((name) =>
    JSON.parse(readFileSync(join(coverage, name), 'utf8')).result.map(({ url }: { url: string }) => url),
  );
  return { files, stderr, status };
}

const FETCHES =
  /\/dist\/sources\/(?:fetch|feed|site|git)\/|\/node_modules\/(?:undici|feedsmith|robots-parser|ipaddr\.js)\//;

describe('without a sources.yaml', () => {
  it.each([
    [['index']],
    [['sources']],
    [['sources', 'refresh']],
    [['ask', 'What leaked?']],
  ])('footnote %s opens no connection and loads nothing that could', async (args) => {
    const { files, stderr, status } = await loadedBy(args, makeFolder(CORPUS));
    expect(status).toBe(0);
    expect(files.some((file) => file.endsWith('/dist/cli.js'))).toBe(true);
    expect(files.filter((file) => FETCHES.test(file))).toEqual([]);
    expect(stderr).not.toContain('NETWORK');
  });

  it('is told from one that has a source, which loads what fetches', async () => {
    const cwd = makeFolder({
      ...CORPUS,
      'sources.yaml': '- { name: desk, kind: feed, address: "http://127.0.0.1:9/" }\n',
    });
    const { files, stderr, status } = await loadedBy(['sources', 'refresh'], cwd);
    expect(status).toBe(1);
    expect(stderr).not.toContain('NETWORK');
    expect(files.some((file) => FETCHES.test(file))).toBe(true);
    const list = await loadedBy(['sources'], cwd);
    expect(list.files.filter((file) => FETCHES.test(file))).toEqual([]);
  });
});
