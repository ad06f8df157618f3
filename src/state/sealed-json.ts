/**
 * JSON with a checksum as its last member, `{"quote":"…","seal":"9f86d081"}`: a kept answer holds quotes, which are shown again
 * when somebody asks for the evidence, and a file keeps no checksum of its own. An earlier program reads it as any other.
 */
import { createHash } from 'node:crypto';

const SEAL = /,?"seal":"([0-9a-f]{8})"\}$/;

const sumOf = (json: string) => createHash('sha256').update(json).digest('hex').slice(0, 8);

/** The JSON of a value; an object's has a seal. */
export function sealJson(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  const json = JSON.stringify({ ...value, seal: undefined });
  return `${json.slice(0, -1)}${json === '{}' ? '' : ','}"seal":"${sumOf(json)}"}`;
}

/** Whether it is JSON that wasn't altered; true of what has no seal. */
export const isSealedJson = (text: unknown): boolean => unsealJson(text) !== undefined;

/** The value; undefined where the text isn't what was written. */
export function unsealJson(text: unknown): unknown {
  try {
    const json = String(text);
    const seal = SEAL.exec(json);
    if (!seal) return JSON.parse(json);
    const body = `${json.slice(0, seal.index)}}`;
    return sumOf(body) === seal[1] ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
