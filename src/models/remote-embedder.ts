/** Embeddings from a provider: loaded when first asked, in batches of so many tokens, a few at once, tried twice, checked. */
import pMap from 'p-map';
import { UserError } from '../core/errors.js';
import { callAgain } from './call-again.js';
import { ChatModelError } from './chat-model.js';
import type { Embedder, Embedding } from './embedder.js';
import { checkVectors } from './embedder-faults.js';
import { type RemoteModel, remoteName } from './model-choice.js';
import { embeddingCostUsd, estimateTokens } from './prices.js';

export interface EmbeddingLimits {
  callMs: number;
  tries: number;
  pauseMs: number;
  /** Of one request. OpenAI takes 300,000 tokens and 2,048 texts; servers of one's own less. */
  batchTokens: number;
  batchTexts: number;
  /** Requests on their way at once. */
  concurrency: number;
}

const EMBEDDING_LIMITS: EmbeddingLimits = {
  callMs: 60_000,
  tries: 4,
  pauseMs: 1_000,
  batchTokens: 32_000,
  batchTexts: 128,
  concurrency: 3,
};
/** For a question, somebody is waiting. */
const QUERY_CALL_MS = 10_000;
const QUERY_TRIES = 2;
const MAX_PAUSE_MS = 60_000;

/** `dimensions` as known from an index or from a first vector: see probeDimensions. */
export function createRemoteEmbedder(
  choice: RemoteModel,
  dimensions: number,
  limits: Partial<EmbeddingLimits> = {},
): Embedder {
  const settings = { ...EMBEDDING_LIMITS, ...limits };
  const call = caller(choice);
  const name = remoteName(choice);
  return {
    id: `${name}:${dimensions}`,
    dimensions,
    semantic: true,
    costUsd: (tokens) => embeddingCostUsd(choice, tokens),
    async embedDocuments(texts, { signal, onBatch } = {}) {
      const batches = cutBatches(texts, settings);
      const vectors: Embedding[] = new Array(texts.length);
      const embed = async ({ start, end }: (typeof batches)[number]) => {
        const part = texts.slice(start, end);
        const found = await withTries(
          () => call(part, { signal, callMs: settings.callMs, isQuery: false }),
          settings,
          signal,
        );
        const checked = checkVectors(found, part.length, name, dimensions);
        for (const [i, vector] of checked.entries()) vectors[start + i] = vector;
        onBatch?.(start, checked);
      };
      await pMap(batches, embed, { concurrency: settings.concurrency });
      return vectors;
    },
    async embedQuery(text, { signal } = {}) {
      const query = { callMs: Math.min(QUERY_CALL_MS, settings.callMs), tries: QUERY_TRIES, pauseMs: settings.pauseMs };
      const found = await withTries(() => call([text], { signal, callMs: query.callMs, isQuery: true }), query, signal);
      return checkVectors(found, 1, name, dimensions)[0];
    },
  };
}

/** How wide the model's vectors are, by asking for one. */
export async function probeDimensions(
  choice: RemoteModel,
  signal?: AbortSignal,
  limits: Partial<EmbeddingLimits> = {},
): Promise<number> {
  const settings = { ...EMBEDDING_LIMITS, ...limits };
  const call = caller(choice);
  const found = await withTries(
    () => call(['width'], { signal, callMs: settings.callMs, isQuery: false }),
    settings,
    signal,
  );
  return checkVectors(found, 1, remoteName(choice))[0].length;
}

function caller(choice: RemoteModel) {
  let opened: Promise<Parameters<typeof import('./langchain/run-embeddings.js').runEmbeddings>[0]> | undefined;
  return async (texts: string[], options: { signal?: AbortSignal; callMs: number; isQuery: boolean }) => {
    const { openEmbeddings, runEmbeddings } = await import('./langchain/run-embeddings.js');
    opened ??= openEmbeddings(choice);
    opened.catch(() => (opened = undefined));
    return runEmbeddings(await opened, texts, options);
  };
}

async function withTries<T>(
  call: () => Promise<T>,
  { tries, pauseMs }: Pick<EmbeddingLimits, 'tries' | 'pauseMs'>,
  signal?: AbortSignal,
): Promise<T> {
  try {
    return await callAgain(call, { tries, pauseMs, longestMs: MAX_PAUSE_MS, signal });
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof ChatModelError)) throw error;
    throw new UserError(
      'embedding-failed',
      `The embedding model gave no vectors: ${error.message}; nothing is lost, run it again when that is mended.`,
    );
  }
}

/** Runs of texts that fit into one request; a text that is too long alone has one of its own. */
function cutBatches(texts: string[], { batchTokens, batchTexts }: EmbeddingLimits): { start: number; end: number }[] {
  const batches: { start: number; end: number }[] = [];
  let start = 0;
  let tokens = 0;
  for (let i = 0; i < texts.length; i++) {
    const own = estimateTokens(texts[i]);
    if (i > start && (tokens + own > batchTokens || i - start >= batchTexts)) {
      batches.push({ start, end: i });
      start = i;
      tokens = 0;
    }
    tokens += own;
  }
  if (texts.length > start) batches.push({ start, end: texts.length });
  return batches;
}
