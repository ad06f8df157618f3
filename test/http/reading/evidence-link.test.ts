/** From an answer in Discord to the page that shows where its words stand. */
import { parseHTML } from 'linkedom';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { createLogger } from '../../../src/core/logger.js';
import { startHttp } from '../../../src/http/start-http.js';
import { startBot } from '../../support/discord-bot.js';
import { send } from '../../support/http-site.js';
import { openSource } from '../../support/read-components.js';

it('leads from the evidence to the quote marked in its article, where the article has no address of its own', async () => {
  const publicUrl = 'https://footnote.example';
  const { server, ann, channel, guild, app, state } = await startBot({ publicUrl });
  const { http, models } = readConfig({ PUBLIC_URL: publicUrl });
  const logger = createLogger({ level: 'silent', hasContent: false });
  const site = await startHttp({ http: { ...http, port: 0 }, parts: ['index'], logger });
  onTestFinished(() => site.close());
  site.serve({ app, state, budget: models.budget });
  const question = 'What was found in the ramp?';
  const answer = await server.slash(ann, { channel, name: 'ask', options: { question } }).original();
  const card = await openSource(server, ann, answer).original();
  const [link] = /https:\/\/footnote\.example\/a\/[^"]+/.exec(JSON.stringify(card.components))!;
  const { pathname, search, hash } = new URL(link);
  expect(hash).toMatch(/^#quote:~:text=A%20crack%20was/);
  const open = async () => send(Number(new URL(site.url).port), pathname + search);
  const { document } = parseHTML((await open()).text);
  expect(document.querySelector('#quote')!.textContent).toMatch(/^A crack was found in the ramp/);
  await state.changeSettings(guild.id, { sources: ['Food desk'] });
  expect((await open()).status).toBe(404);
});
