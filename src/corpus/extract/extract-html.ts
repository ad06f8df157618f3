/** HTML: the article by Readability over linkedom, else all visible text. Scripts never run and nothing is fetched. */
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decodeText } from '../decode.js';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { readHead } from '../head.js';
import { type CorpusLimits, formatCount } from '../limits.js';
import { blockText } from './block-text.js';
import type { DomDocument, DomNode } from './dom.js';
import { readHtmlMetadata } from './html-metadata.js';

/** An "article" shorter than this is more likely a wrong pick of Readability's than the text. */
const MIN_ARTICLE_CHARS = 140;

export function extractHtml(bytes: Uint8Array, limits: Readonly<CorpusLimits>): ArticleFields {
  const html = decodeText(bytes, declaredEncoding(bytes));
  checkTags(html, limits);
  const { document } = parseHTML(/<html[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`);
  checkDepth(document, limits);
  const metadata = readHtmlMetadata(document);
  const whole = blockText(document.body ?? document, true);
  // Last, because it takes the document apart.
  const article = articleText(document);
  const body = article.length >= MIN_ARTICLE_CHARS || article.length >= whole.length ? article : whole;
  if (!/\S/.test(body))
    throw new Unreadable('There is no text in the page; if scripts load its text, save the page from a browser.');
  return { ...readHead(body), ...metadata, body };
}

function articleText(document: DomDocument): string {
  try {
    const article = new Readability(document as never, { serializer: (node) => node }).parse();
    return article?.content ? blockText(article.content as DomNode) : '';
  } catch {
    // Readability throws on odd trees; the fallback serves them.
    return '';
  }
}

/** The encoding that a page says it is in; pages copied between servers lie, so decodeText believes it last. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2_048)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
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
