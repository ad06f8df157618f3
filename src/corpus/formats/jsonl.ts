/** JSON lines: one article a line, plain or gzipped, streamed, so that a corpus of any size fits. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { errorCode } from '../../core/errors.js';
import { decodeText } from '../decode.js';
import { type CorpusLimits, formatBytes } from '../limits.js';
import { parseJson } from '../parse-json.js';
import { splitLines } from '../split-lines.js';
import { type CorpusFormat, type FormatInput, type RawArticle, Unreadable } from './format.js';
import { toRawArticle } from './json.js';

export const jsonl: CorpusFormat = {
  name: 'jsonl',
  extensions: ['.jsonl'],
  read: (input) => readLines(input.streamBytes(), input.limits),
};

export const jsonlGzip: CorpusFormat = {
  name: 'jsonl.gz',
  extensions: ['.jsonl.gz'],
  read: (input) => readLines(gunzip(input), input.limits),
};

async function* readLines(bytes: AsyncIterable<Buffer>, limits: Readonly<CorpusLimits>): AsyncGenerator<RawArticle> {
  let isEmpty = true;
  for await (const { line, content } of splitLines(bytes, limits.maxLineBytes)) {
    if (line === 1 && content && isUtf16(content))
      throw new Unreadable('Expected UTF-8, but the file begins with the mark of UTF-16; save it as UTF-8.');
    if (content && isBlank(content)) continue;
    isEmpty = false;
    yield content
      ? parseLine(content, line, limits)
      : {
          line,
          reason: `The line is longer than the limit of ${formatBytes(limits.maxLineBytes)}; split the article.`,
        };
  }
  if (isEmpty) throw new Unreadable('Expected one article a line, but there is no text in it.');
}

function parseLine(content: Buffer, line: number, limits: Readonly<CorpusLimits>): RawArticle {
  try {
    return toRawArticle(parseJson(decodeText(content), limits), limits, line);
  } catch (error) {
    if (error instanceof Unreadable) return { line, reason: error.message };
    throw error;
  }
}

/** Inflates piece by piece. Throws Unreadable for damage, and for a bomb: far more out than in. */
async function* gunzip(input: FormatInput): AsyncGenerator<Buffer> {
  const { maxInflateRatio, gzipFreeBytes } = input.limits;
  let bytesIn = 0;
  let bytesOut = 0;
  const compressed = Readable.from(countIn(input.streamBytes()));
  const inflated = compressed.pipe(createGunzip({ chunkSize: 64 * 1024 }));
  compressed.on('error', (error) => inflated.destroy(error));
  try {
    for await (const chunk of inflated as AsyncIterable<Buffer>) {
      bytesOut += chunk.length;
      if (bytesOut > gzipFreeBytes && bytesOut > bytesIn * maxInflateRatio) {
        throw new Unreadable(
          `The file unpacks to more than ${maxInflateRatio} times its size, which no text does; the rest was left out.`,
        );
      }
      yield chunk;
    }
  } catch (error) {
    throw errorCode(error)?.startsWith('Z_')
      ? new Unreadable(`Expected a complete gzip file, but it is ${gzipProblem(error)}; what came before was read.`)
      : error;
  } finally {
    inflated.destroy();
    compressed.destroy();
  }

  async function* countIn(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      bytesIn += chunk.length;
      yield chunk;
    }
  }
}

function gzipProblem(error: unknown): string {
  if (errorCode(error) === 'Z_BUF_ERROR') return 'cut off';
  return error instanceof Error && error.message === 'incorrect header check' ? 'not one' : 'damaged';
}

function isUtf16(content: Buffer): boolean {
  return (content[0] === 0xff && content[1] === 0xfe) || (content[0] === 0xfe && content[1] === 0xff);
}

/** Only spaces, tabs, carriage returns and, on the first line, a byte order mark. */
function isBlank(content: Buffer): boolean {
  const start = content[0] === 0xef && content[1] === 0xbb && content[2] === 0xbf ? 3 : 0;
  for (let i = start; i < content.length; i++)
    if (content[i] !== 0x20 && content[i] !== 0x09 && content[i] !== 0x0d) return false;
  return true;
}
