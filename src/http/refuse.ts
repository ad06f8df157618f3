/** Refusals for programs: the contract's error line. */
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** `reason` is one sentence that repeats nothing of the request. */
export const refuse = (context: Context, status: ContentfulStatusCode, reason: string) =>
  context.json({ id: null, status: 'error', reason }, status);
