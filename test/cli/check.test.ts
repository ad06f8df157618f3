import { expect, it } from 'vitest';
import { CORPUS } from '../support/articles.js';
import { makeFolder, parseLines } from '../support/run-footnote.js';
import { runInProcess } from '../support/run-in-process.js';

it('footnote check tells each sentence, for people or from standard input as one JSON object', async () => {
  const cwd = makeFolder(CORPUS);
  await runInProcess(['index'], { cwd });
  const input = 'Repairs will cost 60,000 crowns.\nThe ferry to Skarholm will not sail for a week. Why?';
  const { status, stdout } = await runInProcess(['check', '--json'], { cwd, input });
  const [checked, ...more] = parseLines(stdout);
  expect([status, more]).toEqual([0, []]);
  expect(checked).toMatchObject({
    sentences: [
      {
        text: 'Repairs will cost 60,000 crowns.',
        verdict: 'contradicted',
        citations: [{ article_id: 'ferry.md', n: 1 }],
      },
      { verdict: 'supported', citations: [{ quote: expect.stringContaining('will not sail for a week') }] },
    ],
    left_out: { questions: 1, chatter: 0, further: 0 },
  });
  const told = await runInProcess(['check', 'Repairs will cost 60,000 crowns.'], { cwd });
  expect(told.stdout).toMatch(
    /^contradicted {2}Repairs will cost 60,000 crowns\.\n {3}“Repairs will cost 40,000 crowns/,
  );
  expect((await runInProcess(['check', ' '], { cwd })).stdout).toBe(
    'There is no sentence in this text that states something.\n',
  );
});
