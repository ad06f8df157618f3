/**
 * The tables of the state. A new one is one more entry and its place in TABLES: its making in a new or an old store, its copy by
 * `footnote move`, and its deletion with a person, a server or its time follow from it.
 */
import sql, { raw } from 'sql-template-tag';
import { isoDay } from '../core/dates.js';
import type {
  AwaitedAnswer,
  Case,
  Cited,
  Correction,
  Digest,
  Duty,
  Exam,
  Feedback,
  FigureAnswer,
  Follow,
  Notice,
  PostedMessage,
  Removal,
  SigningKey,
  StoredAnswer,
  Taught,
  TokenUse,
} from './records.js';
import { Table } from './table.js';

const is = (column: string) => (id: string) => sql`${raw(column)} = ${id}`;
const before = (column: string) => (ms: number) => sql`${raw(column)} < ${ms}`;

/** An allowance unused for this long is full again, whatever its size. */
const ALLOWANCE_KEPT_MS = 60 * 60_000;

export const SERVER_SETTINGS = new Table<{ guild: string; content: string; changedAtMs: number }>({
  name: 'settings',
  since: 1,
  key: ['guild'],
  columns: { guild: 'guild text', content: 'content text', changedAtMs: 'changed_at bigint' },
  goes: { person: 'stays', server: is('guild'), age: 'stays' },
});

export const ANSWERS = new Table<StoredAnswer>({
  name: 'answers',
  since: 1,
  key: ['id'],
  columns: {
    id: 'id text',
    guild: 'guild text?',
    channel: 'channel text',
    user: 'person text',
    askedAtMs: 'asked_at bigint',
    question: 'question text',
    status: 'status text',
    isPrivate: 'is_private boolean',
    content: 'content json',
    examination: 'examination text? SINCE 3',
  },
  indexes: {
    answers_by_conversation: '(channel, person, asked_at)',
    answers_by_guild: '(guild, asked_at)',
    answers_by_person: '(person)',
    answers_by_time: '(asked_at)',
  },
  isInOrder: true,
  goes: { person: is('person'), server: is('guild'), age: before('asked_at') },
});

export const MESSAGES = new Table<PostedMessage & { place: number; answer: string }>({
  name: 'messages',
  since: 1,
  key: ['message'],
  columns: {
    message: 'message text',
    channel: 'channel text',
    place: 'place integer',
    answer: 'answer text REFERENCES answers',
  },
  indexes: { messages_by_answer: '(answer, place)' },
  goes: { person: 'cascades', server: 'cascades', age: 'cascades' },
});

/** `reason` is one reason, or several with the separator between them that `openQuestions` splits at. */
type FeedbackRow = Omit<Feedback, 'reasons'> & { answer: string; reason?: string; givenAtMs: number };

export const FEEDBACK = new Table<FeedbackRow>({
  name: 'feedback',
  since: 1,
  key: ['answer', 'person'],
  columns: {
    answer: 'answer text REFERENCES answers',
    user: 'person text',
    vote: 'vote smallint',
    reason: 'reason text?',
    words: 'words text?',
    givenAtMs: 'given_at bigint',
  },
  indexes: { feedback_by_person: '(person)' },
  goes: { person: is('person'), server: 'cascades', age: 'cascades' },
});

export const REMOVALS = new Table<Removal>({
  name: 'removals',
  since: 1,
  key: ['id'],
  columns: {
    id: 'id text',
    path: 'path text',
    keptAt: 'kept_at text',
    removedBy: 'removed_by text',
    removedAtMs: 'removed_at bigint',
  },
  goes: { person: 'stays', server: 'stays', age: 'stays' },
});

/** Sums of a UTC day, by server ('' for none) and person. */
export const SPENDING = new Table<{
  day: string;
  guild: string;
  user: string;
  answers: number;
  tokens: number;
  microUsd: number;
  unpriced: number;
}>({
  name: 'spending',
  since: 1,
  key: ['day', 'guild', 'person'],
  columns: {
    day: 'day text',
    guild: 'guild text',
    user: 'person text',
    answers: 'answers integer',
    tokens: 'tokens bigint',
    microUsd: 'micro_usd bigint',
    unpriced: 'unpriced integer',
  },
  goes: {
    // Today's sums stay until tomorrow: forgetting oneself must not refill a budget.
    person: (user) => sql`person = ${user} AND day < ${isoDay(Date.now())}`,
    server: is('guild'),
    age: (ms) => sql`day < ${isoDay(ms)}`,
  },
});

export const DIGESTS = new Table<Digest>({
  name: 'digests',
  since: 1,
  key: ['id'],
  columns: {
    id: 'id text',
    guild: 'guild text',
    channel: 'channel text',
    weekday: 'weekday smallint?',
    hour: 'hour smallint',
    zone: 'zone text',
    topic: 'topic text?',
    source: 'source text?',
    saysEmpty: 'says_empty boolean',
    dueAtMs: 'due_at bigint',
    told: 'told json',
    failures: 'failures integer',
    isOff: 'is_off boolean',
  },
  indexes: { digests_by_guild: '(guild)', digests_by_time: '(due_at) WHERE NOT is_off' },
  goes: { person: 'stays', server: is('guild'), age: 'stays' },
});

export const ALLOWANCES = new Table<{ name: string; remaining: number; changedAtMs: number }>({
  name: 'allowances',
  since: 1,
  key: ['name'],
  columns: { name: 'name text', remaining: 'remaining double precision', changedAtMs: 'changed_at bigint' },
  isFleeting: true,
  goes: { person: 'stays', server: 'stays', age: () => sql`changed_at < ${Date.now() - ALLOWANCE_KEPT_MS}` },
});

export const EXAMS = new Table<Exam>({
  name: 'exams',
  since: 2,
  key: ['fingerprint'],
  columns: {
    fingerprint: 'fingerprint text',
    right: 'right_ones integer',
    of: 'questions integer',
    takenAtMs: 'taken_at bigint',
  },
  goes: { person: 'stays', server: 'stays', age: before('taken_at') },
});

/** What was told stays until its time has come, so that the same cause isn't told again and messages can be counted. */
export const NOTICES = new Table<Notice>({
  name: 'notices',
  since: 3,
  key: ['id'],
  columns: {
    id: 'id text',
    guild: 'guild text?',
    channel: 'channel text?',
    user: 'person text?',
    kind: 'kind text',
    content: 'content json',
    madeAtMs: 'made_at bigint',
    dueAtMs: 'due_at bigint',
    beganAtMs: 'began_at bigint?',
    claimedAtMs: 'claimed_at bigint?',
    failures: 'failures integer',
    toldAtMs: 'told_at bigint?',
  },
  indexes: {
    notices_by_time: '(due_at) WHERE told_at IS NULL',
    notices_by_channel: '(channel, told_at)',
    notices_by_person: '(person, told_at)',
  },
  goes: { person: is('person'), server: is('guild'), age: before('made_at') },
});

export const DUTIES = new Table<Duty>({
  name: 'duties',
  since: 3,
  key: ['name'],
  columns: { name: 'name text', holder: 'holder text', untilMs: 'until bigint', report: 'report json?' },
  isFleeting: true,
  goes: { person: 'stays', server: 'stays', age: 'stays' },
});

export const AWAITED_ANSWERS = new Table<AwaitedAnswer>({
  name: 'awaited_answers',
  since: 3,
  key: ['person', 'abstention'],
  columns: {
    id: 'id text',
    user: 'person text',
    abstention: 'abstention text',
    guild: 'guild text?',
    channel: 'channel text',
    isPrivate: 'is_private boolean',
    question: 'question text',
    filters: 'filters json',
    locale: 'locale text',
    sinceMs: 'since bigint',
    expiresAtMs: 'expires_at bigint',
    knownKey: 'known_key bigint',
    seenKey: 'seen_key bigint',
  },
  indexes: {
    awaited_answers_by_guild: '(guild)',
    awaited_answers_by_key: '(seen_key)',
    awaited_answers_by_time: '(expires_at)',
  },
  goes: { person: is('person'), server: is('guild'), age: before('since') },
});

export const FOLLOWS = new Table<Follow>({
  name: 'follows',
  since: 3,
  key: ['id'],
  columns: {
    id: 'id text',
    guild: 'guild text?',
    channel: 'channel text?',
    user: 'person text?',
    topic: 'topic text',
    everyHours: 'every_hours smallint',
    locale: 'locale text',
    madeAtMs: 'made_at bigint',
    dueAtMs: 'due_at bigint',
    seenKey: 'seen_key bigint',
    known: 'known json',
    failures: 'failures integer',
    isOff: 'is_off boolean',
  },
  indexes: {
    follows_by_guild: '(guild)',
    follows_by_channel: '(channel)',
    follows_by_person: '(person)',
    follows_by_key: '(seen_key) WHERE NOT is_off',
  },
  goes: { person: is('person'), server: is('guild'), age: 'stays' },
});

export const CITED = new Table<Cited & { answer: string }>({
  name: 'cited',
  since: 3,
  key: ['answer', 'article'],
  columns: { answer: 'answer text REFERENCES answers', article: 'article text', hash: 'hash text' },
  indexes: { cited_by_article: '(article, hash, answer)' },
  goes: { person: 'cascades', server: 'cascades', age: 'cascades' },
});

export const FIGURES = new Table<FigureAnswer>({
  name: 'figures',
  since: 3,
  key: ['answer'],
  columns: { answer: 'answer text REFERENCES answers', givenAtMs: 'given_at bigint', seenKey: 'seen_key bigint' },
  indexes: { figures_by_key: '(seen_key, answer)', figures_by_time: '(given_at)' },
  goes: { person: 'cascades', server: 'cascades', age: 'cascades' },
});

export const CORRECTIONS = new Table<Correction>({
  name: 'corrections',
  since: 3,
  key: ['id'],
  columns: {
    id: 'id text',
    answer: 'answer text REFERENCES answers',
    changes: 'changes json',
    foundAtMs: 'found_at bigint',
    told: 'told text?',
  },
  indexes: { corrections_by_answer: '(answer)' },
  goes: { person: 'cascades', server: 'cascades', age: 'cascades' },
});

/** A case refers to an answer without needing it: the answer goes after its time, and the case stays. */
export const CASES = new Table<Case>({
  name: 'cases',
  since: 4,
  key: ['answer'],
  columns: {
    answer: 'answer text',
    guild: 'guild text',
    question: 'question text',
    expected: 'expected json',
    madeAtMs: 'made_at bigint',
    metSinceMs: 'met_since bigint?',
  },
  indexes: { cases_by_guild: '(guild, made_at)' },
  goes: {
    person: (user) => sql`answer IN (SELECT id FROM answers WHERE person = ${user})`,
    server: is('guild'),
    age: 'stays',
  },
});

/** Its rows go when their articles have gone: see taught.ts. */
export const TAUGHT = new Table<Taught>({
  name: 'taught',
  since: 4,
  key: ['message'],
  columns: {
    message: 'message text',
    guild: 'guild text?',
    path: 'path text',
    author: 'author text?',
    adder: 'adder text?',
    taughtAtMs: 'taught_at bigint',
    withdrawnAtMs: 'withdrawn_at bigint?',
  },
  indexes: { taught_by_author: '(author)', taught_withdrawn: '(withdrawn_at) WHERE withdrawn_at IS NOT NULL' },
  goes: { person: 'stays', server: 'stays', age: 'stays' },
});

export const SIGNING_KEYS = new Table<SigningKey>({
  name: 'signing_keys',
  since: 4,
  key: ['name'],
  columns: { name: 'name text', secret: 'secret text', madeAtMs: 'made_at bigint' },
  goes: { person: 'stays', server: 'stays', age: 'stays' },
});

export const TOKEN_USES = new Table<TokenUse>({
  name: 'token_uses',
  since: 4,
  key: ['day', 'name'],
  columns: { day: 'day text', name: 'name text', uses: 'uses integer' },
  goes: { person: 'stays', server: 'stays', age: (ms) => sql`day < ${isoDay(ms)}` },
});

/** A table that is referred to stands before those that refer to it. */
export const TABLES: Table<object>[] = [
  ...[SERVER_SETTINGS, ANSWERS, MESSAGES, FEEDBACK, REMOVALS, SPENDING, DIGESTS, ALLOWANCES, EXAMS],
  ...[NOTICES, DUTIES, AWAITED_ANSWERS, FOLLOWS, CITED, FIGURES, CORRECTIONS, CASES, TAUGHT],
  ...[SIGNING_KEYS, TOKEN_USES],
];
