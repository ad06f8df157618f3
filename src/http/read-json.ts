/** The body of a request as JSON of a known shape. */
import type { Context } from 'hono';
import type { z } from 'zod';

/** A body that isn't read: why, with the status that says so. */
export class BadBody extends Error {
  constructor(
    readonly status: 400 | 413 | 415,
    readonly reason: string,
  ) {
    super(reason);
    this.name = 'BadBody';
  }
}

/** Throws BadBody; no reason repeats anything of the body. */
export async function readJson<Shape>({ req }: Context, schema: z.ZodType<Shape>, maxBytes: number): Promise<Shape> {
  // A page of another site can send a form without asking first, but not this.
  if (!/^application\/json *(?:; *charset=utf-8 *)?$/i.test(req.header('content-type') ?? ''))
    throw new BadBody(415, 'Expected a body of the type application/json.');
  const text = decode(await readBytes(req.raw, maxBytes));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadBody(400, 'The body is not JSON; expected an object such as {"question":"…"}.');
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [{ path, code }] = parsed.error.issues;
  const where = path.length > 0 && /^\w{1,20}$/.test(String(path[0])) ? `“${String(path[0])}”` : 'the object';
  throw new BadBody(
    400,
    `Something is wrong with ${where} (${code.replaceAll('_', ' ')}); the README says what it takes.`,
  );
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  const tooLarge = new BadBody(413, `The body is too large; expected at most ${maxBytes} bytes.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) throw tooLarge;
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge;
      chunks.push(chunk);
    }
  } catch (error) {
    // The connection ended before the body did, or took too long.
    throw error instanceof BadBody ? error : new BadBody(400, 'The body broke off.');
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BadBody(400, 'The body is not UTF-8.');
  }
}
