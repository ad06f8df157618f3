/**
 * The structure of a plain text that is laid out as a document (plain/headings.ts says by what that is told): its paragraphs,
 * lists, terms with what is said of them, and examples, by the columns in which their lines stand.
 */
import type { Block, Markup, Span, Structure } from '../../core/types.js';
import { type Heading, type Layout, readLayout } from './plain/headings.js';
import { Hyphens } from './plain/hyphens.js';
import { type Line, readLines, wrapWidth } from './plain/lines.js';
import { type Columns, goesOnBehindPage, isTable, type Part, splitRun } from './plain/parts.js';

/** Undefined where the text is not laid out as a document: news and other running text. */
export function readPlainStructure(body: string): Structure | undefined {
  const lines = readLines(body);
  const layout = lines && readLayout(lines);
  return layout && new PlainReader(body, lines, layout).read();
}

/** "A: " below a question. */
const ANSWER = /^(?:A|Answer) ?\d{0,3} ?[:)]\s+(?=\S)/;

class PlainReader {
  readonly #structure: Structure = { blocks: [], markup: [] };
  readonly #hyphens: Hyphens;
  readonly #width: number;
  /** Lists around the place, outermost first, by the column of their marks. */
  #lists: { indent: number; group: number }[] = [];
  #groups = 0;
  /** Of the terms in this section. */
  #columns: Columns | undefined;

  constructor(
    private readonly body: string,
    private readonly lines: readonly Line[],
    private readonly layout: Layout,
  ) {
    this.#hyphens = new Hyphens(body);
    this.#width = wrapWidth(lines);
  }

  read(): Structure {
    const headings = new Map(this.layout.headings.map((heading) => [heading.from, heading]));
    for (let i = 0; i < this.lines.length; ) {
      const heading = headings.get(i);
      if (heading) {
        this.#addHeading(heading);
        i = heading.to;
      } else if (this.#isText(i)) {
        const run = this.#runAt(i, headings);
        this.#addRun(
          run.map((number) => this.lines[number]),
          this.layout.code.has(i),
        );
        i = run.at(-1)! + 1;
      } else i++;
    }
    return this.#structure;
  }

  #isText(i: number): boolean {
    return this.lines[i].text !== '' && !this.layout.unread.has(i);
  }

  /** The numbers of lines without a blank one between them; a page's end within a sentence is none. */
  #runAt(first: number, headings: ReadonlyMap<number, Heading>): number[] {
    const run = [first];
    for (;;) {
      const last = run.at(-1)!;
      let next = last + 1;
      let isPage = false;
      for (; next < this.lines.length && !this.#isText(next); next++) isPage ||= this.layout.unread.has(next);
      if (next >= this.lines.length || headings.has(next)) return run;
      if (next > last + 1 && !(isPage && goesOnBehindPage(this.lines[last], this.lines[next]))) return run;
      run.push(next);
    }
  }

  #addHeading({ from, to, level, skip = 0 }: Heading): void {
    const own = this.lines.slice(from, to);
    this.#lists = [];
    this.#columns = undefined;
    this.#add({ kind: 'heading', level, start: own[0].start + skip, end: own.at(-1)!.end }, own);
  }

  #addRun(run: readonly Line[], isCode: boolean): void {
    if (isCode || isTable(run, this.#width)) {
      this.#addCode(run);
      return;
    }
    const { parts, columns } = splitRun(run, this.#width, this.#columns);
    this.#columns = columns;
    for (const part of parts) this.#addPart(part);
  }

  #addPart({ kind, lines, skip, number, isListed, gap }: Part): void {
    const [{ start, indent }] = lines;
    const end = lines.at(-1)!.end;
    if (kind === 'code') {
      this.#addCode(lines);
      return;
    }
    if (!isListed) {
      if (indent <= (this.#lists[0]?.indent ?? 0)) this.#lists = [];
      const isAnswer = this.#structure.blocks.at(-1)?.kind === 'heading';
      const answer = isAnswer ? (ANSWER.exec(lines[0].text)?.[0].length ?? 0) : 0;
      this.#add({ kind, start: start + answer, end }, lines, gap);
      return;
    }
    this.#lists = this.#lists.filter((list) => list.indent <= indent);
    if (this.#lists.at(-1)?.indent !== indent)
      this.#lists.push({ indent, group: this.#lists[0]?.group ?? ++this.#groups });
    const { group } = this.#lists[0];
    const level = this.#lists.length - 1;
    this.#add({ kind, level, group, ...(number !== undefined && { number }), start: start + skip, end }, lines);
  }

  /** The columns that all lines leave free are no text. */
  #addCode(lines: readonly Line[]): void {
    const start = lines[0].start;
    const free = lines.reduce((least, { indent }) => Math.min(least, indent), Infinity);
    for (const line of lines.slice(1)) {
      const before = line.lineStart;
      const end = line.indent === line.start - before ? before + free : line.start;
      if (end > before) this.#structure.markup.push({ start: before, end });
    }
    this.#structure.blocks.push({ kind: 'code', start, end: lines.at(-1)!.end });
  }

  /** `gap` lies between a term and its text: "-d density: The starting density". */
  #add(block: Block, lines: readonly Line[], gap?: Span): void {
    if (block.end <= block.start) return;
    this.#structure.blocks.push(block);
    const marks: Markup[] = gap
      ? [{ ...gap, shown: /[\p{L}\p{N})\]>]/u.test(this.body[gap.start - 1]) ? ': ' : ' ' }]
      : [];
    for (const [i, line] of lines.entries()) {
      const next = lines[i + 1];
      if (!next || line.end === gap?.start) continue;
      const between = this.#hyphens.between(line, next);
      // A page's head and foot stand between them.
      if (between.length === 0 && next.place > line.place + 1)
        between.push({ start: line.end, end: next.start, shown: ' ' });
      marks.push(...between.filter(({ start }) => start >= block.start));
    }
    marks.sort((a, b) => a.start - b.start);
    for (const mark of marks) this.#structure.markup.push(mark);
  }
}
