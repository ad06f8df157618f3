/** Discord's REST API by single requests, without logging in, and without discord.js. */
import type { DiscordConfig } from '../config.js';

const TIMEOUT_MS = 10_000;

/** Throws where Discord can't be reached in time, or the signal's reason. */
export const getRest = (
  { apiUrl, token }: Pick<DiscordConfig, 'apiUrl'> & { token: string },
  path: string,
  signal: AbortSignal,
): Promise<Response> =>
  fetch(`${apiUrl.replace(/\/$/, '')}/v10${path}`, {
    headers: { authorization: `Bot ${token}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
