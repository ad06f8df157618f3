/**
 * What was examined and hasn't been written to since: `data/index.examined` names the state of each file at the end of the last
 * run. While a file has that state, it isn't examined again for a day; whatever writes to it, a run or somebody else, changes
 * its times. What a disk alters by itself changes none: it is found when it is read, by the daily examination, or by
 * `footnote doctor --deep`.
 */
import { createHash } from 'node:crypto';
import { readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { type Db, databasePath, segmentsDir } from './database.js';
import { writeFileDurably } from './segment-file.js';

/** After so long everything is examined again, whatever the files' times say. */
const MOST_MS = 24 * 60 * 60 * 1000;
/** A file written this shortly before may be written again within the same time stamp. */
const RACY_MS = 2_000;

/** When everything was last examined, and which segment files are as they were since. */
export interface Examination {
  atMs: number;
  files: ReadonlySet<string>;
}

interface Note {
  atMs: number;
  database: string;
  files: Record<string, string>;
}

const notePath = (dataDir: string) => join(dataDir, 'index.examined');

/** Undefined where the database was written to since, or it is a day ago: then everything is to be examined. */
export function readExamination(dataDir: string, nowMs: number): Examination | undefined {
  const note = readNote(dataDir);
  const ageMs = nowMs - (note?.atMs ?? Number.NEGATIVE_INFINITY);
  if (!note || !(ageMs >= 0 && ageMs < MOST_MS) || stampOfDatabase(dataDir) !== note.database) return undefined;
  const isAsItWas = ([name, stamp]: [string, string]) => stampOf(join(segmentsDir(dataDir), name)) === stamp;
  return {
    atMs: note.atMs,
    files: new Set(
      Object.entries(note.files)
        .filter(isAsItWas)
        .map(([name]) => name),
    ),
  };
}

/**
 * Notes that all is right, which is so where everything was examined at `atMs` and nobody but the holder of `db`, who holds
 * the writer's lock, wrote since. Where the system doesn't let it be noted, the next run examines everything.
 */
export function noteExamination(db: Db, dataDir: string, atMs: number, files: readonly string[]): void {
  try {
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    // A time that no later write gives: a whole second that is over, in a system that keeps every other second alone, too.
    const second = Math.floor(Date.now() / 1000) - 10;
    utimesSync(databasePath(dataDir), second, second);
    const database = stampOfDatabase(dataDir);
    if (database === undefined) return;
    const settled = files.flatMap((name) => {
      const stamp = stampOf(join(segmentsDir(dataDir), name), Date.now() - RACY_MS);
      return stamp === undefined ? [] : [[name, stamp]];
    });
    const note = JSON.stringify({ atMs, database, files: Object.fromEntries(settled) } satisfies Note);
    writeFileDurably(notePath(dataDir), Buffer.from(`${sumOf(note)} ${note}\n`));
  } catch {
    // Costs the next run an examination, nothing else.
  }
}

function readNote(dataDir: string): Note | undefined {
  try {
    const [, sum, note] = /^([0-9a-f]{64}) (.*)\n$/s.exec(readFileSync(notePath(dataDir), 'utf8')) ?? [];
    return note !== undefined && sumOf(note) === sum ? (JSON.parse(note) as Note) : undefined;
  } catch {
    return undefined;
  }
}

const sumOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Undefined where its log holds something that isn't in the file itself. */
export function stampOfDatabase(dataDir: string): string | undefined {
  const path = databasePath(dataDir);
  return statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ? undefined : stampOf(path);
}

/** Size, times and inode: another stamp for each state. Undefined where it isn't there, or was changed after `beforeMs`. */
function stampOf(path: string, beforeMs = Number.POSITIVE_INFINITY): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stats || Number(stats.mtimeMs) > beforeMs) return undefined;
  return `${stats.size}-${stats.mtimeNs}-${stats.ctimeNs}-${stats.ino}`;
}
