/**
 * What people entrusted to the bot: settings, posted answers, feedback, digests, spending. Every read is bound to the server or
 * the person it belongs to. Written once in SQL that both stores speak, a file and PostgreSQL.
 */
import sql, { raw } from 'sql-template-tag';
import { isoDay } from '../core/dates.js';
import { AwaitedAnswers } from './awaited-answers.js';
import { Cases } from './cases.js';
import { Corrections } from './corrections.js';
import { Digests } from './digests.js';
import { Duties } from './duties.js';
import { Figures } from './figures.js';
import { Follows } from './follows.js';
import type { KeptSettings } from './kept-settings.js';
import { hasNoRoom } from './no-room.js';
import { Notices } from './notices.js';
import type {
  AllowanceSize,
  Exam,
  Feedback,
  OpenQuestion,
  PostedMessage,
  Remembered,
  Removal,
  SpendingRecord,
  Spent,
  StoredAnswer,
} from './records.js';
import { rememberedRows } from './remembered-rows.js';
import { sealJson } from './sealed-json.js';
import { parseSettings, type ServerSettings } from './server-settings.js';
import { SigningKeys } from './signing-keys.js';
import type { Sql, SqlStore, Statement } from './sql.js';
import type { Occasions } from './table.js';
import {
  ALLOWANCES,
  ANSWERS,
  EXAMS,
  FEEDBACK,
  MESSAGES,
  REMOVALS,
  SERVER_SETTINGS,
  SPENDING,
  TABLES,
} from './tables.js';
import { forgottenAuthor, forgottenServer, TaughtMessages } from './taught.js';
import { TokenUses } from './token-uses.js';

export * from './records.js';

/**
 * What is kept of one person: questions and answers, votes, questions that wait for an answer, followed topics, and messages
 * that became articles.
 */
export type KeptOf = Record<'questions' | 'votes' | 'awaited' | 'follows' | 'taught', number>;

/** Separates texts joined into one; nobody types it. */
const SEPARATOR = '\u001f';
const split = (text: string | null) => (text ? text.split(SEPARATOR) : []);

/** More than clocks of machines differ that are set by the network. */
const WRONG_CLOCK_MS = 10 * 60_000;

const sameVote = (column: string) =>
  raw(
    `CASE WHEN kept.vote = excluded.vote THEN coalesce(excluded.${column}, kept.${column}) ELSE excluded.${column} END`,
  );

/**
 * Several processes may use one state at once. Rejects with DatabaseDownError where the store is away: at once in what
 * somebody waits for, after a minute of trying in what was already done and has to be recorded.
 *
 * @example
 * ```ts
 * import { openState } from './open-state.js';
 *
 * const state = await openState({ dataDir: 'data' });
 * await state.changeSettings('a-server', { language: 'de' });
 * const { language } = await state.settings('a-server'); // 'de'
 * await state.close();
 * ```
 */
export class State {
  /** What is posted on a schedule. */
  readonly digests: Digests;
  /** Who of several processes does what one does for all. */
  readonly duties: Duties;
  /** What is to be told later. */
  readonly notices: Notices;
  /** What answers cite, and which of them had to be corrected. */
  readonly corrections: Corrections;
  /** Answers whose figures a later article may give otherwise. */
  readonly figures: Figures;
  /** Questions whose askers are told when there is an answer. */
  readonly awaited: AwaitedAnswers;
  /** Topics whose new articles are told. */
  readonly follows: Follows;
  /** Questions kept as tests of the articles. */
  readonly cases: Cases;
  /** Messages that became articles. */
  readonly taught: TaughtMessages;
  /** Secrets that all processes share. */
  readonly signingKeys: SigningKeys;
  /** How often programs asked today. */
  readonly tokenUses: TokenUses;
  /** False from a write for which the disk had no room to the next one for which it has. Questions go on meanwhile. */
  hasRoom = true;

  /** `kept` where the store tells of changes. */
  constructor(
    private readonly store: SqlStore,
    private readonly kept?: KeptSettings,
  ) {
    this.digests = new Digests(store);
    this.duties = new Duties(store);
    this.notices = new Notices(store);
    this.corrections = new Corrections(store, this.notices);
    this.figures = new Figures(store, this.notices);
    this.awaited = new AwaitedAnswers(store, this.notices);
    this.follows = new Follows(store, this.notices);
    this.cases = new Cases(store);
    this.taught = new TaughtMessages(store);
    this.signingKeys = new SigningKeys(store);
    this.tokenUses = new TokenUses(store);
  }

  /** False while the store is known to be away. */
  get isReady(): boolean {
    return this.store.isReady;
  }

  settings(guild: string): Promise<ServerSettings> {
    const read = async () => parseSettings(await contentOf(this.store.inHaste(), guild));
    return this.kept ? this.kept.get(guild, read) : read();
  }

  /** Changes what is given and leaves the rest; returns all of it. */
  async changeSettings(guild: string, change: Partial<ServerSettings>): Promise<ServerSettings> {
    const hurried = this.store.inHaste();
    for (;;) {
      const before = await contentOf(hurried, guild);
      const settings = { ...parseSettings(before), ...change };
      // Where another administrator was faster, nothing is written and the loop reads again.
      const otherwise = sql`UPDATE SET content = excluded.content, changed_at = excluded.changed_at
        WHERE kept.content = ${before ?? ''}`;
      const changed = { guild, content: sealJson(settings), changedAtMs: Date.now() };
      const [count] = await hurried.all([SERVER_SETTINGS.insert(changed, { otherwise }), ...this.store.telling(guild)]);
      this.kept?.forget(guild);
      if (count === 1) return settings;
    }
  }

  async recordAnswer(answer: StoredAnswer, remembered: Remembered = { cited: [] }): Promise<void> {
    await this.store.patiently().all([ANSWERS.insert(answer), ...rememberedRows(answer, remembered)]);
  }

  /** Ties the messages that show an answer to it, in reading order. */
  async recordMessages(answer: string, messages: PostedMessage[]): Promise<void> {
    const otherwise = sql`UPDATE SET channel = excluded.channel, place = excluded.place, answer = excluded.answer`;
    const rows = messages.map((message, place) => MESSAGES.insert({ ...message, place, answer }, { otherwise }));
    await this.store.patiently().all(rows);
  }

  /**
   * Records an answer, posts it and ties its messages to it. Recorded first, so that the first click finds it; deleted
   * where posting fails. An answer posted into a thread belongs to the thread's conversation. Where nothing can be written,
   * the answer is posted all the same: `isKept` then says that no button will find it.
   */
  async recordAndPost(
    answer: StoredAnswer,
    post: (isKept: boolean) => Promise<PostedMessage[]>,
    remembered: Remembered = { cited: [] },
  ): Promise<void> {
    const { id } = answer;
    const isKept = await this.#whereThereIsRoom(() => this.recordAnswer(answer, remembered));
    if (!isKept) return void (await post(false));
    try {
      const posted = await post(true);
      await this.#whereThereIsRoom(() => this.recordMessages(id, posted));
      const [{ channel }] = posted;
      if (channel !== answer.channel)
        await this.#whereThereIsRoom(() =>
          this.store.patiently().query(sql`UPDATE answers SET channel = ${channel} WHERE id = ${id}`),
        );
    } catch (error) {
      await this.#whereThereIsRoom(() => this.deleteAnswer(id));
      throw error;
    }
  }

  /** Runs what writes. False where the disk has no room for it; see `hasRoom`. */
  async #whereThereIsRoom(write: () => Promise<unknown>): Promise<boolean> {
    try {
      await write();
      this.hasRoom = true;
    } catch (error) {
      if (!hasNoRoom(error)) throw error;
      this.hasRoom = false;
    }
    return this.hasRoom;
  }

  /** Ties an answer that was told later to its messages. In direct messages it belongs to no server. */
  async recordTold(id: string, messages: PostedMessage[], isDirect: boolean): Promise<void> {
    await this.recordMessages(id, messages);
    const [{ channel }] = messages;
    await this.store
      .patiently()
      .query(
        isDirect
          ? sql`UPDATE answers SET channel = ${channel}, guild = NULL WHERE id = ${id}`
          : sql`UPDATE answers SET channel = ${channel} WHERE id = ${id}`,
      );
  }

  async answer(id: string): Promise<StoredAnswer | undefined> {
    return (await this.#answers(sql`SELECT * FROM answers WHERE id = ${id}`))[0];
  }

  async answerOfMessage(message: string): Promise<StoredAnswer | undefined> {
    const statement = sql`SELECT a.* FROM messages m JOIN answers a ON a.id = m.answer WHERE m.message = ${message}`;
    return (await this.#answers(statement))[0];
  }

  /** The newest answers to one person in one channel or thread since then, oldest first. */
  async conversation(channel: string, user: string, sinceMs: number, most: number): Promise<StoredAnswer[]> {
    const newest = await this.#answers(
      sql`SELECT * FROM answers WHERE channel = ${channel} AND person = ${user} AND asked_at >= ${sinceMs}
        ORDER BY asked_at DESC, ${raw(this.store.dialect.arrival)} DESC LIMIT ${most}`,
    );
    return newest.reverse();
  }

  async #answers(statement: Statement): Promise<StoredAnswer[]> {
    const { rows } = await this.store.inHaste().query(statement);
    return rows.map((row) => ANSWERS.read(row));
  }

  async messagesOf(answer: string): Promise<PostedMessage[]> {
    const statement = sql`SELECT message, channel FROM messages WHERE answer = ${answer} ORDER BY place`;
    return (await this.store.inHaste().query<PostedMessage>(statement)).rows;
  }

  /** Deletes it, and the case that was made of it: nothing would tell any more with whose data that goes. */
  async deleteAnswer(id: string): Promise<void> {
    await this.store
      .patiently()
      .all([sql`DELETE FROM cases WHERE answer = ${id}`, sql`DELETE FROM answers WHERE id = ${id}`]);
  }

  /**
   * One vote per person and answer. A later one replaces it; the same vote without a reason keeps the earlier reason.
   * False where the answer is no longer kept.
   */
  async giveFeedback(answer: string, { reasons, ...feedback }: Feedback): Promise<boolean> {
    const reason = reasons?.length ? { reason: reasons.join(SEPARATOR) } : {};
    const vote = FEEDBACK.insert(
      { ...feedback, ...reason, answer, givenAtMs: Date.now() },
      {
        when: sql`EXISTS (SELECT 1 FROM answers WHERE id = ${answer})`,
        otherwise: sql`UPDATE SET vote = excluded.vote, reason = ${sameVote('reason')}, words = ${sameVote('words')},
          given_at = excluded.given_at`,
      },
    );
    return (await this.store.inHaste().query(vote)).count === 1;
  }

  /** What was asked in a server and not answered, or disliked; newest first. */
  async openQuestions(guild: string): Promise<OpenQuestion[]> {
    type Row = Omit<OpenQuestion, 'reasons' | 'words'> & { reasons: string | null; words: string | null };
    const dislikes = sql`count(*) FILTER (WHERE f.vote = -1)`;
    const { rows } = await this.store.inHaste().query<Row>(
      sql`SELECT a.id AS answer, a.asked_at AS "askedAtMs", a.question, a.status,
          count(*) FILTER (WHERE f.vote = 1) AS likes, ${dislikes} AS dislikes,
          string_agg(f.reason, ${SEPARATOR}) FILTER (WHERE f.vote = -1) AS reasons,
          string_agg(f.words, ${SEPARATOR}) AS words
        FROM answers a LEFT JOIN feedback f ON f.answer = a.id
        WHERE a.guild = ${guild} GROUP BY a.id HAVING a.status = 'abstained' OR ${dislikes} > 0
        ORDER BY a.asked_at DESC, a.${raw(this.store.dialect.arrival)} DESC`,
    );
    return rows.map((row) => ({ ...row, reasons: split(row.reasons), words: split(row.words) }));
  }

  /** What isn't recorded for want of room makes `hasRoom` false, on which no more is spent. */
  async recordSpending({ guild = '', user, atMs, inputTokens, outputTokens, costUsd }: SpendingRecord): Promise<void> {
    const spent = {
      ...{ day: isoDay(atMs), guild, user, answers: 1, tokens: Math.round(inputTokens + outputTokens) },
      ...{ microUsd: Math.round((costUsd ?? 0) * 1e6), unpriced: Number(costUsd === undefined) },
    };
    const otherwise = sql`UPDATE SET answers = kept.answers + 1, tokens = kept.tokens + excluded.tokens,
      micro_usd = kept.micro_usd + excluded.micro_usd, unpriced = kept.unpriced + excluded.unpriced`;
    await this.#whereThereIsRoom(() => this.store.patiently().query(SPENDING.insert(spent, { otherwise })));
  }

  /** The day's spending, by the UTC day of `nowMs`: of one person anywhere, of one server, and of all. */
  async spentToday(
    nowMs: number,
    { guild, user }: { guild?: string; user?: string },
  ): Promise<{ person: Spent; server: Spent; all: Spent }> {
    const sum = (column: string) => raw(`CAST(coalesce(sum(${column}), 0) AS bigint)`);
    const sums = (whose: 'person' | 'server' | 'all', which: Statement) =>
      sql`SELECT ${raw(`'${whose}'`)} AS whose, ${sum('answers')} AS answers, ${sum('tokens')} AS tokens,
        ${sum('micro_usd')} / CAST(1e6 AS double precision) AS usd, ${sum('unpriced')} AS unpriced
        FROM spending WHERE day = ${isoDay(nowMs)} AND ${which}`;
    const { rows } = await this.store.inHaste().query<Spent & { whose: string }>(
      sql`${sums('person', sql`person = ${user}`)} UNION ALL ${sums('server', sql`guild = ${guild}`)}
        UNION ALL ${sums('all', sql`true`)}`,
    );
    const spent = Object.fromEntries(rows.map(({ whose, ...row }) => [whose, row]));
    return { person: spent.person, server: spent.server, all: spent.all };
  }

  /**
   * Takes one question from a person's allowance, which all processes share. Returns 0, or the milliseconds until one
   * is free; 0 also where nothing can be written, for then only this process's own queue counts.
   */
  async takeAllowance(name: string, { burst, refillMs }: AllowanceSize, nowMs: number): Promise<number> {
    const hurried = this.store.inHaste();
    const float = (value: number) => sql`CAST(${value} AS double precision)`;
    // Clocks of several machines differ a little, so time never runs backwards here.
    const refilled = sql`greatest(0, ${nowMs} - kept.changed_at) / ${float(refillMs)}`;
    // A clock that was set back by more than that was wrong before; nobody waits until it shows that time again.
    const wasWrong = sql`kept.changed_at > ${nowMs + WRONG_CLOCK_MS}`;
    const left = sql`CASE WHEN ${wasWrong} THEN ${float(burst)} ELSE least(${float(burst)}, kept.remaining + ${refilled}) END`;
    const otherwise = sql`UPDATE SET remaining = ${left} - 1,
      changed_at = CASE WHEN ${wasWrong} THEN excluded.changed_at ELSE greatest(kept.changed_at, excluded.changed_at) END
      WHERE ${left} >= 1`;
    const full = { name, remaining: burst - 1, changedAtMs: nowMs };
    let isTaken = false;
    const isWritten = await this.#whereThereIsRoom(async () => {
      isTaken = (await hurried.query(ALLOWANCES.insert(full, { otherwise }))).count === 1;
    });
    if (isTaken || !isWritten) return 0;
    const { rows } = await hurried.query<{ remaining: number }>(
      sql`SELECT ${left} AS remaining FROM allowances AS kept WHERE name = ${name}`,
    );
    return Math.max(1, Math.ceil((1 - (rows[0]?.remaining ?? 1)) * refillMs));
  }

  /** How much is kept of one person. */
  async keptOf(user: string): Promise<KeptOf> {
    const { rows } = await this.store.inHaste().query<KeptOf>(
      sql`SELECT (SELECT count(*) FROM answers WHERE person = ${user}) AS questions,
        (SELECT count(*) FROM feedback WHERE person = ${user}) AS votes,
        (SELECT count(*) FROM awaited_answers WHERE person = ${user}) AS awaited,
        (SELECT count(*) FROM follows WHERE person = ${user}) AS follows,
        (SELECT count(*) FROM taught WHERE author = ${user}) AS taught`,
    );
    return rows[0];
  }

  /**
   * Deletes all that is kept of one person: questions with their answers, votes, and what is to be told later. Of messages that
   * became articles it notes that they are to go.
   */
  async forgetUser(user: string): Promise<KeptOf> {
    const marked = forgottenAuthor(user, Date.now());
    const { counts, alongside } = await this.#delete(this.store.inHaste(), 'person', user, marked);
    const { answers: questions, feedback: votes, awaited_answers: awaited, follows } = counts;
    return { questions, votes, awaited, follows, taught: alongside[alongside.length - 1] };
  }

  /** Deletes all that belongs to a server, when the bot leaves it. */
  async forgetGuild(guild: string): Promise<void> {
    const alongside = [forgottenServer(guild, Date.now()), ...this.store.telling(guild)];
    await this.#delete(this.store.patiently(), 'server', guild, alongside);
    this.kept?.forget(guild);
  }

  /** Deletes what is older than the retention allows; returns how many answers went. */
  async purge(beforeMs: number): Promise<number> {
    return (await this.#delete(this.store.patiently(), 'age', beforeMs)).counts.answers;
  }

  /** Deletes rows table by table, those that refer to others first, so that each is counted. Returns the counts by table. */
  async #delete<Occasion extends keyof Occasions>(
    on: Sql,
    occasion: Occasion,
    value: Occasions[Occasion],
    alongside: Statement[] = [],
  ): Promise<{ counts: Record<string, number>; alongside: number[] }> {
    const deletions = [...TABLES].reverse().flatMap((table) => {
      const statement = table.deletion(occasion, value);
      return statement ? [{ name: table.entry.name, statement }] : [];
    });
    const counts = await on.all([...deletions.map(({ statement }) => statement), ...alongside]);
    return {
      counts: Object.fromEntries(deletions.map(({ name }, i) => [name, counts[i]])),
      alongside: counts.slice(deletions.length),
    };
  }

  async recordRemoval(removal: Removal): Promise<void> {
    await this.store.patiently().query(REMOVALS.insert(removal));
  }

  async removal(id: string): Promise<Removal | undefined> {
    const { rows } = await this.store.inHaste().query(sql`SELECT * FROM removals WHERE id = ${id}`);
    return rows[0] && REMOVALS.read(rows[0]);
  }

  /** Of one path in the corpus. */
  async removalsOf(path: string): Promise<Removal[]> {
    const { rows } = await this.store.inHaste().query(sql`SELECT * FROM removals WHERE path = ${path}`);
    return rows.map((row) => REMOVALS.read(row));
  }

  async forgetRemoval(id: string): Promise<void> {
    await this.store.patiently().query(sql`DELETE FROM removals WHERE id = ${id}`);
  }

  /** The last exam of that judge; undefined where it took none, or too long ago. */
  async examOf(fingerprint: string): Promise<Exam | undefined> {
    const { rows } = await this.store.inHaste().query(sql`SELECT * FROM exams WHERE fingerprint = ${fingerprint}`);
    return rows[0] && EXAMS.read(rows[0]);
  }

  async recordExam(exam: Exam): Promise<void> {
    const otherwise = sql`UPDATE SET right_ones = excluded.right_ones, questions = excluded.questions,
      taken_at = excluded.taken_at`;
    await this.store.patiently().query(EXAMS.insert(exam, { otherwise }));
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

/** A server's settings as they are stored. */
async function contentOf(on: Sql, guild: string): Promise<string | undefined> {
  const { rows } = await on.query<{ content: string }>(sql`SELECT content FROM settings WHERE guild = ${guild}`);
  return rows[0]?.content;
}
