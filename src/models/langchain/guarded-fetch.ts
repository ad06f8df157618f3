/**
 * The one way out to a provider: no redirects, only the kind of reply that was asked for, never more of it than expected,
 * and cut off with the call that it belongs to.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { ChatModelError } from '../chat-model.js';
import { refusedIn } from './refusals.js';

/** The signal of the call that is running, for classes that don't hand one on. */
export const callSignal = new AsyncLocalStorage<AbortSignal>();

export interface GuardOptions {
  /** What a good reply's content type begins with. */
  accepts: RegExp;
  maxBytes: number;
  /** Whether a stream was asked for: a server that answers in one piece then doesn't stream. */
  streams?: boolean;
}

export function createGuardedFetch({ accepts, maxBytes, streams = false }: GuardOptions): typeof fetch {
  return async (input, init) => {
    const signals = [init?.signal, callSignal.getStore()].filter((signal) => signal != null);
    const response = await fetch(input, {
      ...init,
      redirect: 'error',
      signal: signals.length > 0 ? AbortSignal.any(signals) : null,
    });
    if (!response.ok) return withoutRefusal(limited(response, maxBytes));
    const type = response.headers.get('content-type') ?? '';
    if (!accepts.test(type)) {
      await response.body?.cancel().catch(() => {});
      if (streams && /^application\/json/i.test(type)) throw new ChatModelError('rejected', { refused: 'streaming' });
      throw new ChatModelError('bad-reply');
    }
    return limited(response, maxBytes);
  };
}

/** A complaint as it came. Throws ChatModelError where it names what the server refuses: the client reads only one form of them. */
async function withoutRefusal(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  if (status >= 500 && status !== 501) return response;
  const complaint = await response.text();
  const refused = refusedIn(status, complaint);
  if (refused) throw new ChatModelError('rejected', { status, refused });
  return new Response(complaint, { status, statusText, headers });
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
