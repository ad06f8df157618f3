/** An embedding model of one language over articles of others, as an operator is told. */
import { expect, it, onTestFinished } from 'vitest';
import { FERRY } from '../support/articles.js';
import { makeIndexFolder } from '../support/index-folder.js';
import { startOpenAiServer } from '../support/openai-server/server.js';
import { runInProcess } from '../support/run-in-process.js';

const UKRAINIAN =
  'Пором між двома островами не ходитиме цілий тиждень, сказала у вівторок начальниця порту. Ремонт уже почався.';
const NOTE =
  /openai:nomic-embed-text is made for English, and 50% of the articles are in other languages \(Ukrainian\): take a model of many languages/;

it.each([
  ['nomic-embed-text', { 'a.txt': UKRAINIAN, 'ferry.md': FERRY }, true],
  ['nomic-embed-text', { 'ferry.md': FERRY }, false],
  ['bge-m3', { 'a.txt': UKRAINIAN, 'ferry.md': FERRY }, false],
])('index, status and doctor say of %s over %o what it doesn’t know: %s', async (model, articles, isSaid) => {
  const server = await startOpenAiServer();
  onTestFinished(() => server.close());
  const { root } = makeIndexFolder(articles);
  const env = { OPENAI_BASE_URL: server.url, OPENAI_API_KEY: 'sk-test', EMBEDDING_MODEL: `openai:${model}` };
  for (const command of ['index', 'status', 'doctor']) {
    const { stdout, stderr } = await runInProcess([command], { cwd: root, env });
    if (isSaid) expect(`${stdout}${stderr}`.replace(/\s+/g, ' ')).toMatch(NOTE);
    else expect(`${stdout}${stderr}`).not.toContain('made for English');
  }
});
