/** Digests in PostgreSQL, for as many processes as there are. */
import type { Digest, Digests, NewDigest } from './digests.js';
import { type PostgresStore, storable } from './postgres-store.js';

interface Row {
  id: string;
  guild: string;
  channel: string;
  weekday: number | null;
  hour: number;
  zone: string;
  topic: string | null;
  source: string | null;
  says_empty: boolean;
  due_at: number;
  told: string;
  failures: number;
  is_off: boolean;
}

const toDigest = ({ weekday, topic, source, says_empty, due_at, told, is_off, ...row }: Row): Digest => ({
  ...row,
  ...(weekday !== null && { weekday }),
  ...(topic !== null && { topic }),
  ...(source !== null && { source }),
  saysEmpty: says_empty,
  dueAtMs: due_at,
  told: JSON.parse(told),
  isOff: is_off,
});

export class PostgresDigests implements Digests {
  constructor(private readonly store: PostgresStore) {}

  async add(digest: NewDigest, most: number): Promise<boolean> {
    const { id, guild, channel, weekday, hour, zone, topic, source, saysEmpty, dueAtMs } = digest;
    return this.store.inHaste(async (sql) => {
      await sql.query(
        `INSERT INTO digests
           (id, guild, channel, weekday, hour, zone, topic, source, says_empty, due_at, told, failures, is_off)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '[]', 0, false
         WHERE (SELECT count(*) FROM digests WHERE guild = $2) < $11
         ON CONFLICT (id) DO NOTHING`,
        [
          ...[id, guild, channel, weekday ?? null, hour, zone, topic ? storable(topic) : null],
          ...[source ? storable(source) : null, saysEmpty, dueAtMs, most],
        ],
      );
      // Not how many rows came: a try whose answer was lost may have put it there.
      return (await sql.query('SELECT 1 FROM digests WHERE id = $1', [id])).count === 1;
    });
  }

  async of(guild: string): Promise<Digest[]> {
    const { rows } = await this.store.inHaste((sql) =>
      sql.query<Row>('SELECT * FROM digests WHERE guild = $1 ORDER BY is_off, due_at, id', [guild]),
    );
    return rows.map(toDigest);
  }

  async remove(guild: string, id: string): Promise<boolean> {
    const { count } = await this.store.inHaste((sql) =>
      sql.query('DELETE FROM digests WHERE guild = $1 AND id = $2', [guild, id]),
    );
    return count === 1;
  }

  async due(nowMs: number): Promise<Digest[]> {
    const { rows } = await this.store.inHaste((sql) =>
      sql.query<Row>('SELECT * FROM digests WHERE NOT is_off AND due_at <= $1 ORDER BY due_at, id', [nowMs]),
    );
    return rows.map(toDigest);
  }

  async claim({ id, dueAtMs }: Pick<Digest, 'id' | 'dueAtMs'>, nextAtMs: number): Promise<boolean> {
    const { count } = await this.store.inHaste((sql) =>
      sql.query('UPDATE digests SET due_at = $1 WHERE id = $2 AND due_at = $3 AND NOT is_off', [nextAtMs, id, dueAtMs]),
    );
    return count === 1;
  }

  async succeeded(id: string, told: string[]): Promise<void> {
    await this.store.patiently((sql) =>
      sql.query('UPDATE digests SET failures = 0, told = $1 WHERE id = $2', [JSON.stringify(told), id]),
    );
  }

  async failed(id: string, most: number): Promise<boolean> {
    const { rows } = await this.store.patiently((sql) =>
      sql.query<{ is_off: boolean }>(
        'UPDATE digests SET failures = failures + 1, is_off = failures + 1 >= $1 WHERE id = $2 AND NOT is_off RETURNING is_off',
        [most, id],
      ),
    );
    return rows[0]?.is_off ?? false;
  }
}
