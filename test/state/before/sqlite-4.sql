-- data/state.db as the program with schema 4 made it, dumped by sqlite3.
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE settings (guild TEXT PRIMARY KEY, content TEXT NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO settings VALUES('g1','{"askChannels":[],"allowedChannels":[],"adminRoles":[],"threads":true,"privateByDefault":false,"sources":[],"language":"de"}',1700000000001);
CREATE TABLE answers (
    id TEXT PRIMARY KEY, guild TEXT, channel TEXT NOT NULL, user TEXT NOT NULL, asked_at INTEGER NOT NULL,
    question TEXT NOT NULL, status TEXT NOT NULL, is_private INTEGER NOT NULL, content TEXT NOT NULL
  );
INSERT INTO answers VALUES('answer-of-g1-001','g1','c1','u1',1700000000000,'Who denied it?','answered',0,'{"sentences":["one"]}');
INSERT INTO answers VALUES('aaswer-of-g1-002','g1','c1','u1',1700000000000,'And then?','abstained',1,'{"sentences":["one"]}');
INSERT INTO answers VALUES('answer-direct-03',NULL,'d1','u2',1700000000000,'Who denied it?','answered',0,'{"sentences":["one"]}');
CREATE TABLE messages (
    message TEXT PRIMARY KEY, channel TEXT NOT NULL, place INTEGER NOT NULL,
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE
  ) WITHOUT ROWID;
INSERT INTO messages VALUES('m1','c1',0,'answer-of-g1-001');
INSERT INTO messages VALUES('m2','c1',1,'answer-of-g1-001');
CREATE TABLE feedback (
    answer TEXT NOT NULL REFERENCES answers (id) ON DELETE CASCADE, user TEXT NOT NULL, vote INTEGER NOT NULL,
    reason TEXT, words TEXT, given_at INTEGER NOT NULL, PRIMARY KEY (answer, user)
  ) WITHOUT ROWID;
INSERT INTO feedback VALUES('answer-of-g1-001','u1',1,NULL,NULL,1700000000003);
INSERT INTO feedback VALUES('answer-of-g1-001','u2',-1,'wrong','It’s not so',1700000000002);
CREATE TABLE removals (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, kept_at TEXT NOT NULL, removed_by TEXT NOT NULL, removed_at INTEGER NOT NULL
  ) WITHOUT ROWID;
INSERT INTO removals VALUES('r1','a/b.md','/kept/1','u1',1700000000005);
CREATE TABLE spending (
    day TEXT NOT NULL, guild TEXT NOT NULL, user TEXT NOT NULL,
    answers INTEGER NOT NULL, tokens INTEGER NOT NULL, micro_usd INTEGER NOT NULL, unpriced INTEGER NOT NULL,
    PRIMARY KEY (day, guild, user)
  ) WITHOUT ROWID;
INSERT INTO spending VALUES('2023-11-14','','u1',1,12,0,1);
INSERT INTO spending VALUES('2023-11-14','g1','u1',1,120,1234,0);
CREATE TABLE digests (
    id TEXT PRIMARY KEY, guild TEXT NOT NULL, channel TEXT NOT NULL, weekday INTEGER, hour INTEGER NOT NULL,
    zone TEXT NOT NULL, topic TEXT, source TEXT, says_empty INTEGER NOT NULL, due_at INTEGER NOT NULL,
    told TEXT NOT NULL, failures INTEGER NOT NULL, is_off INTEGER NOT NULL
  ) WITHOUT ROWID;
INSERT INTO digests VALUES('d1','g1','c1',NULL,8,'Europe/Kyiv',NULL,NULL,0,1700000100000,'[]',1,1);
INSERT INTO digests VALUES('d2','g1','c1',1,9,'UTC','grain','Desk',1,1700000000000,'["a.md"]',0,0);
CREATE TABLE allowances (name TEXT PRIMARY KEY, remaining REAL NOT NULL, changed_at INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO allowances VALUES('u1',2.0,1700000000000);
CREATE INDEX answers_by_conversation ON answers (channel, user, asked_at);
CREATE INDEX answers_by_guild ON answers (guild, asked_at);
CREATE INDEX answers_by_user ON answers (user);
CREATE INDEX answers_by_time ON answers (asked_at);
CREATE INDEX messages_by_answer ON messages (answer, place);
CREATE INDEX feedback_by_user ON feedback (user);
CREATE INDEX digests_by_guild ON digests (guild);
CREATE INDEX digests_by_time ON digests (due_at) WHERE is_off = 0;
COMMIT;
PRAGMA user_version = 4;
