import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { makeFolder, runFootnote } from './support/run-footnote.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('README.md', () => {
  it('shows what its first command answers, word for word', async () => {
    const question = /npm run ask -- "([^"]+)"/.exec(README)?.[1];
    const sample = /answers:\n\n```text\n(.*?)```/s.exec(README)?.[1];
    expect(question).toBeTruthy();
    expect(sample).toBeTruthy();
    const run = await runFootnote(['ask', question!, '--data', makeFolder()], { cwd: ROOT });
    expect(run.status).toBe(0);
    expect(run.stdout).toBe(sample);
  });
});
