/** The text that a feed itself has of an item, and whether that is the whole article or a taste of it. */
import { blockText } from '../../corpus/extract/block-text.js';
import { parsePage } from '../../corpus/extract/html-tree.js';
import { toDom } from '../../corpus/extract/to-dom.js';
import { Unreadable } from '../../corpus/formats/format.js';
import { DEFAULT_CORPUS_LIMITS } from '../../corpus/limits.js';
import type { ArticleText } from '../article-file.js';
import type { FeedItem } from './parse-feed.js';

export interface ItemText {
  text: ArticleText;
  /** The linked page has more. */
  isTeaser: boolean;
}

/** A content that is shorter may be the first paragraph; and a summary is seldom the whole, unless it is long. */
const LEAST_CONTENT_CHARS = 500;
const LEAST_SUMMARY_CHARS = 1_200;
/** At its end. */
const GOES_ON = /(?:…|\.\.\.|\[&hellip;\])\]?\s*$|\b(?:read (?:more|on)|continue reading|weiterlesen|lire la suite)\b/i;
const END_CHARS = 80;

/** Undefined where the feed has no text of it. */
export function readItemText({ content, summary, isHtml }: FeedItem): ItemText | undefined {
  const texts = [
    { value: content, least: LEAST_CONTENT_CHARS },
    { value: summary, least: LEAST_SUMMARY_CHARS },
  ].flatMap(({ value, least }) => {
    const text = value === undefined ? undefined : toText(value, isHtml);
    return text ? [{ text, isTeaser: text.body.length < least || GOES_ON.test(text.body.slice(-END_CHARS)) }] : [];
  });
  return texts.find(({ isTeaser }) => !isTeaser) ?? texts.sort((a, b) => b.text.body.length - a.text.body.length)[0];
}

function toText(value: string, isHtml: boolean): ArticleText | undefined {
  if (!isHtml) return { kind: 'blocks', body: value };
  try {
    const document = toDom(parsePage(value, DEFAULT_CORPUS_LIMITS));
    const { text: body, structure } = blockText(document.body ?? document);
    return /\S/.test(body) ? { kind: 'blocks', body, structure } : undefined;
  } catch (error) {
    // Too many tags, or nested too deeply: there is the page.
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}
