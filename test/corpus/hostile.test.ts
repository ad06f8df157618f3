/** The whole hostile corpus, read by the built code in a process of its own, so that its memory can be measured. */
import { execFile } from 'node:child_process';
import { promises as fs } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE_FILES, writeHostileCorpus } from './hostile-files.js';

const CHILD = fileURLToPath(new URL('./hostile-child.mjs', import.meta.url));
const MAX_RSS_MIB = 512;
/** For the bad files: shorter than in production, where hostile files may take their 20 seconds. */
const EXTRACT_TIMEOUT_MS = 1_000;

interface Outcome {
  path: string;
  articles: number;
  reasons: string[];
}

let folder: string;
let written: { bad: number; good: number };
let result: { outcomes: Outcome[]; seconds: number; maxRssMiB: number; polluted: unknown };

beforeAll(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'footnote-hostile-'));
  written = await writeHostileCorpus(folder, 20221104);
  const { stdout } = await promisify(execFile)(process.execPath, [CHILD, folder, String(EXTRACT_TIMEOUT_MS)], {
    maxBuffer: 1 << 26,
  });
  result = JSON.parse(stdout);
}, 300_000);

afterAll(() => fs.rm(folder, { recursive: true, force: true }));

describe('a hostile corpus', () => {
  it(`has ${HOSTILE_FILES} bad files and some good ones in each format`, () => {
    expect(written).toEqual({ bad: HOSTILE_FILES, good: 21 });
    expect(result.outcomes).toHaveLength(written.bad + written.good);
  });

  it('gives each bad file exactly one reason, on one line, and no article', () => {
    const wrong = result.outcomes.filter(
      ({ path: name, articles, reasons }) =>
        name.startsWith('bad/') &&
        !(articles === 0 && reasons.length === 1 && /^[^\r\n\u0000-\u001f]{20,500}$/.test(reasons[0]!)),
    );
    expect(wrong).toEqual([]);
  });

  it('gives each good file its article and no reason', () => {
    expect(
      result.outcomes.filter(
        ({ path: name, articles, reasons }) => name.startsWith('good/') && !(articles === 1 && reasons.length === 0),
      ),
    ).toEqual([]);
  });

  it(`stays under ${MAX_RSS_MIB} MiB in the whole process`, () => {
    expect(result.maxRssMiB).toBeLessThan(MAX_RSS_MIB);
  });

  it('changes no prototype', () => {
    expect(result.polluted).toBeNull();
  });
});
