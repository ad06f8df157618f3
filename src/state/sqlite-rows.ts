/** The rows of data/state.db. */
import { openStateDatabase } from './state-database.js';
import { STATE_TABLES, type StateRows, type StateTable, type Value } from './state-rows.js';

const BATCH = 500;

/** In the file, a person is a user. */
const nameOf = (column: string) => (column === 'person' ? 'user' : column);

/** Makes the file where there is none. */
export function openSqliteRows(dataDir: string): StateRows {
  const db = openStateDatabase(dataDir);
  const select = ({ name, columns, key, isInOrder }: StateTable) =>
    `SELECT ${columns.map(nameOf).join(', ')} FROM ${name} ORDER BY ${isInOrder ? 'rowid' : key.map(nameOf).join(', ')}`;
  return {
    async each(table, use) {
      let batch: Value[][] = [];
      for (const row of db.prepare<[], Value[]>(select(table)).raw().all()) {
        batch.push(row);
        if (batch.length < BATCH) continue;
        await use(batch);
        batch = [];
      }
      if (batch.length > 0) await use(batch);
    },
    async replace(fill) {
      db.exec('BEGIN IMMEDIATE');
      try {
        for (const { name } of [...STATE_TABLES].reverse()) db.exec(`DELETE FROM ${name}`);
        await fill(({ name, columns }, rows) => {
          const marks = columns.map(() => '?').join(', ');
          const insert = db.prepare(`INSERT INTO ${name} (${columns.map(nameOf).join(', ')}) VALUES (${marks})`);
          for (const row of rows) insert.run(...row);
        });
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    async close() {
      db.close();
    },
  };
}
