/** What a news page says about itself: JSON-LD first, then Open Graph and other meta tags, then the visible page. */
import type { ArticleFields } from '../formats/format.js';
import { parsePublishedAt } from '../published-at.js';
import { oneLine } from '../title.js';
import { around, attributeOf, elementsIn, type HtmlDocument, type HtmlElement, nodesIn, textOf } from './html-tree.js';
import { articleIn, nameOf, plainText } from './json-ld.js';

const DATE_NAMES =
  'article:published_time og:article:published_time datepublished date pubdate publish-date publishdate dc.date dc.date.issued dcterms.created dcterms.issued dc.terms.issued sailthru.date parsely-pub-date cxenseparse:recs:publishtime';

type Found = Pick<ArticleFields, 'title' | 'heading' | 'source' | 'publishedAt' | 'url'>;

/** Of a page without what stands beside its article: a comment's or a teaser's day would be taken for the article's. */
export function readHtmlMetadata(page: HtmlDocument): Found {
  const elements = [...elementsIn(page)];
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
  const heading = visibleTitle(named);
  const titles = new Set([...named('h1'), ...named('title')].map((element) => oneLine(textOf(element))));
  const blocks = named('script').filter((one) => /^\s*application\/ld\+json\b/i.test(attributeOf(one, 'type') ?? ''));
  const article = articleIn(blocks.map(contentOf), (headline) => titles.has(oneLine(plainText(headline) ?? '')));
  const meta = metaTags(named('meta'));
  const first = (...values: unknown[]) => values.find((value) => typeof value === 'string' && value.trim() !== '');
  const title = first(plainText(article?.headline), plainText(article?.name), meta.get('og:title'));
  const source = first(nameOf(article?.publisher), meta.get('og:site_name'), meta.get('publisher'));
  const publishedAt = [
    article?.datePublished,
    ...DATE_NAMES.split(' ').map((name) => meta.get(name)),
    ...timesOf(page, elements),
  ].find((date) => parsePublishedAt(date));
  const canonical = named('link').find((link) => /(?:^|\s)canonical(?:\s|$)/i.test(attributeOf(link, 'rel') ?? ''));
  const url = [canonical && attributeOf(canonical, 'href'), meta.get('og:url'), article?.url].find(
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

const contentOf = (script: HtmlElement) =>
  script.childNodes.map((node) => ('value' in node && typeof node.value === 'string' ? node.value : '')).join('');

function metaTags(elements: readonly HtmlElement[]): Map<string, string> {
  const tags = new Map<string, string>();
  for (const tag of elements) {
    const itemprop = attributeOf(tag, 'itemprop');
    const name = (attributeOf(tag, 'property') ?? attributeOf(tag, 'name') ?? itemprop)?.trim().toLowerCase();
    const content = attributeOf(tag, 'content')?.trim();
    if (name && content && !tags.has(name) && !(itemprop && isOfAnother(tag))) tags.set(name, content);
  }
  return tags;
}

/** The heading where the window's title begins with it ("Headline - Outlet"), else whichever there is; the title first. */
function visibleTitle(named: (name: string) => HtmlElement[]): string | undefined {
  const textOfFirst = (name: string) => {
    const [element] = named(name);
    return element ? oneLine(textOf(element)) : '';
  };
  const heading = textOfFirst('h1');
  // An <svg> has a <title> too; the page's own comes first.
  const title = textOfFirst('title');
  return heading && title.startsWith(heading) ? heading : title || heading || textOfFirst('h2') || undefined;
}

/** Nearer to the heading than this, a date is the article's. */
const MAX_CHARS_TO_HEADING = 400;
const NOT_IN_HEAD = /^(?:aside|nav|footer|li|td|figure|figcaption|blockquote)$/;
const HEADING = /^h[1-6]$/;

/** The days of <time> elements in the article's own head, those that are marked as its publishing date first. */
function timesOf(page: HtmlDocument, elements: readonly HtmlElement[]): string[] {
  const times = elements.filter((one) => one.tagName === 'time' && attributeOf(one, 'datetime'));
  const heading = elements.find(({ tagName }) => tagName === 'h1') ?? firstOf(elements, HEADING);
  const articles = elements.filter(({ tagName }) => tagName === 'article');
  // A page without any heading: its only article, or the page itself, begins with its date.
  const anchor = heading ?? (articles.length === 1 ? articles[0] : undefined) ?? firstOf(elements, /^body$/);
  if (times.length === 0 || !anchor) return [];
  const placeOf = placesIn(page, new Set([...times, anchor]));
  const inHead = times.filter((time) => {
    const distance = Math.abs(placeOf.get(time)! - placeOf.get(anchor)!);
    return distance <= MAX_CHARS_TO_HEADING && !isOfAnother(time, anchor);
  });
  const isMarked = (time: HtmlElement) =>
    attributeOf(time, 'pubdate') !== undefined || /datePublished/i.test(attributeOf(time, 'itemprop') ?? '');
  const isUpdate = (time: HtmlElement) =>
    /dateModified/i.test(attributeOf(time, 'itemprop') ?? '') ||
    /\b(?:updated|modified)\b/i.test(attributeOf(time, 'class') ?? '');
  const rest = inHead.filter((time) => !isMarked(time));
  return [...inHead.filter(isMarked), ...rest.filter((time) => !isUpdate(time)), ...rest.filter(isUpdate)].map(
    (time) => attributeOf(time, 'datetime')!,
  );
}

/** Whether it stands in a list or frame, or in a box that has a heading of its own: a teaser. */
function isOfAnother(element: HtmlElement, anchor?: HtmlElement): boolean {
  const shared = new Set(anchor ? around(anchor) : []);
  for (const box of around(element)) {
    if (shared.has(box) || /^(?:body|main|html)$/.test(box.tagName)) return false;
    if (NOT_IN_HEAD.test(box.tagName)) return true;
    if (anchor) for (const inner of elementsIn(box)) if (HEADING.test(inner.tagName)) return true;
  }
  return false;
}

const firstOf = (elements: readonly HtmlElement[], name: RegExp) => elements.find(({ tagName }) => name.test(tagName));

/** How many characters of text stand before each of the elements. */
function placesIn(page: HtmlDocument, wanted: ReadonlySet<HtmlElement>): Map<HtmlElement, number> {
  const places = new Map<HtmlElement, number>();
  let chars = 0;
  for (const node of nodesIn(page)) {
    if (wanted.has(node as HtmlElement)) places.set(node as HtmlElement, chars);
    if (node.nodeName === '#text' && 'value' in node && !/^(?:script|style)$/.test(node.parentNode?.nodeName ?? ''))
      chars += node.value.replace(/\s+/g, ' ').length;
  }
  return places;
}
