/**
 * A re-index in a process of its own, over the built program, that builds nothing until a line comes in: a writer that
 * can be stopped in the middle. Arguments: the folders and the database as JSON.
 */
import { once } from 'node:events';
import { reindex } from '../../../dist/flows/reindex.js';
import { openPostgresIndexStore } from '../../../dist/index/postgres/postgres-index-store.js';
import { createOfflineEmbedder } from '../../../dist/models/offline-embedder.js';

const { corpusDir, dataDir, database } = JSON.parse(process.argv[2]);
const store = await openPostgresIndexStore(database);
const { openWriter } = store;
store.openWriter = async (owner) => {
  const writer = await openWriter(owner);
  const { build } = writer;
  writer.build = async (...given) => {
    process.stdout.write('BUILDING\n');
    await once(process.stdin, 'data');
    return build.apply(writer, given);
  };
  return writer;
};
const embedder = createOfflineEmbedder();
try {
  const { version } = await reindex({ corpusDir, dataDir, store, embedder, owner: 'the waiting one' });
  process.stdout.write(`PUBLISHED ${version}\n`);
} catch (error) {
  process.stdout.write(`FAILED ${error.code ?? ''} ${error.message}\n`);
}
process.stdin.destroy();
await store.close();
