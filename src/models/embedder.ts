/** placeholder */
export type Embedding = Float32Array;
export interface Embedder {
  readonly id: string;
  readonly dimensions: number;
  readonly semantic: boolean;
  embedDocuments(texts: string[], options?: { signal?: AbortSignal }): Promise<Embedding[]>;
  embedQuery(text: string, options?: { signal?: AbortSignal }): Promise<Embedding>;
}
