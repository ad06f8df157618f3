/** What the pages for those who change the code say is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${ROOT}docs/ARCHITECTURE.md`, 'utf8');
const files = ['src', 'test', 'scripts'].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }).map(
    (file) => `/${folder}/${file.replaceAll('\\', '/')}`,
  ),
);

describe('ARCHITECTURE.md', () => {
  it('names no file that isn’t there', () => {
    const named = [...page.matchAll(/(?<![\w/.-])(?:[\w-]+\/)*[\w-]+\.(?:ts|json|jsonl|md|txt)\b/g)].map(
      ([name]) => name,
    );
    const isThere = (name: string) => files.some((file) => file.endsWith(`/${name}`)) || existsSync(`${ROOT}${name}`);
    expect(new Set(named).size).toBeGreaterThan(40);
    expect([...new Set(named)].filter((name) => !isThere(name) && !existsSync(`${ROOT}docs/${name}`))).toEqual([]);
  });

  it('names no folder that isn’t there', () => {
    const named = [...page.matchAll(/`((?:[\w-]+\/)+)`/g)].map(([, name]) => name.slice(0, -1));
    const isFolder = (name: string) => [ROOT, `${ROOT}src/`].some((from) => existsSync(`${from}${name}`));
    const made = new Set(['data/segments', 'added']);
    expect([...new Set(named)].filter((name) => !isFolder(name) && !made.has(name))).toEqual([]);
  });

  it('gives a reason for every dependency', () => {
    const { dependencies, optionalDependencies } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
    const rows = page.slice(page.indexOf('## Dependencies'));
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    expect(names.filter((name) => !rows.includes(name))).toEqual([]);
  });
});
