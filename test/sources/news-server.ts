/** A web server on 127.0.0.1 that answers as a test says, and remembers what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export type Answer = string | Buffer | ((request: IncomingMessage, response: ServerResponse) => void);

export interface NewsServer {
  /** "http://127.0.0.1:40123". */
  origin: string;
  port: number;
  /** By path; a path that isn't here is 404. May be changed at any time. */
  pages: Record<string, Answer>;
  /** Paths asked for, in order; robots.txt apart. */
  asked: string[];
  requests: IncomingMessage[];
}

export async function startNewsServer(pages: Record<string, Answer> = {}): Promise<NewsServer> {
  const news: NewsServer = { origin: '', port: 0, pages, asked: [], requests: [] };
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    news.requests.push(request);
    if (path !== '/robots.txt') news.asked.push(path);
    const answer = Object.hasOwn(news.pages, path) ? news.pages[path] : undefined;
    if (typeof answer === 'function') return answer(request, response);
    if (answer === undefined) return response.writeHead(404).end('nothing here');
    response.writeHead(200, { 'content-type': typeOf(path) }).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  news.port = (server.address() as AddressInfo).port;
  news.origin = `http://127.0.0.1:${news.port}`;
  return news;
}

const TYPES: Record<string, string> = {
  xml: 'application/xml',
  json: 'application/feed+json',
  txt: 'text/plain',
  md: 'text/markdown; charset=utf-8',
  png: 'image/png',
};
const typeOf = (path: string) => TYPES[/\.(\w+)$/.exec(path)?.[1] ?? ''] ?? 'text/html; charset=utf-8';

export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) =>
    void response.writeHead(code, headers).end();

export interface Item {
  guid?: string;
  link?: string;
  title?: string;
  date?: string;
  text?: string;
  teaser?: string;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const element = (name: string, text: string | undefined, attributes = '') =>
  text === undefined ? '' : `<${name}${attributes}>${escaped(text)}</${name}>`;

/** An RSS feed; `text` is the whole text as HTML, `teaser` a summary. */
export function rss(items: Item[], title = 'The Elva Courier'): string {
  const entries = items.map(
    ({ guid, link, title: headline, date, text, teaser }) =>
      `<item>${element('guid', guid, ' isPermaLink="false"')}${element('link', link)}${element('title', headline)}${element('pubDate', date)}${element('description', teaser)}${element('content:encoded', text)}</item>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>${element('title', title)}<link>/</link>${entries.join('')}</channel></rss>`;
}

/** A text that is long enough to be a whole article. */
export const longText = (about: string): string =>
  Array.from(
    { length: 8 },
    (_, i) => `<p>${about}, paragraph ${i + 1}: the river rose by ${i + 2} metres, and the old bridge held.</p>`,
  ).join('');

/** A page as newspapers have it. */
export const page = (title: string, paragraphs: string): string =>
  `<!doctype html><html><head><title>${title}</title></head><body><nav><a href="/">Home</a></nav><article><h1>${title}</h1>${paragraphs}</article></body></html>`;

/** Answers 304 where the ETag is still the same. */
export const withEtag =
  (etag: () => string, body: () => string, type = 'application/xml'): Answer =>
  (request, response) => {
    if (request.headers['if-none-match'] === etag()) return void response.writeHead(304).end();
    response.writeHead(200, { 'content-type': type, etag: etag() }).end(body());
  };
