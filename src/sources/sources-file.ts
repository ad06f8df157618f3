/**
 * sources.yaml: a list of sources, checked entry by entry, and changed in place so that comments stay.
 *
 *     - name: desk
 *       kind: feed
 *       address: https://example.org/feed.xml
 *       every: 15m
 */
import { readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type Document, isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { errorCode, UserError } from '../core/errors.js';
import { parseSchedule, SCHEDULE_WORDS } from './schedule.js';
import { isSourceName, SOURCE_KINDS, type Source, type SourceKind, type SourceLimits } from './source.js';
import { writeSourceFile } from './write-source-file.js';

const MIB = 1024 * 1024;
const STANDARD_EVERY: Record<SourceKind, string> = { feed: '1h', site: 'daily', git: 'daily', folder: '1h' };
const STANDARD_LIMITS: Record<SourceKind, SourceLimits> = {
  feed: { articles: 1_000, bytes: 8 * MIB, folderBytes: 0 },
  site: { articles: 1_000, bytes: 8 * MIB, folderBytes: 0 },
  git: { articles: 100_000, bytes: 16 * MIB, folderBytes: 512 * MIB },
  folder: { articles: 100_000, bytes: 16 * MIB, folderBytes: 0 },
};

const NAME_WORDS = 'letters, digits, "-" and "_", at most 40 of them';

const expected = (what: string) => ({ error: () => `expected ${what}` });
const count = (most: number) =>
  z
    .int(expected(`a whole number from 1 to ${most}`))
    .min(1, expected(`at least 1`))
    .max(most, expected(`at most ${most}`));

const entry = z.strictObject(
  {
    name: z.string(expected(NAME_WORDS)).refine(isSourceName, expected(NAME_WORDS)),
    kind: z.enum(SOURCE_KINDS, expected(SOURCE_KINDS.join(', '))),
    address: z.string(expected('an address')).trim().min(1, expected('an address')),
    every: z
      .string(expected(SCHEDULE_WORDS))
      .refine((text) => parseSchedule(text) !== undefined, expected(SCHEDULE_WORDS))
      .optional(),
    mirror: z.boolean(expected('true or false')).optional(),
    polling: z.boolean(expected('true or false')).optional(),
    limits: z
      .strictObject(
        {
          articles: count(1_000_000).optional(),
          bytes: count(64 * MIB).optional(),
          folder_bytes: count(64 * 1024 * MIB).optional(),
        },
        expected('articles, bytes or folder_bytes with a number each'),
      )
      .optional(),
  },
  {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `expected no ${keys?.map((key) => JSON.stringify(key)).join(', ')}`
        : 'expected name, kind and address',
  },
);

/** In the file's order; none where there is no file. Throws UserError 'bad-sources' with the place of what is wrong. */
export async function readSources(file: string): Promise<Source[]> {
  const text = await readText(file);
  return text === undefined ? [] : parseSources(text, file).sources;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new UserError(
      'bad-sources',
      `${file} can't be read: the system says ${errorCode(error)}; check SOURCES_FILE.`,
    );
  }
}

function parseSources(text: string, file: string): { sources: Source[]; document: Document } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, logLevel: 'silent', prettyErrors: false });
  const fail = (offset: number, what: string): never => {
    throw new UserError(
      'bad-sources',
      `${basename(file)} line ${lines.linePos(offset).line}: ${what}; correct it there.`,
    );
  };
  const [error] = document.errors;
  if (error) fail(error.pos[0], `it is no YAML (${error.message.split('\n')[0]})`);
  const { contents } = document;
  if (contents === null) return { sources: [], document };
  if (!isSeq(contents)) return fail(0, 'expected a list of sources, each beginning with "- name: …"');
  const sources: Source[] = [];
  for (const item of contents.items) {
    const start = isNode(item) ? (item.range?.[0] ?? 0) : 0;
    const plain: unknown = isNode(item) ? item.toJS(document, { maxAliasCount: 10 }) : item;
    const label =
      isMap(item) && typeof item.get('name') === 'string'
        ? `the source ${JSON.stringify(item.get('name'))}`
        : 'a source';
    const parsed = entry.safeParse(plain);
    if (!parsed.success) {
      const [{ path, message }] = parsed.error.issues;
      const node = isMap(item) && path.length > 0 ? item.getIn(path as string[], true) : undefined;
      const at = isNode(node) ? (node.range?.[0] ?? start) : start;
      return fail(at, `${label}${path.length > 0 ? ` has no usable "${path.join('.')}"` : ''}: ${message}`);
    }
    const source = toSource(parsed.data, file, (what) => fail(start, `${label}: ${what}`));
    if (sources.some(({ name }) => name.toLowerCase() === source.name.toLowerCase()))
      fail(start, `${label} is there twice`);
    sources.push(source);
  }
  return { sources, document };
}

function toSource(
  { name, kind, address, every, mirror, polling, limits = {} }: z.infer<typeof entry>,
  file: string,
  fail: (what: string) => never,
): Source {
  if (kind !== 'folder') {
    const url = URL.canParse(address)
      ? new URL(address)
      : fail(`expected a web address, not ${JSON.stringify(address.slice(0, 80))}`);
    const isAllowed = url.protocol === 'https:' || (url.protocol === 'http:' && kind !== 'git');
    if (!isAllowed)
      fail(
        kind === 'git'
          ? 'a Git folder is fetched by https alone'
          : 'expected an address that begins with https:// or http://',
      );
    if (url.username || url.password) fail('an address may hold no name or password, because it is shown');
  }
  const standard = STANDARD_LIMITS[kind];
  return {
    name,
    kind,
    address: kind === 'folder' ? resolve(dirname(file), address) : address,
    schedule: parseSchedule(every ?? STANDARD_EVERY[kind])!,
    isMirror: mirror ?? false,
    isPolled: polling ?? false,
    limits: {
      articles: limits.articles ?? standard.articles,
      bytes: limits.bytes ?? standard.bytes,
      folderBytes: limits.folder_bytes ?? standard.folderBytes,
    },
  };
}

/** An entry as it is written into the file. */
export interface NewEntry {
  name: string;
  kind: SourceKind;
  address: string;
  every?: string;
}

/** The source that an entry would be, as if it stood in the file. Throws UserError 'bad-source'. */
export function checkEntry(given: NewEntry, file: string): Source {
  const refuse = (what: string): never => {
    throw new UserError('bad-source', `The source can't be added: ${what}.`, 64);
  };
  const parsed = entry.safeParse(given);
  if (parsed.success) return toSource(parsed.data, file, refuse);
  const [{ path, message }] = parsed.error.issues;
  return refuse(`${path.join('.')}: ${message}`);
}

const HEAD = '# What Footnote fetches: see "News that arrive by themselves" in its README.\n';

/** Throws UserError 'name-taken'. Names that differ in their capitals alone would share a folder on some systems. */
export async function refuseTaken(file: string, name: string): Promise<void> {
  refuseNameOf(await readSources(file), name);
}

function refuseNameOf(sources: readonly Source[], name: string): void {
  if (sources.some((source) => source.name.toLowerCase() === name.toLowerCase()))
    throw new UserError(
      'name-taken',
      `There is a source called ${name} already; give another name, or remove it first.`,
    );
}

/** Adds an entry at the end; the file is made where there is none. Throws UserError 'name-taken'. */
export async function addToFile(file: string, added: NewEntry): Promise<void> {
  const text = (await readText(file)) ?? HEAD;
  const { sources, document } = parseSources(text, file);
  refuseNameOf(sources, added.name);
  const node = document.createNode(added);
  if (isSeq(document.contents)) {
    document.contents.flow = false;
    document.contents.add(node);
  } else document.contents = document.createNode([node]) as never;
  await writeBack(file, document);
}

/** Takes an entry out. Throws UserError 'no-source'. */
export async function removeFromFile(file: string, name: string): Promise<void> {
  const { sources, document } = parseSources((await readText(file)) ?? '', file);
  const at = sources.findIndex((source) => source.name === name);
  if (at === -1) throw noSource(name, sources);
  if (isSeq(document.contents)) {
    const [gone] = document.contents.items.splice(at, 1);
    // A comment above the first entry belongs to the file.
    const next = document.contents.items[at];
    if (at === 0 && isNode(gone) && gone.commentBefore && isNode(next)) next.commentBefore ??= gone.commentBefore;
  }
  await writeBack(file, document);
}

export const noSource = (name: string, sources: readonly { name: string }[]) =>
  new UserError(
    'no-source',
    `There is no source called ${JSON.stringify(name.slice(0, 60))}; ${sources.length > 0 ? `there are ${sources.map((one) => one.name).join(', ')}` : 'there are none'}.`,
    64,
  );

/** Through a link to the file itself, whose rights stay. */
async function writeBack(file: string, document: Document): Promise<void> {
  const real = await realpath(file).catch(() => resolve(file));
  const mode = (await stat(real).catch(() => undefined))?.mode;
  await writeSourceFile(real, document.toString({ lineWidth: 0 }), mode);
}
