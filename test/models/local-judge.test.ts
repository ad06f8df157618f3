/** Needs test/models/local-model/ to be installed: `npm ci --prefix test/models/local-model --ignore-scripts`. */
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import type { Judge } from '../../src/models/judge.js';
import { createLocalJudge } from '../../src/models/local-judge.js';
import { writeTinyJudge } from '../support/tiny-model.js';

const PACKAGE = new URL('./local-model/node_modules/@huggingface/transformers', import.meta.url);
const FROM = fileURLToPath(new URL('./dist/transformers.node.mjs', `${PACKAGE}/`));
const MODEL = 'desk/judge';

let judge: Judge | undefined;
afterEach(() => judge?.close?.());

function open({ threshold = 0.9, model = MODEL, from = FROM } = {}): Judge {
  const dataDir = mkdtempSync(join(tmpdir(), 'footnote-judge-'));
  writeTinyJudge(`${dataDir}/models`, MODEL);
  judge = createLocalJudge({ model, dataDir, threshold, from });
  return judge;
}

const taskOf = (sentences: string[], text = 'It broke.', marks = [1]) => ({
  passages: [{ heading: 'A title', text: sentences.join(' '), sentences }],
  sentences: [{ text, marks }],
});

describe.skipIf(!existsSync(PACKAGE) && !process.env.CI)('a judge that runs in this process', () => {
  it('finds carried what two neighbouring sentences entail together, and nothing that stands further apart', async () => {
    open();
    const together = taskOf(['The ferry came.', 'The ramp broke.', 'It rained.']);
    const apart = taskOf(['The ferry came.', 'It rained.', 'The ramp broke.']);
    expect((await judge!.judge(together)).verdicts).toEqual([true]);
    expect((await judge!.judge(apart)).verdicts).toEqual([false]);
  });

  it('says what its threshold makes of a probability', async () => {
    const task = taskOf(['The ramp broke.']);
    expect((await open({ threshold: 0.8 }).judge(task)).verdicts).toEqual([true]);
    await judge!.close!();
    expect((await open({ threshold: 0.9 }).judge(task)).verdicts).toEqual([false]);
    expect(open({ threshold: 0.8 }).fingerprint()).not.toBe(open().fingerprint());
  });

  it('judges nothing that rests on no passage', async () => {
    expect((await open().judge(taskOf(['The ferry came.', 'The ramp broke.'], 'It broke.', []))).verdicts).toEqual([
      undefined,
    ]);
  });

  it('says what is missing: the model, or the package', async () => {
    const task = taskOf(['The ramp broke.']);
    await expect(open({ model: 'desk/none' }).judge(task)).rejects.toThrow(
      /^The model desk\/none could not be loaded; /,
    );
    await judge!.close!();
    await expect(open({ from: 'no-such-package' }).judge(task)).rejects.toThrow(
      "JUDGE_MODEL is 'local:desk/judge', which needs @huggingface/transformers;",
    );
  });

  it('is not waited for by who gives up', async () => {
    const controller = new AbortController();
    const judging = open().judge(taskOf(['The ramp broke.']), { signal: controller.signal });
    controller.abort(new Error('gave up'));
    await expect(judging).rejects.toThrow('gave up');
  });
});
