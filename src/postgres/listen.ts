/** Hears what other processes NOTIFY, on a connection that is made anew whenever it is lost. */
import { withPauses } from '../core/with-pauses.js';
import type { Postgres, Session } from './postgres.js';

/** A connection can be dead without a word; a statement from time to time finds out. */
const HEARTBEAT_MS = 20_000;
const LONGEST_PAUSE_MS = 5_000;

export interface ListenOptions {
  heartbeatMs?: number;
  /** Told when the connection was lost, and with each try to make it again that failed. */
  onAway?: (error?: Error) => void;
}

export interface Listener {
  close(): Promise<void>;
}

/**
 * Calls `onNotification` for each NOTIFY of the channel, and with undefined after the connection was lost and made again:
 * what was said meanwhile is lost. Resolves when it listens. The channel is a plain lower-case name.
 */
export async function listen(
  postgres: Postgres,
  channel: string,
  onNotification: (payload: string | undefined) => void,
  { heartbeatMs = HEARTBEAT_MS, onAway }: ListenOptions = {},
): Promise<Listener> {
  const over = new AbortController();
  let session: Session | undefined;

  const connect = async () => {
    const made = await postgres.session();
    try {
      made.onNotification((_channel, payload) => onNotification(payload));
      await made.query(`LISTEN ${channel}`);
    } catch (error) {
      await made.close();
      throw error;
    }
    if (over.signal.aborted) return made.close();
    session = made;
    made.onLost(() => {
      session = undefined;
      void reconnect();
    });
  };
  const reconnect = async () => {
    onAway?.();
    try {
      await withPauses(connect, {
        signal: over.signal,
        longestMs: LONGEST_PAUSE_MS,
        // What has to be mended may be mended while this waits.
        mayPass: () => true,
        onPause: onAway,
      });
      if (!over.signal.aborted) onNotification(undefined);
    } catch {
      // Closed.
    }
  };
  await connect();
  let isBeating = false;
  const heart = setInterval(async () => {
    if (!session || isBeating) return;
    isBeating = true;
    const beaten = session;
    const timeout = new Promise<never>((_, reject) => setTimeout(reject, heartbeatMs / 2, new Error('silent')).unref());
    await Promise.race([beaten.query('SELECT 1'), timeout]).catch(() => {
      if (session !== beaten) return;
      session = undefined;
      void beaten.close();
      void reconnect();
    });
    isBeating = false;
  }, heartbeatMs);
  heart.unref();
  return {
    close: async () => {
      clearInterval(heart);
      over.abort();
      await session?.close();
    },
  };
}
