/** The index in a data folder. */
import { namingDamage, openForReading } from './database.js';
import { EmbeddedIndex } from './embedded-index.js';
import { NOTHING_STORED, type OpenStore } from './index-store.js';
import { IndexWriter, readStoredIndex } from './index-writer.js';

export function embeddedStore(dataDir: string): OpenStore {
  return {
    exists: () => EmbeddedIndex.exists(dataDir),
    readStored() {
      if (!EmbeddedIndex.exists(dataDir)) return NOTHING_STORED;
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
    openWriter: (owner) => IndexWriter.open(dataDir, owner),
    embedderId: () => EmbeddedIndex.embedderIdIn(dataDir),
    openIndex: (options) => EmbeddedIndex.open(dataDir, options),
    close: () => {},
  };
}
