-- A database as the program with schema 1 of the state made it: its one step, and the rows dumped by pg_dump.
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
CREATE TABLE footnote_schema (part text PRIMARY KEY, version integer NOT NULL, changed_at timestamptz NOT NULL);

INSERT INTO allowances VALUES ('u1', 2, 1700000000000);
INSERT INTO answers OVERRIDING SYSTEM VALUE VALUES ('answer-of-g1-001', 1, 'g1', 'c1', 'u1', 1700000000000, 'Who denied it?', 'answered', false, '{"sentences":["one"]}');
INSERT INTO answers OVERRIDING SYSTEM VALUE VALUES ('aaswer-of-g1-002', 2, 'g1', 'c1', 'u1', 1700000000000, 'And then?', 'abstained', true, '{"sentences":["one"]}');
INSERT INTO answers OVERRIDING SYSTEM VALUE VALUES ('answer-direct-03', 3, NULL, 'd1', 'u2', 1700000000000, 'Who denied it?', 'answered', false, '{"sentences":["one"]}');
INSERT INTO digests VALUES ('d2', 'g1', 'c1', 1, 9, 'UTC', 'grain', 'Desk', true, 1700000000000, '["a.md"]', 0, false);
INSERT INTO digests VALUES ('d1', 'g1', 'c1', NULL, 8, 'Europe/Kyiv', NULL, NULL, false, 1700000100000, '[]', 1, true);
INSERT INTO feedback VALUES ('answer-of-g1-001', 'u2', -1, 'wrong', 'It’s not so', 1700000000002);
INSERT INTO feedback VALUES ('answer-of-g1-001', 'u1', 1, NULL, NULL, 1700000000003);
INSERT INTO footnote_schema VALUES ('state', 1, '2026-11-29 17:37:47.197363+00');
INSERT INTO messages VALUES ('m1', 'c1', 0, 'answer-of-g1-001');
INSERT INTO messages VALUES ('m2', 'c1', 1, 'answer-of-g1-001');
INSERT INTO removals VALUES ('r1', 'a/b.md', '/kept/1', 'u1', 1700000000005);
INSERT INTO settings VALUES ('g1', '{"askChannels":[],"allowedChannels":[],"adminRoles":[],"threads":true,"privateByDefault":false,"sources":[],"language":"de"}', 1700000000001);
INSERT INTO spending VALUES ('2023-11-14', 'g1', 'u1', 1, 120, 1234, 0);
INSERT INTO spending VALUES ('2023-11-14', '', 'u1', 1, 12, 0, 1);
SELECT setval('answers_place_seq', 3, true);
