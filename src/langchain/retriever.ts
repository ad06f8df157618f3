/** The hybrid search over an ordinary data folder, as LangChain's retriever: one document per article, its best passage. */
import { Document } from '@langchain/core/documents';
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers';
import { type App, openApp, openFolderApp } from '../compose.js';
import { readConfig } from '../config.js';
import type { SearchHit } from '../flows/search.js';
import type { Filters } from '../query/query.js';

export interface FootnoteRetrieverOptions extends BaseRetrieverInput {
  /** Where `footnote index` put the index. */
  dataDir?: string;
  /** In place of `dataDir`: an index in PostgreSQL, as DATABASE_URL names it. */
  databaseUrl?: string;
  /** At most so many passages. */
  top?: number;
  filters?: Filters;
}

/** `start` and `end` are offsets into the article's body; the larger score is better, within one query. Unknown fields are null. */
export interface PassageMetadata {
  article_id: string;
  title: string;
  source: string | null;
  published_at: string | null;
  url: string | null;
  start: number;
  end: number;
  score: number;
}

const DEFAULT_TOP = 5;

export class FootnoteRetriever extends BaseRetriever<PassageMetadata> {
  lc_namespace = ['footnote', 'retrievers'];
  readonly #app: App | Promise<App>;
  readonly #top: number;
  readonly #filters: Filters | undefined;

  static override lc_name(): string {
    return 'FootnoteRetriever';
  }

  /** Throws NoIndexError where `dataDir` has no readable index; a database tells it with the first question. */
  constructor({ dataDir = 'data', databaseUrl, top = DEFAULT_TOP, filters, ...rest }: FootnoteRetrieverOptions) {
    super(rest);
    const { database } = databaseUrl ? readConfig({ DATABASE_URL: databaseUrl }) : {};
    const config = { dataDir, corpusDir: '', ...(database && { database }) };
    this.#app = database ? openApp({ config }) : openFolderApp({ config });
    // Told by the first question.
    if (this.#app instanceof Promise) this.#app.catch(() => {});
    this.#top = top;
    this.#filters = filters;
  }

  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const app = await this.#app;
    const hits = await app.search({ question: query, filters: this.#filters }, { top: this.#top });
    return hits.map(toPassageDocument);
  }

  close(): void | Promise<void> {
    if (this.#app instanceof Promise)
      return this.#app.then(
        (app) => app.close(),
        () => {},
      );
    return this.#app.close();
  }
}

function toPassageDocument({ article, score, passage }: SearchHit): Document<PassageMetadata> {
  const { text, start, end } = passage;
  return new Document({
    id: `${article.id}#${start}-${end}`,
    pageContent: text,
    metadata: {
      article_id: article.id,
      title: article.title,
      source: article.source ?? null,
      published_at: article.publishedAt ?? null,
      url: article.url ?? null,
      start,
      end,
      score,
    },
  });
}
