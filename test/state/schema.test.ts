/** Stores that earlier programs made, and tables that come later. What stands in before/ is theirs, and never changes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import sql, { raw } from 'sql-template-tag';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../src/config.js';
import { Postgres } from '../../src/postgres/postgres.js';
import { copyState } from '../../src/state/copy-state.js';
import { openState } from '../../src/state/open-state.js';
import { PostgresStore } from '../../src/state/postgres-store.js';
import type { SqlStore } from '../../src/state/sql.js';
import { SqliteStore, statePath } from '../../src/state/sqlite-store.js';
import { State } from '../../src/state/state.js';
import { schemaSteps, Table, type TableEntry } from '../../src/state/table.js';
import { FIGURES, TABLES } from '../../src/state/tables.js';
import { startPostgres, type TestServer } from '../support/postgres/databases.js';

const textOf = (name: string) => readFileSync(new URL(`before/${name}.sql`, import.meta.url), 'utf8');
/** From each schema of a file to the one before it: what the step brought. */
const BROUGHT = [undefined, 'spending', 'digests', 'allowances'];
const ASKED_AT = 1_700_000_000_000;
const DAY_MS = 24 * 60 * 60_000;

let server: TestServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.stop());

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'footnote-schema-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function fileOfBefore(schema = 4): string {
  const folder = makeFolder();
  const db = new Database(statePath(folder));
  db.exec(textOf('sqlite-4'));
  for (const table of BROUGHT.slice(schema)) db.exec(`DROP TABLE ${table}`);
  db.pragma(`user_version = ${schema}`);
  db.close();
  return folder;
}

async function databaseOfBefore(): Promise<DatabaseConfig> {
  const config = await server.create();
  const postgres = await Postgres.open(config);
  await postgres.query(textOf('postgres-1'));
  await postgres.close();
  return config;
}

async function openFile(folder: string): Promise<SqlStore> {
  const store = SqliteStore.open(folder);
  onTestFinished(() => store.close());
  return store;
}

async function openDatabase(config: DatabaseConfig): Promise<SqlStore> {
  const store = await PostgresStore.open(await Postgres.open(config));
  onTestFinished(() => store.close());
  return store;
}

async function expectWhatItHad(state: State, has = { spending: true, digests: true }): Promise<void> {
  expect(await state.settings('g1')).toMatchObject({ threads: true, language: 'de' });
  const conversation = await state.conversation('c1', 'u1', 0, 9);
  expect(conversation.map(({ question, isPrivate }) => [question, isPrivate])).toEqual([
    ['Who denied it?', false],
    ['And then?', true],
  ]);
  expect(await state.answer('answer-direct-03')).toEqual({
    ...{ id: 'answer-direct-03', channel: 'd1', user: 'u2', askedAtMs: ASKED_AT, question: 'Who denied it?' },
    ...{ status: 'answered', isPrivate: false, content: { sentences: ['one'] } },
  });
  expect((await state.answerOfMessage('m2'))?.id).toBe('answer-of-g1-001');
  expect(await state.openQuestions('g1')).toMatchObject([
    { question: 'And then?', status: 'abstained', dislikes: 0 },
    { question: 'Who denied it?', likes: 1, dislikes: 1, reasons: ['wrong'], words: ['It’s not so'] },
  ]);
  expect(await state.removal('r1')).toMatchObject({ path: 'a/b.md', removedAtMs: ASKED_AT + 5 });
  expect((await state.spentToday(ASKED_AT, { user: 'u1', guild: 'g1' })).server).toEqual(
    has.spending
      ? { answers: 1, tokens: 120, usd: 0.001234, unpriced: 0 }
      : { answers: 0, tokens: 0, usd: 0, unpriced: 0 },
  );
  const weekly = { weekday: 1, topic: 'grain', source: 'Desk', saysEmpty: true, told: ['a.md'], isOff: false };
  expect(await state.digests.of('g1')).toMatchObject(has.digests ? [weekly, { failures: 1, isOff: true }] : []);
  expect(await state.takeAllowance('u1', { burst: 3, refillMs: 1000 }, ASKED_AT)).toBe(0);
  expect(await state.forgetUser('u1')).toEqual({ questions: 2, votes: 1, awaited: 0, follows: 0, taught: 0 });
  expect(await state.messagesOf('answer-of-g1-001')).toEqual([]);
}

describe('a state of before', () => {
  it.each([4, 3, 2, 1])('in a file of schema %i keeps what it had, with a copy beside it', async (schema) => {
    const folder = fileOfBefore(schema);
    await expectWhatItHad(new State(await openFile(folder)), { spending: schema > 1, digests: schema > 2 });
    const copy = new Database(`${statePath(folder)}.schema-${schema}`, { readonly: true });
    expect(copy.prepare('SELECT id, user FROM answers').all()).toHaveLength(3);
    expect(copy.pragma('user_version', { simple: true })).toBe(schema);
    copy.close();
  });

  it('in a file has the schema of a new one', async () => {
    const shapeOf = async (folder: string) => {
      await openFile(folder);
      const db = new Database(statePath(folder), { readonly: true });
      onTestFinished(() => void db.close());
      const names = db.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`).pluck();
      const tables = names.all().map((name) => ({
        name,
        columns: db.prepare(`SELECT name, pk FROM pragma_table_info('${name}')`).all(),
        refers: db.pragma(`foreign_key_list(${name})`),
      }));
      const indexes = db.prepare(
        `SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name`,
      );
      return { version: db.pragma('user_version'), tables, indexes: indexes.all() };
    };
    const shape = await shapeOf(makeFolder());
    expect(shape.tables).toHaveLength(TABLES.length);
    for (const schema of [4, 3, 2, 1]) {
      const { tables, ...rest } = await shapeOf(fileOfBefore(schema));
      expect(rest).toEqual({ version: shape.version, indexes: shape.indexes });
      // What stood as REFERENCES answers (id) names the column, which is the key anyhow.
      const plain = (all: typeof tables) => JSON.parse(JSON.stringify(all).replaceAll('"to":"id"', '"to":null'));
      expect(plain(tables)).toEqual(plain(shape.tables));
    }
  });

  it('in PostgreSQL keeps what it had', async () => {
    const state = await openState({ dataDir: 'nowhere', database: await databaseOfBefore() });
    onTestFinished(() => state.close());
    await expectWhatItHad(state);
  });

  it('in PostgreSQL has the schema of a new one', async () => {
    const shapeOf = async (config: DatabaseConfig) => {
      await openDatabase(config);
      const postgres = await Postgres.open(config);
      onTestFinished(() => postgres.close());
      const parts = [
        `SELECT table_name, column_name, data_type, is_nullable, is_identity FROM information_schema.columns
           WHERE table_schema = 'public' ORDER BY 1, 2`,
        `SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1`,
        `SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1`,
        `SELECT relname, relpersistence::text FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1`,
        'SELECT part, version FROM footnote_schema',
      ];
      return Promise.all(parts.map(async (part) => (await postgres.query(part)).rows));
    };
    const shape = await shapeOf(await server.create());
    expect(shape.map((rows) => rows.length > 0)).toEqual([true, true, true, true, true]);
    expect(await shapeOf(await databaseOfBefore())).toEqual(shape);
  });

  it('moves with every row of every table, from either store into the other', async () => {
    const [database, file] = [await openDatabase(await server.create()), await openFile(makeFolder())];
    const fromFile = await copyState(await openFile(fileOfBefore()), database);
    const fromDatabase = await copyState(await openDatabase(await databaseOfBefore()), file);
    expect(fromFile).toEqual(fromDatabase);
    expect(fromFile.rows).toBe(13);
    for (const store of [database, file]) await expectWhatItHad(new State(store));
  });
});

describe.each([
  ['a file', async () => openFile(fileOfBefore())],
  ['PostgreSQL', async () => openDatabase(await databaseOfBefore())],
] as const)('of all tables in %s', (_, open) => {
  const all = {
    settings: 1,
    answers: 3,
    messages: 2,
    feedback: 2,
    removals: 1,
    spending: 2,
    digests: 2,
    allowances: 1,
    exams: 1,
    notices: 1,
    duties: 1,
    cited: 1,
    corrections: 1,
    figures: 1,
    awaited_answers: 1,
    follows: 2,
    cases: 1,
    taught: 1,
    signing_keys: 1,
    token_uses: 1,
  };
  const told = { notices: 0, awaited_answers: 0 };

  it.each([
    [
      'a server',
      (state: State) => state.forgetGuild('g1'),
      { settings: 0, answers: 1, spending: 1, digests: 0, ...told, follows: 0, cases: 0 },
    ],
    ['a person', (state: State) => state.forgetUser('u1'), { answers: 1, spending: 0, ...told, follows: 1, cases: 0 }],
    [
      'time',
      (state: State) => state.purge(ASKED_AT + 2 * DAY_MS),
      { answers: 0, spending: 0, allowances: 0, exams: 0, token_uses: 0, ...told },
    ],
  ])('what belongs to it goes with %s, and nothing else', async (_name, forget, left) => {
    const store = await open();
    const state = new State(store);
    await state.recordExam({ fingerprint: 'judge-1', right: 38, of: 40, takenAtMs: ASKED_AT });
    await state.notices.add({ id: 'n1', guild: 'g1', user: 'u1', kind: 'note', content: {}, madeAtMs: ASKED_AT });
    const answer = (await state.answer('answer-of-g1-001'))!;
    const correction = { id: 'k1', answer: answer.id, changes: [], foundAtMs: ASKED_AT };
    const cited = [{ article: 'a.md', hash: 'h1' }];
    await state.corrections.settle([{ answer, content: answer.content, cited, correction }]);
    await store.patiently().query(FIGURES.insert({ answer: answer.id, givenAtMs: ASKED_AT, seenKey: 7 }));
    const own = { guild: 'g1', user: 'u1', locale: 'de', seenKey: 7 };
    await state.notices.add({ ...own, id: 'n1', kind: 'note', content: {}, madeAtMs: ASKED_AT });
    const times = { sinceMs: ASKED_AT, expiresAtMs: ASKED_AT + 30 * DAY_MS };
    const asked = { channel: 'c1', isPrivate: false, question: 'Who?', filters: {}, knownKey: 7 };
    await state.awaited.add({ ...own, ...asked, ...times, id: 'w1', abstention: 'a1' }, 9);
    const topic = { topic: 'grain', everyHours: 24, madeAtMs: ASKED_AT, dueAtMs: ASKED_AT, known: [] };
    await state.follows.add({ ...own, ...topic, id: 'f1' }, 9);
    await state.follows.add({ ...own, ...topic, id: 'f2', user: undefined, channel: 'c1' }, 9);
    const expected = { words: ['barley'] };
    await state.cases.keep({ answer: answer.id, guild: 'g1', question: 'Who?', expected, madeAtMs: ASKED_AT });
    const taught = { message: 'm9', path: 'added/m9.md', author: 'u1', adder: 'u1', taughtAtMs: ASKED_AT };
    await state.taught.begin({ ...taught, guild: 'g1' });
    await state.duties.take({ name: 'keeper', holder: 'a' }, ASKED_AT, ASKED_AT + DAY_MS);
    await state.signingKeys.of('pages', ASKED_AT);
    await state.tokenUses.take('desk', 9, ASKED_AT);
    const count = async () => {
      const counts = TABLES.map(async ({ entry, name }): Promise<[string, number]> => {
        const { rows } = await store.inHaste().query<{ n: number }>(sql`SELECT count(*) AS n FROM ${name}`);
        return [entry.name, rows[0].n];
      });
      return Object.fromEntries(await Promise.all(counts));
    };
    expect(await count()).toEqual(all);
    await forget(state);
    // What refers to an answer goes with it.
    expect(await count()).toEqual({ ...all, messages: 0, feedback: 0, cited: 0, corrections: 0, figures: 0, ...left });
  });
});

describe('a table', () => {
  interface Note {
    id: string;
    user: string;
    madeAtMs: number;
    isRead: boolean;
    words?: string;
    about?: string[];
  }
  const entry: TableEntry<Omit<Note, 'about'>> = {
    name: 'notes',
    since: 2,
    key: ['id'],
    columns: {
      id: 'id text',
      user: 'person text',
      madeAtMs: 'made_at bigint',
      isRead: 'is_read boolean',
      words: 'words text?',
    },
    indexes: { notes_by_person: '(person)' },
    goes: { person: (user) => sql`person = ${user}`, server: 'stays', age: 'stays' },
  };
  const later: TableEntry<Note> = {
    ...entry,
    columns: { ...entry.columns, about: 'about json? SINCE 3' },
    indexes: { ...entry.indexes, notes_by_time: '(made_at) SINCE 3' },
  };
  const note: Note = { id: 'n1', user: 'u1', madeAtMs: ASKED_AT, isRead: true, about: ['a'] };

  const stores: [string, () => Promise<SqlStore>][] = [
    ['a file', async () => openFile(makeFolder())],
    ['PostgreSQL', async () => openDatabase(await server.create())],
  ];

  it.each(stores)('comes to %s by its entry, and so does what is added to it', async (_, open) => {
    const store = await open();
    const asked = store.inHaste();
    const make = async (table: Table<object>, from: number) => {
      for (const step of schemaSteps([table], store.dialect).slice(from))
        for (const statement of step.split(';\n').filter(Boolean)) await asked.query(raw(statement));
    };
    const before = new Table(entry);
    await make(before, 0);
    await asked.query(before.insert({ ...note, id: 'n0', isRead: false, words: 'first' }));
    const notes = new Table(later);
    await make(notes, 2);
    await asked.query(notes.insert(note));
    const read = async () => {
      const { rows } = await asked.query(sql`SELECT * FROM notes ORDER BY id`);
      return rows.map((row) => notes.read(row));
    };
    const { about, ...plain } = note;
    expect(await read()).toEqual([{ ...plain, id: 'n0', isRead: false, words: 'first' }, note]);
    expect((await asked.query(notes.deletion('person', 'u1')!)).count).toBe(2);
    expect(notes.deletion('server', 'g1')).toBeUndefined();
    await asked.query(sql`DROP TABLE notes`);
    // The same at once.
    await make(notes, 0);
    await asked.query(notes.insert(note));
    expect(await read()).toEqual([note]);
  });
});
