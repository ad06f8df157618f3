/** One call of an embedding model within its time. */
import type { EmbeddingsInterface } from '@langchain/core/embeddings';
import { ChatModelError } from '../chat-model.js';
import { toModelError } from './faults.js';
import { callSignal } from './guarded-fetch.js';

export { openEmbeddings } from './open-embeddings.js';

/** The vectors as the provider gave them. Rejects with ChatModelError, or with the signal's reason. */
export async function runEmbeddings(
  model: EmbeddingsInterface,
  texts: string[],
  { signal, callMs, isQuery }: { signal?: AbortSignal; callMs: number; isQuery: boolean },
): Promise<unknown> {
  const timeout = new AbortController();
  const timer = setTimeout(() => timeout.abort(new ChatModelError('timeout')), callMs);
  const both = signal ? AbortSignal.any([signal, timeout.signal]) : timeout.signal;
  try {
    return await callSignal.run(both, () =>
      Promise.race([
        isQuery ? model.embedQuery(texts[0]).then((vector) => [vector]) : model.embedDocuments(texts),
        new Promise<never>((_, reject) => {
          both.addEventListener('abort', () => reject(both.reason), { once: true });
        }),
      ]),
    );
  } catch (error) {
    signal?.throwIfAborted();
    if (timeout.signal.aborted) throw timeout.signal.reason;
    throw toModelError(error);
  } finally {
    clearTimeout(timer);
    timeout.abort();
  }
}
