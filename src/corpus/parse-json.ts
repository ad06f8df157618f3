/** JSON.parse with a bound on what the result can cost, and errors that people can act on. */
import { Unreadable } from './formats/format.js';
import { type CorpusLimits, formatCount } from './limits.js';

/** Shorter texts can't hold enough values to matter, so most lines skip the count. */
const COUNT_FROM_CHARS = 256 * 1024;

/** The parsed value. Throws Unreadable where it isn't JSON or would become more than `maxJsonValues` values. */
export function parseJson(text: string, limits: Readonly<CorpusLimits>): unknown {
  if (!/\S/.test(text)) throw new Unreadable('Expected JSON, but there is no text in it.');
  if (text.length >= COUNT_FROM_CHARS && countJsonValues(text) > limits.maxJsonValues) {
    throw new Unreadable(
      `Expected articles, but there are more than ${formatCount(limits.maxJsonValues)} values; split it, or use .jsonl with one article a line.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Unreadable(`Expected JSON, but it is damaged or cut off: ${describe(error)}.`);
  }
}

/** Upper bound of the values in a JSON text: every value but the first stands behind one of `[`, `{`, `,` or `:`. */
function countJsonValues(text: string): number {
  let count = 1;
  let isInString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) isInString = !isInString;
    else if (isInString) i += code === 0x5c ? 1 : 0;
    else if (code === 0x5b || code === 0x7b || code === 0x2c || code === 0x3a) count++;
  }
  return count;
}

/** V8's message without the piece of text it quotes: articles don't belong into reports. */
function describe(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested too deeply';
  const message = error instanceof Error ? error.message : String(error);
  const position = /at position (\d+)/.exec(message)?.[1];
  if (/^Unexpected end|^Unterminated/.test(message)) return 'the text ends too early';
  const what =
    /^(Unexpected token|Bad control character|Bad escaped character|Bad Unicode escape|Expected [^.]*? (?=in JSON))/
      .exec(message)?.[1]
      ?.trim() ?? 'unexpected text';
  return position ? `${what} at character ${formatCount(Number(position) + 1)}` : what;
}
