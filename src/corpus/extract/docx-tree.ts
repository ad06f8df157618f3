/** A Word document, as mammoth reads it, to a page's tree, so that one reader serves both: headings, lists, tables, notes. */

import { type ListNumbers, readNotes } from './docx-properties.js';
import type { DomElement, DomNode } from './dom.js';

const ELEMENT_NODE = 1;
const TEXT_NODE = 3;

/** What is read of mammoth's elements. */
export interface DocxElement {
  type: string;
  children?: DocxElement[];
  /** Of a text. */
  value?: string;
  styleId?: string | null;
  styleName?: string | null;
  numbering?: { level: string; isOrdered: boolean } | null;
  indent?: { hanging?: string | null };
  isBold?: boolean;
  /** Of a row that is repeated on each page. */
  isHeader?: boolean;
  colSpan?: number;
  rowSpan?: number;
  breakType?: string;
  /** Of the document; `body` is a note's. */
  notes?: { resolve(reference: DocxElement): DocxElement | undefined };
  body?: DocxElement[];
}

export interface DocxProperties {
  headingLevel(styleId: string): number | undefined;
  numbers: ListNumbers;
}

/** Elements by the names that Word gives its styles in files of every language. */
const ELEMENTS: [RegExp, string][] = [
  [/^(?:title|titel)$/i, 'H1'],
  [/^(?:quote|intense quote|block text|quotations)$/i, 'BLOCKQUOTE'],
  [/^(?:caption|table caption|image caption|figure|illustration)$/i, 'FIGCAPTION'],
  [/^(?:source code|code|html preformatted|preformatted text)$/i, 'PRE'],
  [/^definition term$/i, 'DT'],
  [/^definition$/i, 'DD'],
];
const LISTED = /^list (?:bullet|number)(?: ([2-5]))?$/i;
/** A table of contents has the headings once more, with the numbers of pages. */
const CONTENTS = /^(?:toc(?: \d| heading)|contents (?:\d|heading)|table of (?:figures|authorities))$/i;
const MAX_LEVEL = 8;

/** The tree of the document's body, its footnotes and endnotes behind it in the order of their marks. */
export function docxTree(document: DocxElement, properties: DocxProperties): DomNode {
  return new TreeMaker(properties).make(document);
}

class TreeMaker {
  #properties: DocxProperties;
  #references: DocxElement[] = [];

  constructor(properties: DocxProperties) {
    this.#properties = properties;
  }

  make(document: DocxElement): DomNode {
    const root = new TreeNode('BODY');
    this.#addBlocks(root, document.children ?? []);
    // A note may itself have one.
    for (let i = 0; i < this.#references.length; i++)
      this.#addBlocks(root, document.notes?.resolve(this.#references[i]!)?.body ?? []);
    return root;
  }

  #addBlocks(parent: TreeNode, elements: readonly DocxElement[]): void {
    /** Open lists, the innermost last. */
    let lists: TreeNode[] = [];
    /** A letter that is set over several lines belongs to the word behind it. */
    let dropCap: DocxElement[] = [];
    elements.forEach((element, i) => {
      if (element.type === 'table') this.#addTable(parent, element);
      if (element.type !== 'paragraph') {
        if (element.type === 'table') lists = [];
        return;
      }
      if (CONTENTS.test(element.styleName ?? '')) return;
      const notes = readNotes(element.indent?.hanging);
      const heading = notes.headingLevel ?? this.#properties.headingLevel(element.styleId ?? '');
      if (notes.isDropCap || (!heading && isDropCap(element, elements[i + 1]))) {
        dropCap = [...dropCap, ...(element.children ?? [])];
        return;
      }
      const content = [...dropCap, ...(element.children ?? [])];
      dropCap = [];
      const level = heading ? undefined : levelOf(element);
      if (level === undefined) {
        if (!isBlank(content)) lists = [];
        const name = heading ? `H${heading}` : elementOf(element);
        this.#addText(openElement(parent, name), content, name === 'PRE' || isOfLines(content));
        return;
      }
      if (isBlank(content)) return;
      const number = this.#properties.numbers.next(notes.list ?? '', level);
      const name = number === undefined ? 'UL' : 'OL';
      lists.length = Math.min(lists.length, level + 1);
      // An item of another kind begins a list of its own.
      if (lists[level] && lists[level].nodeName !== name) lists.length = level;
      while (lists.length <= level) {
        const around = lists.at(-1);
        lists.push((around ? ((around.lastChild as TreeNode | null) ?? around.add('LI')) : parent).add(name));
      }
      const item = lists[level]!.add('LI');
      if (number !== undefined) item.attributes.set('value', String(number));
      this.#addText(item, content, isOfLines(content));
    });
    if (dropCap.length > 0) this.#addText(parent.add('P'), dropCap);
  }

  #addTable(parent: TreeNode, table: DocxElement): void {
    const element = parent.add('TABLE');
    let isAtTop = true;
    for (const row of table.children ?? []) {
      if (row.type !== 'tableRow') continue;
      isAtTop &&= row.isHeader === true;
      const line = (isAtTop ? element.add('THEAD') : element).add('TR');
      for (const cell of row.children ?? []) {
        if (cell.type !== 'tableCell') continue;
        const place = line.add('TD');
        place.attributes.set('colspan', String(cell.colSpan ?? 1)).set('rowspan', String(cell.rowSpan ?? 1));
        this.#addBlocks(place, cell.children ?? []);
      }
    }
  }

  /** The words of a paragraph; a break within is a space unless they are lines of their own. */
  #addText(parent: TreeNode, elements: readonly DocxElement[], isOfLines = false): void {
    for (const element of elements) {
      if (element.type === 'text') parent.addText(element.value ?? '');
      else if (element.type === 'tab') parent.addText('\t');
      else if (element.type === 'break') {
        if (element.breakType === 'line' && isOfLines) parent.add('BR');
        else parent.addText(' ');
      } else if (element.type === 'noteReference') this.#references.push(element);
      else if (element.type === 'run' && (element.isBold || element.styleName === 'Strong'))
        this.#addText(parent.add('B'), element.children ?? [], isOfLines);
      else this.#addText(parent, element.children ?? [], isOfLines);
    }
  }
}

/** Where a paragraph's words go; lines of code and a term's definitions go into one element. */
function openElement(parent: TreeNode, name: string): TreeNode {
  const last = parent.lastChild as TreeNode | null;
  if (name === 'PRE') {
    if (last?.nodeName !== 'PRE') return parent.add('PRE');
    last.addText('\n');
    return last;
  }
  if (name !== 'DT' && name !== 'DD') return parent.add(name);
  return (last?.nodeName === 'DL' ? last : parent.add('DL')).add(name);
}

function elementOf({ styleName, styleId }: DocxElement): string {
  const name = styleName ?? styleId ?? '';
  return ELEMENTS.find(([pattern]) => pattern.test(name))?.[1] ?? 'P';
}

/** How deep a list's item is nested; undefined for what is none. */
function levelOf({ numbering, styleName }: DocxElement): number | undefined {
  if (numbering) return Math.min(Math.max(Number(numbering.level) || 0, 0), MAX_LEVEL);
  const listed = LISTED.exec(styleName ?? '');
  return listed ? Number(listed[1] ?? 1) - 1 : undefined;
}

/** A capital alone on its line above a paragraph that begins within a word; "A" above "anchor" names a glossary's part. */
function isDropCap(element: DocxElement, next: DocxElement | undefined): boolean {
  if (next?.type !== 'paragraph' || element.numbering) return false;
  const letter = /^["'“„«‘]?(\p{Lu})$/u.exec(textOf(element.children ?? []))?.[1];
  const follows = /^\p{Ll}/u.exec(textOf(next.children ?? []))?.[0];
  return letter !== undefined && follows !== undefined && letter.toLowerCase() !== follows;
}

/**
 * Whether a paragraph's breaks part lines of a list: "9:00 Start", "10:30 Break", "12:00 Lunch". Else they only part what
 * goes on: "The harbour office", "Quay 12".
 */
function isOfLines(elements: readonly DocxElement[]): boolean {
  const lines = textOf(elements).split('\n');
  return lines.length > 2 && lines.filter((line) => /^\s*[\p{N}•*–-]/u.test(line)).length * 2 > lines.length;
}

const isBlank = (elements: readonly DocxElement[]) => !/\S/.test(textOf(elements));

function textOf(elements: readonly DocxElement[]): string {
  return elements
    .map(({ type, value, children }) => value ?? (type === 'break' ? '\n' : textOf(children ?? [])))
    .join('');
}

class TreeNode implements DomElement {
  nodeType = ELEMENT_NODE;
  nodeValue: string | null = null;
  firstChild: TreeNode | null = null;
  lastChild: TreeNode | null = null;
  nextSibling: TreeNode | null = null;
  parentNode: TreeNode | null = null;
  attributes = new Map<string, string>();

  constructor(readonly nodeName: string) {}

  get textContent(): string {
    return this.nodeValue ?? '';
  }

  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }

  add(name: string): TreeNode {
    const node = new TreeNode(name);
    node.parentNode = this;
    if (this.lastChild) this.lastChild.nextSibling = node;
    else this.firstChild = node;
    this.lastChild = node;
    return node;
  }

  addText(text: string): void {
    const node = this.add('#text');
    node.nodeType = TEXT_NODE;
    node.nodeValue = text;
  }
}
