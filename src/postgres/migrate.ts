/**
 * Schemas that only move forward. Each part of the program keeps its own list of steps; whoever comes first brings the
 * database up to date under a lock, and the others wait for it.
 */
import { UserError } from '../core/errors.js';
import type { Postgres, Queryable } from './postgres.js';

/** Step n brings the schema of its part from n to n + 1. A step that was ever released is never edited. */
export type MigrationStep = string | ((sql: Queryable) => Promise<void>);

/** Advisory locks are pairs of numbers; the first one is ours ("foot"), the second says what is locked. */
export const LOCK_SPACE = 0x666f6f74;
const MIGRATION_LOCK = 1;

/** Throws UserError where the database is of a newer program, or the role may not make tables. */
export async function migrate(postgres: Postgres, part: 'state' | 'index', steps: MigrationStep[]): Promise<void> {
  // Asked first without a lock: nearly always there is nothing to do, and a role that only uses the tables may do that.
  if ((await versionOf(postgres, part, postgres.place, steps.length)) === steps.length) return;
  // A step may take its time, and another's as well.
  const upgrade = async (sql: Queryable) => {
    await sql.query('SELECT pg_advisory_xact_lock($1, $2)', [LOCK_SPACE, MIGRATION_LOCK]);
    await sql.query(
      'CREATE TABLE IF NOT EXISTS footnote_schema (part text PRIMARY KEY, version integer NOT NULL, changed_at timestamptz NOT NULL)',
    );
    const found = await versionOf(sql, part, postgres.place, steps.length);
    if (found === steps.length) return;
    for (const step of steps.slice(found)) {
      if (typeof step === 'string') await sql.query(step);
      else await step(sql);
    }
    await sql.query(
      'INSERT INTO footnote_schema VALUES ($1, $2, now()) ON CONFLICT (part) DO UPDATE SET version = $2, changed_at = now()',
      [part, steps.length],
    );
  };
  await postgres.transaction(upgrade, { isPatient: true });
}

/** How many steps were made; 0 in a database that has none of our tables. */
async function versionOf(sql: Queryable, part: string, place: string, known: number): Promise<number> {
  const { rows: tables } = await sql.query<{ table: string | null }>(`SELECT to_regclass('footnote_schema') AS table`);
  if (!tables[0].table) return 0;
  const { rows } = await sql.query<{ version: number }>('SELECT version FROM footnote_schema WHERE part = $1', [part]);
  const version = rows[0]?.version ?? 0;
  if (version > known)
    throw new UserError(
      'schema-too-new',
      `The ${part} in PostgreSQL at ${place} has schema ${version} and this program knows ${known}; run the newer version of Footnote that wrote it.`,
    );
  return version;
}
