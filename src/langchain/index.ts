/** `footnote/langchain`: the index in LangChain's shape, for chains of people's own. */
export { UserError } from '../core/errors.js';
export type { Filters } from '../query/query.js';
export type { DocumentFilter } from './document-filter.js';
export { OfflineEmbeddings } from './offline-embeddings.js';
export { FootnoteRetriever, type FootnoteRetrieverOptions, type PassageMetadata } from './retriever.js';
export { FootnoteVectorStore, type FootnoteVectorStoreOptions, PASSAGE_KEY } from './vector-store.js';
