/** Embedding models of LangChain. Loaded only when one is configured. */
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import type { OpenAIClient } from '@langchain/openai';
import { UserError } from '../../core/errors.js';
import { EMBEDDING_PACKAGES, type RemoteModel } from '../model-choice.js';
import { createGuardedFetch } from './guarded-fetch.js';

const MAX_REPLY_BYTES = 256 * 1024 * 1024;

/** Throws UserError where the provider's package isn't installed. */
export async function openEmbeddings({ provider, model, apiKey, baseUrl }: RemoteModel): Promise<EmbeddingsInterface> {
  if (provider === 'openai') return openOpenAi({ model, apiKey, baseUrl });
  const { name, className } = EMBEDDING_PACKAGES[provider];
  try {
    const classes: Record<string, new (fields: object) => EmbeddingsInterface> = await import(name);
    return new classes[className]({ model, maxRetries: 0, maxConcurrency: 1 });
  } catch {
    throw new UserError(
      'no-provider',
      `EMBEDDING_MODEL names the provider ${provider}, whose package could not be loaded; run "npm install ${name}" and set its key.`,
    );
  }
}

async function openOpenAi({ model, apiKey, baseUrl }: Omit<RemoteModel, 'provider'>): Promise<EmbeddingsInterface> {
  const { OpenAIEmbeddings } = await import('@langchain/openai');
  /** Replies name the place of each vector: servers that work on them at once may send them in another order. */
  class InOrder extends OpenAIEmbeddings {
    protected override async embeddingWithRetry(request: OpenAIClient.EmbeddingCreateParams) {
      const reply = await super.embeddingWithRetry(request);
      const places = reply.data?.map(({ index }) => index) ?? [];
      const isNumbered = places.every((place) => Number.isInteger(place)) && new Set(places).size === places.length;
      return isNumbered ? { ...reply, data: [...(reply.data ?? [])].sort((a, b) => a.index - b.index) } : reply;
    }
  }
  return new InOrder({
    model,
    apiKey: apiKey ?? 'none',
    maxRetries: 0,
    maxConcurrency: 1,
    // What is sent at once is settled by who asks; the class must not cut it up again.
    batchSize: 2_048,
    stripNewLines: false,
    // Several servers answer a request for base64 with numbers, which then decode to vectors of a quarter of the width.
    encodingFormat: 'float',
    configuration: {
      ...(baseUrl && { baseURL: baseUrl }),
      fetch: createGuardedFetch({ accepts: /^application\/json/i, maxBytes: MAX_REPLY_BYTES }),
    },
  });
}
