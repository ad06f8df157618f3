/** What is at an address: looked at once, before it becomes a source. */
import { attributeOf, elementsIn, parsePage } from '../corpus/extract/html-tree.js';
import { DEFAULT_CORPUS_LIMITS } from '../corpus/limits.js';
import { parseFeed } from './feed/parse-feed.js';
import { FEED_TYPES } from './feed/refresh-feed.js';
import { FetchFault } from './fetch/fetch-fault.js';
import type { Fetched, Fetcher } from './fetch/fetcher.js';
import type { Refreshing } from './refreshing.js';
import { listPages } from './site/list-pages.js';
import type { SourceKind } from './source.js';
import { shownAddress } from './source-state.js';

/** `refreshing` is of the source to be. Throws FetchFault with what it is instead, or why it can't be looked at. */
export async function probe(
  wanted: SourceKind | undefined,
  refreshing: Refreshing,
  fetcher: Fetcher,
): Promise<'feed' | 'site'> {
  const { source, robots, signal } = refreshing.parts;
  if (wanted !== 'site') {
    const answer = await fetcher.get(source.address, {
      maxBytes: source.limits.bytes,
      accept: FEED_TYPES,
      robots,
      signal,
    });
    const fault = feedFault(answer);
    if (!fault) return 'feed';
    const [feed] = feedsNamedBy(answer);
    if (feed !== undefined && wanted === undefined)
      throw new FetchFault(
        'kind',
        `${shownAddress(answer.url)} is a page; its feed is at ${feed}. Give that address, or kind "site" for all its pages.`,
      );
    if (wanted === 'feed')
      throw new FetchFault(
        'kind',
        feed === undefined
          ? fault.message
          : `${shownAddress(answer.url)} is a page; its feed is at ${feed}. Give that address.`,
      );
  }
  const { pages } = await listPages(refreshing, fetcher);
  if (pages.size > 0) return 'site';
  throw new FetchFault(
    'kind',
    `${new URL(source.address).host} names no pages of its own at that address; give that of a sitemap or a feed.`,
  );
}

function feedFault({ bytes, url, charset }: Fetched): FetchFault | undefined {
  try {
    parseFeed(bytes, url, charset);
    return undefined;
  } catch (error) {
    if (error instanceof FetchFault) return error;
    throw error;
  }
}

/** `<link rel="alternate" type="application/rss+xml" href="…">` of a page. */
function feedsNamedBy({ bytes, url, contentType }: Fetched): string[] {
  if (!/html/.test(contentType)) return [];
  try {
    return [...elementsIn(parsePage(bytes.toString('utf8'), DEFAULT_CORPUS_LIMITS))]
      .filter((one) => one.tagName === 'link' && /\b(?:rss|atom)\+xml|feed\+json/i.test(attributeOf(one, 'type') ?? ''))
      .flatMap((one) => {
        const href = attributeOf(one, 'href');
        return href && URL.canParse(href, url.href) ? [new URL(href, url.href).href] : [];
      });
  } catch {
    return [];
  }
}
