/** Documents of your own in a vector store that outlives the process. Run: node examples/vector-store.mjs (no key, no network). */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FootnoteVectorStore } from 'footnote/langchain';

const dataDir = mkdtempSync(join(tmpdir(), 'footnote-example-'));

const store = await FootnoteVectorStore.open({ dataDir, withPassage: true });
await store.addDocuments([
  { id: 'dam', pageContent: 'The dam at Elva leaked after the storm.', metadata: { page: 1 } },
  { id: 'bread', pageContent: 'Marta Falk won the prize for the best rye bread.', metadata: { page: 2 } },
  { id: 'ferry', pageContent: 'The ferry to Lindvik stays in the harbour.', metadata: { page: 2 } },
]);
// The same id again is the new revision of the document.
await store.addDocuments([{ id: 'ferry', pageContent: 'The ferry to Lindvik sails again.', metadata: { page: 2 } }]);
await store.delete({ ids: ['bread'] });
await store.close();

const again = await FootnoteVectorStore.open({ dataDir, withPassage: true });
for (const [document, score] of await again.similaritySearchWithScore('When does the ferry sail?', 2))
  console.log(score.toFixed(2), document.id, JSON.stringify(document.metadata), document.pageContent);

const retriever = again.asRetriever({ k: 1, filter: { page: 1 } });
console.log((await retriever.invoke('storm'))[0].pageContent);

await again.close();
rmSync(dataDir, { recursive: true });
