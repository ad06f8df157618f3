/** The index in a data folder. What writes it is loaded when something is written. */
import { namingDamage, openForReading } from './database.js';
import { EmbeddedIndex } from './embedded-index.js';
import { NOTHING_STORED, type OpenStore } from './index-store.js';

export function embeddedStore(dataDir: string): OpenStore {
  return {
    exists: () => EmbeddedIndex.exists(dataDir),
    async readStored() {
      if (!EmbeddedIndex.exists(dataDir)) return NOTHING_STORED;
      const { readStoredIndex } = await import('./index-writer.js');
      const db = openForReading(dataDir);
      try {
        return namingDamage(dataDir, () => readStoredIndex(db));
      } finally {
        db.close();
      }
    },
    storedTexts(without) {
      const index = EmbeddedIndex.open(dataDir);
      try {
        return index.storedTexts(without);
      } finally {
        index.close();
      }
    },
    openWriter: async (owner) => (await import('./index-writer.js')).IndexWriter.open(dataDir, owner),
    embedderId: () => EmbeddedIndex.embedderIdIn(dataDir),
    openIndex: (options) => EmbeddedIndex.open(dataDir, options),
    close: () => {},
  };
}
