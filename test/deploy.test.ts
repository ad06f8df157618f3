/** What operators run it by, as far as that can be told without a container, a panel or GitHub. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { SETTINGS } from '../src/config.js';
import { CORPUS } from './support/articles.js';
import { cleanEnvironment, makeFolder, runFootnote } from './support/run-footnote.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (name: string) => readFileSync(`${ROOT}/${name}`, 'utf8');

describe('the healthcheck', () => {
  const check = (cwd: string, env: Record<string, string> = {}) =>
    new Promise<number | null>((resolve) => {
      const args = [`${ROOT}/deploy/healthcheck.mjs`];
      spawn(process.execPath, args, { cwd, env: cleanEnvironment(env), stdio: 'ignore' }).on('close', resolve);
    });

  it('asks /healthz where there is a port', async () => {
    let status = 200;
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status).end();
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const env = { HTTP_PORT: String((server.address() as AddressInfo).port), HTTP_HOST: '0.0.0.0' };
    expect(await check(makeFolder(), env)).toBe(0);
    status = 503;
    expect(await check(makeFolder(), env)).toBe(1);
    expect(asked).toEqual(['/healthz', '/healthz']);
  });

  it('without one asks whether the index can be read', async () => {
    const cwd = makeFolder(CORPUS);
    expect(await check(cwd)).toBe(1);
    await runFootnote(['index'], { cwd });
    expect(await check(cwd)).toBe(0);
  });
});

describe('the Dockerfile', () => {
  const dockerfile = read('Dockerfile');

  it('copies what there is and runs as nobody who matters', () => {
    const copied = [...dockerfile.matchAll(/^COPY --from=build (.+) \S+$/gm)].flatMap(([, from]) => from.split(' '));
    expect(copied.length).toBeGreaterThan(5);
    for (const path of copied) expect(existsSync(path.replace('/app', ROOT)), path).toBe(true);
    const order = ['\nUSER node\n', '\nHEALTHCHECK ', '\nENTRYPOINT ["node", "dist/cli.js"]\n'].map((line) =>
      dockerfile.lastIndexOf(line),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(dockerfile.lastIndexOf('\nFROM '));
  });

  it('keeps secrets and what nobody needs out of the image', () => {
    const left = read('.dockerignore').split('\n');
    expect(left).toEqual(expect.arrayContaining(['.env', '.env.*', '.git', 'data', 'node_modules']));
  });
});

describe('the egg', () => {
  it('sets only what there is to set', () => {
    const egg = JSON.parse(read('deploy/pterodactyl-egg.json'));
    const known = new Set(SETTINGS.map(({ name }) => name));
    const names = egg.variables.map(({ env_variable }: { env_variable: string }) => env_variable);
    expect(names.filter((name: string) => !known.has(name))).toEqual([]);
    expect(names).toContain('DISCORD_TOKEN');
    expect(JSON.parse(egg.config.startup)).toEqual({ done: 'READY ' });
  });
});

describe('the workflows', () => {
  const folder = '.github/workflows';
  const files = readdirSync(`${ROOT}/${folder}`).map((name) => [name, read(`${folder}/${name}`)] as const);

  it.each(files)('%s pins actions by hash, and is given no more than it needs', (_name, text) => {
    const used = [...text.matchAll(/uses: (.+)$/gm)].map(([, action]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(parse(text).permissions).toEqual({ contents: 'read' });
  });

  it('pin an action in one version', () => {
    const pins = files.flatMap(([, text]) => [...text.matchAll(/uses: ([\w-]+\/[\w-]+)[\w/-]*@(\w+)/g)]);
    const versions = new Map<string, Set<string>>();
    for (const [, action, hash] of pins) versions.set(action, (versions.get(action) ?? new Set()).add(hash));
    expect([...versions].filter(([, hashes]) => hashes.size > 1)).toEqual([]);
  });

  it('try every Node that the README names', () => {
    const { jobs } = parse(files.find(([name]) => name === 'ci.yml')![1]);
    expect(read('README.md')).toContain(
      `(${jobs.linux.strategy.matrix.node.join(', ').replace(/, (\d+)$/, ' and $1')} are`,
    );
  });
});
