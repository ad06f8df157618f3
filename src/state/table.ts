/**
 * A table of the state. From its one entry follows how it is made in either store, written, read, moved and deleted
 * from.
 */
import sql, { join, raw } from 'sql-template-tag';
import { sealJson, unsealJson } from './sealed-json.js';
import type { Dialect, Statement } from './sql.js';

type Type = 'text' | 'smallint' | 'integer' | 'bigint' | 'double precision' | 'boolean' | 'json';
/**
 * A column, say "asked_at bigint"; with "?" where it may be missing, and "REFERENCES answers" where its row goes with that
 * answer. One that comes to a table later may be missing, and names its step: "language text? SINCE 3".
 */
type Declaration = `${string} ${Type}${'?' | ''}${` REFERENCES ${string}` | ''}` | `${string} ${Type}? SINCE ${number}`;
const COLUMN = /^(\w+) ([a-z ]+)(\?)?(?: REFERENCES (\w+))?$/;

/**
 * Occasions on which rows are deleted: a person asks, a server is left, or the rows are older than a time in
 * milliseconds.
 */
export interface Occasions {
  person: string;
  server: string;
  age: number;
}
/**
 * Which rows are deleted: those under a condition; none ("stays"); those whose referred row is deleted ("cascades").
 */
type Going<Value> = ((value: Value) => Statement) | 'stays' | 'cascades';

export interface TableEntry<Row> {
  name: string;
  /** The step of the schema that brings it, counted from 1. A step that was ever released is never edited. */
  since: number;
  /** The columns that name a row. */
  key: string[];
  /** By the names that the program gives them. Times are milliseconds since 1970; `json` is any value. */
  columns: { [Name in keyof Row]-?: Declaration };
  /** Columns by the index's name, say "(person)"; one that comes later names its step as a column does. */
  indexes?: Record<string, string>;
  /** Whether rows keep the order in which they came. */
  isInOrder?: boolean;
  /** Forgotten within the hour, so it may be lost in a crash and isn't moved. */
  isFleeting?: boolean;
  goes: { [Occasion in keyof Occasions]: Going<Occasions[Occasion]> };
}

interface Column {
  property: string;
  name: string;
  type: string;
  declared: string;
  since: number;
}

export class Table<Row extends object> {
  readonly name: Statement;
  readonly columns: Column[];
  /** For the list between SELECT or INSERT and what follows. */
  readonly columnNames: Statement;
  readonly #indexes: { text: string; since: number }[];

  constructor(readonly entry: TableEntry<Row>) {
    this.name = raw(entry.name);
    this.columns = Object.entries<string>(entry.columns).map(([property, declaration]) => {
      const { text, since } = this.#split(declaration);
      const [, name, type, isOptional, referred] = COLUMN.exec(text)!;
      const declared = [
        `${name} ${type === 'json' ? 'text' : type}`,
        ...(isOptional ? [] : ['NOT NULL']),
        ...(referred ? [`REFERENCES ${referred} ON DELETE CASCADE`] : []),
      ];
      return { property, name, type, declared: declared.join(' '), since };
    });
    this.columnNames = join(this.columns.map(({ name }) => raw(name)));
    this.#indexes = Object.entries(entry.indexes ?? {}).map(([name, on]) =>
      this.#split(`CREATE INDEX ${name} ON ${entry.name} ${on}`),
    );
  }

  #split(declaration: string) {
    const [text, since = this.entry.since] = declaration.split(' SINCE ');
    return { text, since: Number(since) };
  }

  /** The newest step that does something to it. */
  get newestStep(): number {
    return Math.max(this.entry.since, ...[...this.columns, ...this.#indexes].map(({ since }) => since));
  }

  /** What a step of the schema does to it, one statement each. */
  step(step: number, dialect: Dialect): string[] {
    const { name, since, key, isInOrder, isFleeting } = this.entry;
    const columns = this.columns.filter((column) => column.since === step).map(({ declared }) => declared);
    const made = [
      ...columns,
      ...(isInOrder && dialect.arrivalColumn ? [dialect.arrivalColumn] : []),
      `PRIMARY KEY (${key.join(', ')})`,
    ];
    const create = `CREATE ${isFleeting ? dialect.fleeting : ''} TABLE ${name} (${made.join(', ')}) ${isInOrder ? '' : dialect.unnumbered}`;
    return [
      ...(step === since ? [create] : columns.map((declared) => `ALTER TABLE ${name} ADD COLUMN ${declared}`)),
      ...this.#indexes.filter((index) => index.since === step).map(({ text }) => text),
    ];
  }

  /**
   * Writes a row where `when` holds. A row with the same key is left, or changed as `otherwise` says; there `kept` is
   * the stored row and `excluded` the new one.
   */
  insert(row: Row, { when = sql`true`, otherwise = sql`NOTHING` }: { when?: Statement; otherwise?: Statement } = {}) {
    const values = this.columns.map(({ property, type }) => {
      const value = row[property as keyof Row];
      return type === 'json' ? sealJson(value) : value;
    });
    return sql`INSERT INTO ${this.name} AS kept (${this.columnNames}) SELECT ${join(values)} WHERE ${when}
      ON CONFLICT (${raw(this.entry.key.join())}) DO ${otherwise}`;
  }

  /** A row as the program has it; what is missing is left out, and JSON that isn't what was written. */
  read(row: object): Row {
    const values = row as Record<string, string | number | boolean | null>;
    const read = this.columns.flatMap(({ property, name, type }): [string, unknown][] => {
      const value = values[name];
      if (value === null) return [];
      if (type === 'boolean') return [[property, Boolean(value)]];
      return [[property, type === 'json' ? unsealJson(value) : value]];
    });
    return Object.fromEntries(read) as Row;
  }

  /** The deletion for an occasion; undefined where no row is deleted by itself. */
  deletion<Occasion extends keyof Occasions>(occasion: Occasion, value: Occasions[Occasion]): Statement | undefined {
    const which: Going<Occasions[Occasion]> = this.entry.goes[occasion];
    return typeof which === 'function' ? sql`DELETE FROM ${this.name} WHERE ${which(value)}` : undefined;
  }
}

/** Step n, counted from 0, brings a schema of these tables from n to n + 1. */
export function schemaSteps(tables: Table<object>[], dialect: Dialect): string[] {
  const newest = Math.max(...tables.map((table) => table.newestStep));
  return Array.from({ length: newest }, (_, n) => tables.flatMap((table) => table.step(n + 1, dialect)).join(';\n'));
}
