/**
 * The pictures in docs/: the real bot answers over the shipped articles beside the Discord-shaped server, and what it sent is
 * drawn and photographed by Chromium: dark, light, and as wide as a phone. `npm run pictures`; needs chromium, and a font with
 * colour emoji.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';
import { expect, it, onTestFinished } from 'vitest';
import { startBot } from '../../test/support/discord-bot.js';
import { answerTo, openSource } from '../../test/support/read-components.js';
import { page, type Scene } from './page.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PICTURES = join(ROOT, 'docs/pictures');
const QUESTION = "What did Iran's foreign minister tell Kuleba about the drones?";
const FIGURE = 'How much did Musk pay for Twitter?';
const UNANSWERED = 'How many jobs does Meta cut?';
const CLAIMS =
  'Musk paid 54 billion dollars for Twitter. Liz Truss resigned on her 45th day in office. Meta cut 11,000 jobs.';
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css' };
/** Suffixes of the files, with how each is drawn. */
const LOOKS = {
  '': { width: 760, isLight: false },
  '-light': { width: 760, isLight: true },
  '-phone': { width: 400, isLight: false },
};
const SCALE = 1.5;

const circle = (colour: string, letter: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/><text x="20" y="27" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${letter}</text></svg>`,
  )}`;
const AVATARS = { bot: circle('#5865f2', '¹'), asker: circle('#f0b232', 'M') };

/** The page of the moment with its packages, on 127.0.0.1. */
async function serve(): Promise<{ url: string; show: (html: string) => void }> {
  let shown = '';
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') return response.setHeader('content-type', 'text/html').end(shown);
    try {
      const file = readFileSync(join(ROOT, path));
      return response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(file);
    } catch {
      return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { url, show: (html) => void (shown = html) };
}

/** Draws scenes, each in every look or in those named. */
async function painter(browser: Browser): Promise<(name: string, scene: Scene, looks?: string[]) => Promise<void>> {
  const { url, show } = await serve();
  return async (name, scene, looks = Object.keys(LOOKS)) => {
    for (const suffix of looks) {
      const { width, isLight } = LOOKS[suffix as keyof typeof LOOKS];
      const sheet = await browser.newPage({ viewport: { width, height: 100 }, deviceScaleFactor: SCALE });
      show(page(scene, { ...AVATARS, isLight }));
      await sheet.goto(url, { waitUntil: 'networkidle' });
      await sheet.screenshot({ path: join(PICTURES, `${name}${suffix}.png`), fullPage: true });
      await sheet.close();
    }
  };
}

it('draws what the bot sent', async () => {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  onTestFinished(() => browser.close());
  const draw = await painter(browser);
  const files = readdirSync(join(ROOT, 'corpus'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    extname(path),
  );
  const articles = Object.fromEntries(files.map((path) => [path, readFileSync(join(ROOT, 'corpus', path), 'utf8')]));
  const bot = await startBot({ articles });
  const { server, guild, channel, mia, folder } = bot;
  const mara = server.addUser({ username: 'Mara' });
  guild.addMember(mara);
  const slash = (name: string, options: Record<string, string>, subcommand?: string) =>
    server.slash(mara, { channel, name, options, ...(subcommand && { subcommand }) }).original();

  const answer = await slash('ask', { question: QUESTION });
  await draw('answer', { asker: 'Mara', command: '/ask', message: answer });
  await draw('evidence', { message: await openSource(server, mara, answer).original(), isEphemeral: true });

  const fell = await slash('ask', { question: FIGURE });
  const refused = await slash('ask', { question: UNANSWERED });
  await draw('abstention', { asker: 'Mara', command: '/ask', message: refused });
  const disliked = server.click(mara, refused, /^dislike:/);
  await disliked.acknowledged;
  await draw('reasons', { modal: disliked.modal! });

  const summary = await slash('summarize', { period: '2022-11' }, 'period');
  await draw('summary', { asker: 'Mara', command: '/summarize period', message: summary });

  const claims = server.sendMessage(mara, channel, CLAIMS);
  const checked = await answerTo(
    server.contextMenu(mara, { channel, name: 'Check against the articles', message: claims }),
  );
  await draw('check', { message: checked, isEphemeral: true });

  const questions = await server.slash(mia, { channel, name: 'admin', subcommand: 'questions' }).original();
  await draw('questions', { asker: 'Mia', command: '/admin questions', message: questions, isEphemeral: true });

  const [path, text] = Object.entries(articles).find(([, body]) =>
    body.includes('purchase of Twitter for 44 billion'),
  )!;
  folder.write({ [path]: text.replaceAll('44 billion', '44.5 billion') });
  await folder.reindex();
  for (let i = 0; i < 3; i++) await bot.tick();
  expect(fell.edits).toHaveLength(1);
  await draw('corrected', { asker: 'Mara', command: '/ask', message: fell }, ['']);

  const reindex = server.slash(mia, { channel, name: 'admin', subcommand: 'reindex', options: { full: true } });
  await reindex.until(({ messages }) => messages[0]?.content.includes('Index version') ?? false, 30_000);
  const [done] = reindex.messages;
  await draw('reindex', { asker: 'Mia', command: '/admin reindex', message: done, isEphemeral: true }, ['']);
}, 240_000);
