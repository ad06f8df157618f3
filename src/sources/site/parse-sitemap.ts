/** Sitemaps (sitemaps.org) and `llms.txt` (llmstxt.org): which pages a site says it has. */
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { XMLParser } from 'fast-xml-parser';
import { formatBytes } from '../../corpus/limits.js';
import { FetchFault } from '../fetch/fetch-fault.js';
import type { Fetched } from '../fetch/fetcher.js';
import { shownAddress } from '../source-state.js';

export interface SitemapEntry {
  url: string;
  /** As written there. */
  lastmod?: string;
  /** What the link is called. */
  title?: string;
}

export interface Sitemap {
  pages: SitemapEntry[];
  /** Of an index: the sitemaps that it names. */
  sitemaps: string[];
}

/** Everything that is said is text: a day is no number. */
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  isArray: (name) => /^(?:url|sitemap)$/.test(name),
});

/** A sitemap may be packed as a file, whatever its headers say. Throws FetchFault 'kind' for what is none. */
export async function parseSitemap({ bytes, url }: Fetched, maxBytes: number): Promise<Sitemap> {
  const xml = (await unpack(bytes, url, maxBytes)).toString('utf8');
  const notOne = () =>
    new FetchFault('kind', `${shownAddress(url)} is no sitemap that can be read; expected <urlset> or <sitemapindex>.`);
  let root: Record<string, unknown>;
  try {
    root = parser.parse(xml);
  } catch {
    throw notOne();
  }
  if (!('urlset' in root) && !('sitemapindex' in root)) throw notOne();
  return {
    pages: entriesOf(root.urlset, 'url'),
    sitemaps: entriesOf(root.sitemapindex, 'sitemap').map((entry) => entry.url),
  };
}

function entriesOf(set: unknown, name: string): SitemapEntry[] {
  const list = (set as Record<string, unknown> | undefined)?.[name];
  if (!Array.isArray(list)) return [];
  return list.flatMap(({ loc, lastmod }: Record<string, unknown>) =>
    typeof loc === 'string'
      ? [{ url: loc.trim(), ...(typeof lastmod === 'string' && { lastmod: lastmod.trim() }) }]
      : [],
  );
}

async function unpack(bytes: Buffer, url: URL, maxBytes: number): Promise<Buffer> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: maxBytes });
  } catch {
    throw new FetchFault(
      'large',
      `${shownAddress(url)} is damaged, or has more than ${formatBytes(maxBytes)} when it is unpacked.`,
    );
  }
}

/** The links of an `llms.txt`: `- [Opening hours](https://example.org/hours.md): when we are there`. */
export function parseLlmsTxt(text: string): SitemapEntry[] {
  return [...text.matchAll(/\[([^\]\n]{0,300})\]\(([^()\s]{1,2048})\)/g)].map(([, title, url]) => ({
    url,
    ...(title.trim() && { title: title.trim() }),
  }));
}
