/** An article as HTML: its blocks as people read them, the quoted words marked. Everything of it is escaped. */
import { html } from 'hono/html';
import type { Block, Span } from '../../core/types.js';
import type { StoredBody } from '../../index/stored-article.js';
import { asShown } from '../../text/as-shown.js';

type Html = ReturnType<typeof html>;

/** Above so many characters a line isn't one of a text that was broken to a width, so its breaks mean something. */
const LONGEST_BROKEN_LINE = 120;
/** The page's own heading is the first. */
const HIGHEST_HEADING = 2;
const LOWEST_HEADING = 6;

export interface ShownArticle extends StoredBody {
  title: string;
  quote?: Span;
}

/** In reading order. A first heading that only repeats the title is left out. */
export function articleHtml(article: ShownArticle): Html[] {
  const words = new Words(article);
  const { structure } = article;
  return structure ? structured(structure.blocks, article, words) : prose(article, words);
}

/** The words of a span, with the mark where the quote is. */
class Words {
  #isMarked = false;

  constructor(private readonly article: ShownArticle) {}

  isEmpty(span: Span): boolean {
    return asShown(this.article, span).text.trim() === '';
  }

  html(span: Span): Html {
    const { quote } = this.article;
    const shown = asShown(this.article, span);
    const text = printable(shown.text);
    const isHere = quote && quote.start < span.end && quote.end > span.start;
    const place = isHere ? shown.at(quote) : undefined;
    if (!place) return html`${text}`;
    // The first one is what "#quote" leads to.
    const id = this.#isMarked ? '' : html` id="quote"`;
    this.#isMarked = true;
    const part = (from: number, to?: number) => printable(shown.text.slice(from, to));
    return html`${part(0, place.start)}<mark${id}>${part(place.start, place.end)}</mark>${part(place.end)}`;
  }
}

/** Without characters that no page may hold. */
export const printable = (text: string) => text.toWellFormed().replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/g, '');

/** A text without marks: paragraphs between blank lines. */
function prose({ body }: ShownArticle, words: Words): Html[] {
  const hasLines = body.split('\n').some((line) => line.length > LONGEST_BROKEN_LINE);
  const paragraphs = [...body.matchAll(/\S(?:[^\n]|\n(?![^\S\n]*\n))*/g)];
  return paragraphs.map(({ 0: text, index: start }) => {
    const inner = words.html({ start, end: start + text.trimEnd().length });
    return hasLines ? html`<p dir="auto" class="lines">${inner}</p>` : html`<p dir="auto">${inner}</p>`;
  });
}

function structured(blocks: readonly Block[], article: ShownArticle, words: Words): Html[] {
  const kept = blocks.filter((block) => !words.isEmpty(block));
  const headings = headingLevels(kept, article);
  const parts: Html[] = [];
  for (let i = 0; i < kept.length; ) {
    const run = runAt(kept, i);
    const [first] = run;
    if (first.kind === 'item') parts.push(...lists(run, words));
    else if (first.kind === 'row' || first.kind === 'header') parts.push(table(run, words));
    else parts.push(single(first, words, headings.get(first)));
    i += run.length;
  }
  return parts;
}

const familyOf = ({ kind }: Block) => (kind === 'header' ? 'row' : kind);

/** A block with those after it that belong to its list or table. */
function runAt(blocks: readonly Block[], from: number): Block[] {
  const first = blocks[from];
  const isGrouped = first.kind === 'item' || familyOf(first) === 'row';
  let to = from + 1;
  while (isGrouped && to < blocks.length && belongs(blocks[to], first)) to++;
  return blocks.slice(from, to);
}

const belongs = (block: Block, first: Block) => familyOf(block) === familyOf(first) && block.group === first.group;

/** Each one deeper than the heading it stands under, however its author numbered them; 0 for the title over again. */
function headingLevels(blocks: readonly Block[], article: ShownArticle): Map<Block, number> {
  const { title, quote } = article;
  const open: number[] = [];
  const levels = new Map<Block, number>();
  for (const block of blocks) {
    if (block.kind !== 'heading') continue;
    const isQuoted = quote && quote.start < block.end && quote.end > block.start;
    if (block === blocks[0] && !isQuoted && asShown(article, block).text === title) {
      levels.set(block, 0);
      continue;
    }
    const { level = 1 } = block;
    while (open.length > 0 && open.at(-1)! >= level) open.pop();
    levels.set(block, Math.min(LOWEST_HEADING, HIGHEST_HEADING + open.length));
    open.push(level);
  }
  return levels;
}

function single(block: Block, words: Words, heading = HIGHEST_HEADING): Html {
  const inner = () => words.html(block);
  switch (block.kind) {
    case 'heading': {
      if (heading === 0) return html``;
      const tags = { 2: 'h2', 3: 'h3', 4: 'h4', 5: 'h5', 6: 'h6' } as const;
      const tag = tags[heading as keyof typeof tags];
      return html`<${tag} dir="auto">${inner()}</${tag}>`;
    }
    case 'code':
      return html`<pre dir="ltr"><code>${inner()}</code></pre>`;
    case 'quotation':
      return html`<blockquote dir="auto">${inner()}</blockquote>`;
    case 'caption':
      return html`<p dir="auto" class="caption">${inner()}</p>`;
    default:
      return html`<p dir="auto">${inner()}</p>`;
  }
}

/** Items of one level, each with the deeper ones behind it; another list where numbers begin or end. */
function lists(items: readonly Block[], words: Words): Html[] {
  const level = items[0].level ?? 0;
  const entries: { item: Block; inner: Block[] }[] = [];
  for (const item of items) {
    if (entries.length > 0 && (item.level ?? 0) > level) entries.at(-1)!.inner.push(item);
    else entries.push({ item, inner: [] });
  }
  const runs: (typeof entries)[] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    const isSame = last && (last[0].item.number === undefined) === (entry.item.number === undefined);
    if (isSame) last.push(entry);
    else runs.push([entry]);
  }
  return runs.map((run) => {
    const shown = run.map(({ item, inner }) => {
      const value = item.number === undefined ? '' : html` value="${item.number}"`;
      return html`<li dir="auto"${value}>${words.html(item)}${inner.length > 0 ? lists(inner, words) : ''}</li>`;
    });
    return run[0].item.number === undefined ? html`<ul>${shown}</ul>` : html`<ol>${shown}</ol>`;
  });
}

/** Wide ones scroll by themselves, by keyboard too. */
function table(rows: readonly Block[], words: Words): Html {
  const shown = rows.map((row) => {
    const cells = row.cells ?? [row];
    if (row.kind === 'header') return html`<tr>${cells.map((cell) => head(cell, words))}</tr>`;
    return html`<tr>${cells.map((cell) => html`<td dir="auto">${words.html(cell)}</td>`)}</tr>`;
  });
  return html`<div class="wide" role="region" aria-label="Table" tabindex="0"><table>${shown}</table></div>`;
}

/** An empty corner names no column. */
const head = (cell: Span, words: Words) =>
  words.isEmpty(cell) ? html`<td></td>` : html`<th scope="col" dir="auto">${words.html(cell)}</th>`;
