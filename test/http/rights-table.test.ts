/** Who may ask for what over HTTP: every kind of token at every door. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReadingLinks, READING_KEY } from '../../src/http/reading/reading-links.js';
import { type Asked, type Got, type SiteFixture, startSite } from '../support/http-site.js';

const PUBLIC = 'https://footnote.example';
const SCOPES = ['ask', 'search', 'mcp', 'metrics'] as const;
const tokenOf = (scopes: string) => `${scopes.replaceAll('+', '-')}-token-0123456789abcdef`;

let site: SiteFixture;
/** Signed paths of two articles. */
let ferry: string;
let bakery: string;

beforeAll(async () => {
  const tokens = [...SCOPES, SCOPES.join('+')].map((scopes, i) => `token-${i}:${tokenOf(scopes)}:${scopes}:0`);
  site = await startSite({ tokens: tokens.join(','), publicUrl: PUBLIC });
  const linkTo = createReadingLinks(await site.state.signingKeys.of(READING_KEY, 0), PUBLIC);
  const pathOf = (articleId: string) => {
    const { pathname, search } = new URL(linkTo({ articleId })!);
    return pathname + search;
  };
  [ferry, bakery] = ['ferry.md', 'bakery.md'].map(pathOf);
});
afterAll(() => site.stop());

const json = (body: unknown): Asked => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
  body: JSON.stringify(body),
});
const callTool = (name: string, given: object) =>
  json({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: given } });

/** What each door opens to, what it is asked, and what only those inside may see. */
const DOORS: { door: string; scope: (typeof SCOPES)[number]; path: string; asked?: Asked; inside: string }[] = [
  { door: '/api/ask', scope: 'ask', path: '/api/ask', asked: json({ question: 'What was found?' }), inside: 'crack' },
  { door: '/api/search', scope: 'search', path: '/api/search', asked: json({ question: 'ramp' }), inside: 'ferry.md' },
  {
    door: 'ask over /mcp',
    scope: 'mcp',
    path: '/mcp',
    asked: callTool('ask', { question: 'What was found?' }),
    inside: 'crack',
  },
  {
    door: 'search over /mcp',
    scope: 'mcp',
    path: '/mcp',
    asked: callTool('search', { query: 'ramp' }),
    inside: 'ferry.md',
  },
  {
    door: 'read over /mcp',
    scope: 'mcp',
    path: '/mcp',
    asked: callTool('read', { article_id: 'ferry.md' }),
    inside: 'crack',
  },
  { door: '/metrics', scope: 'metrics', path: '/metrics', inside: 'footnote_' },
];

const HOLDERS: [string, string | undefined, readonly string[]][] = [
  ['nobody', undefined, []],
  ['a wrong token', 'Bearer wrong-token-0123456789abcdef', []],
  ['half a token', `Bearer ${tokenOf('ask').slice(0, -1)}`, []],
  ['a token as a password', `Basic ${Buffer.from(`ask:${tokenOf('ask')}`).toString('base64')}`, []],
  ...SCOPES.map((scope): [string, string, string[]] => [`a token for ${scope}`, `Bearer ${tokenOf(scope)}`, [scope]]),
  ['a token for all', `Bearer ${tokenOf(SCOPES.join('+'))}`, SCOPES],
];

/** From outside: who asks from this machine may read the figures without a token. */
const OUTSIDE = { host: new URL(PUBLIC).host, 'x-forwarded-for': '192.0.2.7' };

function knock(path: string, authorization: string | undefined, { headers, ...asked }: Asked = {}): Promise<Got> {
  return site.send(path, { ...asked, headers: { ...OUTSIDE, ...headers, ...(authorization && { authorization }) } });
}

describe.each(HOLDERS)('%s', (_who, authorization, scopes) => {
  it.each(DOORS)('at $door', async ({ scope, path, asked, inside }) => {
    const { status, text } = await knock(path, authorization, asked);
    const isKnown = scopes.length > 0;
    expect(status).toBe(scopes.includes(scope) ? 200 : isKnown ? 403 : 401);
    expect(text.includes(inside)).toBe(scopes.includes(scope));
  });

  // The signature alone opens a page: no token is in the way, and none stands in for it.
  it('at a reading page with its own link, with another article’s, and with none', async () => {
    expect((await knock(ferry, authorization)).text).toContain('crack');
    // "/a/ARTICLE.CODE"
    const [article, code] = ferry.split('.');
    const [, otherCode] = bakery.split('.');
    const forgeries = [
      article,
      `${article}.${otherCode}`,
      `${article}.`,
      `${article}.${code}x`,
      '/a/ferry.md',
      '/a/',
      '/a',
    ];
    for (const forged of forgeries) {
      const { status, text } = await knock(forged, authorization);
      expect(status).toBe(404);
      expect(text).not.toContain('crack');
    }
  });
});
