/**
 * Duties: work that one process does for all who share this state, such as fetching news. Whoever has one says so again from
 * time to time; where a process dies, another takes over when its time has run out.
 */
import sql from 'sql-template-tag';
import type { Duty } from './records.js';
import { sealJson } from './sealed-json.js';
import type { SqlStore } from './sql.js';
import { DUTIES } from './tables.js';

export type { Duty };

export class Duties {
  constructor(private readonly store: SqlStore) {}

  /** Takes a duty that nobody has, or keeps one's own. False where it is another's. */
  async take({ name, holder }: Pick<Duty, 'name' | 'holder'>, nowMs: number, untilMs: number): Promise<boolean> {
    const hurried = this.store.inHaste();
    const otherwise = sql`UPDATE SET holder = excluded.holder, until = excluded.until
      WHERE kept.holder = excluded.holder OR kept.until <= ${nowMs}`;
    await hurried.query(DUTIES.insert({ name, holder, untilMs }, { otherwise }));
    // Read back rather than counted: an earlier try may have taken it before its reply was lost.
    return (await hurried.query(sql`SELECT 1 FROM duties WHERE name = ${name} AND holder = ${holder}`)).count === 1;
  }

  /** Gives it to whoever asks next. */
  async leave({ name, holder }: Pick<Duty, 'name' | 'holder'>): Promise<void> {
    const leaving = sql`UPDATE duties SET until = 0 WHERE name = ${name} AND holder = ${holder}`;
    await this.store.inHaste().query(leaving);
  }

  /** What its holder has to say about it, for all to see: JSON. */
  async report({ name, holder }: Pick<Duty, 'name' | 'holder'>, report: unknown): Promise<void> {
    const saying = sql`UPDATE duties SET report = ${sealJson(report)} WHERE name = ${name} AND holder = ${holder}`;
    await this.store.inHaste().query(saying);
  }

  /** Undefined where nobody ever had it. */
  async of(name: string): Promise<Duty | undefined> {
    const { rows } = await this.store.inHaste().query(sql`SELECT * FROM duties WHERE name = ${name}`);
    return rows[0] && DUTIES.read(rows[0]);
  }
}
