/** JSON: one article, a list of articles, or `{ "articles": [...] }`. */
import { decodeText } from '../decode.js';
import { parseJson } from '../parse-json.js';
import { pickFields } from './fields.js';
import { type CorpusFormat, type RawArticle, Unreadable } from './format.js';

export const json: CorpusFormat = {
  name: 'json',
  extensions: ['.json'],
  async *read(input) {
    const value = parseJson(decodeText(await input.readBytes()), input.limits);
    const list = articleList(value);
    if (!list) yield toRawArticle(value);
    else if (list.length === 0) throw new Unreadable('Expected articles, but the list is empty.');
    else for (const [index, article] of list.entries()) yield toRawArticle(article, index + 1);
  },
};

function articleList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'articles') || Object.hasOwn(value, 'body'))
    return undefined;
  const { articles } = value as { articles: unknown };
  return Array.isArray(articles) ? articles : undefined;
}

/** The draft of one parsed value. Lines and list places count from 1. */
export function toRawArticle(value: unknown, line?: number): RawArticle {
  const at = line === undefined ? {} : { line };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
    return { ...at, reason: `Expected an article as a JSON object with a "body", but it is ${kind}.` };
  }
  return { ...at, fields: { body: undefined, ...pickFields(value) } };
}
