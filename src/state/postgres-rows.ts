/** The rows of the state in PostgreSQL. */
import { migrate } from '../postgres/migrate.js';
import type { Postgres } from '../postgres/postgres.js';
import { STATE_MIGRATIONS } from './postgres-schema.js';
import { storable } from './postgres-store.js';
import { STATE_TABLES, type StateRows, type Value } from './state-rows.js';

const BATCH = 500;

/** Makes the tables where there are none. `close` leaves the connections to whoever opened them. */
export async function openPostgresRows(postgres: Postgres): Promise<StateRows> {
  await migrate(postgres, 'state', STATE_MIGRATIONS);
  return {
    each: ({ name, columns, key, flags = [], isInOrder }, use) =>
      postgres.transaction(
        async (sql) => {
          const order = isInOrder ? 'place' : key.map((column) => `${column} COLLATE "C"`).join(', ');
          const list = columns.map((column) => (flags.includes(column) ? `${column}::int AS ${column}` : column));
          await sql.query(
            `DECLARE state_rows NO SCROLL CURSOR FOR SELECT ${list.join(', ')} FROM ${name} ORDER BY ${order}`,
          );
          for (;;) {
            const { rows } = await sql.query<Record<string, Value>>(`FETCH ${BATCH} FROM state_rows`);
            if (rows.length === 0) return;
            await use(rows.map((row) => columns.map((column) => row[column])));
          }
        },
        { snapshot: true },
      ),
    replace: (fill) =>
      postgres.transaction(async (sql) => {
        for (const { name } of [...STATE_TABLES].reverse()) await sql.query(`DELETE FROM ${name}`);
        await fill(async ({ name, columns, flags = [] }, rows) => {
          for (const row of rows) {
            const marks = columns.map((column, i) => (flags.includes(column) ? `($${i + 1}::int = 1)` : `$${i + 1}`));
            await sql.query(
              `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${marks.join(', ')})`,
              row.map((value) => (typeof value === 'string' ? storable(value) : value)),
            );
          }
        });
      }),
    close: async () => {},
  };
}
