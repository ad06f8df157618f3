/** Reads the body of a request: JSON, or a form whose `payload_json` stands beside its files. */
import type { IncomingMessage } from 'node:http';
import { apiError } from '../errors.js';
import type { Json, SentFile } from '../types.js';

export interface Body {
  json: Json | Json[] | undefined;
  files: SentFile[];
}

export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const type = request.headers['content-type'] ?? '';
  if (bytes.length === 0) return { json: undefined, files: [] };
  if (!type.startsWith('multipart/form-data')) return { json: parse(bytes.toString('utf8')), files: [] };
  const form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const files: SentFile[] = [];
  let json: Json | Json[] | undefined;
  for (const [name, value] of form) {
    if (typeof value === 'string') {
      if (name === 'payload_json') json = parse(value);
    } else {
      files.push({ filename: value.name, contentType: value.type, bytes: Buffer.from(await value.arrayBuffer()) });
    }
  }
  return { json, files };
}

function parse(text: string): Json | Json[] {
  try {
    return JSON.parse(text) as Json | Json[];
  } catch {
    throw apiError('badJson');
  }
}
