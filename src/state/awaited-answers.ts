/** Questions that wait for an answer, with one promise: of all processes that find it, one tells it. */
import sql from 'sql-template-tag';
import type { Notices } from './notices.js';
import type { AwaitedAnswer, NewNotice, Remembered, StoredAnswer } from './records.js';
import { rememberedRows } from './remembered-rows.js';
import type { SqlStore } from './sql.js';
import { ANSWERS, AWAITED_ANSWERS } from './tables.js';

export type { AwaitedAnswer };

/** What names a row. */
type Key = Pick<AwaitedAnswer, 'user' | 'abstention'>;

export class AwaitedAnswers {
  constructor(
    private readonly store: SqlStore,
    private readonly notices: Notices,
  ) {}

  /** `full` where the person waits for `most` already, `already` where it is for this one. */
  async add(awaited: AwaitedAnswer, most: number): Promise<'added' | 'already' | 'full'> {
    const hurried = this.store.inHaste();
    const when = sql`(SELECT count(*) FROM awaited_answers WHERE person = ${awaited.user}) < ${most}`;
    await hurried.query(AWAITED_ANSWERS.insert(awaited, { when }));
    // Read back rather than counted: an earlier try may have put it there before its reply was lost.
    const there = await this.get(awaited);
    if (!there) return 'full';
    return there.id === awaited.id ? 'added' : 'already';
  }

  async get({ user, abstention }: Key): Promise<AwaitedAnswer | undefined> {
    const { rows } = await this.store
      .inHaste()
      .query(sql`SELECT * FROM awaited_answers WHERE person = ${user} AND abstention = ${abstention}`);
    return rows[0] && AWAITED_ANSWERS.read(rows[0]);
  }

  /** False where the person didn't wait for it. */
  async remove({ user, abstention }: Key): Promise<boolean> {
    const removal = sql`DELETE FROM awaited_answers WHERE person = ${user} AND abstention = ${abstention}`;
    return (await this.store.inHaste().query(removal)).count === 1;
  }

  /** Deletes those for which the time is over. */
  async expire(nowMs: number): Promise<void> {
    await this.store.patiently().query(sql`DELETE FROM awaited_answers WHERE expires_at <= ${nowMs}`);
  }

  /** Those that weren't tried since the article of this key came, those who wait longest first. */
  async untried(newestKey: number): Promise<(Key & Pick<AwaitedAnswer, 'guild'>)[]> {
    const { rows } = await this.store.inHaste().query<Key & { guild: string | null }>(
      sql`SELECT person AS "user", abstention, guild FROM awaited_answers
        WHERE seen_key < ${newestKey} ORDER BY since, abstention, person`,
    );
    return rows.map(({ guild, ...key }) => ({ ...key, ...(guild !== null && { guild }) }));
  }

  /** Those whose askers are told in this channel, who wait longest first. */
  async waitingIn(channel: string, most: number): Promise<AwaitedAnswer[]> {
    const { rows } = await this.store.inHaste().query(
      sql`SELECT * FROM awaited_answers WHERE channel = ${channel} AND NOT is_private
        ORDER BY since, abstention, person LIMIT ${most}`,
    );
    return rows.map((row) => AWAITED_ANSWERS.read(row));
  }

  /** Where an earlier state of the index came back, or another took its place, the keys of those articles mean nothing. */
  async forgetKeysAbove(newestKey: number): Promise<void> {
    await this.store.patiently().query(
      sql`UPDATE awaited_answers SET known_key = least(known_key, ${newestKey}), seen_key = ${newestKey}
        WHERE seen_key > ${newestKey}`,
    );
  }

  /** Notes that it was tried and there is no answer yet. */
  async tried({ user, abstention }: Key, newestKey: number): Promise<void> {
    await this.store.patiently().query(
      sql`UPDATE awaited_answers SET seen_key = ${newestKey}
        WHERE person = ${user} AND abstention = ${abstention} AND seen_key < ${newestKey}`,
    );
  }

  /**
   * Ends the waiting with an answer, which is recorded, and a notice of it, both under the id of what was awaited. False where
   * nobody waits any more.
   */
  async found(
    { id, seenKey }: AwaitedAnswer,
    answer: StoredAnswer,
    notice: NewNotice,
    remembered: Remembered = { cited: [] },
  ): Promise<boolean> {
    const when = sql`EXISTS (SELECT 1 FROM awaited_answers WHERE id = ${id})`;
    const counts = await this.store.inHaste().all([
      // Holds the row: who deletes a person's data comes before all of this, or after.
      sql`UPDATE awaited_answers SET seen_key = ${seenKey} WHERE id = ${id}`,
      ANSWERS.insert({ ...answer, id }, { when }),
      ...rememberedRows({ ...answer, id }, remembered, when),
      this.notices.insertion({ ...notice, id }, when),
      sql`DELETE FROM awaited_answers WHERE id = ${id}`,
    ]);
    return counts.at(-1) === 1;
  }
}
