/**
 * The structure of a text that is HTML, such as a feed's or WordPress's JSON has it. The text stays as it is; what its tags
 * and references mean is told beside it. Tags are read by parse5's tokenizer, which knows each one's place.
 */
import { type Token, Tokenizer, TokenizerMode } from 'parse5';
import type { Block, Structure } from '../../core/types.js';
import { asShown } from '../../text/as-shown.js';
import { decodeReferences } from '../extract/html-tree.js';
import { BlockBuilder, type Context } from './block-builder.js';

const words = (names: string) => new Set(names.split(' '));
/** Elements that end a line; all others stand within one. */
const BREAKS = words(
  'address article aside body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul blockquote',
);
/** Elements whose content nobody reads. */
const UNREAD = words(
  'script style template noscript iframe noembed noframes svg math object canvas audio video select textarea title head',
);
const RAW = new Map<string, number>([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
  ...['style', 'iframe', 'noembed', 'noframes', 'noscript'].map((name) => [name, TokenizerMode.RAWTEXT] as const),
]);
/** Elements that say what the text in them is. */
const KINDS: Readonly<Record<string, Block['kind']>> = {
  li: 'item',
  pre: 'code',
  blockquote: 'quotation',
  dd: 'definition',
  figcaption: 'caption',
  caption: 'caption',
};
/** A heading's level: "h2" has its own; a term above what it means, and a question that opens its answer, are below all of these. */
const HEADING_LEVELS: Readonly<Record<string, number>> = {
  h1: 1,
  h2: 2,
  h3: 3,
  h4: 4,
  h5: 5,
  h6: 6,
  dt: 6,
  summary: 6,
};
const CONTEXTS = words(
  'li pre blockquote summary dt dd figcaption caption ul ol menu table tr td th thead h1 h2 h3 h4 h5 h6',
);
/** A tag of these closes the one that is open within the same list or table, as nobody has to close them. */
const CLOSED_BY: Readonly<Record<string, readonly [closes: string, upTo: string]>> = {
  li: ['li', 'ul ol menu'],
  dt: ['dt dd', ''],
  dd: ['dt dd', ''],
  tr: ['tr', 'table'],
  td: ['td th', 'tr'],
  th: ['td th', 'tr'],
};
const ENDS_DRAWINGS = words(
  'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var',
);
/** References, and the end tag without a name that browsers drop. */
const NOT_AS_WRITTEN = /&(?:#x?[\da-f]+|[a-z][a-z\d]*);?|<\/>/gi;

/** Lists and tables that are nested deeper are read as if they weren't. */
const MAX_DEPTH = 40;

interface Open {
  name: string;
  group?: number;
  /** Of a list, the number of its next item; undefined in one without numbers. */
  next?: number;
  /** Of an item, the number it has; of a list and a table how deep it is nested. */
  number?: number;
  level?: number;
  language?: string;
  /** Of a table that only arranges what is in it. */
  isLayout?: boolean;
  isUsed?: boolean;
}

/** Blocks and marks of `html`, in UTF-16 offsets. Every text that a browser would show lies in a block; a comment is a mark. */
export function readHtmlStructure(html: string): Structure {
  const builder = new BlockBuilder(html);
  const stack: Open[] = [];
  let unread: { name: string; depth: number } | undefined;
  let groups = 0;

  const innermost = (...names: string[]) => stack.findLast(({ name }) => names.includes(name));
  const close = (names: readonly string[], upTo: readonly string[]) => {
    const place = stack.findLastIndex(({ name }) => names.includes(name) || upTo.includes(name));
    if (place !== -1 && names.includes(stack[place].name)) stack.length = place;
  };
  const inRow = () => {
    const cell = stack.findLastIndex(({ name }) => /^(?:td|th|table)$/.test(name));
    return cell !== -1 && stack[cell].name !== 'table' && innermost('table')?.isLayout === false;
  };
  const context = (): Context => {
    const open = stack.findLast(({ name }) => name in KINDS || name in HEADING_LEVELS);
    if (inRow()) {
      const isHeader = innermost('thead') !== undefined || innermost('td', 'th')?.name === 'th';
      return { kind: isHeader ? 'header' : 'row', group: innermost('table')?.group };
    }
    if (!open) return { kind: 'paragraph' };
    if (open.name in HEADING_LEVELS) return { kind: 'heading', level: HEADING_LEVELS[open.name] };
    // What follows the first line of an item is a paragraph of its own.
    if (open.name === 'li' && open.isUsed) return { kind: 'paragraph' };
    open.isUsed = true;
    const { level, group, number, language } = open;
    return { kind: KINDS[open.name], level, group, number, language };
  };

  const start = (token: Token.TagToken) => {
    const { tagName: name, location } = token;
    const { startOffset, endOffset } = location!;
    if (name === 'br') return builder.mark(startOffset, endOffset, '\n');
    if (!BREAKS.has(name)) return builder.mark(startOffset, endOffset);
    const [closes, upTo] = CLOSED_BY[name] ?? [''];
    if (closes) close(closes.split(' '), upTo!.split(' '));
    const isCell = name === 'td' || name === 'th';
    if (isCell && innermost('table')?.isLayout === false)
      builder.cell(startOffset, endOffset, name === 'td' && innermost('thead') === undefined);
    else if (inRow() && name !== 'table') builder.mark(startOffset, endOffset, ' ');
    else builder.close();
    if (!CONTEXTS.has(name)) return undefined;
    const list = /^(?:ul|ol|menu)$/.test(name);
    const outer = list ? innermost('ul', 'ol', 'menu') : undefined;
    const open: Open = { name };
    if (list) {
      open.group = outer?.group ?? groups++;
      open.level = outer ? (outer.level ?? 0) + 1 : 0;
      if (name === 'ol') open.next = integer(attribute(token, 'start')) ?? 1;
    } else if (name === 'table') {
      open.group = groups++;
      open.isLayout = isLayout(html, endOffset);
    } else if (name === 'li') {
      const parent = innermost('ul', 'ol', 'menu');
      Object.assign(open, { group: parent?.group ?? groups++, level: parent?.level ?? 0 });
      if (parent?.next !== undefined) {
        open.number = integer(attribute(token, 'value')) ?? parent.next;
        parent.next = open.number + 1;
      }
    } else if (name === 'pre') {
      open.language = languageOf(attribute(token, 'class'));
    }
    if (stack.length < MAX_DEPTH) stack.push(open);
    return undefined;
  };

  /** Where the text begins that stands before the next tag. */
  let textStart = 0;
  const flush = (to: number, next: number) => {
    if (!unread) readText(textStart, to);
    textStart = next;
  };
  const readText = (start: number, end: number) => {
    let from = start;
    for (const { 0: piece, index } of html.slice(start, end).matchAll(NOT_AS_WRITTEN)) {
      const shown = piece === '</>' ? '' : decodedReference(piece);
      if (shown === piece) continue;
      builder.text(from, start + index, context);
      from = start + index + piece.length;
      if (shown === '') builder.mark(start + index, from);
      else builder.text(start + index, from, context, shown);
    }
    builder.text(from, end, context);
  };
  /** Texts are what lies between tags: the places of single characters are vague around references. */
  const onCharacter = () => {};
  const onRemark = ({ location }: Token.CommentToken | Token.DoctypeToken) => {
    flush(location!.startOffset, location!.endOffset);
    if (!unread) builder.mark(location!.startOffset, location!.endOffset);
  };
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(token) {
        const { tagName: name, selfClosing, location } = token;
        flush(location!.startOffset, location!.endOffset);
        // A drawing ends where a paragraph or the like begins or ends, whether it is closed or not.
        if (unread && isForeign(unread.name) && ENDS_DRAWINGS.has(name)) unread = undefined;
        const mode = unread && isForeign(unread.name) ? undefined : RAW.get(name);
        if (unread) {
          if (name === unread.name && !(selfClosing && isForeign(name))) unread.depth++;
        } else if (UNREAD.has(name)) {
          builder.close();
          if (!(selfClosing && isForeign(name))) unread = { name, depth: 1 };
        } else {
          const pre = name === 'code' ? innermost('pre') : undefined;
          if (pre) pre.language ??= languageOf(attribute(token, 'class'));
          start(token);
        }
        if (mode !== undefined) {
          tokenizer.state = mode as typeof tokenizer.state;
          tokenizer.lastStartTagName = name;
        }
      },
      onEndTag({ tagName: name, location }) {
        const { startOffset, endOffset } = location!;
        flush(startOffset, endOffset);
        if (unread && isForeign(unread.name) && ENDS_DRAWINGS.has(name)) unread = undefined;
        if (unread) {
          if (name === unread.name && --unread.depth === 0) unread = undefined;
          return;
        }
        const isInRow = inRow() && !/^(?:tr|table|thead|tbody|tfoot)$/.test(name);
        if (!BREAKS.has(name)) builder.mark(startOffset, endOffset);
        else if (isInRow) builder.mark(startOffset, endOffset, ' ');
        else builder.close();
        if (CONTEXTS.has(name)) close([name], name === 'table' ? [] : ['table']);
      },
      onCharacter,
      onWhitespaceCharacter: onCharacter,
      onNullCharacter: onCharacter,
      onComment: onRemark,
      onDoctype: onRemark,
      onEof() {
        // A tag that is cut off is none, and no text either; a whole one would have been told.
        const cut = html.slice(textStart).search(/<\/?[a-z]/i);
        flush(cut === -1 ? html.length : textStart + cut, html.length);
      },
    },
  );
  tokenizer.write(html, true);
  builder.close();
  return builder.structure;
}

const isForeign = (name: string) => name === 'svg' || name === 'math';

const KNOWN =
  'p|div|br|b|strong|i|em|a|span|ul|ol|li|h[1-6]|blockquote|table|tr|td|th|figure|pre|code|section|article|img|hr|sup|sub|small|u';
const OPENED = new RegExp(`<(${KNOWN})(?:\\s[^<>]*|/)?>`, 'gi');

/** Whether a text is HTML: known tags that are closed, too. One that mentions `<div>` is not. */
export function isHtml(text: string): boolean {
  if (!text.includes('<') || !text.includes('>')) return false;
  const head = text.slice(0, MAX_LOOKED_AT_CHARS);
  const unclosed = new Set<string>();
  let alone = 0;
  for (const [tag, name] of head.matchAll(OPENED)) {
    const known = name.toLowerCase();
    if (/^(?:br|img|hr)$/.test(known)) {
      // They have no end: a picture has its address, and breaks come in numbers.
      if (/^<img\s[^>]*src\s*=/i.test(tag) || ++alone > 1) return true;
    } else if (!unclosed.has(known)) {
      if (new RegExp(`</${known}\\s*>`, 'i').test(head)) return true;
      unclosed.add(known);
    }
  }
  return /^\s*<p[\s>]/i.test(head);
}
const MAX_LOOKED_AT_CHARS = 200_000;

/** The text of the first heading, else of the first block, as it is shown. */
export function headingIn(html: string, structure: Structure): { text: string; isHeading: boolean } | undefined {
  const heading = structure.blocks.find(({ kind }) => kind === 'heading');
  const block = heading ?? structure.blocks[0];
  return block && { text: asShown({ body: html, structure }, block).text, isHeading: heading !== undefined };
}

/** A table of one column, or with headings, lists or tables in it, arranges a page and tells no rows. */
function isLayout(html: string, from: number): boolean {
  const end = /<\/table\s*>|<table[\s>]/i.exec(html.slice(from));
  const inner = html.slice(from, end ? from + end.index + end[0].length : undefined);
  return (
    /<(?:h[1-6]|table|ul|ol|article|section|blockquote)[\s>]/i.test(inner) ||
    !/<t[dh][\s>][\s\S]*?<t[dh][\s>]/i.test(inner)
  );
}

const attribute = (token: Token.TagToken, name: string) => token.attrs.find((one) => one.name === name)?.value;
const languageOf = (names = '') =>
  /(?:^|\s)(?:lang(?:uage)?|brush|highlight-source)[-:]\s*([\w+#-]+)/i.exec(names)?.[1];
const integer = (text = '') => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined);

const references = new Map<string, string>();
/** What "&euro;" stands for. Kept, because a text has the same ones over and over. */
export function decodedReference(reference: string): string {
  let text = references.get(reference);
  if (text === undefined) {
    text = decodeReferences(reference);
    if (references.size < 5_000) references.set(reference, text);
  }
  return text;
}
