/** Scheduled digests, with one promise: each due time is claimed once. */
import sql from 'sql-template-tag';
import type { Digest, NewDigest } from './records.js';
import type { SqlStore, Statement } from './sql.js';
import { DIGESTS } from './tables.js';

export type { Digest, NewDigest };

export class Digests {
  constructor(private readonly store: SqlStore) {}

  /** False where the server has `most` already. */
  async add(digest: NewDigest, most: number): Promise<boolean> {
    const hurried = this.store.inHaste();
    const when = sql`(SELECT count(*) FROM digests WHERE guild = ${digest.guild}) < ${most}`;
    await hurried.query(DIGESTS.insert({ ...digest, told: [], failures: 0, isOff: false }, { when }));
    // Read back rather than counted: an earlier try may have put it there before its reply was lost.
    return (await hurried.query(sql`SELECT 1 FROM digests WHERE id = ${digest.id}`)).count === 1;
  }

  /** A server's own, the next first. */
  of(guild: string): Promise<Digest[]> {
    return this.#read(sql`SELECT * FROM digests WHERE guild = ${guild} ORDER BY is_off, due_at, id`);
  }

  /** False where the server has no such digest. */
  async remove(guild: string, id: string): Promise<boolean> {
    const removal = sql`DELETE FROM digests WHERE guild = ${guild} AND id = ${id}`;
    return (await this.store.inHaste().query(removal)).count === 1;
  }

  /** Those whose time has come, the longest waiting first. */
  due(nowMs: number): Promise<Digest[]> {
    return this.#read(sql`SELECT * FROM digests WHERE NOT is_off AND due_at <= ${nowMs} ORDER BY due_at, id`);
  }

  async #read(statement: Statement): Promise<Digest[]> {
    const { rows } = await this.store.inHaste().query(statement);
    return rows.map((row) => DIGESTS.read(row));
  }

  /**
   * Claims the time at which a digest is due, by putting the next one in its place. True for one caller alone; a
   * claimed time is never claimed again, whatever happens to that caller.
   */
  async claim({ id, dueAtMs }: Pick<Digest, 'id' | 'dueAtMs'>, nextAtMs: number): Promise<boolean> {
    const claim = sql`UPDATE digests SET due_at = ${nextAtMs} WHERE id = ${id} AND due_at = ${dueAtMs} AND NOT is_off`;
    return (await this.store.inHaste().query(claim)).count === 1;
  }

  /** Notes that it was posted or had nothing to say; `told` are the ids of its articles. */
  async succeeded(id: string, told: string[]): Promise<void> {
    const success = sql`UPDATE digests SET failures = 0, told = ${JSON.stringify(told)} WHERE id = ${id}`;
    await this.store.patiently().query(success);
  }

  /** Notes that it couldn't be posted. True where that switched it off, after `most` times in a row. */
  async failed(id: string, most: number): Promise<boolean> {
    const { rows } = await this.store.patiently().query<{ is_off: boolean | number }>(
      sql`UPDATE digests SET failures = failures + 1, is_off = failures + 1 >= ${most}
        WHERE id = ${id} AND NOT is_off RETURNING is_off`,
    );
    return Boolean(rows[0]?.is_off);
  }
}
