/** Followed topics, with one promise: what is new on one is told by one process, once. */
import sql from 'sql-template-tag';
import type { Notices } from './notices.js';
import type { Follow, NewFollow, NewNotice } from './records.js';
import type { SqlStore, Statement } from './sql.js';
import { FOLLOWS } from './tables.js';

export type { Follow, NewFollow };

/** Whose: a channel's, or a person's own. */
type Owner = Pick<Follow, 'channel' | 'user'>;

const isOf = ({ channel, user }: Owner) =>
  channel === undefined ? sql`channel IS NULL AND person = ${user}` : sql`channel = ${channel}`;

export class Follows {
  constructor(
    private readonly store: SqlStore,
    private readonly notices: Notices,
  ) {}

  /** False where the channel, or the person, has `most` already. */
  async add(follow: NewFollow, most: number): Promise<boolean> {
    const hurried = this.store.inHaste();
    const when = sql`(SELECT count(*) FROM follows WHERE ${isOf(follow)}) < ${most}`;
    await hurried.query(FOLLOWS.insert({ ...follow, failures: 0, isOff: false }, { when }));
    // Read back rather than counted: an earlier try may have put it there before its reply was lost.
    return (await this.get(follow.id)) !== undefined;
  }

  async get(id: string): Promise<Follow | undefined> {
    return (await this.#read(sql`SELECT * FROM follows WHERE id = ${id}`))[0];
  }

  /** The oldest first. */
  of(owner: Owner): Promise<Follow[]> {
    return this.#read(sql`SELECT * FROM follows WHERE ${isOf(owner)} ORDER BY made_at, id`);
  }

  async remove(id: string): Promise<boolean> {
    return (await this.store.inHaste().query(sql`DELETE FROM follows WHERE id = ${id}`)).count === 1;
  }

  /** Those whose time has come and that didn't look at the article of this key yet. */
  async behind(nowMs: number, newestKey: number): Promise<Pick<Follow, 'id' | 'guild'>[]> {
    const { rows } = await this.store.inHaste().query<{ id: string; guild: string | null }>(
      sql`SELECT id, guild FROM follows
        WHERE NOT is_off AND seen_key < ${newestKey} AND due_at <= ${nowMs} ORDER BY due_at, id`,
    );
    return rows.map(({ id, guild }) => ({ id, ...(guild !== null && { guild }) }));
  }

  async #read(statement: Statement): Promise<Follow[]> {
    const { rows } = await this.store.inHaste().query(statement);
    return rows.map((row) => FOLLOWS.read(row));
  }

  /** As for awaited answers. */
  async forgetKeysAbove(newestKey: number): Promise<void> {
    await this.store.patiently().query(sql`UPDATE follows SET seen_key = ${newestKey} WHERE seen_key > ${newestKey}`);
  }

  /** Notes that nothing new came up to this article. */
  async seen({ id, seenKey }: Follow, newestKey: number): Promise<void> {
    await this.store
      .patiently()
      .query(sql`UPDATE follows SET seen_key = ${newestKey} WHERE id = ${id} AND seen_key = ${seenKey}`);
  }

  /** Claims what is new: from then on it was told, by this notice. False where another process was faster. */
  async claim(
    { id, seenKey }: Follow,
    now: Pick<Follow, 'seenKey' | 'dueAtMs' | 'known'>,
    notice: NewNotice,
  ): Promise<boolean> {
    const [claimed] = await this.store.inHaste().all([
      sql`UPDATE follows SET seen_key = ${now.seenKey}, due_at = ${now.dueAtMs}, known = ${JSON.stringify(now.known)}
        WHERE id = ${id} AND seen_key = ${seenKey} AND NOT is_off`,
      this.notices.insertion(
        notice,
        sql`EXISTS (SELECT 1 FROM follows WHERE id = ${id} AND seen_key = ${now.seenKey} AND due_at = ${now.dueAtMs})`,
      ),
    ]);
    return claimed === 1;
  }

  async succeeded(id: string): Promise<void> {
    await this.store.patiently().query(sql`UPDATE follows SET failures = 0 WHERE id = ${id}`);
  }

  /** Notes that it couldn't be told. True where that switched it off, after `most` times in a row. */
  async failed(id: string, most: number): Promise<boolean> {
    const { rows } = await this.store.patiently().query<{ is_off: boolean | number }>(
      sql`UPDATE follows SET failures = failures + 1, is_off = failures + 1 >= ${most}
        WHERE id = ${id} AND NOT is_off RETURNING is_off`,
    );
    return Boolean(rows[0]?.is_off);
  }
}
