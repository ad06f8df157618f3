/** LangChain's VectorStore over an index of its own: documents in, the nearest documents out. */
import { join } from 'node:path';
import { Document, type DocumentInterface } from '@langchain/core/documents';
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { maximalMarginalRelevance } from '@langchain/core/utils/math';
import { type MaxMarginalRelevanceSearchOptions, VectorStore } from '@langchain/core/vectorstores';
import pLimit from 'p-limit';
import { UserError } from '../core/errors.js';
import { type ArticleChanges, changeArticles, readOrigin } from '../flows/change-articles.js';
import { nearestArticles, type SimilarArticle } from '../flows/nearest-articles.js';
import { EmbeddedIndex } from '../index/embedded-index.js';
import { type AdaptedEmbedder, adaptEmbeddings, embeddingsIdOf } from './adapt-embeddings.js';
import { givenVector, nameDocuments, requireEqual, toArticle, toDocument } from './document-article.js';
import { type DocumentFilter, readFilter } from './document-filter.js';
import { OfflineEmbeddings } from './offline-embeddings.js';

/** The key in metadata under which `withPassage` puts `{ start, end }`, offsets into pageContent. */
export const PASSAGE_KEY = 'footnote_passage';

/** The store's part of its data folder, so that neither `footnote index` nor another store ever takes it for its own. */
const STORE_FOLDER = 'vector-store';
const DEFAULT_FETCH_K = 20;

export interface FootnoteVectorStoreOptions {
  /** Made when it is not there. */
  dataDir: string;
  /** The offline embeddings where none are given. */
  embeddings?: EmbeddingsInterface;
  /** Names the model and everything that changes its vectors, as in "openai:text-embedding-3-small:512". */
  embeddingsId?: string;
  /** Adds the best passage's offsets to each document found, in metadata under PASSAGE_KEY. */
  withPassage?: boolean;
}

export interface AddOptions {
  /** One for each document; where one is missing, the document's own, else a random one. */
  ids?: (string | undefined)[];
}

/**
 * What a call to add or delete resolved for is on the disk, all of it or nothing. Metadata is kept as JSON. A long document
 * is embedded passage by passage and found by its best one. Scores are cosines: larger is nearer.
 */
export class FootnoteVectorStore extends VectorStore {
  declare FilterType: DocumentFilter;
  readonly #folder: string;
  #embedder: AdaptedEmbedder;
  readonly #index: EmbeddedIndex;
  readonly #withPassage: boolean;
  readonly #oneByOne = pLimit(1);

  static override lc_name(): string {
    return 'FootnoteVectorStore';
  }

  private constructor(
    embeddings: EmbeddingsInterface,
    { folder, embedder, withPassage }: { folder: string; embedder: AdaptedEmbedder; withPassage: boolean },
  ) {
    super(embeddings, {});
    this.#folder = folder;
    this.#embedder = embedder;
    this.#index = EmbeddedIndex.open(folder);
    this.#withPassage = withPassage;
  }

  /** Opens or makes the store in `dataDir`. Throws UserError where it was made with other embeddings. */
  static async open(options: FootnoteVectorStoreOptions): Promise<FootnoteVectorStore> {
    const { dataDir, embeddings = new OfflineEmbeddings(), withPassage = false } = options;
    const id = embeddingsIdOf(embeddings, options.embeddingsId);
    const folder = join(dataDir, STORE_FOLDER);
    const origin = readOrigin(folder);
    if (origin && origin.embedderId !== id)
      throw new UserError(
        'other-embedder',
        `The documents in ${dataDir} were embedded with "${origin.embedderId}", given is "${id}"; open them with the former, or give the latter a data folder of its own.`,
      );
    const embedder = adaptEmbeddings(embeddings, id, origin?.dimensions);
    if (!origin?.isCurrent) await change({ dataDir: folder, embedder });
    return new FootnoteVectorStore(embeddings, { folder, embedder, withPassage });
  }

  _vectorstoreType(): string {
    return 'footnote';
  }

  /** The ids, in order. An id that is there already gets the new text and metadata; of two equal ones the later counts. */
  override addDocuments(documents: DocumentInterface[], { ids }: AddOptions = {}): Promise<string[]> {
    return this.#add(documents, ids);
  }

  /** As addDocuments, with a vector for each document, made by the store's embeddings. It stands for the whole document. A text is required all the same. */
  override async addVectors(
    vectors: number[][],
    documents: DocumentInterface[],
    { ids }: AddOptions = {},
  ): Promise<string[]> {
    requireEqual('vectors', vectors, documents);
    return this.#add(documents, ids, vectors);
  }

  /** Deletes by ids, of which unknown ones are passed over, or all that a filter accepts. */
  override async delete({ ids, filter }: { ids?: string[]; filter?: DocumentFilter } = {}): Promise<void> {
    if ((ids === undefined) === (filter === undefined))
      throw new UserError('bad-delete', 'Expected either ids or a filter of what to delete; give one of the two.');
    if (filter === undefined) return this.#change(() => ({ removals: ids }));
    if (typeof filter !== 'function' && Object.keys(filter).length === 0)
      throw new UserError('bad-filter', 'An empty filter would delete everything; give () => true if that is meant.');
    const accepts = readFilter(filter);
    await this.#change(async () => ({ removals: (await this.#documents()).filter(accepts).map(({ id }) => id!) }));
  }

  /** At most `k` documents and their scores, nearest first. `query` has the width of the store's vectors, any length. */
  override async similaritySearchVectorWithScore(
    query: number[],
    k: number,
    filter?: DocumentFilter,
  ): Promise<[Document, number][]> {
    const found = await this.#nearest(query, k, filter);
    return found.map(({ document, score }) => [document, score]);
  }

  /** Carbonell & Goldstein 1998: of the `fetchK` nearest, `k` that are near the query and unlike each other. */
  override async maxMarginalRelevanceSearch(
    query: string,
    { k, fetchK = DEFAULT_FETCH_K, lambda, filter }: MaxMarginalRelevanceSearchOptions<DocumentFilter>,
  ): Promise<Document[]> {
    const vector = await this.embeddings.embedQuery(query);
    const found = await this.#nearest(vector, Math.max(k, fetchK), filter);
    const nothing = new Float32Array(vector.length);
    const vectors = found.map(({ passage }) => Array.from(passage?.vector ?? nothing));
    return maximalMarginalRelevance(vector, vectors, lambda, k).map((i) => found[i].document);
  }

  /** `metadatas` is one for each text, or one for all. */
  static override fromTexts(
    texts: string[],
    metadatas: object[] | object,
    embeddings: EmbeddingsInterface | undefined,
    options: FootnoteVectorStoreOptions & AddOptions,
  ): Promise<FootnoteVectorStore> {
    const metadataOf = (i: number) => ({ ...(Array.isArray(metadatas) ? metadatas[i] : metadatas) });
    const documents = texts.map((pageContent, i) => new Document({ pageContent, metadata: metadataOf(i) }));
    return FootnoteVectorStore.fromDocuments(documents, embeddings, options);
  }

  static override async fromDocuments(
    documents: DocumentInterface[],
    embeddings: EmbeddingsInterface | undefined,
    { ids, ...options }: FootnoteVectorStoreOptions & AddOptions,
  ): Promise<FootnoteVectorStore> {
    const store = await FootnoteVectorStore.open({ ...options, ...(embeddings && { embeddings }) });
    await store.addDocuments(documents, { ids });
    return store;
  }

  /** Lets go of the files, once changes that are under way have ended. */
  async close(): Promise<void> {
    await this.#oneByOne(() => {});
    this.#index.close();
  }

  async #add(documents: DocumentInterface[], ids?: (string | undefined)[], vectors?: number[][]): Promise<string[]> {
    const named = nameDocuments(documents, ids);
    await this.#change(() => ({
      upserts: named.map(({ id, document }, i) =>
        toArticle(id, document, vectors && this.#embedder.toEmbedding(vectors[i])),
      ),
    }));
    return named.map(({ id }) => id);
  }

  /** One change after the other, each upon what the one before has left. */
  #change(changes: () => Partial<ArticleChanges> | Promise<Partial<ArticleChanges>>): Promise<void> {
    return this.#oneByOne(async () => {
      try {
        await change({ dataDir: this.#folder, embedder: this.#embedder, ...(await changes()) });
      } catch (error) {
        // A width that came with documents that are not in counts for nothing.
        this.#embedder = adaptEmbeddings(this.embeddings, this.#embedder.id, readOrigin(this.#folder)?.dimensions);
        throw error;
      }
    });
  }

  #documents(): Promise<Document[]> {
    return this.#index.read((snapshot) =>
      [...snapshot.articles()].map((article) => toDocument(article, snapshot.content(article).body)),
    );
  }

  #nearest(query: number[], k: number, filter?: DocumentFilter): Promise<(SimilarArticle & { document: Document })[]> {
    const accepts = filter && readFilter(filter);
    return this.#index.read((snapshot) => {
      if (snapshot.articleCount === 0) return [];
      const documentOf = (article: SimilarArticle['article']) => toDocument(article, snapshot.content(article).body);
      const embedding = this.#embedder.toEmbedding(query);
      const found = nearestArticles(snapshot, embedding, k, accepts && ((article) => accepts(documentOf(article))));
      return found.map((near) => {
        const document = documentOf(near.article);
        if (this.#withPassage && near.passage)
          document.metadata[PASSAGE_KEY] = { start: near.passage.start, end: near.passage.end };
        return { ...near, document };
      });
    });
  }
}

function change(changes: Omit<ArticleChanges, 'owner' | 'vectorOf'>): Promise<void> {
  return changeArticles({ ...changes, vectorOf: givenVector, owner: 'a vector store' });
}
