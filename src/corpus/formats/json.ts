/** JSON: one article, a list of articles, or an object around such a list, as feeds and programs export them. */
import { decodeText } from '../decode.js';
import type { CorpusLimits } from '../limits.js';
import { parseJson } from '../parse-json.js';
import { headingIn, isHtml, readHtmlStructure } from '../structure/html-structure.js';
import { firstSentence } from '../title.js';
import { hasBody, pickFields } from './fields.js';
import { type ArticleFields, type CorpusFormat, type RawArticle, Unreadable } from './format.js';

export const json: CorpusFormat = {
  name: 'json',
  extensions: ['.json'],
  async *read(input) {
    const value = parseJson(decodeText(await input.readBytes()), input.limits);
    const list = articleList(value);
    if (!list) yield toRawArticle(value, input.limits);
    else if (list.length === 0) throw new Unreadable('Expected articles, but the list is empty.');
    else {
      const source = feedTitle(value);
      for (const [index, article] of list.entries()) {
        const draft = toRawArticle(article, input.limits, index + 1);
        if ('fields' in draft && source !== undefined) draft.fields.source ??= source;
        yield draft;
      }
    }
  },
};

/** Names that lists of articles and the objects around them go by. */
const LISTS = 'articles items posts results data entries stories news documents docs item'.split(' ');
const AROUND_LISTS = 'db data response feed channel rss result'.split(' ');
const MAX_AROUND = 5;

function articleList(value: unknown, around = 0): unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isObject(value) || around > MAX_AROUND || hasBody(value)) return undefined;
  const named = (names: readonly string[]) =>
    names.flatMap((name) => (Object.hasOwn(value, name) ? [(value as Record<string, unknown>)[name]] : []));
  const list = named(LISTS).find((one): one is unknown[] => Array.isArray(one) && one.every(isObject));
  if (list) return list;
  for (const inner of named(AROUND_LISTS)) {
    const found = isObject(inner) && articleList(Array.isArray(inner) ? inner[0] : inner, around + 1);
    if (found) return found;
  }
  return undefined;
}

/** The feed's name where all its articles come from one: JSON Feed, and what RSS becomes in JSON. */
function feedTitle(value: unknown): unknown {
  const own = (record: unknown, name: string) =>
    isObject(record) && Object.hasOwn(record, name) ? (record as Record<string, unknown>)[name] : undefined;
  const version = own(value, 'version');
  if (typeof version === 'string' && version.includes('jsonfeed')) return own(value, 'title');
  return own(own(value, 'feed') ?? own(value, 'channel') ?? own(own(value, 'rss'), 'channel'), 'title');
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The draft of one parsed value. Lines and list places count from 1. */
export function toRawArticle(value: unknown, limits: Readonly<CorpusLimits>, line?: number): RawArticle {
  const at = line === undefined ? {} : { line };
  if (!isObject(value) || Array.isArray(value)) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
    return { ...at, reason: `Expected an article as a JSON object with a "body", but it is ${kind}.` };
  }
  const fields = { body: undefined as unknown, ...pickFields(value) };
  return { ...at, fields: { ...fields, ...htmlFields(fields.body, limits) } };
}

/** A body of HTML stays as it is, because offsets count in it; what its tags mean is told beside it. */
function htmlFields(body: unknown, limits: Readonly<CorpusLimits>): Pick<ArticleFields, 'structure' | 'heading'> {
  if (typeof body !== 'string' || !isHtml(body)) return {};
  const structure = readHtmlStructure(body);
  const first = headingIn(body, structure);
  const heading = first?.isHeading ? first.text : firstSentence(first?.text ?? '', limits.maxTitleChars);
  return { structure, ...(heading && { heading }) };
}
