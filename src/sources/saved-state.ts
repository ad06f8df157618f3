/**
 * What is kept of a source between two runs, in `DATA_DIR/fetched/.state/NAME.json`. It is written after the files that it speaks of:
 * a run that was killed in between finds them there, and writes none of them twice. A file that can't be read counts as none.
 */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fetchedDirOf } from '../corpus/fetched-dir.js';
import { SOURCE_KINDS, type Source } from './source.js';
import { writeSourceFile } from './write-source-file.js';

const keptItem = z.object({
  /** The article's file; absent where the item gave none. */
  file: z.string().optional(),
  /** Of what the source says of the item: equal means that there is nothing to be read again. */
  hash: z.string().optional(),
  /** Tries that failed for a reason that may pass. */
  tries: z.number().optional(),
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** Of a page: when it was last asked for, and that it has no mirror in Markdown. */
  readMs: z.number().optional(),
  hasNoMirror: z.boolean().optional(),
  /** It was no longer among what the source has, in the last refresh. */
  isMissing: z.boolean().optional(),
});
/** An item of a feed, a page of a site or a file of a folder, under what identifies it there. */
export type KeptItem = z.infer<typeof keptItem>;

/** What identifies an item is a stranger's word, such as "constructor". */
function withoutPrototype<Value>(record: Record<string, Value>): Record<string, Value> {
  return Object.assign(Object.create(null), record);
}

const savedState = z.object({
  kind: z.enum(SOURCE_KINDS),
  address: z.string(),
  firstTriedMs: z.number().optional(),
  lastTriedMs: z.number().optional(),
  lastSucceededMs: z.number().optional(),
  lastChangedMs: z.number().optional(),
  notBeforeMs: z.number().optional(),
  error: z.string().optional(),
  articles: z.number().default(0),
  /** What the last complete answer said of itself. */
  etag: z.string().optional(),
  lastModified: z.string().optional(),
  /** Of a Git folder. */
  commit: z.string().optional(),
  items: z.record(z.string(), keptItem).default({}).transform(withoutPrototype),
  robots: z.record(z.string(), z.object({ atMs: z.number(), text: z.string() })).default({}),
});
export type SavedState = z.infer<typeof savedState>;

const stateDirOf = (dataDir: string) => join(fetchedDirOf(dataDir), '.state');
const stateFileOf = (dataDir: string, name: string) => join(stateDirOf(dataDir), `${name}.json`);

/** With another address or kind, what the old one said of itself holds no longer; times start anew. */
export async function readSavedState(dataDir: string, { name, kind, address }: Source): Promise<SavedState> {
  const text = await readFile(stateFileOf(dataDir, name), 'utf8').catch(() => '');
  const state = parse(text);
  if (state?.kind === kind && state.address === address) return state;
  const { articles = 0, items = {} } = state?.kind === kind ? state : {};
  return { kind, address, articles, items: withoutPrototype(items), robots: {} };
}

function parse(text: string): SavedState | undefined {
  try {
    return savedState.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

export async function writeSavedState(dataDir: string, name: string, state: SavedState): Promise<void> {
  await mkdir(stateDirOf(dataDir), { recursive: true });
  await writeSourceFile(stateFileOf(dataDir, name), JSON.stringify(state));
}

export async function removeSavedState(dataDir: string, name: string): Promise<void> {
  await rm(stateFileOf(dataDir, name), { force: true });
}
