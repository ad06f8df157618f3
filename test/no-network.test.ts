/** Without a model, a source or a token nothing has to go out: the program runs where there is no network at all. */
import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CORPUS } from './support/articles.js';
import { CLI, cleanEnvironment, makeFolder } from './support/run-footnote.js';

const APART = ['unshare', '-rn'] as const;
/** Not every system lets its users make namespaces. */
const isPossible = spawnSync(APART[0], [APART[1], 'true']).status === 0;

describe.skipIf(!isPossible)('in a network namespace of its own, without even a loopback', () => {
  it('indexes, answers, and serves other programs’ models', async () => {
    const cwd = makeFolder(CORPUS);
    const run = (...args: string[]) =>
      promisify(execFile)(APART[0], [APART[1], process.execPath, CLI, ...args], { cwd, env: cleanEnvironment({}) });
    expect((await run('index', '--json')).stdout).toMatch(/^\{"articles":3,/);
    expect((await run('ask', 'What was found in the ramp?')).stdout).toMatch(/A crack was found in the ramp/);
    const call = { name: 'ask', arguments: { question: 'What was found in the ramp?' } };
    const asking = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: call });
    const { status, stdout } = spawnSync(APART[0], [APART[1], process.execPath, CLI, 'mcp'], {
      ...{ cwd, env: cleanEnvironment({}), encoding: 'utf8' },
      input: `${asking}\n`,
    });
    expect([status, JSON.parse(stdout).result.structuredContent.status]).toEqual([0, 'answered']);
  });
});
