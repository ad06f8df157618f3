/**
 * The one layout of files under data/segments/: named typed arrays behind a JSON header, sealed with SHA-256.
 *
 *   magic (8) │ header length (4) │ header JSON, padded to 8 │ section │ section │ … │ SHA-256 of all before (32)
 *
 * A file is written beside its name, flushed, read back and compared before it gets its name, because a write that
 * reports success may still have lost data. Files are immutable: a changed one is a new one.
 */
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const MAGIC = Buffer.from('FOOTSEG1');
const ALIGNMENT = 8;
/** A file ends with the SHA-256 of all before. */
export const SEAL_BYTES = 32;

const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f32: Float32Array, f64: Float64Array } as const;
type TypeName = keyof typeof TYPES;
export type Section = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array;

/** What a segment file says of itself. */
export interface SegmentHeader {
  format: string;
  [key: string]: unknown;
}

export interface SegmentFile<Sections> {
  header: SegmentHeader;
  sections: Sections;
  sha256: string;
}

/** A segment file that is missing, cut, altered or of another format. It can always be built again. */
class SegmentFileError extends Error {}

const pad = (length: number) => (ALIGNMENT - (length % ALIGNMENT)) % ALIGNMENT;

function typeName(section: Section): TypeName {
  for (const name of Object.keys(TYPES) as TypeName[]) if (section instanceof TYPES[name]) return name;
  throw new TypeError('unknown section type');
}

/** The bytes of a segment file. Numbers are little-endian, as on every machine Node runs on. */
export function encodeSegment(header: SegmentHeader, sections: Record<string, Section>): Buffer {
  const list = Object.entries(sections);
  const layout = list.map(([name, section]) => ({ name, type: typeName(section), length: section.length }));
  const json = Buffer.from(JSON.stringify({ ...header, sections: layout }));
  const prefix = Buffer.alloc(12);
  MAGIC.copy(prefix);
  prefix.writeUInt32LE(json.length, 8);
  const parts: Uint8Array[] = [prefix, json, Buffer.alloc(pad(12 + json.length))];
  for (const [, section] of list) {
    parts.push(
      new Uint8Array(section.buffer, section.byteOffset, section.byteLength),
      Buffer.alloc(pad(section.byteLength)),
    );
  }
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return Buffer.concat([...parts, hash.digest()]);
}

/** Parses and checks the bytes of a segment file. Throws SegmentFileError with what is wrong. */
export function decodeSegment<Sections extends Record<string, Section>>(
  bytes: Buffer,
  format: string,
): SegmentFile<Sections> {
  if (bytes.length < 12 + SEAL_BYTES || !bytes.subarray(0, 8).equals(MAGIC))
    throw new SegmentFileError('not a segment file');
  const sealed = bytes.subarray(bytes.length - SEAL_BYTES);
  const sha256 = createHash('sha256')
    .update(bytes.subarray(0, bytes.length - SEAL_BYTES))
    .digest();
  if (!sha256.equals(sealed)) throw new SegmentFileError('its checksum is wrong');
  const jsonLength = bytes.readUInt32LE(8);
  const { sections: layout, ...header } = JSON.parse(bytes.toString('utf8', 12, 12 + jsonLength));
  if (header.format !== format) throw new SegmentFileError(`its format is ${header.format}, expected ${format}`);
  // Typed arrays need aligned memory, and a pooled buffer may start anywhere.
  const aligned = bytes.byteOffset % ALIGNMENT === 0 ? bytes : Buffer.from(new Uint8Array(bytes).buffer);
  let offset = 12 + jsonLength;
  offset += pad(offset);
  const sections: Record<string, Section> = {};
  for (const { name, type, length } of layout as { name: string; type: TypeName; length: number }[]) {
    const section = new TYPES[type](aligned.buffer as ArrayBuffer, aligned.byteOffset + offset, length);
    sections[name] = section;
    offset += section.byteLength + pad(section.byteLength);
  }
  return { header, sections: sections as Sections, sha256: sha256.toString('hex') };
}

/** Writes a file so that its name only ever stands for all of its bytes. Throws when what was read back differs. */
export function writeFileDurably(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    const file = openSync(temporary, 'wx');
    try {
      for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done, bytes.length - done);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    if (!readFileSync(temporary).equals(bytes))
      throw new SegmentFileError(`${path}: what was written can't be read back; the disk may be full`);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Makes a rename survive a power cut. Windows can't open folders, and needs no such call. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
