/** HTML: the article by Readability over the page less its frame, else all visible text. Scripts never run and nothing is fetched. */
import { Readability } from '@mozilla/readability';
import { decodeText } from '../decode.js';
import { type ArticleFields, Unreadable } from '../formats/format.js';
import { readHead } from '../head.js';
import type { CorpusLimits } from '../limits.js';
import { bodyOf, isConsentAlone, removeBesideArticle, removeUnread } from './beside-article.js';
import { blockText } from './block-text.js';
import type { StructuredText } from './block-writer.js';
import type { DomDocument, DomNode } from './dom.js';
import { readHtmlMetadata } from './html-metadata.js';
import { elementsIn, type HtmlDocument, parsePage } from './html-tree.js';
import { toDom } from './to-dom.js';

/** An "article" shorter than this is more likely a wrong pick of Readability's than the text. */
const MIN_ARTICLE_CHARS = 140;

export function extractHtml(bytes: Uint8Array, limits: Readonly<CorpusLimits>): ArticleFields {
  const page = parsePage(decodeText(bytes, declaredEncoding(bytes)), limits);
  const { hadConsent } = removeBesideArticle(page);
  const metadata = readHtmlMetadata(page);
  const why = emptyReason(page, hadConsent);
  removeUnread(page);
  const document = toDom(page);
  const whole = blockText(document.body ?? document, true);
  // Last, because it takes the document apart.
  const article = articleText(document);
  const { text: body, structure } =
    article && (article.text.length >= MIN_ARTICLE_CHARS || article.text.length >= whole.text.length) ? article : whole;
  if (!/\S/.test(body) || why.isConsentAlone) throw new Unreadable(why.reason);
  return { ...readHead(body), ...metadata, body, structure };
}

/** Why nothing can be read from a page, where nothing can. */
function emptyReason(page: HtmlDocument, hadConsent: boolean): { reason: string; isConsentAlone: boolean } {
  const body = bodyOf(page);
  const isAlone = body !== undefined && isConsentAlone(body);
  if (hadConsent || isAlone)
    return {
      isConsentAlone: isAlone,
      reason: 'There is only a notice about cookies in the page; accept it in a browser and save the page again.',
    };
  const reason = [...elementsIn(page)].some(({ tagName }) => tagName === 'frameset')
    ? 'The page is only a frame around other pages; save those instead.'
    : 'There is no text in the page; if scripts load its text, save the page from a browser.';
  return { isConsentAlone: false, reason };
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

/** The encoding that a page says it is in; pages copied between servers lie, so decodeText believes it last. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2_048)).toString('latin1');
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1];
}
