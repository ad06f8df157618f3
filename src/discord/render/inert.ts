/**
 * Strangers' text as Discord should show it: the words as they are, and nothing of them acted on. No mention, link,
 * invitation, markup, custom emoji or time stamp of an article, a question or a model takes effect.
 */

import type { Span } from '../../core/types.js';

/** Shown as nothing, and breaks what Discord would otherwise recognise. */
const BREAK = '\u200b';

/** Invisible and bidirectional controls, which could hide or reorder what is read. */
const CONTROLS =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** Letters and signs that are drawn as nothing: fillers of Hangul, the Braille blank, marks without a letter. */
const UNSEEN = /[\s\u115f\u1160\u2800\u3164\uffa0\p{M}]/gu;
const MARKUP = /[\\*_~`|[\]()#]/g;
const LINE_START = /^(?=[-+>])/;
const NUMBERED = /^(\d+)([.)])/;
/** Invitations are recognised without a scheme. */
const INVITATION = /(disc)(?=ord(?:app)?\.(?:gg|com|me|io|li|new|gift))/gi;

/** One line, at most as long as twice the text. */
export function inert(text: string): string {
  return text
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(CONTROLS, '')
    .trim()
    .replace(MARKUP, '\\$&')
    .replace(LINE_START, '\\')
    .replace(NUMBERED, '$1\\$2')
    .replace(/.+/, broken);
}

/** One line with a part of it in bold, which neither the text nor its borders can break; without a part, as `inert`. */
export function inertWithBold(text: string, part?: Span): string {
  if (!part) return inert(text);
  const [before, bold, after] = [text.slice(0, part.start), text.slice(part.start, part.end), text.slice(part.end)];
  const shown = inert(bold);
  if (!shown) return inert(text);
  const gap = (left: string, right: string) => (/\s$/.test(left) || /^\s/.test(right) ? ' ' : '');
  return `${inert(before)}${gap(before, bold)}**${shown}**${gap(bold, after)}${inert(after)}`.trim();
}

/** Leaves room in a message for the fences and for marks. A block that is torn apart would be none. */
const MAX_CODE_CHARS = 1850;

/** Lines of code in a block of their own, in which Discord acts on nothing but the fence. */
export function codeBlock(code: string, language = ''): string {
  const lines = code
    .toWellFormed()
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\t/g, '    ').replace(CONTROLS, ''));
  const name = /^[\w+#-]{1,20}$/.test(language) ? language : '';
  // A mark before the block would be a link's label up to "](" within it.
  const shown = lines
    .join('\n')
    .replace(/`(?=`)/g, `\`${BREAK}`)
    .replace(/\](?=\(\s*<?\s*[a-z][a-z0-9+.-]*:)/gi, `]${BREAK}`);
  const cut =
    shown.length <= MAX_CODE_CHARS ? shown : `${shown.slice(0, MAX_CODE_CHARS).replace(/[`\ud800-\udbff]$/, '')}…`;
  return `\`\`\`${name}\n${cut}\n\`\`\``;
}

/** Mentions, addresses and invitations, so that nothing recognises them. */
const broken = (text: string) =>
  text
    .replace(/[@<]/g, `$&${BREAK}`)
    .replace(/:(?=\/)/g, `:${BREAK}`)
    .replace(/(www)(?=\.)/gi, `$1${BREAK}`)
    .replace(INVITATION, `$1${BREAK}`);

/** What a reader sees of it, without what is drawn as nothing. */
export const visible = (text: string): string => text.toWellFormed().replace(CONTROLS, '').replace(/\s+/g, ' ').trim();

/** The text, or what stands for one that is drawn as nothing: Discord takes no empty title, label or option. */
export const orElse = (text: string | undefined, substitute: string): string =>
  text && visible(text).replace(UNSEEN, '') ? text : substitute;

/** The text as it is, for a window to be changed in, cut to `maxChars` and not within a character. */
export const cutWhole = (text: string, maxChars: number): string =>
  text
    .toWellFormed()
    .slice(0, maxChars)
    .replace(/[\ud800-\udbff]$/, '');

/** Inert text cut to `maxChars`, without half of an escape or of a character at its end. */
export function cutInert(shown: string, maxChars: number): string {
  if (shown.length <= maxChars) return shown;
  const start = shown.slice(0, maxChars).replace(/[\ud800-\udbff]$/, '');
  const [escapes] = /\\*$/.exec(start)!;
  return escapes.length % 2 === 1 ? start.slice(0, -1) : start;
}

/** For places that Discord doesn't format (labels, placeholders, choices): one line, cut at a word to `maxChars`. */
export function plain(text: string, maxChars: number): string {
  const line = broken(text.toWellFormed().replace(/\s+/g, ' ').replace(CONTROLS, '').trim());
  return line.length <= maxChars ? line : cut(line, maxChars);
}

function cut(text: string, maxChars: number): string {
  const start = text
    .slice(0, Math.max(0, maxChars - 1))
    .toWellFormed()
    .replace(/\ufffd$/, '');
  const space = start.lastIndexOf(' ');
  return `${(space > maxChars / 2 ? start.slice(0, space) : start).trimEnd()}…`;
}

/** Inert text of at most `maxChars` as sent, cut at a word. */
export function inertWithin(text: string, maxChars: number): string {
  let length = Math.min(text.length, maxChars);
  for (;;) {
    const shown = inert(length < text.length ? cut(text, length) : text);
    if (shown.length <= maxChars) return shown;
    length = Math.min(length - 1, Math.floor((length * maxChars) / shown.length));
  }
}
