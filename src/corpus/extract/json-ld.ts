/** JSON-LD as sites write it: wrapped, with small faults, in lists and graphs. */
import { decodeReferences } from './html-tree.js';

export type JsonRecord = Record<string, unknown>;

const MAX_CHARS = 512 * 1024;
const MAX_DEPTH = 6;
/** Around the JSON: "<![CDATA[", "//<![CDATA[", "/* <![CDATA[ * /", "<!--", and their ends. */
const OPENING = /^(?:\s|\/\/|\/\*|\*\/|<!\[CDATA\[|<!--)+/;
const CLOSING = /(?:\s|\/\/|\/\*|\*\/|\]\]>|-->|;)+$/;
const ARTICLE_TYPE = /(?:^|\/|:)(?:\w*Article|BlogPosting|Report|LiveBlogPosting|Review)$/;
const PAGE_TYPE = /(?:^|\/|:)(?:WebPage|ItemPage)$/;
/** Where an article may stand within another object; what is beside them ("hasPart", "itemListElement") are teasers. */
const INSIDE = ['@graph', 'mainEntity', 'mainEntityOfPage'];

/**
 * What a page's JSON-LD says of its article: an object of an article's type, of several the one whose headline `isTitle`
 * knows, else the page's own object. Undefined where nothing can be read.
 */
export function articleIn(blocks: readonly string[], isTitle: (headline: string) => boolean): JsonRecord | undefined {
  const records = blocks.flatMap((block) => recordsIn(parseLoosely(block), 0));
  const articles = records.filter((record) => isOfType(record, ARTICLE_TYPE));
  const article =
    articles.find(({ headline }) => typeof headline === 'string' && isTitle(headline)) ??
    articles[0] ??
    records.find((record) => isOfType(record, PAGE_TYPE) && record.datePublished !== undefined);
  return article && { ...article, publisher: publisherOf(article, records) };
}

/** The text of a name or headline: references read, twice where they were written twice, and no tags. */
export function plainText(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const withoutTags = value.replace(/<\/?(?:a|b|br|em|i|p|small|span|strong|su[bp]|u)\b[^<>]*>/gi, '');
  const once = decodeReferences(withoutTags);
  return /&(?:#\d+|#x[\da-f]+|[a-z]+\d*);/i.test(once) ? decodeReferences(once) : once;
}

/** The name in "Daily", { name: "Daily" } or a list of such. */
export function nameOf(value: unknown): string | undefined {
  const one: unknown = Array.isArray(value) ? value.find((each) => nameOf(each)) : value;
  return plainText(isRecord(one) ? (Array.isArray(one.name) ? one.name[0] : one.name) : one)?.trim() || undefined;
}

function publisherOf(article: JsonRecord, records: readonly JsonRecord[]): unknown {
  for (const key of ['publisher', 'sourceOrganization', 'provider', 'isPartOf']) {
    const given: unknown = Array.isArray(article[key]) ? article[key][0] : article[key];
    if (nameOf(article[key])) return article[key];
    // { "@id": "#organisation" } points at another object of the graph.
    const id = isRecord(given) ? given['@id'] : undefined;
    const meant = id === undefined ? undefined : records.find((record) => record['@id'] === id && nameOf(record));
    if (meant) return meant;
  }
  return undefined;
}

function recordsIn(value: unknown, depth: number): JsonRecord[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.flatMap((one) => recordsIn(one, depth + 1));
  if (!isRecord(value)) return [];
  return [value, ...INSIDE.flatMap((key) => recordsIn(value[key], depth + 1))];
}

function isOfType(record: JsonRecord, wanted: RegExp): boolean {
  const types = Array.isArray(record['@type']) ? record['@type'] : [record['@type']];
  return types.some((type) => typeof type === 'string' && wanted.test(type));
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value, mended where only one reading is possible; undefined where it is broken, and the page still has its meta tags. */
function parseLoosely(block: string): unknown {
  if (block.length > MAX_CHARS) return undefined;
  const text = block.replace(OPENING, '').replace(CLOSING, '');
  for (const attempt of [
    () => text,
    () => mend(text),
    () => mend(decodeReferences(text)),
    // Several objects one after the other.
    () => `[${mend(text).replace(/\}\s*\{/g, '},{')}]`,
  ]) {
    try {
      return JSON.parse(attempt());
    } catch {
      // The next attempt may do.
    }
  }
  return undefined;
}

/** Line breaks within strings become spaces, and commas before a closing bracket go. */
function mend(text: string): string {
  return text.replace(/"(?:[^"\\]|\\[\s\S])*"|,(?=\s*[\]}])/g, (part) =>
    part === ',' ? '' : part.replace(/[\u0000-\u001f]+/g, ' '),
  );
}
