/** From articles and embeddings to the files of one segment. The same function makes, merges and repairs. */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Article, Passage } from '../core/types.js';
import type { Embedding } from '../models/embedder.js';
import { tellLanguage } from '../text/languages/tell-language.js';
import { Outline } from '../text/outline.js';
import { readableText } from '../text/readable-text.js';
import { splitBody } from '../text/split-body.js';
import { splitPassages } from '../text/split-passages.js';
import { buildWordsInTurns, type SplitArticle } from './build-words.js';
import { HnswGraph } from './hnsw-graph.js';
import { syncFolder, writeFileDurably } from './segment-file.js';
import { searchableTitle } from './stored-article.js';
import { encodeVectors, GRAPH_MIN_VECTORS, measureGraph } from './vectors-segment.js';

/** An article as far as splitting it needs. */
export type SplittableArticle = Pick<Article, 'title' | 'body' | 'structure'>;

/** An article with its borders, and the embedding key of each passage. */
export interface PreparedArticle extends SplitArticle {
  /** The title as people see it; `article.title` is the searchable one. */
  title: string;
  outline?: Outline;
  /** Reckoned when they are asked for: without vectors nobody does. */
  readonly embeddingHashes: Buffer[];
}

/** What the database keeps of a segment's files. */
export interface SegmentFiles {
  words_file: string;
  words_sha: string;
  vectors_file: string;
  vectors_sha: string;
  /** Numbers of a vector; 0 where the segment holds none. */
  dimensions: number;
  graph_file: string | null;
  graph_sha: string | null;
  articles: number;
  passages: number;
  sentences: number;
  ef: number | null;
  recall: number | null;
}

const EMBEDDING_HASH_BYTES = 16;

/** Splits an article. Borders and hashes depend on title, body and structure alone. */
export function prepareArticle(key: number, article: SplittableArticle): PreparedArticle {
  const { title, body, structure } = article;
  const text = readableText(body, structure);
  const language = tellLanguage(text);
  const sentences = splitBody(text, structure, text.length, language);
  const outline = structure && new Outline(sentences, structure);
  const passages = splitPassages(sentences, undefined, outline);
  const split = { title, text, sentences, ...(outline && { outline }) };
  let embeddingHashes: Buffer[] | undefined;
  return {
    ...split,
    key,
    language,
    article: { title: searchableTitle(article), body, ...(structure && { structure }) },
    passages,
    get embeddingHashes() {
      return (embeddingHashes ??= passages.map((passage) => hashOf(embeddingText(split, passage))));
    },
  };
}

const hashOf = (text: string) =>
  createHash('sha256').update(text, 'utf16le').digest().subarray(0, EMBEDDING_HASH_BYTES);

/** The text that is embedded for a passage: with the title and the headings above it, which tell what the words are about. */
export function embeddingText(
  { title, text, sentences, outline }: Pick<PreparedArticle, 'title' | 'text' | 'sentences' | 'outline'>,
  passage: Passage,
): string {
  const above = (outline?.aboveOf(passage.firstSentence) ?? []).map((number) => sentences[number]);
  return [title, ...[...above, passage].map(({ start, end }) => text.slice(start, end))].join('\n');
}

/**
 * The vectors of these articles' passages in passage order; none with 0 dimensions. `lookup` throws where one is missing.
 */
export function gatherVectors(
  articles: PreparedArticle[],
  dimensions: number,
  lookup: (hash: Buffer) => Embedding,
): Float32Array {
  if (dimensions === 0) return new Float32Array();
  const total = articles.reduce((sum, { passages }) => sum + passages.length, 0);
  const vectors = new Float32Array(total * dimensions);
  let at = 0;
  for (const { embeddingHashes } of articles)
    for (const hash of embeddingHashes) vectors.set(lookup(hash), at++ * dimensions);
  return vectors;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Writes the files of one segment under new names into `folder`. Nothing refers to them until they are published. */
export async function writeSegment(
  folder: string,
  articles: PreparedArticle[],
  vectors: Float32Array,
  { model, dimensions, signal }: { model: string; dimensions: number; signal?: AbortSignal },
): Promise<SegmentFiles> {
  const name = randomBytes(8).toString('hex');
  const words = await buildWordsInTurns(articles, signal);
  const vectorBytes = encodeVectors(vectors, model, dimensions);
  writeFileDurably(join(folder, `${name}.words`), words);
  writeFileDurably(join(folder, `${name}.vectors`), vectorBytes);
  const graph = await writeGraph(join(folder, `${name}.graph`), vectors, dimensions, signal);
  return {
    words_file: `${name}.words`,
    words_sha: words.subarray(words.length - 32).toString('hex'),
    vectors_file: `${name}.vectors`,
    vectors_sha: vectorBytes.subarray(vectorBytes.length - 32).toString('hex'),
    dimensions,
    graph_file: graph ? `${name}.graph` : null,
    graph_sha: graph?.sha ?? null,
    articles: articles.length,
    passages: articles.reduce((sum, { passages }) => sum + passages.length, 0),
    sentences: articles.reduce((sum, { sentences }) => sum + sentences.length, 0),
    ef: graph?.ef ?? null,
    recall: graph?.recall ?? null,
  };
}

/** A graph's file is hnswlib's own; its checksum is kept in the database, and it is read back before it counts. */
async function writeGraph(path: string, vectors: Float32Array, dimensions: number, signal?: AbortSignal) {
  if (vectors.length < GRAPH_MIN_VECTORS * dimensions || dimensions === 0) return null;
  const graph = await HnswGraph.build(vectors, dimensions, signal);
  const quality = graph && measureGraph(graph, vectors, dimensions);
  if (!graph || !quality) return null;
  const temporary = `${path}.tmp`;
  try {
    graph.write(temporary);
    const handle = openSync(temporary, 'r+');
    fsyncSync(handle);
    closeSync(handle);
    const sha = sha256(readFileSync(temporary));
    const again = await HnswGraph.read(temporary, dimensions);
    if (again?.count !== graph.count) return null;
    renameSync(temporary, path);
    syncFolder(dirname(path));
    return { sha, ...quality };
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof Error) return null; // hnswlib's own failures cost speed, never an answer: the scan serves
    throw error;
  } finally {
    rmSync(temporary, { force: true });
  }
}
