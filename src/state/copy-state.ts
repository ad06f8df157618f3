/** Copies the state from one store into another, row by row, and compares the two. */
import { createHash } from 'node:crypto';
import sql, { join, raw } from 'sql-template-tag';
import { UserError } from '../core/errors.js';
import type { SqlStore } from './sql.js';
import type { Table } from './table.js';
import { TABLES } from './tables.js';

/** A value as both stores have it; true is 1. */
type Value = string | number | null;

const MOVED = TABLES.filter(({ entry }) => !entry.isFleeting);

/**
 * Makes `to` what `from` is, and compares them. Throws UserError `state-there` where `to` keeps what `from` doesn't know, unless
 * that `mayBeLost`.
 */
export async function copyState(
  from: SqlStore,
  to: SqlStore,
  { mayBeLost = false }: { mayBeLost?: boolean } = {},
): Promise<{ rows: number; checksum: string }> {
  const only = mayBeLost ? 0 : await countOnlyIn(to, from);
  if (only > 0)
    throw new UserError(
      'state-there',
      `Settings, answers and feedback are kept there already, ${only} rows of which aren't here; --yes replaces them by what is here.`,
    );
  let rows = 0;
  await to.alone(async (alone) => {
    for (const { name } of [...MOVED].reverse()) await alone.query(sql`DELETE FROM ${name}`);
    for (const table of MOVED)
      await eachRow(from, table, async (row) => {
        await alone.query(sql`INSERT INTO ${table.name} (${table.columnNames}) VALUES (${join(row)})`);
        rows++;
      });
  });
  const [before, after] = [await checksumOf(from), await checksumOf(to)];
  if (before !== after)
    throw new UserError(
      'copy-differs',
      'The copy of settings and feedback differs; stop the bot and run the same command again.',
    );
  return { rows, checksum: after };
}

async function countOnlyIn(a: SqlStore, b: SqlStore): Promise<number> {
  let only = 0;
  for (const table of MOVED) {
    const places = table.entry.key.map((name) => table.columns.findIndex((column) => column.name === name));
    const keyOf = (row: Value[]) => JSON.stringify(places.map((place) => row[place]));
    const known = new Set<string>();
    await eachRow(b, table, (row) => void known.add(keyOf(row)));
    await eachRow(a, table, (row) => {
      if (!known.has(keyOf(row))) only++;
    });
  }
  return only;
}

async function checksumOf(state: SqlStore): Promise<string> {
  const hash = createHash('sha256');
  for (const table of MOVED)
    await eachRow(state, table, (row) => void hash.update(`${table.entry.name} ${JSON.stringify(row)}\n`));
  return hash.digest('hex');
}

/** Rows in an order that both stores share: as they came where the table is in order, otherwise by key. */
function eachRow(
  store: SqlStore,
  { name, columns, columnNames, entry }: Table<object>,
  use: (row: Value[]) => void | Promise<void>,
): Promise<void> {
  const { arrival, bytewise } = store.dialect;
  const isText = (key: string) => columns.some((column) => column.name === key && column.type === 'text');
  const byKey = entry.key.map((key) => (isText(key) ? `${key} ${bytewise}` : key));
  const order = raw(entry.isInOrder ? arrival : byKey.join());
  return store.each(sql`SELECT ${columnNames} FROM ${name} ORDER BY ${order}`, async (rows) => {
    for (const row of rows as Record<string, Value | boolean>[])
      await use(columns.map((column) => toValue(row[column.name])));
  });
}

const toValue = (value: Value | boolean): Value => (typeof value === 'boolean' ? Number(value) : value);
