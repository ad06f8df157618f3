/** Digests in data/state.db. */
import type { Digest, Digests, NewDigest } from './digests.js';
import type { StateDb } from './state-database.js';

interface Row {
  id: string;
  guild: string;
  channel: string;
  weekday: number | null;
  hour: number;
  zone: string;
  topic: string | null;
  source: string | null;
  says_empty: number;
  due_at: number;
  told: string;
  failures: number;
  is_off: number;
}

const toDigest = ({ weekday, topic, source, says_empty, due_at, told, is_off, ...row }: Row): Digest => ({
  ...row,
  ...(weekday !== null && { weekday }),
  ...(topic !== null && { topic }),
  ...(source !== null && { source }),
  saysEmpty: says_empty === 1,
  dueAtMs: due_at,
  told: JSON.parse(told),
  isOff: is_off === 1,
});

export class SqliteDigests implements Digests {
  constructor(private readonly db: StateDb) {}

  async add(digest: NewDigest, most: number): Promise<boolean> {
    const { id, guild, channel, weekday, hour, zone, topic, source, saysEmpty, dueAtMs } = digest;
    const added = this.db
      .prepare(
        `INSERT INTO digests
           (id, guild, channel, weekday, hour, zone, topic, source, says_empty, due_at, told, failures, is_off)
         SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', 0, 0 WHERE (SELECT count(*) FROM digests WHERE guild = ?) < ?`,
      )
      .run(
        ...[id, guild, channel, weekday ?? null, hour, zone, topic ?? null, source ?? null, Number(saysEmpty)],
        ...[dueAtMs, guild, most],
      );
    return added.changes === 1;
  }

  async of(guild: string): Promise<Digest[]> {
    return this.db
      .prepare<[string], Row>('SELECT * FROM digests WHERE guild = ? ORDER BY is_off, due_at, id')
      .all(guild)
      .map(toDigest);
  }

  async remove(guild: string, id: string): Promise<boolean> {
    return this.db.prepare('DELETE FROM digests WHERE guild = ? AND id = ?').run(guild, id).changes === 1;
  }

  async due(nowMs: number): Promise<Digest[]> {
    return this.db
      .prepare<[number], Row>('SELECT * FROM digests WHERE is_off = 0 AND due_at <= ? ORDER BY due_at, id')
      .all(nowMs)
      .map(toDigest);
  }

  async claim({ id, dueAtMs }: Pick<Digest, 'id' | 'dueAtMs'>, nextAtMs: number): Promise<boolean> {
    const claim = this.db.prepare('UPDATE digests SET due_at = ? WHERE id = ? AND due_at = ? AND is_off = 0');
    return claim.run(nextAtMs, id, dueAtMs).changes === 1;
  }

  async succeeded(id: string, told: string[]): Promise<void> {
    this.db.prepare('UPDATE digests SET failures = 0, told = ? WHERE id = ?').run(JSON.stringify(told), id);
  }

  async failed(id: string, most: number): Promise<boolean> {
    return this.db.transaction(() => {
      this.db.prepare('UPDATE digests SET failures = failures + 1 WHERE id = ?').run(id);
      return (
        this.db.prepare('UPDATE digests SET is_off = 1 WHERE id = ? AND failures >= ?').run(id, most).changes === 1
      );
    })();
  }

  /** When the bot leaves a server. */
  forgetGuild(guild: string): void {
    this.db.prepare('DELETE FROM digests WHERE guild = ?').run(guild);
  }
}
