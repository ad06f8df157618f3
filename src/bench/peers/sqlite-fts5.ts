/** SQLite's own full-text search: Porter's stems, BM25, passages in a file; https://sqlite.org/fts5.html. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, openSqlite } from '../../sqlite/open-sqlite.js';
import { type GivenPassage, PASSAGES_PER_PAUSE, type Pause, type Peer, type PeerIndex } from '../peer.js';
import { questionWords } from '../question-words.js';

/** So many passages are asked for where an article is wanted, as several of the best may be of one. */
const PASSAGES_PER_ARTICLE = 10;

export const sqliteFts5: Peer = { name: 'SQLite FTS5', load: async () => build };

async function build(passages: GivenPassage[], folder: string, pause: Pause): Promise<PeerIndex> {
  const path = join(folder, 'fts5.db');
  const db = openSqlite(path);
  try {
    await fill(db, passages, pause);
  } catch (error) {
    db.close();
    throw error;
  }
  // Ordering by `rank` is ordering by bm25(), and the quicker way of the two.
  const find = db.prepare<[string, number], string>(
    'SELECT article FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT ?',
  );
  return {
    bytes: statSync(path).size,
    search(question, top) {
      const words = questionWords(question);
      if (words.length === 0) return [];
      const found = find.pluck().all(words.map(quote).join(' OR '), top * PASSAGES_PER_ARTICLE);
      return [...new Set(found)].slice(0, top);
    },
    close: () => db.close(),
  };
}

async function fill(db: Db, passages: GivenPassage[], pause: Pause): Promise<void> {
  db.exec("CREATE VIRTUAL TABLE passages USING fts5(article UNINDEXED, title, text, tokenize = 'porter unicode61')");
  db.exec('BEGIN');
  const insert = db.prepare('INSERT INTO passages VALUES (?, ?, ?)');
  for (const [i, { article, title, text }] of passages.entries()) {
    insert.run(article, title, text);
    if (i % PASSAGES_PER_PAUSE === PASSAGES_PER_PAUSE - 1) await pause();
  }
  db.exec('COMMIT');
}

/** A word that can't be taken for an operator. */
const quote = (word: string) => `"${word.replaceAll('"', '""')}"`;
