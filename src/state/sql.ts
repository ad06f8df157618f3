/**
 * What the state asks of a store: SQL that a file and PostgreSQL both speak. In what else they differ stands in their own files.
 *
 * A transaction never spans an await: a file is one connection, so other statements would get into it. What depends on
 * something read before says so in its own WHERE ("... WHERE kept.content = what I read"), and is tried anew where another
 * was faster (`State.changeSettings`).
 *
 * Not Kysely (0.28, the last for Node 20): thirty statements get no shorter by it, what differs between the stores would still be
 * ours, its transactions span awaits, its migrations can't continue ours, and it loads in 330 ms where sql-template-tag takes 15.
 */
import type { Sql as Statement } from 'sql-template-tag';

export type { Statement };

/** In what the two stores differ where tables are made and listed. */
export interface Dialect {
  /** The column that numbers rows as they come, and its declaration where it isn't there by itself. */
  arrival: string;
  arrivalColumn?: string;
  /** Said of a table whose rows need no number, and of one that may be lost in a crash. */
  unnumbered: string;
  fleeting: string;
  /** Orders text by its bytes. */
  bytewise: string;
}

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
  /** For work that somebody waits for: rejects with DatabaseDownError within two seconds of this call. */
  inHaste(): Sql;
  /**
   * For what has already happened and must be recorded: each statement is tried for a minute, so it must be safe to do
   * twice.
   */
  patiently(): Sql;
  /** Statements that tell all processes of a server's change; none where every read is fresh. */
  telling(guild: string): Statement[];
  /** Reads batch by batch, all of it as it was at one moment. */
  each(statement: Statement, use: (rows: object[]) => void | Promise<void>): Promise<void>;
  /** All of it or nothing. Nothing else may be asked of the store meanwhile: it would become part of it. */
  alone(work: (sql: Pick<Sql, 'query'>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
