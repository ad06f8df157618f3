/** Answers that say a figure, for as long as a later article with another one is told; each is told of once. */
import sql, { join } from 'sql-template-tag';
import type { Notices } from './notices.js';
import type { NewNotice, StoredAnswer } from './records.js';
import type { SqlStore } from './sql.js';
import { ANSWERS } from './tables.js';

export class Figures {
  constructor(
    private readonly store: SqlStore,
    private readonly notices: Notices,
  ) {}

  /** Forgets what was given before then. */
  async expire(beforeMs: number): Promise<void> {
    await this.store.patiently().query(sql`DELETE FROM figures WHERE given_at < ${beforeMs}`);
  }

  /** Where an earlier state of the index came back, or another took its place, the keys of those articles mean nothing. */
  async forgetKeysAbove(newestKey: number): Promise<void> {
    const forget = sql`UPDATE figures SET seen_key = ${newestKey} WHERE seen_key > ${newestKey}`;
    await this.store.patiently().query(forget);
  }

  /** The smallest key up to which any answer was looked at; undefined where all were up to this one. */
  async leastSeen(newestKey: number): Promise<number | undefined> {
    const { rows } = await this.store
      .patiently()
      .query<{ least: number | null }>(sql`SELECT min(seen_key) AS least FROM figures WHERE seen_key < ${newestKey}`);
    return rows[0].least ?? undefined;
  }

  /** Answers for which articles up to this key were not yet looked at, at most so many. */
  async unseen(newestKey: number, most: number): Promise<{ answer: StoredAnswer; seenKey: number }[]> {
    const { rows } = await this.store.patiently().query<{ seen_key: number }>(
      sql`SELECT a.*, f.seen_key FROM figures f JOIN answers a ON a.id = f.answer
        WHERE f.seen_key < ${newestKey} ORDER BY f.seen_key, f.answer LIMIT ${most}`,
    );
    return rows.map(({ seen_key: seenKey, ...row }) => ({ answer: ANSWERS.read(row), seenKey }));
  }

  async seen(answers: string[], newestKey: number): Promise<void> {
    if (answers.length === 0) return;
    await this.store
      .patiently()
      .query(sql`UPDATE figures SET seen_key = ${newestKey} WHERE answer IN (${join(answers)})`);
  }

  /** Tells of another figure, unless another process does, and never again of this answer. */
  async offer(answer: string, notice: NewNotice): Promise<void> {
    await this.store.patiently().all([
      // Holds the row, so that a second process waits and then finds it gone.
      sql`UPDATE figures SET seen_key = seen_key WHERE answer = ${answer}`,
      this.notices.insertion(notice, sql`EXISTS (SELECT 1 FROM figures WHERE answer = ${answer})`),
      sql`DELETE FROM figures WHERE answer = ${answer}`,
    ]);
  }
}
