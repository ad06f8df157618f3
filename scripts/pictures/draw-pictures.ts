/**
 * The README's pictures: the real bot answers over the shipped articles beside the Discord-shaped server, and what it sent
 * is drawn and photographed by Chromium. `npm run pictures`; needs chromium, and a font with colour emoji.
 */
import { execFileSync, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { startBot } from '../../test/support/discord-bot.js';
import { openSource } from '../../test/support/read-components.js';
import { page, type Scene } from './page.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PICTURES = join(ROOT, 'docs/pictures');
const QUESTION = "What did Iran's foreign minister tell Kuleba about the drones?";
const FIGURE = 'How much did Musk pay for Twitter?';
const UNANSWERED = 'How many jobs does Meta cut?';
const TYPES: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html', '.css': 'text/css' };
const WIDTH = 760;
const SCALE = 2;

const circle = (colour: string, letter: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><rect width="40" height="40" fill="${colour}"/><text x="20" y="27" font-family="sans-serif" font-size="20" fill="#fff" text-anchor="middle">${letter}</text></svg>`,
  )}`;

/** A page with its packages on 127.0.0.1. */
async function serve(html: string): Promise<string> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path === '/') return response.setHeader('content-type', 'text/html').end(html);
    try {
      const file = readFileSync(join(ROOT, path));
      return response.setHeader('content-type', TYPES[extname(path)] ?? 'application/octet-stream').end(file);
    } catch {
      return response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function draw(name: string, scene: Scene, height: number, width = WIDTH): Promise<void> {
  const url = await serve(page(scene, { bot: circle('#5865f2', '¹'), asker: circle('#f0b232', 'M') }));
  const path = join(PICTURES, `${name}.png`);
  const args = [
    '--headless=new',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    `--force-device-scale-factor=${SCALE}`,
    `--window-size=${width},${height}`,
    '--virtual-time-budget=8000',
    `--screenshot=${path}`,
    url,
  ];
  const status = await new Promise((resolve) => spawn('chromium', args, { stdio: 'ignore' }).on('close', resolve));
  expect(status).toBe(0);
  expect(statSync(path).size).toBeGreaterThan(10_000);
}

it('draws what the bot sent', async () => {
  execFileSync('chromium', ['--version']);
  const files = readdirSync(join(ROOT, 'corpus'), { recursive: true, encoding: 'utf8' }).filter((path) =>
    extname(path),
  );
  const articles = Object.fromEntries(files.map((path) => [path, readFileSync(join(ROOT, 'corpus', path), 'utf8')]));
  const bot = await startBot({ articles });
  const { server, guild, channel, mia, folder } = bot;
  const mara = server.addUser({ username: 'Mara' });
  guild.addMember(mara);

  const answer = await server.slash(mara, { channel, name: 'ask', options: { question: QUESTION } }).original();
  await draw('answer', { asker: 'Mara', command: '/ask', message: answer }, 455);

  const fell = await server.slash(mara, { channel, name: 'ask', options: { question: FIGURE } }).original();
  const refused = await server.slash(mara, { channel, name: 'ask', options: { question: UNANSWERED } }).original();
  await draw('abstention', { asker: 'Mara', command: '/ask', message: refused }, 390);
  const [path, text] = Object.entries(articles).find(([, body]) =>
    body.includes('purchase of Twitter for 44 billion'),
  )!;
  folder.write({ [path]: text.replaceAll('44 billion', '44.5 billion') });
  await folder.reindex();
  for (let i = 0; i < 3; i++) await bot.tick();
  expect(fell.edits).toHaveLength(1);
  await draw('corrected', { asker: 'Mara', command: '/ask', message: fell }, 480);

  const card = await openSource(server, mara, answer).original();
  await draw('evidence', { message: card, isEphemeral: true }, 448);

  const reindex = server.slash(mia, { channel, name: 'admin', subcommand: 'reindex', options: { full: true } });
  await reindex.until(({ messages }) => messages[0]?.content.includes('Index version') ?? false, 30_000);
  const [done] = reindex.messages;
  await draw('reindex', { asker: 'Mia', command: '/admin reindex', message: done, isEphemeral: true }, 150);
}, 120_000);
