import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { makeFolder } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const node = (...args: string[]) => promisify(execFile)(process.execPath, args, { cwd: ROOT });

describe('footnote/langchain', () => {
  it('is there for whoever imports the package, with types', async () => {
    const script = "import * as all from 'footnote/langchain'; console.log(Object.keys(all).sort().join(' '))";
    const { stdout } = await node('--input-type=module', '-e', script);
    expect(stdout.trim()).toBe('FootnoteRetriever FootnoteVectorStore OfflineEmbeddings PASSAGE_KEY UserError');
    const { exports } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));
    expect(readFileSync(`${ROOT}/${exports['./langchain'].types}`, 'utf8')).toContain('FootnoteVectorStore');
  });

  it('has an example of the vector store that runs', async () => {
    const { stdout } = await node('examples/vector-store.mjs');
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^0\.\d\d ferry .*"footnote_passage".* The ferry to Lindvik sails again\.$/),
      expect.stringMatching(/^-?0\.\d\d dam .* The dam at Elva leaked after the storm\.$/),
      'The dam at Elva leaked after the storm.',
      '',
    ]);
  });

  it('has an example of the retriever that runs', async () => {
    const { stdout } = await node('examples/retriever.mjs');
    expect(stdout).toMatch(/^\[1\] Iran's foreign minister and Kuleba speak by telephone about the drones\n/);
    expect(stdout).toContain('\n[2] ');
  });

  it('shows an example in the README that runs', async () => {
    const readme = readFileSync(`${ROOT}/README.md`, 'utf8');
    const sample = /## In a chain of your own.*?```js\n(.*?)```/s.exec(readme)![1];
    const folder = makeFolder();
    await runInProcess(['index', '--data', `${folder}/data`], { cwd: ROOT });
    const script = `${sample.replaceAll("'./", `'${folder}/`)}; console.log(nearest.id, passages.length)`;
    const { stdout } = await node('--input-type=module', '-e', script);
    expect(stdout).toBe('dam 5\n');
  });
});
