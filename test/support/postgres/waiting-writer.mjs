/**
 * A re-index in a process of its own, over the built program, that embeds nothing until a line comes in: a writer that
 * can be stopped in the middle. Arguments: the folders and the database as JSON.
 */
import { once } from 'node:events';
import { reindex } from '../../../dist/flows/reindex.js';
import { openPostgresIndexStore } from '../../../dist/index/postgres/postgres-index-store.js';
import { createOfflineEmbedder } from '../../../dist/models/offline-embedder.js';

const { corpusDir, dataDir, database } = JSON.parse(process.argv[2]);
const store = await openPostgresIndexStore(database);
const offline = createOfflineEmbedder();
const embedder = {
  ...offline,
  async embedDocuments(texts, options) {
    process.stdout.write('EMBEDDING\n');
    await once(process.stdin, 'data');
    return offline.embedDocuments(texts, options);
  },
};
try {
  const { version } = await reindex({ corpusDir, dataDir, store, embedder, owner: 'the waiting one' });
  process.stdout.write(`PUBLISHED ${version}\n`);
} catch (error) {
  process.stdout.write(`FAILED ${error.code ?? ''} ${error.message}\n`);
}
process.stdin.destroy();
await store.close();
