/** The hybrid search over indexed articles, in a chain. Run: node examples/retriever.mjs (no key, no network). */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RunnableLambda } from '@langchain/core/runnables';
import { FootnoteRetriever } from 'footnote/langchain';

const here = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'footnote-example-'));
execFileSync(process.execPath, [here('dist/cli.js'), 'index', '--corpus', here('corpus'), '--data', dataDir]);

const retriever = new FootnoteRetriever({ dataDir, top: 2, filters: { from: '2022-10-01', to: '2022-12-31' } });
const chain = retriever.pipe(
  new RunnableLambda({
    func: (documents) =>
      documents.map(({ pageContent, metadata }, i) => `[${i + 1}] ${metadata.title}\n${pageContent}`).join('\n\n'),
  }),
);
console.log(await chain.invoke("What did Iran's foreign minister tell Kuleba about the drones?"));

retriever.close();
rmSync(dataDir, { recursive: true });
