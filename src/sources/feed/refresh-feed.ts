/** A feed's items as articles: from the feed where it has the whole text, else from the page that the item links to. */
import { createHash } from 'node:crypto';
import { DAY_MS, parseIsoMs } from '../../core/dates.js';
import { parsePublishedAt } from '../../corpus/published-at.js';
import type { ArticleMeta, ArticleText } from '../article-file.js';
import { FetchFault } from '../fetch/fetch-fault.js';
import type { Fetcher } from '../fetch/fetcher.js';
import { PAGE_TYPES, readPage } from '../read-page.js';
import type { Refreshing } from '../refreshing.js';
import type { KeptItem } from '../saved-state.js';
import { readItemText } from './item-text.js';
import { type Feed, type FeedItem, parseFeed } from './parse-feed.js';

export const FEED_TYPES =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5';

/** Then what the feed itself has of the item is taken. */
const MAX_TRIES = 3;

/** Throws FetchFault where the feed as a whole can't be read. */
export async function refreshFeed(refreshing: Refreshing, fetcher: Fetcher): Promise<void> {
  const { source, state, robots, signal } = refreshing.parts;
  const { etag, lastModified } = state;
  const answer = await fetcher.get(source.address, {
    maxBytes: source.limits.bytes,
    accept: FEED_TYPES,
    validators: refreshing.hasAllFiles ? { etag, lastModified } : {},
    robots,
    signal,
  });
  if (answer.isUnchanged) return refreshing.unchanged(refreshing.files.size);
  const feed = parseFeed(answer.bytes, answer.url, answer.charset);
  const items = keyed(feed, refreshing);
  let done = 0;
  let read = 0;
  for (const [key, item] of items) {
    signal?.throwIfAborted();
    refreshing.progress(done++, items.size);
    const kept = refreshing.items[key] ?? {};
    const hash = hashOf(item, feed);
    const isThere = kept.file === undefined || refreshing.files.has(kept.file);
    if (kept.hash === hash && isThere) {
      if (kept.file !== undefined) refreshing.unchanged();
      continue;
    }
    if (read++ >= source.limits.articles) {
      refreshing.isUnfinished = true;
      continue;
    }
    await new ItemReader(refreshing, fetcher, feed, key).read(item, { ...kept, hash });
  }
  refreshing.progress(items.size, items.size);
  await refreshing.dropAllBut(new Set(items.keys()));
  // Only a feed that was read to its end may be passed over next time.
  const { etag: newEtag, lastModified: newModified } = refreshing.isUnfinished ? {} : answer;
  Object.assign(state, { etag: newEtag, lastModified: newModified });
}

/** Each item under its guid, else its link, else its words; a link that is known already goes on serving. */
function keyed(feed: Feed, refreshing: Refreshing): Map<string, FeedItem> {
  const linksOf = new Map<string, Set<string>>();
  for (const { guid, link } of feed.items)
    if (guid && link) linksOf.set(guid, (linksOf.get(guid) ?? new Set()).add(link));
  const items = new Map<string, FeedItem>();
  for (const item of feed.items) {
    const { guid, link, title, date, content, summary } = item;
    // One guid for several addresses identifies none of them.
    const own = guid && (linksOf.get(guid)?.size ?? 0) <= 1 ? guid : undefined;
    const key =
      (link && refreshing.items[link] ? link : undefined) ??
      own ??
      link ??
      guid ??
      (title || content || summary
        ? `${title ?? ''}\n${title && date ? date : (content ?? summary ?? '').slice(0, 500)}`
        : undefined);
    if (key === undefined)
      refreshing.skip(refreshing.parts.source.name, 'An item without address, title and text was left out.');
    else if (items.has(key)) refreshing.skip(shownKey(key), 'The feed has this item twice; the first one counts.');
    else items.set(key, item);
  }
  return items;
}

const shownKey = (key: string) => key.split('\n')[0].replace(/\?.*$/, '?…').slice(0, 200);

const hashOf = (item: FeedItem, { title }: Feed) =>
  createHash('sha256')
    .update(JSON.stringify([item, title]))
    .digest('hex')
    .slice(0, 32);

class ItemReader {
  constructor(
    readonly refreshing: Refreshing,
    readonly fetcher: Fetcher,
    readonly feed: Feed,
    readonly key: string,
  ) {}

  /** Throws only what ends the whole refresh. */
  async read(item: FeedItem, kept: KeptItem): Promise<void> {
    const own = readItemText(item);
    const { tries: _, ...done } = kept;
    if (own && !(own.isTeaser && item.link)) return this.#put(done, item, own.text);
    if (!item.link) {
      this.refreshing.skip(shownKey(this.key), 'The item has neither a text nor an address.');
      return this.refreshing.remember(this.key, done);
    }
    try {
      const { source, robots, signal } = this.refreshing.parts;
      const answer = await this.fetcher.get(item.link, {
        maxBytes: source.limits.bytes,
        accept: PAGE_TYPES,
        robots,
        signal,
      });
      const page = await readPage(answer, signal);
      const isLonger = !own || page.text.body.length >= own.text.body.length;
      await this.#put(done, { ...item, link: answer.url.href }, isLonger ? page.text : own.text, page.meta);
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      await this.#without(error, item, kept, own?.text);
    }
  }

  /** The page can't be read: later it may be, else a taste of it is better than nothing. */
  async #without(fault: FetchFault, item: FeedItem, kept: KeptItem, teaser: ArticleText | undefined): Promise<void> {
    const tries = (kept.tries ?? 0) + 1;
    const isWait = fault.kind === 'wait';
    if (isWait) this.refreshing.waitUntil(fault.notBeforeMs);
    this.refreshing.skip(shownKey(this.key), fault.message);
    if (!fault.lasts && tries < MAX_TRIES) {
      this.refreshing.isUnfinished = true;
      // Without the hash it counts as not yet read.
      const { hash: _, ...waiting } = kept;
      return this.refreshing.remember(this.key, { ...waiting, ...(!isWait && { tries }) });
    }
    const { tries: _, ...done } = kept;
    // An article that is there already says more than a taste of its new version.
    if (teaser && kept.file === undefined) await this.#put(done, item, teaser);
    else await this.refreshing.remember(this.key, done);
  }

  #put(kept: KeptItem, item: FeedItem, text: ArticleText, page: Omit<ArticleMeta, 'url'> = {}): Promise<void> {
    const { source } = this.refreshing.parts;
    const title = item.title ?? page.title;
    const publishedAt = this.#dateOf(item) ?? page.publishedAt;
    const meta: ArticleMeta = {
      ...(title && { title }),
      source: this.feed.title ?? source.name,
      ...(publishedAt && { publishedAt }),
      ...(item.link && { url: item.link }),
    };
    return this.refreshing.putArticle(this.key, kept, meta, text);
  }

  #dateOf({ date }: FeedItem): string | undefined {
    if (date === undefined) return undefined;
    const publishedAt = parsePublishedAt(date);
    const ms = parseIsoMs(publishedAt);
    const isFuture = ms !== undefined && ms > this.refreshing.parts.nowMs + DAY_MS;
    if (publishedAt !== undefined && !isFuture) return publishedAt;
    const why = isFuture ? 'lies in the future' : 'is none';
    this.refreshing.skip(
      shownKey(this.key),
      `Its date ${JSON.stringify(date.slice(0, 40))} ${why}, so the article has none of it.`,
    );
    return undefined;
  }
}
