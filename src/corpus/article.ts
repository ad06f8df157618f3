/** From fields as found in a file to an article, or to the reason why there is none. The rules of the contract live here. */
import type { Article, Structure } from '../core/types.js';
import { readableText } from '../text/readable-text.js';
import { type ArticleFields, Unreadable } from './formats/format.js';
import { hashArticle } from './hash-article.js';
import { type CorpusLimits, formatCount } from './limits.js';
import { parsePublishedAt } from './published-at.js';
import { withoutContentsList } from './structure/contents-list.js';
import { cleanTitle, cutAtWord, firstSentence, oneLine } from './title.js';

/**
 * The article that `fields` make. `place` is the path under the corpus, `#line` behind it where a file holds many; it is
 * the id where none is given. A body or id that can't serve throws Unreadable; any other field of a wrong type is left out.
 */
export function finishArticle(fields: ArticleFields, place: string, limits: Readonly<CorpusLimits>): Article {
  const body = checkBody(fields.body, limits);
  const id = checkId(fields.id, place, limits);
  const title =
    cleanTitle(fields.title, limits.maxGivenTitleChars) ??
    cleanTitle(fields.heading, limits.maxTitleChars) ??
    firstSentence(textOf(body, fields.structure), limits.maxTitleChars, fields.textStart) ??
    firstSentence(textOf(body, fields.structure), limits.maxTitleChars) ??
    cutAtWord(oneLine(id), limits.maxTitleChars);
  const source =
    typeof fields.source === 'string'
      ? cutAtWord(oneLine(fields.source.slice(0, 4_000).toWellFormed()), limits.maxSourceChars)
      : '';
  const publishedAt = parsePublishedAt(fields.publishedAt);
  const url = webUrl(fields.url, limits.maxUrlChars);
  const known = {
    id,
    title,
    ...(source && { source }),
    ...(publishedAt && { publishedAt }),
    ...(url && { url }),
    body,
    ...(fields.structure && { structure: withoutContentsList(body, fields.structure) }),
  };
  return { ...known, path: place, hash: hashArticle(known) };
}

/** Enough to hold a first sentence, wherever it may begin. */
const HEAD_CHARS = 8_000;

const textOf = (body: string, structure: Structure | undefined) =>
  structure ? readableText(body.slice(0, HEAD_CHARS), structure) : body;

function checkBody(body: unknown, limits: Readonly<CorpusLimits>): string {
  if (body === undefined)
    throw new Unreadable('Expected a text in the field "body" (or "text" or "content"), but there is none.');
  if (typeof body !== 'string')
    throw new Unreadable(`Expected a text in the field "body", but it is ${typeName(body)}.`);
  if (!/\S/.test(body)) throw new Unreadable('Expected an article, but there is no text in it.');
  if (body.length > limits.maxArticleChars) {
    const [chars, most] = [formatCount(body.length), formatCount(limits.maxArticleChars)];
    throw new Unreadable(`The text has ${chars} characters; the limit is ${most}: split it into several articles.`);
  }
  return body;
}

function checkId(given: unknown, place: string, limits: Readonly<CorpusLimits>): string {
  const isGiven = (typeof given === 'string' && given !== '') || typeof given === 'number';
  const id = isGiven ? String(given) : place;
  const what = isGiven ? 'The id' : 'The path, which stands in for a missing id,';
  if (id.length > limits.maxIdChars)
    throw new Unreadable(`${what} has ${formatCount(id.length)} characters; the limit is ${limits.maxIdChars}.`);
  if (/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(id))
    throw new Unreadable(`${what} has a line break or another control character; give another id.`);
  if (/\p{Cs}/u.test(id)) throw new Unreadable(`${what} has half of a character (a lone surrogate); give another id.`);
  return id;
}

/** The URL as given where it is a web address, else undefined: nothing else is ever linked. */
export function webUrl(given: unknown, maxChars: number): string | undefined {
  if (typeof given !== 'string' || given.length > maxChars) return undefined;
  const text = given.trim();
  if (!/^https?:\/\/[^\s<>"\\^`{|}\u0000-\u0020\u007f-\u009f]+$/i.test(text) || /\p{Cs}/u.test(text)) return undefined;
  return URL.canParse(text) ? text : undefined;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
