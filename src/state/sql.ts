/** What the state asks of a store: SQL that a file and PostgreSQL both speak. In what else they differ stands in their own files. */
import type { Sql as Statement } from 'sql-template-tag';
import type { Dialect } from './table.js';

export type { Statement };

/** `count` is how many rows a statement read or changed. */
export interface Sql {
  query<Row extends object>(statement: Statement): Promise<{ rows: Row[]; count: number }>;
  /** All of them or none. Returns the count of each. */
  all(statements: Statement[]): Promise<number[]>;
}

export interface SqlStore {
  readonly dialect: Dialect;
  /** False while the store is known to be away. */
  readonly isReady: boolean;
  /** For what somebody waits for: whatever is asked through it rejects with DatabaseDownError within two seconds of this call. */
  inHaste(): Sql;
  /** For what was done and has to be recorded: each statement is tried for a minute, and may so be done twice. */
  patiently(): Sql;
  /** Statements that tell all processes of a server's change; none where a store is always read anew. */
  telling(guild: string): Statement[];
  /** Reads batch by batch, all of it as it was at one moment. */
  each(statement: Statement, use: (rows: object[]) => void | Promise<void>): Promise<void>;
  /** All of it or nothing. Nothing else may be asked of the store meanwhile: it would become part of it. */
  alone(work: (sql: Pick<Sql, 'query'>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
