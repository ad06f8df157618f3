/** A state that can be read and not written: its disk is full, or was made read-only. */
import { errorCode } from '../core/errors.js';

/** SQLite's, the system's and, by the name that postgres/faults.ts gives it, PostgreSQL's. */
export const hasNoRoom = (error: unknown): boolean =>
  /^(SQLITE_(FULL|READONLY|IOERR_(WRITE|FSYNC|TRUNCATE|SHMSIZE))|ENOSPC|EROFS|EDQUOT|database-full)/.test(
    errorCode(error) ?? '',
  );
