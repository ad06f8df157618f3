/** Bytes to lines, holding never more than one line, and nothing of a line that is too long. */

export interface ByteLine {
  /** From 1, blank lines counted. */
  line: number;
  /** Without its line feed; undefined where the line was longer than the limit. */
  content: Buffer | undefined;
}

const LINE_FEED = 0x0a;

/** The lines of a stream in order. A line feed at the very end does not open another line. */
export async function* splitLines(bytes: AsyncIterable<Buffer>, maxLineBytes: number): AsyncGenerator<ByteLine> {
  let line = 1;
  let parts: Buffer[] = [];
  let length = 0;
  const take = (part: Buffer) => {
    length += part.length;
    if (length > maxLineBytes) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const finish = (): ByteLine => {
    const content = length > maxLineBytes ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts, length);
    parts = [];
    length = 0;
    return { line: line++, content };
  };
  for await (const chunk of bytes) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (length > 0) yield finish();
}
