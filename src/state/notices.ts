/**
 * The outbox: what is to be told later, with one promise: it is claimed by one process at a time, and a claim whose process
 * died runs out. Whether that process told it already is for the next one to find out, see discord/outbox.ts.
 */
import sql, { join } from 'sql-template-tag';
import type { NewNotice, Notice } from './records.js';
import type { SqlStore, Statement } from './sql.js';
import { NOTICES } from './tables.js';

export type { NewNotice, Notice };

/** How long a claim holds: longer than a message takes, all its tries included. */
export const CLAIM_MS = 5 * 60_000;

/** How many were told at a place within a time, and when the first and the last of them was. */
export interface Told {
  count: number;
  firstAtMs: number;
  lastAtMs: number;
}

/** Where a notice is told, as far as its row says: the channel, or the direct messages of a person. */
const PLACE = sql`coalesce(channel, person)`;

export class Notices {
  constructor(private readonly store: SqlStore) {}

  /**
   * Statement that adds a notice where `when` holds, to be written in one transaction with the claim of what causes it. The
   * claim comes first there, and `when` asks whether it succeeded; a notice that is there already is left as it is.
   *
   * @example
   * ```ts
   * import sql from 'sql-template-tag';
   * import type { Notices } from './notices.js';
   * import type { SqlStore } from './sql.js';
   *
   * async function tellOfIt(store: SqlStore, notices: Notices, id: string, nowMs: number): Promise<boolean> {
   *   const notice = { id, user: 'a person', kind: 'answer-found', content: { answer: id }, madeAtMs: nowMs };
   *   const [claimed] = await store.inHaste().all([
   *     sql`UPDATE things SET told_at = ${nowMs} WHERE id = ${id} AND told_at IS NULL`,
   *     notices.insertion(notice, sql`EXISTS (SELECT 1 FROM things WHERE id = ${id} AND told_at = ${nowMs})`),
   *   ]);
   *   return claimed === 1;
   * }
   * ```
   */
  insertion(notice: NewNotice, when?: Statement): Statement {
    return NOTICES.insert({ dueAtMs: notice.madeAtMs, ...notice, failures: 0 }, { when });
  }

  async add(notice: NewNotice): Promise<void> {
    await this.store.patiently().query(this.insertion(notice));
  }

  /** Whether one is there, told or not. */
  async has(id: string): Promise<boolean> {
    return (await this.store.inHaste().query(sql`SELECT 1 FROM notices WHERE id = ${id}`)).count === 1;
  }

  /**
   * Of each place the one that is due for the longest time, if it is of these kinds and nobody is telling it. A claim from
   * the future is of a clock that was wrong, and holds nothing.
   */
  async due(nowMs: number, kinds: readonly string[]): Promise<Notice[]> {
    if (kinds.length === 0) return [];
    const { rows } = await this.store.inHaste().query(
      sql`SELECT * FROM (
          SELECT *, row_number() OVER (PARTITION BY ${PLACE} ORDER BY due_at, id) AS turn FROM notices
          WHERE told_at IS NULL AND due_at <= ${nowMs} AND kind IN (${join([...kinds])})
        ) AS waiting
        WHERE turn = 1 AND (claimed_at IS NULL OR claimed_at NOT BETWEEN ${nowMs - CLAIM_MS + 1} AND ${nowMs + CLAIM_MS})
        ORDER BY due_at, id`,
    );
    return rows.map((row) => NOTICES.read(row));
  }

  /** Returns the notice as it stands then; undefined where another process was faster, or where it is gone. */
  async claim({ id, claimedAtMs = 0 }: Notice, nowMs: number): Promise<Notice | undefined> {
    const { rows } = await this.store.inHaste().query(
      sql`UPDATE notices SET claimed_at = ${nowMs}, began_at = coalesce(began_at, ${nowMs})
        WHERE id = ${id} AND told_at IS NULL AND coalesce(claimed_at, 0) = ${claimedAtMs} RETURNING *`,
    );
    return rows[0] && NOTICES.read(rows[0]);
  }

  /** Notes that it was told. What it said is kept no longer. */
  async told(id: string, nowMs: number): Promise<void> {
    await this.store
      .patiently()
      .query(sql`UPDATE notices SET told_at = ${nowMs}, content = 'null' WHERE id = ${id} AND told_at IS NULL`);
  }

  /** Lets go of a claim, so that it is told later. */
  async failed({ id, claimedAtMs }: Notice, againAtMs: number): Promise<void> {
    await this.store.patiently().query(
      sql`UPDATE notices SET failures = failures + 1, claimed_at = NULL, due_at = ${againAtMs}
        WHERE id = ${id} AND claimed_at = ${claimedAtMs}`,
    );
  }

  /** Takes it back, or gives it up. */
  async forget(id: string): Promise<void> {
    await this.store.patiently().query(sql`DELETE FROM notices WHERE id = ${id} AND told_at IS NULL`);
  }

  /** What was told between two times where this notice is to be told. */
  async toldAt({ channel, user }: Pick<Notice, 'channel' | 'user'>, afterMs: number, untilMs: number): Promise<Told> {
    const { rows } = await this.store.inHaste().query<Told>(
      sql`SELECT count(*) AS count, coalesce(min(told_at), 0) AS "firstAtMs", coalesce(max(told_at), 0) AS "lastAtMs"
        FROM notices WHERE ${PLACE} = ${channel ?? user} AND told_at > ${afterMs} AND told_at <= ${untilMs}`,
    );
    return rows[0];
  }

  /** Puts off all that is due at the place of this notice. */
  async postpone({ channel, user }: Pick<Notice, 'channel' | 'user'>, untilMs: number): Promise<void> {
    await this.store.inHaste().query(
      sql`UPDATE notices SET due_at = ${untilMs}
        WHERE ${PLACE} = ${channel ?? user} AND told_at IS NULL AND due_at < ${untilMs}`,
    );
  }
}
