/** Markdown's structure: its blocks, and the characters that are marks, found by Lezer's parser, which says where each one stands. */
import type { SyntaxNodeRef, Tree } from '@lezer/common';
import { GFM, parser } from '@lezer/markdown';
import type { Block, Markup, Span, Structure } from '../../core/types.js';
import { trimmed } from '../../text/characters.js';
import { decodedReference, readHtmlStructure } from './html-structure.js';

const MARKDOWN = parser.configure([GFM]);

/** Inline marks as Lezer names them. What stands between two brackets of a link or two asterisks is text. */
const MARKS = new Set(
  'HeaderMark EmphasisMark CodeMark StrikethroughMark QuoteMark TaskMarker TableDelimiter LinkTitle HTMLTag Comment ProcessingInstruction Image'.split(
    ' ',
  ),
);
/** Blocks that are no text: "[id]: https://…", "---", "<!-- … -->". */
const NO_TEXT = new Set('LinkReference HorizontalRule CommentBlock ProcessingInstructionBlock'.split(' '));
/** An element that its page's author calls an advertisement. */
const ADVERTISEMENT =
  /^\s*<[a-z]+\b[^>]*\b(?:class|id)\s*=\s*["']?[^"'>]*\b(?:ads?|advert\w*|banner|sponsor\w*|promo\w*|newsletter)\b/i;
/** What site generators put between Markdown: "{{< note >}}", "{% include x %}", "{#anchor}", "{: .class}", "[^1]", "[!NOTE]". */
const GENERATORS =
  /\{\{[<%][^\n{}]{0,400}[%>]\}\}|\{%[^\n{}]{0,400}%\}|\{[#:][^\n{}]{1,80}\}|\[\^[^\]\s]{1,40}\]:?|\[![A-Z]{3,12}\]/g;
/** Whole lines of that kind: ":::tip", "import Tabs from '@theme/Tabs';". */
const GENERATOR_LINE = /^(?::{3,}[^\n]*|(?:import|export) [^\n]* from ['"][^\n]*|\[\[?_?TOC_?\]?\])$/gim;

/**
 * A run of lines with more marks than this is hostile: what they may belong to is searched for each one of them, and the
 * time grows with their square.
 */
const MAX_MARKS_OF_A_RUN = 2_000;

/** Blocks and marks of a Markdown text. Undefined where so many marks stand together that reading them would take seconds. */
export function readMarkdownStructure(text: string): Structure | undefined {
  if (isHostile(text)) return undefined;
  const reader = new MarkdownReader(text, MARKDOWN.parse(text));
  return reader.read();
}

function isHostile(text: string): boolean {
  let marks = 0;
  let isBlank = true;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '\n') {
      if (isBlank) marks = 0;
      isBlank = true;
    } else if (character > ' ') isBlank = false;
    if ('*_[]~`<!&'.includes(character) && ++marks > MAX_MARKS_OF_A_RUN) return true;
  }
  return false;
}

class MarkdownReader {
  readonly #blocks: Block[] = [];
  readonly #marks: Markup[] = [];
  readonly #labels = new Set<string>();
  #groups = 0;
  /** Lists around the place, outermost first, and quotations. */
  readonly #lists: { group: number; next: number | undefined }[] = [];
  #quotations = 0;
  /** The item whose first paragraph has not come yet. */
  #item: Pick<Block, 'level' | 'group' | 'number'> | undefined;
  #table = 0;

  constructor(
    private readonly text: string,
    private readonly tree: Tree,
  ) {}

  read(): Structure {
    this.tree.iterate({
      enter: (node) => {
        if (node.name === 'LinkReference') this.#labels.add(labelIn(this.text.slice(node.from, node.to)));
      },
    });
    this.tree.iterate({ enter: (node) => this.#enter(node), leave: (node) => this.#leave(node) });
    this.#addGenerators();
    return { blocks: this.#blocks, markup: inOrder(this.#marks) };
  }

  #enter(node: SyntaxNodeRef): boolean | undefined {
    const { name, from, to } = node;
    if (NO_TEXT.has(name)) return false;
    if (name === 'HTMLBlock') return this.#addHtml(from, to);
    const heading = /^(?:ATX|Setext)Heading(\d)$/.exec(name);
    if (heading) this.#addHeading(node, Number(heading[1]));
    else if (name === 'Paragraph' || name === 'Task') this.#addParagraph({ start: from, end: to });
    else if (name === 'BulletList' || name === 'OrderedList') this.#openList(node);
    else if (name === 'ListItem') this.#openItem();
    else if (name === 'Blockquote') this.#quotations++;
    else if (name === 'Table') this.#table = ++this.#groups;
    else if (name === 'TableHeader' || name === 'TableRow') this.#addRow(node);
    else if (name === 'FencedCode' || name === 'CodeBlock') return this.#addCode(node);
    else return this.#addInline(node);
    return undefined;
  }

  #leave({ name }: SyntaxNodeRef): void {
    if (name === 'BulletList' || name === 'OrderedList') this.#lists.pop();
    else if (name === 'Blockquote') this.#quotations--;
    else if (name === 'ListItem') this.#item = undefined;
  }

  /** HTML between the Markdown: `<details><summary>Why?</summary>`. */
  #addHtml(start: number, end: number): false {
    const html = this.text.slice(start, end);
    if (ADVERTISEMENT.test(html)) return false;
    const { blocks, markup: marks } = readHtmlStructure(html);
    const groups = this.#groups;
    const moved = <T extends Span>(span: T): T => ({ ...span, start: span.start + start, end: span.end + start });
    for (const { group, cells, ...block } of blocks) {
      if (group !== undefined) this.#groups = Math.max(this.#groups, groups + 1 + group);
      this.#addBlock({
        ...moved(block),
        ...(group !== undefined && { group: groups + 1 + group }),
        ...(cells && { cells: cells.map(moved) }),
      });
    }
    for (const mark of marks) this.#marks.push(moved(mark));
    return false;
  }

  #addHeading(node: SyntaxNodeRef, level: number): void {
    let { from: start, to: end } = node;
    for (let child = node.node.firstChild; child; child = child.nextSibling) {
      if (child.name !== 'HeaderMark') continue;
      // "## Title ##" and, below it, "=====".
      if (child.from === start) start = child.to;
      else end = Math.min(end, child.from);
    }
    this.#addBlock({ kind: 'heading', level, ...trimmed(this.text, { start, end }) });
  }

  #addParagraph(given: Span): void {
    const span = trimmed(this.text, given);
    const { group } = this.#lists[0] ?? {};
    if (this.#item) this.#addBlock({ kind: 'item', ...this.#item, ...span });
    else if (this.#quotations > 0) this.#addBlock({ kind: 'quotation', ...span });
    else this.#addBlock({ kind: 'paragraph', ...(group !== undefined && { group }), ...span });
    this.#item = undefined;
  }

  #openList({ name, node }: SyntaxNodeRef): void {
    const mark = node.firstChild?.firstChild;
    const first = mark ? Number.parseInt(this.text.slice(mark.from, mark.to), 10) : Number.NaN;
    this.#lists.push({
      group: this.#lists[0]?.group ?? ++this.#groups,
      next: name === 'OrderedList' && !Number.isNaN(first) ? first : undefined,
    });
  }

  #openItem(): void {
    const list = this.#lists.at(-1)!;
    this.#item = {
      level: this.#lists.length - 1,
      group: list.group,
      ...(list.next !== undefined && { number: list.next++ }),
    };
  }

  /** Cells stand between the bars; an escaped bar ("\|") is no bar. */
  #addRow({ name, from, to, node }: SyntaxNodeRef): void {
    const bars: Span[] = [];
    for (let child = node.firstChild; child; child = child.nextSibling)
      if (child.name === 'TableDelimiter') bars.push({ start: child.from, end: child.to });
    const isBar = (offset: number) => bars.some(({ start }) => start === offset);
    const borders = [
      ...(isBar(from) ? [] : [{ start: from, end: from }]),
      ...bars,
      ...(isBar(to - 1) ? [] : [{ start: to, end: to }]),
    ];
    const cells = borders.slice(1).map(({ start }, i) => trimmed(this.text, { start: borders[i].end, end: start }));
    const filled = cells.filter(({ start, end }) => end > start);
    if (filled.length === 0) return;
    const start = filled[0].start;
    const end = filled.at(-1)!.end;
    const inside = (offset: number) => Math.min(Math.max(offset, start), end);
    this.#addBlock({
      kind: name === 'TableHeader' ? 'header' : 'row',
      group: this.#table,
      start,
      end,
      cells: cells.map((cell) => ({ start: inside(cell.start), end: inside(cell.end) })),
    });
  }

  /** The lines between the fences. The bars and spaces before them, where they stand in a quotation or a list, are marks. */
  #addCode(node: SyntaxNodeRef): false {
    const lines: Span[] = [];
    let language: string | undefined;
    for (let child = node.node.firstChild; child; child = child.nextSibling) {
      if (child.name === 'CodeText') lines.push({ start: child.from, end: child.to });
      if (child.name === 'CodeInfo') language = /^[\w+#.-]+/.exec(this.text.slice(child.from, child.to))?.[0];
    }
    const first = lines[0];
    if (!first) return false;
    const { start, end } = trimmed(this.text, { start: first.start, end: lines.at(-1)!.end });
    for (const [i, line] of lines.entries()) {
      const before = lines[i - 1];
      if (!before) continue;
      const gap = this.text.slice(before.end, line.start);
      const indent = before.end + gap.lastIndexOf('\n') + 1;
      if (line.start > indent && indent >= start) this.#marks.push({ start: indent, end: line.start });
    }
    this.#item = undefined;
    if (end > start) this.#addBlock({ kind: 'code', start, end, ...(language && { language }) });
    return false;
  }

  #addInline(node: SyntaxNodeRef): boolean | undefined {
    const { name, from, to } = node;
    if (MARKS.has(name)) {
      const isBreak = name === 'HTMLTag' && /^<br\b/i.test(this.text.slice(from, to));
      this.#marks.push({ start: from, end: to, ...(isBreak && { shown: ' ' }) });
      return false;
    }
    if (name === 'Escape') this.#marks.push({ start: from, end: from + 1 });
    else if (name === 'Entity') this.#addEntity(from, to);
    else if (name === 'HardBreak') {
      const line = this.text.indexOf('\n', from);
      if (line > from && line < to) this.#marks.push({ start: from, end: line });
    } else if (name === 'Link') return this.#addLink(node);
    else if (name === 'Autolink') {
      this.#marks.push({ start: from, end: from + 1 }, { start: to - 1, end: to });
      return false;
    }
    return undefined;
  }

  #addEntity(start: number, end: number): void {
    const shown = decodedReference(this.text.slice(start, end));
    if (shown.length <= end - start) this.#marks.push({ start, end, shown });
  }

  /** "[text](address)", "[text][id]" and "[id]" show their text. In "[sic]", which no line defines, the brackets are text. */
  #addLink(link: SyntaxNodeRef): boolean {
    const { node, from, to } = link;
    const marks: Span[] = [];
    let isLink = false;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === 'LinkMark') marks.push({ start: child.from, end: child.to });
      else if (child.name === 'URL') isLink = true;
      else if (child.name === 'LinkLabel') isLink = this.#labels.has(labelIn(this.text.slice(child.from, child.to)));
    }
    const [open, close] = marks;
    if (!open || !close) return true;
    isLink ||= this.#labels.has(labelIn(this.text.slice(from, to))) || this.text.slice(close.end, to) === '()';
    if (!isLink) return true;
    // Behind the text comes nothing but the address or the id.
    this.#marks.push(open, { start: close.start, end: to });
    return true;
  }

  #addBlock(block: Block): void {
    if (block.end > block.start) this.#blocks.push(block);
  }

  #addGenerators(): void {
    const prose = this.#blocks.filter(({ kind }) => kind !== 'code');
    for (const { start, end } of prose) {
      const text = this.text.slice(start, end);
      for (const pattern of [GENERATORS, GENERATOR_LINE])
        for (const match of text.matchAll(pattern))
          this.#marks.push({ start: start + match.index, end: start + match.index + match[0].length });
    }
  }
}

/** "[Some  Id]: …" and "[some id]" are one. */
function labelIn(text: string): string {
  const end = text.indexOf(']');
  return text
    .slice(1, end < 0 ? undefined : end)
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

/** By place; of those that overlap the longer one is kept. */
function inOrder(marks: Markup[]): Markup[] {
  const kept: Markup[] = [];
  for (const mark of marks.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (mark.end > mark.start && (!last || mark.start >= last.end)) kept.push(mark);
  }
  return kept;
}
