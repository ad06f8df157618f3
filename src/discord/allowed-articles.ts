/**
 * The articles that a server may see, and the one that is meant by a suggestion's value, an id, a title or an address.
 */
import { decodePercent } from '../core/decode-percent.js';
import type { ArticleMeta } from '../index/stored-article.js';
import { outletFilter, type ServerSettings } from '../state/server-settings.js';
import { findArticle } from '../summarizing/find-article.js';
import type { BotApp } from './context.js';

type Scope = Pick<ServerSettings, 'sources'>;

/** Discord's limit for the value of a suggestion and of a menu's option. */
const MAX_VALUE_CHARS = 100;
/** Parameters that campaigns add to an address; the page is the same. */
const TRACKING = /^(utm_.*|fbclid|gclid|igshid|mc_cid|mc_eid|ref|ref_src|cmp|smid)$/i;
const LINK = /https?:\/\/[^\s<>"]+/gi;

/** Newest first. */
export async function allowedArticles(
  { articles }: Pick<BotApp, 'articles'>,
  { sources }: Scope,
): Promise<readonly ArticleMeta[]> {
  const all = await articles();
  return sources.length === 0 ? all : all.filter(outletFilter(sources));
}

/**
 * An article's value in a suggestion or menu: its id, which lasts. Where that is too long or wouldn't come back
 * unchanged, the number of this revision.
 */
export function referenceTo({ id, key }: ArticleMeta): string {
  const isSafe = id.length <= MAX_VALUE_CHARS && id.trim() === id && id.isWellFormed() && !/^$|^#|[\p{C}]/u.test(id);
  return isSafe ? id : `#${key}`;
}

/** Throws UserError where no article is meant, SeveralArticlesError where several may be. */
export function articleMeant(articles: readonly ArticleMeta[], typed: string): ArticleMeta {
  return articles.find((article) => referenceTo(article) === typed) ?? findArticle(articles, typed);
}

/** The outlets of the articles that a server may see, by name; of all articles without a scope. */
export async function outletsOf(app: Pick<BotApp, 'articles'>, scope: Scope = { sources: [] }): Promise<string[]> {
  return [...new Set((await allowedArticles(app, scope)).flatMap(({ source }) => source ?? []))].sort();
}

/** The articles that a text links to, in the order of its links. */
export function linkedArticles(articles: readonly ArticleMeta[], text: string): ArticleMeta[] {
  const linked = new Set((text.match(LINK) ?? []).flatMap((link) => addressesIn(link)));
  if (linked.size === 0) return [];
  const byAddress = new Map<string, ArticleMeta[]>();
  for (const article of articles) {
    const address = article.url && normaliseUrl(article.url);
    if (address && linked.has(address)) byAddress.set(address, [...(byAddress.get(address) ?? []), article]);
  }
  return [...new Set([...linked].flatMap((address) => byAddress.get(address) ?? []))];
}

/** The link as written, and without the end that more likely belongs to the sentence around it. */
const addressesIn = (link: string) =>
  [link, link.replace(/[.,;:!?'”’»*_~|)\]]+$/, '')].flatMap((text) => normaliseUrl(text) ?? []);

/** One text for all addresses of the same page: without scheme, "www", fragment, campaign, and slash at the end. */
function normaliseUrl(url: string): string | undefined {
  if (!URL.canParse(url.trim())) return undefined;
  const { protocol, hostname, port, pathname, searchParams } = new URL(url.trim());
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  const query = [...searchParams]
    .filter(([name]) => !TRACKING.test(name))
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .sort()
    .join('&');
  const host = `${hostname.replace(/^www\./, '')}${port && `:${port}`}`;
  return `${host}${decodePercent(pathname).replace(/\/+$/, '')}${query && `?${query}`}`;
}
