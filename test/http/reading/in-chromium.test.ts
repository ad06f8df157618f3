/** Reading pages in a real browser: by day and night, on a desk and on a phone. Debian's package `chromium` is what it needs. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createReadingLinks, READING_KEY, type ReadingRequest } from '../../../src/http/reading/reading-links.js';
import { type SiteFixture, startSite } from '../../support/http-site.js';

const CHROMIUM = '/usr/bin/chromium';
/** Where there is no browser, a developer may go without; CI may not. */
const isMissing = !existsSync(CHROMIUM) && !process.env.CI;
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** A folder to look at what it looks like: PICTURES=/tmp npx vitest run … */
const { PICTURES } = process.env;

const QUOTE = 'The gate of the lock is closed from ten in the evening until six in the morning.';
const filler = (from: number) =>
  Array.from(
    { length: 14 },
    (_, i) =>
      `Paragraph ${from + i} says how boats of several lengths wait, who goes first and what it costs them in a long summer.`,
  ).join('\n\n');
const GUIDE = `---
title: How boats pass the lock at Elva, from the first of May to the end of October
source: Harbour handbook
published_at: 2024-05-02
url: https://harbour.example/guides/lock
---
## Hours

${filler(1)}

${QUOTE} A bell rings ten minutes before.

#### Before you come

1. Call the keeper.
2. Have ready
   - the number of the boat
   - its length
3. Wait at the blue sign.

| Length in metres | Price in crowns | Wait on a Sunday in July | Who decides in doubt | Where to pay |
| --- | --- | --- | --- | --- |
| up to 6 | 40 | an hour | the keeper | at the gate |
| up to 12 | 75 | two hours | the harbour master | in the office |

\`\`\`bash
curl https://harbour.example/a-very-long-address-that-does-not-break/anywhere/at/all/${'x'.repeat(120)}
\`\`\`

> Nobody who waits loses a place by sleeping.

A [link](https://elsewhere.example) and *some* emphasis with \`code\`.
`;
const RTL = JSON.stringify({ id: 'rtl', title: 'מעבורת לאי', body: 'המעבורת לא תפליג במשך שבוע.\n\nThe ferry stops.' });

/** What axe-core has to say. */
interface Findings {
  violations: { id: string; nodes: { html: string }[] }[];
}

describe.skipIf(isMissing)('a reading page in Chromium', () => {
  let site: SiteFixture;
  let browser: Browser;
  beforeAll(async () => {
    site = await startSite({ articles: { 'guide.md': GUIDE, 'rtl.json': RTL }, publicUrl: 'http://127.0.0.1' });
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  async function linkTo(request: ReadingRequest): Promise<string> {
    return createReadingLinks(await site.state.signingKeys.of(READING_KEY, 0), site.server.url)(request)!;
  }
  async function quote(change = (text: string) => text) {
    const body = await site.app.index.read((snapshot) => snapshot.content(snapshot.articleById('guide.md')!).body);
    const start = body.indexOf(QUOTE);
    return { quote: change(QUOTE), start, end: start + QUOTE.length };
  }
  const places: [name: string, link: () => Promise<string>][] = [
    ['a quote', async () => linkTo({ articleId: 'guide.md', quote: await quote() })],
    ['a quote that is gone', async () => linkTo({ articleId: 'guide.md', quote: await quote((text) => `${text}!`) })],
    ['a text from right to left', () => linkTo({ articleId: 'rtl' })],
    ['nothing', async () => `${site.server.url}/a/nothing`],
  ];

  async function open(
    link: string,
    colorScheme: 'light' | 'dark',
    width: number,
  ): Promise<{ page: Page; asked: string[] }> {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => message.text().includes('Content Security') && asked.push(message.text()));
    await page.goto(link);
    return { page, asked };
  }

  it.each([
    ['light', 1100, 1],
    ['dark', 360, places.length],
  ] as const)('in %s colours, %i pixels wide, breaks no rule of accessibility and fits', async (colours, width, most) => {
    for (const [name, link] of places.slice(0, most)) {
      const { page, asked } = await open(await link(), colours, width);
      const path = PICTURES && join(PICTURES, `${name.replaceAll(' ', '-')}-${colours}-${width}.png`);
      if (path) await page.screenshot({ path });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate<Findings>("axe.run({ resultTypes: ['violations'] })");
      expect(
        violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
        name,
      ).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), name).toBe(true);
      // Nothing but the page itself; its icon is the browser's own wish.
      expect(asked.filter((url) => !url.endsWith('/favicon.ico'))).toHaveLength(1);
      await page.context().close();
    }
  });

  it('opens at the quote', async () => {
    const { page } = await open(await places[0][1](), 'light', 360);
    const mark = page.locator('#quote');
    expect(await mark.textContent()).toBe(QUOTE);
    expect(await page.evaluate('scrollY')).toBeGreaterThan(500);
    const box = (await mark.boundingBox())!;
    expect(box.y).toBeGreaterThanOrEqual(0);
    expect(box.y + box.height).toBeLessThanOrEqual(800);
    await page.context().close();
  });
});
