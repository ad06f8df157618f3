/** The XML parts of a zip, unpacked under limits. What the archive says about itself is never believed. */
import yauzl from 'yauzl';
import { Unreadable } from '../formats/format.js';
import { type CorpusLimits, formatBytes, formatCount } from '../limits.js';

/** Parts that carry text; pictures and fonts are never unpacked. */
const XML_PART = /\.(?:xml|rels)$/i;
const STORED = 0;
const DEFLATED = 8;

/**
 * The XML entries by name. Throws Unreadable for what is no zip, is encrypted, has too many entries, or unpacks to more than
 * the limits; unpacking stops there.
 */
export async function readZipXml(bytes: Uint8Array, limits: Readonly<CorpusLimits>): Promise<Map<string, Buffer>> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = new Map<string, Buffer>();
  try {
    const zip = await yauzl.fromBufferPromise(buffer, { lazyEntries: true });
    if (zip.entryCount > limits.maxZipEntries)
      throw new Unreadable(
        `The file has ${formatCount(zip.entryCount)} entries; the limit is ${formatCount(limits.maxZipEntries)}.`,
      );
    let claimed = 0;
    let unpacked = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.isEncrypted()) throw new Unreadable('The file is encrypted; save it without a password.');
      claimed += entry.uncompressedSize;
      if (claimed > limits.maxZipBytes) throw tooLarge(limits.maxZipBytes);
      if (
        !XML_PART.test(entry.fileName) ||
        (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
      )
        continue;
      const part = await unpack(zip, entry, limits.maxZipXmlBytes - unpacked, limits.maxZipXmlBytes);
      unpacked += part.length;
      parts.set(entry.fileName, part);
    }
    return parts;
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable(
      `Expected a Word document (.docx), but it is no complete zip archive; it is damaged or of another kind.`,
    );
  }
}

async function unpack(zip: yauzl.ZipFile, entry: yauzl.Entry, leftBytes: number, maxBytes: number): Promise<Buffer> {
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  let length = 0;
  // Leaving the loop early destroys the stream, and with it the inflater.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > leftBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function tooLarge(maxBytes: number): Unreadable {
  return new Unreadable(
    `The file unpacks to more than ${formatBytes(maxBytes)}; it is too large or a bomb: split it or save it as text.`,
  );
}
