/** Text on a terminal: colours only where they are wanted, lines of a readable width, strangers' text made inert. */

import { WriteStream } from 'node:tty';
import { styleText } from 'node:util';
import { wrapSimple } from './wrap-simple.js';

/** Longer lines are hard to read; shorter terminals set their own width. */
const MAX_COLUMNS = 92;

type Style = Parameters<typeof styleText>[0];

/** Colours on a terminal unless NO_COLOR is set (https://no-color.org), or anywhere with FORCE_COLOR. */
/** Whether a moving line can be drawn: a terminal of no width would have to wrap it for ever. */
export const isLive = (stream: NodeJS.WriteStream): boolean => (stream.isTTY ?? false) && stream.columns > 0;

export function styler(stream: NodeJS.WriteStream): (style: Style, text: string) => string {
  const isWanted = process.env.FORCE_COLOR
    ? process.env.FORCE_COLOR !== '0'
    : stream instanceof WriteStream && !process.env.NO_COLOR && process.env.TERM !== 'dumb';
  return (style, text) => (isWanted ? styleText(style, text) : text);
}

/**
 * Control characters in an article could move the cursor or rename the window, and bidirectional ones could reorder
 * what is read; both are shown as a replacement character.
 */
export function inert(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
    .toWellFormed();
}

/** A line of code: its blanks as they stand, a tab as four. */
export const inertLine = (line: string): string => line.replace(/\t/g, '    ').replace(/\S+/g, inert);

export async function wrap(text: string, stream: NodeJS.WriteStream, indent = ''): Promise<string> {
  const columns = Math.max(30, Math.min(MAX_COLUMNS, stream.columns ?? MAX_COLUMNS) - indent.length);
  const wrapped = wrapSimple(text, columns) ?? (await import('wrap-ansi')).default(text, columns, { hard: true });
  return wrapped
    .split('\n')
    .map((line) => indent + line)
    .join('\n');
}
