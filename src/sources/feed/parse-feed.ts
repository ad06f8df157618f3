/** RSS, Atom, RDF and JSON Feed as one list of items, by feedsmith. Which field says what is decided here, and nowhere else. */
import { parseFeed as parseAny } from 'feedsmith';
import { decodeText } from '../../corpus/decode.js';
import { plainText } from '../../corpus/extract/json-ld.js';
import { DEFAULT_CORPUS_LIMITS } from '../../corpus/limits.js';
import { cleanTitle } from '../../corpus/title.js';
import { FetchFault } from '../fetch/fetch-fault.js';
import { shownAddress } from '../source-state.js';

export interface FeedItem {
  guid?: string;
  /** Absolute. */
  link?: string;
  title?: string;
  /** As written there. */
  date?: string;
  /** What the feed calls the text itself, and what it calls a summary of it; `isHtml` is for both. */
  content?: string;
  summary?: string;
  isHtml: boolean;
}

export interface Feed {
  title?: string;
  items: FeedItem[];
}

/** Nobody's feed has more; the first ones count. */
const MAX_ITEMS = 5_000;

/** A value of whatever shape the format has it in. */
type Raw = Record<string, unknown>;

/** `url` is where it came from, for links that are relative. Throws FetchFault 'kind' for what is no feed. */
export function parseFeed(bytes: Uint8Array, url: URL, charset?: string): Feed {
  let parsed: { format: string; feed: Raw };
  try {
    parsed = parseAny(decodeText(bytes, charset ?? declaredEncoding(bytes)), { maxItems: MAX_ITEMS }) as never;
  } catch {
    throw new FetchFault('kind', `${shownAddress(url)} is no feed that can be read; expected RSS, Atom or JSON Feed.`);
  }
  const { format, feed } = parsed;
  const base = linkOf(feed, url) ?? url.href;
  const raw = list(format === 'atom' ? feed.entries : feed.items);
  const title = titleOf(feed.title);
  return { ...(title && { title }), items: raw.map((item) => toItem(item, base, format)) };
}

function toItem(item: Raw, base: string, format: string): FeedItem {
  const isJson = format === 'json';
  const link = linkOf(item, base);
  const guid = text(record(item.guid)?.value) ?? text(item.id) ?? text(record(item.rdf)?.about);
  const title = titleOf(item.title);
  const date = [
    item.pubDate,
    item.published,
    item.date_published,
    ...texts(record(item.dc)?.dates),
    item.updated,
    item.date_modified,
  ].find((one): one is string => typeof one === 'string' && one.trim() !== '');
  const content = isJson
    ? (text(item.content_html) ?? text(item.content_text))
    : (text(record(item.content)?.encoded) ?? text(record(item.content)?.value) ?? text(item.content));
  const summary = text(item.description) ?? text(record(item.summary)?.value) ?? text(item.summary);
  return {
    ...(guid && { guid }),
    ...(link && { link }),
    ...(title && { title }),
    ...(date && { date }),
    ...(content && { content }),
    ...(summary && { summary }),
    isHtml: isJson ? text(item.content_html) !== undefined : true,
  };
}

/** The first address that is one: of "link", "url", a permanent guid, or Atom's links. */
function linkOf(raw: Raw, base: string | URL): string | undefined {
  const guid = record(raw.guid);
  const links = list(raw.links);
  const alternate = links.find(({ rel }) => rel === undefined || rel === 'alternate');
  const given = [
    raw.link,
    raw.url,
    raw.home_page_url,
    alternate?.href,
    guid?.isPermaLink === false ? undefined : guid?.value,
    raw.external_url,
  ];
  for (const one of given) {
    const address = text(one);
    if (!address || (one === guid?.value && !/^https?:/i.test(address)) || !URL.canParse(address, String(base)))
      continue;
    const url = new URL(address, String(base));
    if (/^https?:$/.test(url.protocol)) return url.href;
  }
  return undefined;
}

const record = (value: unknown): Raw | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;
const list = (value: unknown): Raw[] => (Array.isArray(value) ? value.filter((one) => record(one) !== undefined) : []);
const texts = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
const titleOf = (value: unknown) =>
  cleanTitle(plainText(text(record(value)?.value) ?? text(value)), DEFAULT_CORPUS_LIMITS.maxGivenTitleChars);

function declaredEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 200)).toString('latin1');
  return /^[^<]*<\?xml[^>]+encoding\s*=\s*["']([\w.:-]+)/i.exec(head)?.[1];
}
