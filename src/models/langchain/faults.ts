/** Errors of LangChain and of providers' clients as our own: what kind, and nothing of their text. */
import { parseRetryAfter } from '../../core/retry-after.js';
import { ChatModelError, type ModelFault } from '../chat-model.js';
import { OVERFLOW, refusedIn } from './refusals.js';

interface ForeignError {
  name?: string;
  message?: string;
  status?: number;
  code?: string | null;
  type?: string;
  headers?: Headers | Record<string, string>;
  cause?: unknown;
  error?: unknown;
}

const MAX_DEPTH = 5;

export function toModelError(error: unknown): ChatModelError {
  const own = findOwn(error);
  if (own) return own;
  const foreign = (typeof error === 'object' && error !== null ? error : {}) as ForeignError;
  const { status, code } = foreign;
  const text = `${foreign.name ?? ''} ${foreign.message ?? ''}`;
  const retryAfterMs = readRetryAfter(foreign.headers);
  const as = (fault: ModelFault) =>
    new ChatModelError(fault, {
      ...(status !== undefined && { status }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  if (
    code === 'context_length_exceeded' ||
    foreign.name === 'ContextOverflowError' ||
    (status === 400 && OVERFLOW.test(text)) ||
    status === 413
  )
    return as('overflow');
  if (code === 'insufficient_quota' || status === 402) return as('quota');
  if (status === 401 || status === 403) return as('auth');
  if (status === 404) return as('not-found');
  if (status === 429) return as('rate');
  if (status === 408) return as('timeout');
  if (status !== undefined && status >= 500) return as('server');
  if (status !== undefined && status >= 400) {
    const refused = refusedIn(status, text);
    return new ChatModelError('rejected', { status, ...(refused && { refused }) });
  }
  if (/TimeoutError/.test(foreign.name ?? '')) return as('timeout');
  if (error instanceof SyntaxError || /JSON|Unexpected token|parse/i.test(text)) return as('bad-reply');
  if (isNetworkFault(error)) return as('network');
  return as('bad-reply');
}

/** One of ours, however deep the client wrapped it. */
function findOwn(error: unknown, depth = 0): ChatModelError | undefined {
  if (error instanceof ChatModelError) return error;
  if (depth > MAX_DEPTH || typeof error !== 'object' || error === null) return undefined;
  return findOwn((error as ForeignError).cause, depth + 1);
}

function isNetworkFault(error: unknown, depth = 0): boolean {
  if (depth > MAX_DEPTH || typeof error !== 'object' || error === null) return false;
  const { name = '', message = '', code, cause } = error as ForeignError;
  if (
    /APIConnection|FetchError/.test(name) ||
    /fetch failed|Connection error|terminated|socket|network|Premature close/i.test(message)
  )
    return true;
  if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code)) return true;
  return isNetworkFault(cause, depth + 1);
}

/** Seconds or a date; `retry-after-ms` is OpenAI's own. */
function readRetryAfter(headers: ForeignError['headers']): number | undefined {
  const get = (name: string) => (headers instanceof Headers ? headers.get(name) : headers?.[name]) ?? undefined;
  const ms = Number(get('retry-after-ms'));
  if (Number.isFinite(ms) && ms > 0) return ms;
  const afterMs = parseRetryAfter(get('retry-after'), Date.now());
  return afterMs === undefined ? undefined : Math.max(0, afterMs);
}
