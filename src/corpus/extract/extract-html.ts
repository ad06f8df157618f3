/** HTML: the article by Readability over linkedom, else all visible text. Scripts never run and nothing is fetched. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decodeText, detectEncoding } from '../decode.js';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { readHead } from '../head.js';
import { type CorpusLimits, formatCount } from '../limits.js';
import { blockText } from './block-text.js';
import type { StructuredText } from './block-writer.js';
import type { DomDocument, DomNode } from './dom.js';
import { readHtmlMetadata } from './html-metadata.js';

/** An "article" shorter than this is more likely a wrong pick of Readability's than the text. */
const MIN_ARTICLE_CHARS = 140;

export function extractHtml(bytes: Uint8Array, limits: Readonly<CorpusLimits>): ArticleFields {
  const html = decodeHtml(bytes);
  checkTags(html, limits);
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  checkDepth(document, limits);
  const metadata = readHtmlMetadata(document);
  const whole = blockText(document.body ?? document, true);
  // Last, because it takes the document apart.
  const article = articleText(document);
  const { text: body, structure } =
    article && (article.text.length >= MIN_ARTICLE_CHARS || article.text.length >= whole.text.length) ? article : whole;
  if (!/\S/.test(body))
    throw new Unreadable('There is no text in the page; if scripts load its text, save the page from a browser.');
  return { ...readHead(body), ...metadata, body, structure };
}

function articleText(document: DomDocument): StructuredText | undefined {
  try {
    const article = new Readability(document as never, { serializer: (node) => node, keepClasses: true }).parse();
    return article?.content ? blockText(article.content as DomNode) : undefined;
  } catch {
    // Readability throws on odd trees; the fallback serves them.
    return undefined;
  }
}

/** UTF-8 was ruled out, and decodeText falls back to Windows-1252, which is what browsers read for these names. */
const DECODED_HERE = /^(?:utf.*|windows-1252|cp1252|iso-?8859-1|latin-?1|(?:us-)?ascii)$/i;

/** A byte order mark and valid UTF-8 win over what the page says about itself; pages copied between servers lie. */
function decodeHtml(bytes: Uint8Array): string {
  const { encoding } = detectEncoding(bytes);
  if (encoding !== 'windows-1252') return decodeText(bytes);
  const head = Buffer.from(bytes.subarray(0, 2_048)).toString('latin1');
  const label = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
  try {
    return label && !DECODED_HERE.test(label)
      ? new TextDecoder(label, { ignoreBOM: true }).decode(bytes)
      : decodeText(bytes);
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    return decodeText(bytes);
  }
}

/** Refuses by count what would cost seconds and hundreds of megabytes as a tree. */
function checkTags(html: string, limits: Readonly<CorpusLimits>): void {
  let tags = 0;
  for (const _tag of html.matchAll(/<[a-z/]/gi)) {
    if (++tags > limits.maxHtmlTags)
      throw new Unreadable(`The page has more than ${formatCount(limits.maxHtmlTags)} tags; save its text alone.`);
  }
}

/** Readability looks up from every paragraph, so its time grows with the square of the depth. */
function checkDepth(root: DomNode, limits: Readonly<CorpusLimits>): void {
  let depth = 0;
  for (let node: DomNode | null = root; node; ) {
    if (node.firstChild) {
      node = node.firstChild;
      if (++depth > limits.maxHtmlDepth)
        throw new Unreadable(
          `The page is nested deeper than ${limits.maxHtmlDepth} levels, which no real page is; save its text alone.`,
        );
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth--;
    }
    node = node && node !== root ? node.nextSibling : null;
  }
}
