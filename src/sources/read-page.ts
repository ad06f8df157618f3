/** A fetched page as an article: by the readers of the corpus, for what they read. */
import { decodeText } from '../corpus/decode.js';
import { extractFields } from '../corpus/extract/extractor.js';
import { pickFields } from '../corpus/formats/fields.js';
import { type ArticleFields, Unreadable } from '../corpus/formats/format.js';
import { splitFrontMatter } from '../corpus/front-matter.js';
import { DEFAULT_CORPUS_LIMITS } from '../corpus/limits.js';
import { parsePublishedAt } from '../corpus/published-at.js';
import { cleanTitle } from '../corpus/title.js';
import type { ArticleMeta, ArticleText } from './article-file.js';
import { FetchFault } from './fetch/fetch-fault.js';
import type { Fetched } from './fetch/fetcher.js';
import { shownAddress } from './source-state.js';

export interface ReadPage {
  meta: Omit<ArticleMeta, 'url'>;
  text: ArticleText;
}

/** Media types that are read, the wanted ones first. */
export const PAGE_TYPES =
  'text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.8, application/pdf;q=0.5';

/** Throws FetchFault 'kind' for what holds no article. */
export async function readPage(page: Fetched, signal?: AbortSignal): Promise<ReadPage> {
  const kind = kindOf(page);
  try {
    if (kind === 'html' || kind === 'pdf') {
      const bytes = kind === 'html' ? asUtf8(page) : page.bytes;
      return fromFields(await extractFields({ kind, bytes, limits: DEFAULT_CORPUS_LIMITS }, signal));
    }
    const text = decodeText(page.bytes, page.charset);
    if (!/\S/.test(text)) throw new Unreadable('There is no text in it.');
    if (kind === 'text') return { meta: {}, text: { kind: 'blocks', body: text } };
    const { data, body } = splitFrontMatter(text, DEFAULT_CORPUS_LIMITS);
    const { meta } = fromFields({ ...pickFields(data), body });
    return { meta, text: { kind: 'markdown', body } };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    throw new FetchFault('kind', `${shownAddress(page.url)} holds no article: ${error.message}`);
  }
}

function kindOf({ contentType, bytes, url }: Fetched): 'html' | 'pdf' | 'markdown' | 'text' {
  if (/^(?:text\/html|application\/xhtml\+xml)$/.test(contentType)) return 'html';
  if (contentType === 'application/pdf') return 'pdf';
  const isText = /^text\/(?:plain|(?:x-)?markdown)$/.test(contentType) || contentType === '';
  if (isText && (/markdown$/.test(contentType) || /\.(?:md|markdown)$/i.test(url.pathname))) return 'markdown';
  if (contentType === 'text/plain') return 'text';
  if (contentType === '' && /^\s*<(?:!doctype html|html)/i.test(bytes.subarray(0, 512).toString('latin1')))
    return 'html';
  throw new FetchFault(
    'kind',
    `${shownAddress(url)} is ${contentType || 'of no named type'}, which is no article; expected a page, Markdown, text or PDF.`,
  );
}

/** The encoding that the server names is lost with its headers, so it is used here. */
function asUtf8({ bytes, charset }: Fetched): Uint8Array {
  return charset && !/^utf-?8$/i.test(charset) ? Buffer.from(decodeText(bytes, charset)) : bytes;
}

function fromFields({ title, heading, source, publishedAt, body, structure }: ArticleFields): ReadPage {
  const said = cleanTitle(title, DEFAULT_CORPUS_LIMITS.maxGivenTitleChars) ?? heading;
  const day = parsePublishedAt(publishedAt);
  return {
    meta: {
      ...(said && { title: said }),
      ...(typeof source === 'string' && source.trim() && { source: source.trim() }),
      ...(day && { publishedAt: day }),
    },
    text: { kind: 'blocks', body: String(body), ...(structure && { structure }) },
  };
}
