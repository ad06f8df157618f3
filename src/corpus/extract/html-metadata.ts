/** What a news page says about itself: JSON-LD first, then Open Graph and other meta tags, then the visible page. */
import type { ArticleFields } from '../formats/format.js';
import { parsePublishedAt } from '../published-at.js';
import { oneLine } from '../title.js';
import type { DomDocument } from './dom.js';

const MAX_JSON_LD_CHARS = 512 * 1024;
const ARTICLE_TYPE = /(?:^|\/)(?:\w*Article|BlogPosting|Report|LiveBlogPosting|Review)$/;
const DATE_NAMES =
  'article:published_time og:article:published_time datepublished date pubdate publish-date publishdate dc.date dc.date.issued dcterms.created sailthru.date parsely-pub-date cxenseparse:recs:publishtime';

type Found = Pick<ArticleFields, 'title' | 'heading' | 'source' | 'publishedAt' | 'url'>;

export function readHtmlMetadata(document: DomDocument): Found {
  const article = jsonLdArticle(document);
  const meta = metaTags(document);
  const first = (...values: unknown[]) => values.find((value) => typeof value === 'string' && value.trim() !== '');
  const title = first(article?.headline, meta.get('og:title'));
  const heading = visibleTitle(document);
  const source = first(nameOf(article?.publisher), meta.get('og:site_name'), meta.get('publisher'));
  const publishedAt = [
    article?.datePublished,
    ...DATE_NAMES.split(' ').map((name) => meta.get(name)),
    timeElement(document),
  ].find((date) => parsePublishedAt(date));
  const url = [attribute(document, 'link[rel~="canonical"]', 'href'), meta.get('og:url'), article?.url].find(
    (one) => typeof one === 'string' && /^https?:\/\//i.test(one.trim()),
  );
  return {
    ...(title !== undefined && { title }),
    ...(heading && { heading }),
    ...(source !== undefined && { source }),
    ...(publishedAt !== undefined && { publishedAt }),
    ...(url !== undefined && { url }),
  };
}

/** The first object of an article's type among the page's JSON-LD blocks. */
function jsonLdArticle(document: DomDocument): Record<string, unknown> | undefined {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    const text = script.textContent ?? '';
    if (text.length > MAX_JSON_LD_CHARS) continue;
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      continue; // A page with a broken block still has its meta tags.
    }
    const top = (Array.isArray(data) ? data : [data]).filter(isRecord);
    const found = top
      .flatMap((one) => [one, ...(Array.isArray(one['@graph']) ? one['@graph'].filter(isRecord) : [])])
      .find(isArticle);
    if (found) return found;
  }
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isArticle(value: Record<string, unknown>): boolean {
  const types = Array.isArray(value['@type']) ? value['@type'] : [value['@type']];
  return types.some((type) => typeof type === 'string' && ARTICLE_TYPE.test(type));
}

function nameOf(publisher: unknown): unknown {
  const one: unknown = Array.isArray(publisher) ? publisher[0] : publisher;
  return isRecord(one) ? one.name : one;
}

function metaTags(document: DomDocument): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of document.querySelectorAll('meta[content]')) {
    const name = (tag.getAttribute('property') ?? tag.getAttribute('name') ?? tag.getAttribute('itemprop'))
      ?.trim()
      .toLowerCase();
    const content = tag.getAttribute('content')?.trim();
    if (name && content && !tags.has(name)) tags.set(name, content);
  }
  return tags;
}

/** The heading where the window's title begins with it ("Headline - Outlet"), else whichever there is; the title first. */
function visibleTitle(document: DomDocument): string | undefined {
  const heading = oneLine(document.querySelector('h1')?.textContent ?? '');
  const title = oneLine(document.querySelector('title')?.textContent ?? '');
  return heading && title.startsWith(heading)
    ? heading
    : title || heading || oneLine(document.querySelector('h2')?.textContent ?? '') || undefined;
}

function timeElement(document: DomDocument): string | undefined {
  return (
    attribute(document, 'time[datetime][pubdate], time[datetime][itemprop="datePublished"]', 'datetime') ??
    attribute(document, 'time[datetime]', 'datetime')
  );
}

function attribute(document: DomDocument, selector: string, name: string): string | undefined {
  return document.querySelector(selector)?.getAttribute(name) ?? undefined;
}
