/**
 * The text of a DOM tree as people see it, and its blocks: paragraphs apart by line breaks, white space collapsed but in
 * code, the cells of a row apart by bars. textContent would glue paragraphs.
 */
import { type BlockKind, BlockWriter, type StructuredText } from './block-writer.js';
import { DataTable, isDataTable } from './data-table.js';
import type { DomElement, DomNode } from './dom.js';

const TEXT_NODE = 3;
const words = (names: string) => new Set(names.split(' '));
const PARAGRAPHS = words(
  'P DIV SECTION ARTICLE H1 H2 H3 H4 H5 H6 UL OL TABLE BLOCKQUOTE PRE FIGURE FIGCAPTION CAPTION HEADER FOOTER MAIN DL MENU HR ASIDE NAV ADDRESS FORM FIELDSET DETAILS SUMMARY CENTER',
);
const LINES = words('LI TR DT DD OPTION TD TH');
const CELLS = words('TD TH');
const LISTS = words('UL OL MENU');
const BOLD = words('B STRONG');
const INVISIBLE = words(
  'SCRIPT STYLE NOSCRIPT TEMPLATE SVG MATH HEAD IFRAME OBJECT CANVAS AUDIO VIDEO SELECT BUTTON TEXTAREA RT RP RTC',
);
const AROUND_ARTICLES = words('NAV ASIDE FOOTER FORM');
/** What the text in these elements is; a list's items, a table's rows and code are more than that. */
const KINDS: Record<string, BlockKind> = {
  BLOCKQUOTE: { kind: 'quotation' },
  FIGCAPTION: { kind: 'caption' },
  CAPTION: { kind: 'caption' },
  SUMMARY: { kind: 'heading', level: 6 },
  DT: { kind: 'heading', level: 6 },
  DD: { kind: 'definition' },
};
const SOFT_HYPHEN = '\u00ad';
const LANGUAGE = /(?:^|\s)(?:language|lang|highlight(?:-source)?)-([\w+#-]+)/i;

/** An element that says what the text in it is. */
interface Context {
  node: DomNode;
  kind?: BlockKind;
  /** A list: its number, how deep it is, and the number of its next item. */
  list?: { group: number; level: number; next?: number; step: number };
  table?: DataTable;
  /** Lines of code, as they stand. */
  code?: string[];
  /** Of an item: its own text was written, what follows in it is more. */
  isUsed?: boolean;
}

/**
 * The visible text under `root`; `withoutFrame` leaves out navigation, asides, forms and footers. Readings of ruby are left
 * out, and what an item holds behind its own text is paragraphs. Iterative: depth is no limit.
 */
export function blockText(root: DomNode, withoutFrame = false): StructuredText {
  const reader = new Reader();
  let node: DomNode | null = root;
  while (node) {
    const name: string = node.nodeName.toUpperCase();
    if (node.nodeType === TEXT_NODE) reader.text(node.nodeValue ?? '');
    else reader.enter(node as DomElement, name);
    const isHidden = INVISIBLE.has(name) || (withoutFrame && AROUND_ARTICLES.has(name));
    if (node.firstChild && !isHidden) {
      node = node.firstChild;
      continue;
    }
    if (node.nodeType !== TEXT_NODE) reader.leave(node, name);
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) reader.leave(node, node.nodeName.toUpperCase());
    }
    node = !node || node === root ? null : node.nextSibling;
  }
  return reader.finish();
}

class Reader {
  #writer = new BlockWriter();
  #contexts: Context[] = [];
  #groups = 0;
  #bold = 0;
  /** The table whose rows are read, and the code whose lines are: in neither there are blocks. */
  #table: DataTable | undefined;
  #code: string[] | undefined;
  /** White space stands before the next text, or a line break alone. */
  #isApart = false;
  #isBehindBreak = false;
  /** Items without a list around them. */
  #stray: { parent: DomNode | null; group: number } | undefined;

  text(value: string): void {
    if (this.#code) {
      this.#code.push(value);
      return;
    }
    const text = (value.includes(SOFT_HYPHEN) ? value.replaceAll(SOFT_HYPHEN, '') : value).replace(/\s+/g, ' ').trim();
    if (/^\s/.test(value)) this.#askSpace();
    if (text === '') return;
    if (this.#table?.isInCell) this.#table.write(text, this.#isApart, this.#bold > 0);
    else this.#writer.write(text, () => this.#kind(), this.#bold > 0);
    this.#isApart = this.#isBehindBreak = false;
    if (/\s$/.test(value)) this.#askSpace();
  }

  enter(node: DomElement, name: string): void {
    if (BOLD.has(name)) this.#bold++;
    this.#break(name);
    if (name === 'BR') this.#lineBreak();
    else if (this.#code) {
      if (name === 'CODE') this.#nameLanguage(node);
    } else if (name === 'TR') this.#table?.startRow(node.parentNode?.nodeName.toUpperCase() === 'THEAD');
    else if (CELLS.has(name)) this.#table?.startCell(node);
    else if (!this.#table?.isInCell) this.#open(node, name);
  }

  leave(node: DomNode, name: string): void {
    if (BOLD.has(name)) this.#bold--;
    const isContext = this.#contexts.at(-1)?.node === node;
    const context = isContext ? this.#contexts.pop() : undefined;
    if (context?.code) this.#endCode(context.kind!, context.code.join(''));
    if (context?.table) {
      this.#table = undefined;
      context.table.writeTo(this.#writer, this.#groups++);
    }
    if (context && name === 'DT') this.#writer.endTerm();
    if (name === 'TR') this.#table?.endRow();
    this.#break(name);
  }

  finish(): StructuredText {
    return this.#writer.finish();
  }

  /** An element that says what the text in it is. */
  #open(node: DomElement, name: string): void {
    const heading = /^H([1-6])$/.exec(name)?.[1];
    // An item that begins with a heading, a table or code is a frame around paragraphs.
    if (heading || name === 'TABLE' || name === 'PRE') this.#useItem();
    if (heading) this.#contexts.push({ node, kind: { kind: 'heading', level: Number(heading) } });
    else if (name in KINDS) this.#contexts.push({ node, kind: KINDS[name]! });
    else if (LISTS.has(name)) this.#openList(node, name);
    else if (name === 'LI') this.#openItem(node);
    else if (name === 'PRE') {
      this.#code = [];
      this.#contexts.push({ node, code: this.#code, kind: { kind: 'code', ...languageOf(node, node.parentNode) } });
    } else if (name === 'TABLE' && isDataTable(node)) {
      this.#table = new DataTable();
      this.#contexts.push({ node, table: this.#table });
    }
  }

  #openList(node: DomElement, name: string): void {
    const around = this.#list();
    const isReversed = node.getAttribute('reversed') !== null;
    const start = Number.parseInt(node.getAttribute('start') ?? '', 10);
    const first = Number.isNaN(start) ? (isReversed ? countItems(node) : 1) : start;
    this.#contexts.push({
      node,
      list: {
        group: around?.group ?? this.#groups++,
        level: around ? around.level + 1 : 0,
        step: isReversed ? -1 : 1,
        ...(name === 'OL' && { next: first }),
      },
    });
  }

  #openItem(node: DomElement): void {
    const list = this.#list();
    if (!list && this.#stray?.parent !== node.parentNode)
      this.#stray = { parent: node.parentNode, group: this.#groups++ };
    const kind: BlockKind = { kind: 'item', level: list?.level ?? 0, group: list?.group ?? this.#stray!.group };
    if (list?.next !== undefined) {
      const value = Number.parseInt(node.getAttribute('value') ?? '', 10);
      kind.number = Number.isNaN(value) ? list.next : value;
      list.next = kind.number + list.step;
    }
    this.#contexts.push({ node, kind });
  }

  #list(): Context['list'] {
    return this.#contexts.findLast((context) => context.list)?.list;
  }

  /** What a text is that begins here. */
  #kind(): BlockKind {
    const context = this.#contexts.findLast(({ kind }) => kind);
    if (!context?.kind || context.isUsed) return { kind: 'paragraph' };
    if (context.kind.kind === 'item') context.isUsed = true;
    return context.kind;
  }

  #useItem(): void {
    const context = this.#contexts.findLast(({ kind }) => kind);
    if (context?.kind?.kind === 'item') context.isUsed = true;
  }

  #nameLanguage(code: DomElement): void {
    const kind = this.#contexts.findLast((context) => context.code)?.kind;
    if (kind && !kind.language) Object.assign(kind, languageOf(code));
  }

  #endCode(kind: BlockKind, lines: string): void {
    this.#code = undefined;
    const text = lines.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
    if (text !== '') this.#writer.writeLines(text, kind);
  }

  /** The border of an element: a break, and the end of a block. */
  #break(name: string): void {
    const isParagraph = PARAGRAPHS.has(name);
    if (!isParagraph && !LINES.has(name)) return;
    if (this.#code) {
      const last = this.#code.at(-1);
      if (last && !last.endsWith('\n')) this.#code.push('\n');
      return;
    }
    this.#isApart = true;
    if (this.#table?.isInCell) return;
    this.#writer.endBlock();
    this.#writer.ask(isParagraph ? '\n\n' : '\n');
  }

  #lineBreak(): void {
    if (this.#code) this.#code.push('\n');
    this.#isApart = true;
    if (this.#code || this.#table?.isInCell) return;
    this.#writer.ask('\n');
    // Two in a row part paragraphs.
    if (this.#isBehindBreak) this.#writer.endBlock();
    this.#isBehindBreak = true;
  }

  #askSpace(): void {
    this.#isApart = true;
    if (!this.#table?.isInCell) this.#writer.ask(' ');
  }
}

function countItems(list: DomNode): number {
  let count = 0;
  for (let node = list.firstChild; node; node = node.nextSibling) if (node.nodeName.toUpperCase() === 'LI') count++;
  return count;
}

/** "bash" of class="language-bash", "lang-bash" or "highlight-source-bash", at the first of the elements that has one. */
function languageOf(...elements: (DomNode | null)[]): Pick<BlockKind, 'language'> {
  for (const element of elements) {
    const names = (element as Partial<DomElement> | null)?.getAttribute?.('class') ?? '';
    const language = LANGUAGE.exec(names)?.[1];
    if (language) return { language };
  }
  return {};
}
