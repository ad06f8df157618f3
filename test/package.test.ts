import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { cleanEnvironment, makeFolder } from './support/run-footnote.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const QUESTION = "What did Iran's foreign minister tell Kuleba about the drones?";

const run = (program: string, args: string[], cwd: string) =>
  promisify(execFile)(program, args, { cwd, env: cleanEnvironment({}), shell: process.platform === 'win32' });

async function pack(...args: string[]): Promise<{ filename: string; paths: string[] }> {
  const { stdout } = await run('npm', ['pack', '--ignore-scripts', '--json', ...args], ROOT);
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }];
  return { filename, paths: files.map(({ path }) => path) };
}

/** A folder with the packed files as an installed package, and beside them the packages of this checkout. */
function installPacked(paths: string[]): string {
  const folder = makeFolder();
  const packages = join(folder, 'node_modules');
  mkdirSync(packages);
  for (const name of readdirSync(join(ROOT, 'node_modules')))
    symlinkSync(join(ROOT, 'node_modules', name), join(packages, name), 'junction');
  for (const path of paths) {
    const target = join(packages, 'footnote', path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(ROOT, path), target);
  }
  return folder;
}

describe('the package', () => {
  it('runs in an empty folder with the articles that come with it, and holds nothing else', async () => {
    const { paths } = await pack('--dry-run');
    const kinds = paths.map((path) => path.replace(/^(dist|corpus|prompts|docs|examples)\/.*$/, '$1/'));
    const expected = 'corpus/ dist/ docs/ examples/ prompts/ .env.example LICENSE README.md package.json';
    expect([...new Set(kinds)].sort()).toEqual(expected.split(' ').sort());
    expect(paths.filter((path) => /\.test\.|node_modules|\.map$|\.tsbuildinfo|\.(png|db|tgz)$/.test(path))).toEqual([]);

    const cwd = installPacked(paths);
    const footnote = (...args: string[]) =>
      run(process.execPath, [join('node_modules', 'footnote', 'dist', 'cli.js'), ...args], cwd);
    const { stdout, stderr } = await footnote('ask', '--json', QUESTION);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'answered',
      sources: [{ article_id: 'drones/2022-10-28-amir-abdollahian-kuleba-call.md' }],
    });
    expect(stderr).toContain('There is no ./corpus here, so the articles that come with Footnote are read');
    expect(readdirSync(cwd).sort()).toEqual(['data', 'node_modules']);
    expect(JSON.parse((await footnote('index', '--json')).stdout)).toMatchObject({ added: 0, removed: 0 });
  });

  it.runIf(process.env.PACKAGE_INSTALL)(
    'installs from its tarball and answers through npx',
    async () => {
      const folder = makeFolder();
      const { filename } = await pack('--pack-destination', folder);
      const cwd = join(folder, 'empty');
      mkdirSync(cwd);
      await run('npm', ['install', '--no-audit', '--no-fund', join(folder, filename)], cwd);
      const { stdout } = await run('npx', ['footnote', 'ask', QUESTION], cwd);
      expect(stdout).toContain('had not sent drones to Russia');
      expect(existsSync(join(cwd, 'data', 'index.db'))).toBe(true);
    },
    15 * 60_000,
  );
});
