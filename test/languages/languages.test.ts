import { expect, it } from 'vitest';
import { LANGUAGES, measure, tableOf } from './measure.js';

it('finds, quotes and refuses in every language', async () => {
  const rows = [];
  for (const language of LANGUAGES) rows.push(await measure(language));
  console.log(tableOf(rows));
  if (process.env.MISSES) for (const { language, misses } of rows) console.log([language, ...misses].join('\n'));
  expect(rows.length).toBeGreaterThan(0);
});
