/**
 * The index in PostgreSQL. Rows that a question walks over are narrow; what it reads of few articles stands apart:
 *
 *   footnote_articles   what filters and people see of an article     footnote_postings   which article holds which term
 *   footnote_texts      body, and its words as a segment of one       footnote_terms      exact counts, by term
 *   footnote_passages_… vectors, one table per embedder               footnote_embeddings what was ever embedded
 */
import type { MigrationStep } from '../../postgres/migrate.js';

export const INDEX_STEPS: MigrationStep[] = [
  `
  CREATE TABLE footnote_meta (name text PRIMARY KEY, value text NOT NULL);
  CREATE TABLE footnote_totals (
    articles bigint NOT NULL, passages bigint NOT NULL, sentences bigint NOT NULL, article_terms bigint NOT NULL,
    passage_terms bigint NOT NULL, sentence_terms bigint NOT NULL, title_terms bigint NOT NULL
  );
  INSERT INTO footnote_totals VALUES (0, 0, 0, 0, 0, 0, 0);
  CREATE TABLE footnote_files (path text COLLATE "C" PRIMARY KEY, stamp text NOT NULL, must_reread boolean NOT NULL);
  CREATE TABLE footnote_skips (
    number bigint GENERATED ALWAYS AS IDENTITY, file text COLLATE "C" NOT NULL, path text NOT NULL, reason text NOT NULL
  );
  CREATE INDEX ON footnote_skips (file);
  CREATE TABLE footnote_sources (source text COLLATE "C" PRIMARY KEY, articles bigint NOT NULL);
  CREATE TABLE footnote_articles (
    key bigint PRIMARY KEY, id text COLLATE "C" NOT NULL UNIQUE, file text NOT NULL, path text NOT NULL, title text NOT NULL,
    title_key text NOT NULL, title_terms text[] NOT NULL, source text, source_key text, published_at text, published_ms double precision, url text,
    hash text NOT NULL, passages integer NOT NULL
  );
  CREATE INDEX ON footnote_articles (published_ms);
  CREATE INDEX ON footnote_articles USING gin (title_terms);
  CREATE TABLE footnote_texts (key bigint PRIMARY KEY, is_utf16 boolean NOT NULL, body bytea NOT NULL, words bytea NOT NULL);
  CREATE TABLE footnote_postings (
    key bigint PRIMARY KEY, id text COLLATE "C" NOT NULL, source_key text, published_ms double precision,
    length integer NOT NULL, lexemes tsvector NOT NULL
  ) WITH (toast_tuple_target = 128);
  CREATE INDEX footnote_postings_by_lexeme ON footnote_postings USING gin (lexemes) WITH (fastupdate = off);
  CREATE TABLE footnote_terms (
    term text COLLATE "C" PRIMARY KEY, articles integer NOT NULL, passages integer NOT NULL, sentences integer NOT NULL,
    titles integer NOT NULL, body_sentences integer NOT NULL
  );
  CREATE INDEX footnote_terms_alike ON footnote_terms ((left(term, 1)), (length(term)));
  CREATE TABLE footnote_embeddings (model text NOT NULL, hash bytea NOT NULL, vector bytea NOT NULL, PRIMARY KEY (model, hash));
  CREATE TABLE footnote_writer (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only), token bigint NOT NULL, backend integer NOT NULL,
    owner text NOT NULL, since timestamptz NOT NULL
  );
  INSERT INTO footnote_writer VALUES (true, 0, 0, '', now());
  `,
  // The files of articles are read again for the structure.
  `
  ALTER TABLE footnote_texts ADD COLUMN structure text;
  UPDATE footnote_files SET must_reread = true;
  `,
  // Articles as they were before the version that replaced or removed them.
  `
  CREATE TABLE footnote_replaced (
    key bigint PRIMARY KEY, id text NOT NULL, file text NOT NULL, path text NOT NULL, title text NOT NULL, source text,
    published_at text, url text, hash text NOT NULL, is_utf16 boolean NOT NULL, body bytea NOT NULL, structure text
  );
  `,
];

/** The channel that tells the number of a published version. */
export const INDEX_CHANNEL = 'footnote_index';
