/** The body of an answer, unpacked while it comes and never more of it than is asked for. */
import { pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { formatBytes } from '../../corpus/limits.js';
import { FetchFault } from './fetch-fault.js';

/** What may be asked for in Accept-Encoding. */
export const ENCODINGS = 'gzip, deflate, br';

const DECODERS: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * At most `maxBytes` after decompression: what a few kilobytes unpack to is no longer than what a server sends outright.
 * With `isCut` the rest is left, else it is a FetchFault 'large'.
 */
export async function readBody(
  body: Readable,
  {
    encoding = '',
    maxBytes,
    from,
    isCut = false,
  }: { encoding?: string; maxBytes: number; from: string; isCut?: boolean },
): Promise<Buffer> {
  // Ending it early is an error of the stream, which would end the process where nobody listens.
  body.on('error', () => {});
  const name = encoding.trim().toLowerCase();
  const decoder = name && name !== 'identity' ? DECODERS[name] : undefined;
  if (name && name !== 'identity' && !decoder) {
    body.destroy();
    throw new FetchFault('broken', `The answer of ${from} is packed in a way that wasn't asked for.`);
  }
  const stream = decoder ? (pipeline(body, decoder(), () => {}) as unknown as Readable) : body;
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      const room = maxBytes - length;
      chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
      length += Math.min(chunk.length, room);
      if (chunk.length <= room) continue;
      if (isCut) break;
      throw new FetchFault(
        'large',
        `${from} has more than ${formatBytes(maxBytes)}, the most that is read of one address.`,
      );
    }
  } finally {
    stream.destroy();
    body.destroy();
  }
  return Buffer.concat(chunks, length);
}
