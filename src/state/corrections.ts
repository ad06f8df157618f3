/**
 * What answers cite, so that a changed article leads to the answers that rest on it; and what had to be corrected. One promise: of
 * several processes one alone brings an answer up to date, and with it, in one transaction, what is told of it.
 */
import sql from 'sql-template-tag';
import type { Notices } from './notices.js';
import {
  type Cited,
  type Correction,
  type ListedCorrection,
  type NewNotice,
  newId,
  type StoredAnswer,
} from './records.js';
import { sealJson } from './sealed-json.js';
import type { SqlStore, Statement } from './sql.js';
import { ANSWERS, CITED, CORRECTIONS } from './tables.js';

/** An answer that was held against its articles as they are now. */
export interface Settled {
  /** As it was read. */
  answer: StoredAnswer;
  /** What is kept of it from now on. */
  content: unknown;
  cited: Cited[];
  correction?: Correction;
  notice?: NewNotice;
}

export class Corrections {
  constructor(
    private readonly store: SqlStore,
    private readonly notices: Notices,
  ) {}

  /** Every revision of an article that an answer rests on, each once. */
  async cited(): Promise<Cited[]> {
    return (await this.store.patiently().query<Cited>(sql`SELECT DISTINCT article, hash FROM cited`)).rows;
  }

  /** Answers that rest on this revision, at most so many. */
  async restingOn({ article, hash }: Cited, most: number): Promise<StoredAnswer[]> {
    const { rows } = await this.store.patiently().query(
      sql`SELECT a.* FROM cited c JOIN answers a ON a.id = c.answer
        WHERE c.article = ${article} AND c.hash = ${hash} ORDER BY c.answer LIMIT ${most}`,
    );
    return rows.map((row) => ANSWERS.read(row));
  }

  /** Brings answers up to date, all or none; one that another process was faster with, or that is gone, is left as it is. */
  async settle(settled: Settled[]): Promise<void> {
    await this.store.patiently().all(settled.flatMap((one) => this.#settlement(one)));
  }

  #settlement({ answer: { id, examination }, content, cited, correction, notice }: Settled): Statement[] {
    const mine = newId();
    const isMine = sql`EXISTS (SELECT 1 FROM answers WHERE id = ${id} AND examination = ${mine})`;
    return [
      sql`UPDATE answers SET content = ${sealJson(content)}, examination = ${mine}
        WHERE id = ${id} AND coalesce(examination, '') = ${examination ?? ''}`,
      sql`DELETE FROM cited WHERE answer = ${id} AND ${isMine}`,
      ...cited.map((one) => CITED.insert({ ...one, answer: id }, { when: isMine })),
      ...(correction ? [CORRECTIONS.insert(correction, { when: isMine })] : []),
      ...(notice ? [this.notices.insertion(notice, isMine)] : []),
    ];
  }

  async get(id: string): Promise<Correction | undefined> {
    const { rows } = await this.store.inHaste().query(sql`SELECT * FROM corrections WHERE id = ${id}`);
    return rows[0] && CORRECTIONS.read(rows[0]);
  }

  async told(id: string, how: NonNullable<Correction['told']>): Promise<void> {
    await this.store.patiently().query(sql`UPDATE corrections SET told = ${how} WHERE id = ${id}`);
  }

  /** A server's own, the newest first, from `offset` on; and how many there are. */
  async of(guild: string, offset: number, most: number): Promise<{ items: ListedCorrection[]; count: number }> {
    const hurried = this.store.inHaste();
    const from = sql`FROM corrections c JOIN answers a ON a.id = c.answer WHERE a.guild = ${guild}`;
    const { rows } = await hurried.query<Pick<ListedCorrection, 'question' | 'channel'> & Record<string, unknown>>(
      sql`SELECT c.*, a.question, a.channel, a.is_private,
          (SELECT m.message FROM messages m WHERE m.answer = a.id ORDER BY m.place LIMIT 1) AS message
        ${from} ORDER BY c.found_at DESC, c.id LIMIT ${most} OFFSET ${offset}`,
    );
    const counted = await hurried.query<{ count: number }>(sql`SELECT count(*) AS count ${from}`);
    const items = rows.map(({ question, channel, is_private, message, ...row }) => ({
      ...CORRECTIONS.read(row),
      ...{ question, channel, isPrivate: Boolean(is_private) },
      ...(typeof message === 'string' && { message }),
    }));
    return { items, count: counted.rows[0].count };
  }
}
