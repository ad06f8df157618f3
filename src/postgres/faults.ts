/**
 * What PostgreSQL's errors mean for who runs the bot: one sentence with the fix, and never anything of the URL but host,
 * port and database. Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
import { DatabaseDownError, errorCode, errorText, UserError } from '../core/errors.js';

const DOWN =
  /^(ECONN\w+|EPIPE|ENOTFOUND|EAI_\w+|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOENT|EACCES|57P0[1-5]|08\w{3}|25P0[34])$/;
/** What pg and its pool say without a code. */
const DOWN_TEXT =
  /connection terminated|timeout exceeded when trying to connect|not queryable|client was closed|connection is closed|read timeout|socket disconnected before secure TLS/i;
const TLS =
  /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|ERR_OSSL_\w+|HOSTNAME_MISMATCH)$/;
const TLS_TEXT = /does not support SSL|SSL connection|sslmode|certificate/i;
/** pg_hba.conf asks for TLS, or lets nobody in from here. */
const NOT_ALLOWED_TEXT = /pg_hba\.conf|no encryption|SSL off/i;

/** A UserError where there is a fix to name; any other error as it came. `place` is host:port/database. */
export function toUserError(error: unknown, place: string): unknown {
  if (error instanceof UserError || !(error instanceof Error)) return error;
  const code = errorCode(error) ?? '';
  const text = errorText(error);
  const at = `PostgreSQL at ${place}`;
  const fault = (name: string, sentence: string) => new UserError(name, sentence);
  if (code === '28P01' || /client password must be/i.test(text))
    return fault('database-login', `${at} refuses the name or password; mend them in DATABASE_URL.`);
  if (code === '28000' && NOT_ALLOWED_TEXT.test(text))
    return fault(
      'database-login',
      `${at} lets nobody in from this machine that way; add sslmode=require to DATABASE_URL, or a line to the server's pg_hba.conf.`,
    );
  if (code === '28000') return fault('database-login', `${at} knows no such role; mend the name in DATABASE_URL.`);
  if (code === '3D000')
    return fault('no-database', `${at} is not there; make it with "createdb", or mend the name in DATABASE_URL.`);
  if (code === '53300')
    return new DatabaseDownError(
      `${at} has no connection left; lower DATABASE_POOL or raise the server's max_connections.`,
    );
  if (code === '53100') return fault('database-full', `${at} has no room left on its disk; make room there.`);
  if (code === '42501')
    return fault(
      'database-rights',
      `${at} doesn't allow this (${text}); give the role of DATABASE_URL the rights, or make it the owner of the database.`,
    );
  if (code === '25006')
    return fault('database-read-only', `${at} can only be read; DATABASE_URL has to name the primary server.`);
  if (code === '42P07')
    return fault(
      'database-taken',
      `${at} holds tables of another program (${text}); give Footnote a database of its own.`,
    );
  if (code === '57014' || code === '55P03')
    return fault(
      'database-slow',
      `${at} took longer than DATABASE_SECONDS allows; look for what keeps it busy, or raise DATABASE_SECONDS.`,
    );
  if (
    /extension "[^"]*" (is not available|has no installation script)|could not open extension control file/i.test(text)
  )
    return fault(
      'no-extension',
      `${at} has no pgvector; install it on the server (Debian: postgresql-VERSION-pgvector), or use the image pgvector/pgvector.`,
    );
  if (TLS.test(code) || (code === '' && TLS_TEXT.test(text)))
    return fault(
      'database-tls',
      `${at} and DATABASE_URL don't agree on TLS (${code || text}); set sslmode there: disable, require, or verify-full with sslrootcert=FILE.`,
    );
  if (DOWN.test(code) || (code === '' && DOWN_TEXT.test(text)) || error.name === 'AggregateError')
    return new DatabaseDownError(
      `${at} can't be reached (${code || text}); start it, or mend host and port in DATABASE_URL.`,
    );
  return error;
}
