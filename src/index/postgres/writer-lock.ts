/**
 * One writer at a time, over all processes and machines: an advisory lock on a connection of its own, which ends with
 * the connection. Publishing goes through that connection, and only while the writer's number is the newest. So a
 * writer that lost the lock can't publish, even behind a pooler that shares connections.
 */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../core/errors.js';
import { LOCK_SPACE } from '../../postgres/migrate.js';
import type { Postgres, Session } from '../../postgres/postgres.js';

const WRITER_LOCK = 2;
/** A vanished machine is noticed after about a minute; most systems' default is two hours. */
const KEEPALIVES = 'SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 10; SET tcp_keepalives_count = 3';
/** The holder writes its name down a moment after it took the lock, so a few looks are needed. */
const LOOKS_AT_OWNER = 20;
const LOOK_AGAIN_MS = 50;

export interface WriterLock {
  session: Session;
  /** Throws UserError `lost-lock` where another writer has come since. For use inside a transaction of the session. */
  requireOurs(): Promise<void>;
  release(): Promise<void>;
}

/** Throws UserError `index-busy`, with who holds it and since when. */
export async function acquireWriterLock(postgres: Postgres, owner: string): Promise<WriterLock> {
  const session = await postgres.session();
  try {
    await session.query(KEEPALIVES);
    const { rows } = await session.query<{ is_ours: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS is_ours', [
      LOCK_SPACE,
      WRITER_LOCK,
    ]);
    if (!rows[0].is_ours) throw await busyError(session);
    const who = `${owner}, process ${process.pid} on ${hostname()}`;
    const { rows: written } = await session.query<{ token: number }>(
      'UPDATE footnote_writer SET token = token + 1, backend = pg_backend_pid(), owner = $1, since = now() RETURNING token',
      [who],
    );
    const [{ token }] = written;
    return {
      session,
      async requireOurs() {
        const { rows: found } = await session.query<{ token: number }>('SELECT token FROM footnote_writer FOR UPDATE');
        if (found[0].token !== token)
          throw new UserError(
            'lost-lock',
            'Another re-index has begun since this one lost its lock; nothing was published. Run "footnote index" again.',
          );
      },
      async release() {
        await session.query('SELECT pg_advisory_unlock($1, $2)', [LOCK_SPACE, WRITER_LOCK]).catch(() => {});
        await session.close();
      },
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

async function busyError(session: Session): Promise<UserError> {
  let owner: string | undefined;
  for (let look = 0; look < LOOKS_AT_OWNER && owner === undefined; look++) {
    if (look > 0) await sleep(LOOK_AGAIN_MS);
    const { rows } = await session.query<{ owner: string; since: string }>(
      `SELECT owner, to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS since FROM footnote_writer
       JOIN pg_locks ON pid = backend AND locktype = 'advisory' AND granted AND classid = $1::bigint::oid AND objid = $2::bigint::oid`,
      [LOCK_SPACE, WRITER_LOCK],
    );
    if (rows[0]) owner = `by ${rows[0].owner}, since ${rows[0].since}`;
  }
  return new UserError(
    'index-busy',
    `Another re-index is running (${owner ?? 'by another process'}); wait for it to end, or stop it.`,
  );
}
