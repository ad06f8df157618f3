/** A site's pages as articles. A page whose `lastmod` is as it was isn't asked for; the others are asked for if they changed. */
import { DAY_MS, parseIsoMs } from '../../core/dates.js';
import { FetchFault } from '../fetch/fetch-fault.js';
import type { Fetched, Fetcher } from '../fetch/fetcher.js';
import { PAGE_TYPES, readPage } from '../read-page.js';
import type { Refreshing } from '../refreshing.js';
import type { KeptItem } from '../saved-state.js';
import { shownAddress } from '../source-state.js';
import { listPages } from './list-pages.js';
import type { SitemapEntry } from './parse-sitemap.js';

/** A page that holds no article is looked at again after this long. */
const NO_ARTICLE_MS = 7 * DAY_MS;

/** Throws FetchFault where the site's list of pages can't be read. */
export async function refreshSite(refreshing: Refreshing, fetcher: Fetcher): Promise<void> {
  const { source, signal, nowMs } = refreshing.parts;
  const { pages, hasMirrors } = await listPages(refreshing, fetcher);
  const isListWhole = !refreshing.isUnfinished;
  const readMs = ({ url }: SitemapEntry) => refreshing.items[url]?.readMs ?? 0;
  const toRead = [...pages.values()].filter((page) => {
    const kept = refreshing.items[page.url];
    if (!kept || (kept.file !== undefined && !refreshing.files.has(kept.file))) return true;
    const isAsItWas = page.lastmod !== undefined && kept.hash === page.lastmod;
    const isUndated = page.lastmod === undefined && kept.file === undefined && !kept.tries;
    const isNone = isUndated && nowMs - (kept.readMs ?? 0) < NO_ARTICLE_MS;
    if (isAsItWas && kept.file !== undefined) refreshing.unchanged();
    return !isAsItWas && !isNone;
  });
  // Those never read come first, then those longest ago: with a bound each has its turn.
  toRead.sort((a, b) => readMs(a) - readMs(b));
  const taken = toRead.slice(0, source.limits.articles);
  for (const [done, page] of taken.entries()) {
    signal?.throwIfAborted();
    refreshing.progress(done, taken.length);
    await readOne(page, hasMirrors, refreshing, fetcher);
  }
  refreshing.progress(taken.length, taken.length);
  if (isListWhole) await refreshing.dropAllBut(new Set(pages.keys()));
}

async function readOne(
  page: SitemapEntry,
  hasMirrors: boolean,
  refreshing: Refreshing,
  fetcher: Fetcher,
): Promise<void> {
  const { nowMs, signal, source } = refreshing.parts;
  const { tries = 0, ...before } = refreshing.items[page.url] ?? {};
  const kept: KeptItem = { ...before, readMs: nowMs };
  try {
    const { answer, hasNoMirror } = await getPage(page.url, hasMirrors, before, refreshing, fetcher);
    if (hasNoMirror) kept.hasNoMirror = true;
    kept.etag = answer.etag ?? (answer.isUnchanged ? before.etag : undefined);
    kept.lastModified = answer.lastModified ?? (answer.isUnchanged ? before.lastModified : undefined);
    kept.hash = page.lastmod;
    if (answer.isUnchanged) {
      refreshing.unchanged();
      return await refreshing.remember(page.url, kept);
    }
    const { meta, text } = await readPage(answer, signal);
    const { publishedAt, ...known } = meta;
    const isFuture = (parseIsoMs(publishedAt) ?? 0) > nowMs + DAY_MS;
    if (isFuture) refreshing.skip(shownAddress(page.url), 'Its date lies in the future, so the article has none.');
    // A page in Markdown has its title as its first heading, most often.
    const title = known.title ?? (text.kind === 'markdown' && !/^#\s/m.test(text.body) ? page.title : undefined);
    await refreshing.putArticle(
      page.url,
      kept,
      {
        source: source.name,
        ...known,
        ...(title && { title }),
        ...(publishedAt && !isFuture && { publishedAt }),
        url: page.url,
      },
      text,
    );
  } catch (error) {
    if (!(error instanceof FetchFault)) throw error;
    refreshing.skip(shownAddress(page.url), error.message);
    if (error.kind === 'wait') {
      refreshing.waitUntil(error.notBeforeMs);
      refreshing.isUnfinished = true;
      return;
    }
    // Its article stays as it is, whatever became of the page.
    const failed = error.lasts ? { ...kept, hash: page.lastmod } : { ...before, tries: tries + 1, readMs: nowMs };
    await refreshing.remember(page.url, failed);
  }
}

/** The page's mirror in Markdown where there is one, else the page. */
async function getPage(
  address: string,
  hasMirrors: boolean,
  kept: KeptItem,
  { files, parts: { source, robots, signal } }: Refreshing,
  fetcher: Fetcher,
): Promise<{ answer: Fetched; hasNoMirror?: boolean }> {
  const isThere = kept.file !== undefined && files.has(kept.file);
  const get = (url: string) =>
    fetcher.get(url, {
      maxBytes: source.limits.bytes,
      accept: PAGE_TYPES,
      validators: isThere ? { etag: kept.etag, lastModified: kept.lastModified } : {},
      robots,
      signal,
    });
  const mirror = mirrorOf(address);
  if (!hasMirrors || !mirror || kept.hasNoMirror) return { answer: await get(address) };
  try {
    const answer = await get(mirror);
    if (answer.isUnchanged || !/html/.test(answer.contentType)) return { answer };
  } catch (error) {
    if (!(error instanceof FetchFault) || !error.lasts) throw error;
  }
  return { answer: await get(address), hasNoMirror: true };
}

/** "hours.html" → "hours.html.md", "about/" → "about/index.html.md", as llmstxt.org proposes. */
function mirrorOf(address: string): string | undefined {
  const url = new URL(address);
  if (/\.(?:md|markdown|txt|pdf)$/i.test(url.pathname)) return undefined;
  url.pathname += url.pathname.endsWith('/') ? 'index.html.md' : '.md';
  return url.href;
}
