/**
 * The one way out to a provider: no redirects, only the kind of reply that was asked for, never more of it than expected,
 * and cut off with the call that it belongs to.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ChatModelError } from '../chat-model.js';

/** The signal of the call that is running, for classes that don't hand one on. */
export const callSignal = new AsyncLocalStorage<AbortSignal>();

export interface GuardOptions {
  /** What a good reply's content type begins with. */
  accepts: RegExp;
  maxBytes: number;
}

export function createGuardedFetch({ accepts, maxBytes }: GuardOptions): typeof fetch {
  return async (input, init) => {
    const signals = [init?.signal, callSignal.getStore()].filter((signal) => signal != null);
    const response = await fetch(input, {
      ...init,
      redirect: 'error',
      signal: signals.length > 0 ? AbortSignal.any(signals) : null,
    });
    if (!response.ok) return limited(response, maxBytes);
    const type = response.headers.get('content-type') ?? '';
    if (!accepts.test(type)) {
      await response.body?.cancel().catch(() => {});
      throw new ChatModelError('bad-reply');
    }
    return limited(response, maxBytes);
  };
}

function limited(response: Response, maxBytes: number): Response {
  if (!response.body) return response;
  let bytes = 0;
  const counted = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) controller.error(new ChatModelError('bad-reply'));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(counted, { status: response.status, statusText: response.statusText, headers: response.headers });
}
