/** The pages of a site, by its sitemaps or its `llms.txt`; of its own host alone, and below the address that is configured. */
import { FetchFault } from '../fetch/fetch-fault.js';
import type { Fetcher } from '../fetch/fetcher.js';
import type { Refreshing } from '../refreshing.js';
import { parseLlmsTxt, parseSitemap, type SitemapEntry } from './parse-sitemap.js';

/** Sitemaps read in one refresh, how deep an index may lead, and pages taken in. */
const MAX_SITEMAPS = 50;
const MAX_DEPTH = 2;
const MAX_PAGES = 50_000;
const IS_SITEMAP = /\.xml(?:\.gz)?$/i;
const IS_LLMS = /(?:^|\/)llms(?:-full)?\.txt$/i;

export interface SitePages {
  pages: Map<string, SitemapEntry>;
  /** They come from `llms.txt`, where each may have a mirror in Markdown. */
  hasMirrors: boolean;
}

/** Throws FetchFault where the site names none. */
export async function listPages(refreshing: Refreshing, fetcher: Fetcher): Promise<SitePages> {
  const lister = new PageLister(refreshing, fetcher);
  const { address } = refreshing.parts.source;
  const { pathname } = new URL(address);
  if (IS_LLMS.test(pathname)) return { pages: await lister.llms(address), hasMirrors: true };
  if (IS_SITEMAP.test(pathname)) return { pages: await lister.sitemaps([address]), hasMirrors: false };
  const named = await lister.named();
  const first = named.length > 0 ? named : [new URL('/sitemap.xml', address).href];
  try {
    return { pages: await lister.sitemaps(first), hasMirrors: false };
  } catch (error) {
    if (!(error instanceof FetchFault) || !error.lasts) throw error;
    try {
      return {
        pages: await lister.llms(new URL('llms.txt', address.endsWith('/') ? address : `${address}/`).href),
        hasMirrors: true,
      };
    } catch (second) {
      if (!(second instanceof FetchFault) || !second.lasts) throw second;
      throw new FetchFault(
        'kind',
        `${new URL(address).host} names its pages neither in a sitemap nor in llms.txt; give the address of one, or of a feed.`,
      );
    }
  }
}

class PageLister {
  readonly #pages = new Map<string, SitemapEntry>();
  readonly #hosts: Set<string>;
  /** "/news/" where the address is a part of the site. */
  readonly #below: string;

  constructor(
    readonly refreshing: Refreshing,
    readonly fetcher: Fetcher,
  ) {
    const { host, pathname } = new URL(refreshing.parts.source.address);
    this.#hosts = new Set([host]);
    this.#below = IS_SITEMAP.test(pathname) || IS_LLMS.test(pathname) ? '/' : pathname.replace(/[^/]+\.[a-z]+$/i, '');
  }

  async named(): Promise<string[]> {
    const { source, robots, signal } = this.refreshing.parts;
    const url = new URL(source.address);
    const named = await this.fetcher.sitemapsOf(url.origin, robots, signal);
    return named.filter((one) => URL.canParse(one, url.href) && new URL(one, url.href).host === url.host);
  }

  async sitemaps(addresses: string[]): Promise<Map<string, SitemapEntry>> {
    const { source, robots, signal } = this.refreshing.parts;
    const waiting = addresses.map((address) => ({ address, depth: 0 }));
    const seen = new Set<string>();
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { address, depth } = next;
      if (seen.has(address)) continue;
      if (seen.size >= MAX_SITEMAPS) {
        this.refreshing.skip(source.name, `The site has more than ${MAX_SITEMAPS} sitemaps; the others were left out.`);
        break;
      }
      seen.add(address);
      try {
        const answer = await this.fetcher.get(address, { maxBytes: source.limits.bytes, robots, signal });
        this.#hosts.add(answer.url.host);
        const { pages, sitemaps } = await parseSitemap(answer, source.limits.bytes);
        for (const page of pages) this.#take(page, answer.url);
        for (const one of depth < MAX_DEPTH ? sitemaps : [])
          if (URL.canParse(one, answer.url.href))
            waiting.push({ address: new URL(one, answer.url.href).href, depth: depth + 1 });
      } catch (error) {
        // One of several that is gone is no reason to do without the others; but then nothing counts as dropped.
        if (!(error instanceof FetchFault) || (seen.size === 1 && waiting.length === 0)) throw error;
        if (error.kind === 'wait') throw error;
        this.refreshing.skip(source.name, error.message);
        this.refreshing.isUnfinished = true;
      }
    }
    return this.#pages;
  }

  async llms(address: string): Promise<Map<string, SitemapEntry>> {
    const { source, robots, signal } = this.refreshing.parts;
    const answer = await this.fetcher.get(address, {
      maxBytes: source.limits.bytes,
      accept: 'text/plain, text/markdown, */*;q=0.1',
      robots,
      signal,
    });
    if (/html/.test(answer.contentType))
      throw new FetchFault('kind', `${address} is a page, where a text was expected.`);
    this.#hosts.add(answer.url.host);
    for (const entry of parseLlmsTxt(answer.bytes.toString('utf8'))) this.#take(entry, answer.url);
    return this.#pages;
  }

  #take(entry: SitemapEntry, base: URL): void {
    if (!URL.canParse(entry.url, base.href) || this.#pages.size >= MAX_PAGES) return;
    const url = new URL(entry.url, base.href);
    url.hash = '';
    if (!/^https?:$/.test(url.protocol) || !this.#hosts.has(url.host) || !url.pathname.startsWith(this.#below)) return;
    if (!this.#pages.has(url.href)) this.#pages.set(url.href, { ...entry, url: url.href });
  }
}
