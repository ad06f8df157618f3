/** One file of the corpus to its articles. Whatever is wrong with the file becomes a reason; nothing but an abort is thrown. */
import { constants, promises as fs } from 'node:fs';
import { errorCode, errorText } from '../core/errors.js';
import type { Article, Skipped } from '../core/types.js';
import { finishArticle } from './article.js';
import { type FormatInput, Unreadable } from './formats/format.js';
import { formatOf } from './formats/registry.js';
import { type CorpusLimits, DEFAULT_CORPUS_LIMITS, formatBytes, formatCount } from './limits.js';
import { accessProblem, type CorpusFile } from './list-corpus.js';
import { oneLine } from './title.js';

const READ_CHUNK_BYTES = 256 * 1024;
const MAX_REASON_CHARS = 500;

/** `isUnread`: the system didn't let the rest of the file be read, so nothing is known of what stands there. */
export type CorpusItem = { article: Article } | { skipped: Skipped; isUnread?: true };

/** "EIO", "EACCES"; not a library's "ERR_…" or "Z_DATA_ERROR", which are about what stands in the file. */
const SYSTEM_ERROR = /^E[A-Z0-9]+$/;

/** A file that couldn't be read, as opposed to one that holds nothing of use. */
class Inaccessible extends Unreadable {}

/**
 * The articles of one listed file, in file order, and a reason for each part that gives none. Streams: an article is let
 * go before the next is read. Throws only the signal's reason.
 */
export async function* readCorpusFile(
  file: CorpusFile,
  options: { limits?: Partial<CorpusLimits>; signal?: AbortSignal } = {},
): AsyncGenerator<CorpusItem> {
  const limits = { ...DEFAULT_CORPUS_LIMITS, ...options.limits };
  const { signal } = options;
  let skipped = 0;
  try {
    for await (const item of readItems(file, limits, signal)) {
      signal?.throwIfAborted();
      if ('article' in item || ++skipped <= limits.maxSkippedPerFile) yield item;
    }
  } catch (error) {
    signal?.throwIfAborted();
    skipped++;
    const isUnread = error instanceof Inaccessible || SYSTEM_ERROR.test(errorCode(error) ?? '');
    yield { ...skip(file.path, reasonOf(error)), ...(isUnread && { isUnread }) };
  }
  const unnamed = skipped - limits.maxSkippedPerFile;
  if (unnamed > 0)
    yield skip(
      file.path,
      `${formatCount(unnamed)} more parts of this file were left out beside the ${formatCount(limits.maxSkippedPerFile)} named.`,
    );
}

async function* readItems(
  file: CorpusFile,
  limits: Readonly<CorpusLimits>,
  signal?: AbortSignal,
): AsyncGenerator<CorpusItem> {
  const format = formatOf(file.path);
  if (!format) throw new Unreadable('The extension is not one of an article.');
  for await (const draft of format.read(createInput(file, limits, signal))) {
    const place = draft.line === undefined ? file.path : `${file.path}#${draft.line}`;
    yield 'reason' in draft
      ? skip(place, draft.reason)
      : toItem(place, () => finishArticle(draft.fields, place, limits));
  }
}

function toItem(place: string, finish: () => Article): CorpusItem {
  try {
    return { article: finish() };
  } catch (error) {
    return skip(place, reasonOf(error));
  }
}

function createInput(file: CorpusFile, limits: Readonly<CorpusLimits>, signal?: AbortSignal): FormatInput {
  return {
    path: file.path,
    limits,
    signal,
    readBytes: () => readWhole(file, limits.maxFileBytes),
    streamBytes: () => streamFile(file),
  };
}

async function readWhole(file: CorpusFile, maxBytes: number): Promise<Buffer> {
  const { handle, size } = await openRegular(file);
  try {
    if (size > maxBytes) throw tooLarge(size, maxBytes);
    // A file that grows while it is read (or lies about its size, as in /proc) stays inside the limit.
    const chunks: Buffer[] = [];
    for (let length = 0; ; ) {
      const chunk = Buffer.allocUnsafe(Math.min(Math.max(size - length, 0) + 1, maxBytes + 1 - length));
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      chunks.push(chunk.subarray(0, bytesRead));
      length += bytesRead;
      if (length > maxBytes) throw tooLarge(length, maxBytes);
      // One byte more than the size was asked for, so reaching just the size is the end.
      if (bytesRead === 0 || length === size) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, length);
    }
  } finally {
    await handle.close();
  }
}

function tooLarge(size: number, maxBytes: number): Unreadable {
  return new Unreadable(
    `The file has ${formatBytes(size)}; the limit of its format is ${formatBytes(maxBytes)}: split it, or use .jsonl, which has none.`,
  );
}

async function* streamFile(file: CorpusFile): AsyncGenerator<Buffer> {
  const { handle } = await openRegular(file);
  try {
    for (;;) {
      // A new buffer each time: lines are slices of it and outlive the next read.
      const chunk = Buffer.allocUnsafeSlow(READ_CHUNK_BYTES);
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, null);
      if (bytesRead === 0) return;
      yield chunk.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** Opens without waiting, then looks: between listing and reading a file may have become a pipe, and opening one blocks. */
async function openRegular(file: CorpusFile): Promise<{ handle: fs.FileHandle; size: number }> {
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const handle = await fs.open(file.absolutePath, flags).catch((error) => {
    throw new Inaccessible(`The file can't be opened: ${accessProblem(error)}.`);
  });
  const stats = await handle.stat();
  if (stats.isFile()) return { handle, size: stats.size };
  await handle.close();
  throw new Inaccessible('Expected a regular file, but something else has taken its place.');
}

function skip(path: string, reason: string): { skipped: Skipped } {
  const line = oneLine(reason);
  return { skipped: { path, reason: line.length > MAX_REASON_CHARS ? `${line.slice(0, MAX_REASON_CHARS)}…` : line } };
}

/** Ours are written for people; a system's or a library's error gets a sentence around it. */
function reasonOf(error: unknown): string {
  if (error instanceof Unreadable) return error.message;
  if (errorCode(error)) return `The file can't be read: ${accessProblem(error)}.`;
  return `The file can't be read: ${errorText(error) || 'its reader failed'}.`;
}
