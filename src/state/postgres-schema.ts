/** The state's tables in PostgreSQL. Times are milliseconds since 1970; what is JSON is text, so that it comes back as it was. */
import type { MigrationStep } from '../postgres/migrate.js';

export const STATE_MIGRATIONS: MigrationStep[] = [
  `
  CREATE TABLE settings (guild text PRIMARY KEY, content text NOT NULL, changed_at bigint NOT NULL);
  CREATE TABLE answers (
    id text PRIMARY KEY, place bigint GENERATED ALWAYS AS IDENTITY, guild text, channel text NOT NULL, person text NOT NULL,
    asked_at bigint NOT NULL, question text NOT NULL, status text NOT NULL, is_private boolean NOT NULL, content text NOT NULL
  );
  CREATE INDEX answers_by_conversation ON answers (channel, person, asked_at);
  CREATE INDEX answers_by_guild ON answers (guild, asked_at);
  CREATE INDEX answers_by_person ON answers (person);
  CREATE INDEX answers_by_time ON answers (asked_at);
  CREATE TABLE messages (
    message text PRIMARY KEY, channel text NOT NULL, place integer NOT NULL,
    answer text NOT NULL REFERENCES answers (id) ON DELETE CASCADE
  );
  CREATE INDEX messages_by_answer ON messages (answer, place);
  CREATE TABLE feedback (
    answer text NOT NULL REFERENCES answers (id) ON DELETE CASCADE, person text NOT NULL, vote smallint NOT NULL,
    reason text, words text, given_at bigint NOT NULL, PRIMARY KEY (answer, person)
  );
  CREATE INDEX feedback_by_person ON feedback (person);
  CREATE TABLE removals (
    id text PRIMARY KEY, path text NOT NULL, kept_at text NOT NULL, removed_by text NOT NULL, removed_at bigint NOT NULL
  );
  CREATE TABLE spending (
    day text NOT NULL, guild text NOT NULL, person text NOT NULL,
    answers integer NOT NULL, tokens bigint NOT NULL, micro_usd bigint NOT NULL, unpriced integer NOT NULL,
    PRIMARY KEY (day, guild, person)
  );
  CREATE TABLE digests (
    id text PRIMARY KEY, guild text NOT NULL, channel text NOT NULL, weekday smallint, hour smallint NOT NULL,
    zone text NOT NULL, topic text, source text, says_empty boolean NOT NULL, due_at bigint NOT NULL,
    told text NOT NULL, failures integer NOT NULL, is_off boolean NOT NULL
  );
  CREATE INDEX digests_by_guild ON digests (guild);
  CREATE INDEX digests_by_time ON digests (due_at) WHERE NOT is_off;
  CREATE UNLOGGED TABLE allowances (name text PRIMARY KEY, remaining double precision NOT NULL, changed_at bigint NOT NULL);
  `,
];
