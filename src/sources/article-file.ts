/**
 * An article as a file of the corpus, which reads back to what was fetched.
 *
 * What is HTML becomes `.json` with its text as plain HTML in `body`: each block in its own element and no marks within one, so
 * that headings, lists, tables and code stay what they are, nothing is guessed again when it is read (as of a whole page), and a
 * quote holds nothing but text. A plain text stands in `body` as it is. Markdown stays Markdown, with YAML front matter.
 */
import { stringify } from 'yaml';
import type { Block, Span, Structure } from '../core/types.js';

export interface ArticleMeta {
  title?: string;
  source?: string;
  publishedAt?: string;
  url?: string;
  /** Stands in the file for people; the corpus reads no such field. */
  author?: string;
}

export type ArticleText = { kind: 'blocks'; body: string; structure?: Structure } | { kind: 'markdown'; body: string };

/** The file's extension and its content. */
export function writeArticleFile(meta: ArticleMeta, text: ArticleText): { extension: string; content: string } {
  const { title, source, publishedAt, url, author } = meta;
  const fields = {
    ...(title && { title }),
    ...(source && { source }),
    ...(author && { author }),
    ...(publishedAt && { published_at: publishedAt }),
    ...(url && { url }),
  };
  if (text.kind === 'markdown')
    return { extension: '.md', content: `---\n${stringify(fields, { lineWidth: 0 })}---\n${text.body}` };
  const body = bodyOf(text.body, text.structure);
  return { extension: '.json', content: `${JSON.stringify({ ...fields, body }, null, 2)}\n` };
}

/** A plain text stays as it is, unless something in it would be taken for a tag. */
function bodyOf(body: string, structure: Structure | undefined): string {
  if (structure && structure.blocks.length > 0) return blocksToHtml(body, structure);
  if (!/<[a-z]/i.test(body)) return body;
  const paragraphs = body.split(/\n[^\S\n]*\n\s*/).filter((one) => one.trim() !== '');
  return paragraphs.map((one) => element('p', escapeText(one))).join('\n');
}

/** The blocks of a text as HTML: one element each, line breaks within one kept. What lies in no block is left out. */
export function blocksToHtml(body: string, structure: Structure): string {
  const textOf = textsOf(body, structure);
  const parts: string[] = [];
  /** Elements that are open around the next block: lists by their depth, or a table. */
  const open: { name: string; group: number | undefined }[] = [];
  const closeTo = (depth: number) => {
    while (open.length > depth) parts.push(`</${open.pop()!.name}>`);
  };
  for (const block of structure.blocks) {
    const isItem = block.kind === 'item';
    const isRow = block.kind === 'row' || block.kind === 'header';
    const isSame = open.length > 0 && open[0].group === block.group && (open[0].name === 'table' ? isRow : isItem);
    if (!isSame) closeTo(0);
    if (isItem) {
      const depth = (block.level ?? 0) + 1;
      const name = block.number === undefined ? 'ul' : 'ol';
      closeTo(open[depth - 1] && open[depth - 1].name !== name ? depth - 1 : depth);
      while (open.length < depth) {
        parts.push(`<${name}>`);
        open.push({ name, group: block.group });
      }
      const value = block.number === undefined ? '' : ` value="${block.number}"`;
      parts.push(`<li${value}>${textOf(block)}</li>`);
    } else if (isRow) {
      if (open.length === 0) {
        parts.push('<table>');
        open.push({ name: 'table', group: block.group });
      }
      const name = block.kind === 'header' ? 'th' : 'td';
      const cells = (block.cells ?? [block]).map((cell) => element(name, textOf(cell)));
      parts.push(element('tr', cells.join('')));
    } else parts.push(elementOf(block, textOf(block)));
  }
  closeTo(0);
  return parts.join('\n');
}

function elementOf({ kind, level, language }: Block, text: string): string {
  switch (kind) {
    case 'heading':
      return element(`h${level ?? 2}`, text);
    case 'quotation':
      return element('blockquote', text);
    case 'definition':
      return `<div><dl><dd>${text}</dd></dl></div>`;
    case 'caption':
      return `<figure><figcaption>${text}</figcaption></figure>`;
    case 'code':
      return `<pre><code${language ? ` class="language-${language.replace(/[^\w+#-]/g, '')}"` : ''}>${text}</code></pre>`;
    default:
      return element('p', text);
  }
}

const element = (name: string, content: string) => `<${name}>${content}</${name}>`;

/** What is shown of a part of the body, as HTML; parts are asked for in their order. */
function textsOf(body: string, { markup }: Structure): (part: Span) => string {
  let next = 0;
  return ({ start, end }) => {
    while (next < markup.length && markup[next].end <= start) next++;
    let text = '';
    let at = start;
    for (let i = next; i < markup.length && markup[i].start < end; i++) {
      text += body.slice(at, markup[i].start) + (markup[i].shown ?? '');
      at = markup[i].end;
    }
    return escapeText(text + body.slice(at, Math.max(at, end)));
  };
}

/** Only what would be taken for a tag or a reference: "AT&T" and "3 < 5" stay as they are, and so do quotes of them. */
const escapeText = (text: string) => text.replace(/&(?=#|[a-z])/gi, '&amp;').replace(/<(?=[a-z/!?])/gi, '&lt;');
