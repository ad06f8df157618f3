/** Whatever strangers write, on every road a message takes: nothing is mentioned, and no address but those of articles. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptAnswer } from '../../src/discord/kept-answer.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { answerControls } from '../../src/discord/render/answer-controls.js';
import { evidenceCard } from '../../src/discord/render/evidence-card.js';
import { safeUrl } from '../../src/discord/render/links.js';
import { whyCard } from '../../src/discord/render/why-card.js';
import { en } from '../../src/discord/words/en.js';
import { startBot } from '../support/discord-bot.js';
import { hostileText } from '../support/hostile-text.js';
import { answerTo } from '../support/read-components.js';

const RUNS = process.env.LONG_FUZZ ? 100_000 : 10_000;
const ADDRESSES = /[a-z][a-z0-9+.-]*:\/\/[^\s>)"\\]*|\bdiscord(?:app)?\.(?:gg|com)\S*/gi;
const MENTION = /@(?:everyone|here)|<@/;

const url = fc.oneof(
  fc.constantFrom(
    'https://desk.example.org/a?b=c#d',
    'javascript:alert(1)',
    'https://a.example/)](<https://evil.example>',
  ),
  hostileText(4),
);

const kept: fc.Arbitrary<KeptAnswer> = fc
  .record({
    text: hostileText(),
    title: hostileText(),
    source: hostileText(4),
    date: fc.oneof(fc.constant('2024-03-05'), hostileText(3)),
    url,
    isAnswered: fc.boolean(),
  })
  .map(({ text, title, source, date, url: address, isAnswered }) => ({
    status: isAnswered ? 'answered' : 'abstained',
    sentences: isAnswered ? [{ text, citations: [0] }] : [],
    citations: isAnswered
      ? [{ articleId: title, title, source, publishedAt: date, url: address, quote: text, start: 0, end: text.length }]
      : [],
    nearest: isAnswered ? [] : [{ articleId: title, title, publishedAt: date, url: address }],
    missing: [text],
    confidence: 0.7,
    composer: 'extractive',
    newestAt: date,
    trace: {
      words: [{ word: text, isFound: true, isEarlier: false }],
      answerType: 'other',
      speaker: [text],
      sentences: [{ articleId: title, title, text, score: 1 }],
      parts: [],
      threshold: 0.5,
      indexVersion: 1,
    },
  }));

describe('what is sent', () => {
  it('holds no address but the article’s, and no mention, whatever the text', () => {
    fc.assert(
      fc.property(kept, (answer) => {
        const [citation] = answer.citations;
        const contents = renderAnswer(answer, en);
        const sent = JSON.stringify([
          contents,
          answerControls('abcdefghijklmnop', answer, true, en),
          whyCard(answer, 0, en),
          citation && evidenceCard(0, citation, { before: citation.quote, after: citation.title, isCurrent: true }, en),
        ]);
        const allowed = safeUrl(citation?.url ?? answer.nearest[0]?.url);
        for (const [address] of sent.matchAll(ADDRESSES)) expect(address.startsWith(allowed ?? '\n')).toBe(true);
        expect(sent).not.toMatch(MENTION);
        for (const content of contents) {
          expect(content.length).toBeLessThanOrEqual(2000);
          expect(content.trim()).not.toBe('');
        }
      }),
      { numRuns: RUNS, seed: 21 },
    );
  });

  it('goes through Discord’s limits with hostile articles, on every road', async () => {
    const hostile = fc.sample(hostileText(), { numRuns: 40, seed: 22 });
    const clean = (text: string) => text.replace(/[\n\r"\\]/g, ' ').toWellFormed();
    const articles = Object.fromEntries(
      hostile.map((text, i) => [
        `a${i}.json`,
        JSON.stringify({
          title: clean(text) || 'title',
          source: clean(hostile[(i + 7) % hostile.length]) || 'desk',
          published_at: '2024-03-05',
          url: i % 2 ? 'https://desk.example.org/a' : clean(text),
          body: `The zebra ${i} ran away. ${text} The zebra ${i} said ${text} and ${hostile[(i + 3) % hostile.length]}.`,
        }),
      ]),
    );
    const { server, ann, ben, channel } = await startBot({ articles });
    const robot = `<@${server.botUser.id}>`;
    for (const [i, text] of hostile.entries()) {
      const user = i % 2 ? ann : ben;
      const question = `What did zebra ${i} say? ${text}`.slice(0, 1000);
      const asked = server.slash(user, { channel, name: 'ask', options: { question, private: i % 3 === 0 } });
      const answer = await answerTo(asked);
      server.sendMessage(user, channel, `${robot} ${text}`);
      if (/"evidence:/.test(JSON.stringify(answer.components))) {
        await server.select(user, answer, /evidence/, ['0']).original();
        await server.click(user, answer, 'Why this answer').original();
        if (i % 3 === 0) await server.click(user, answer, 'Share').acknowledged;
      }
    }
    await server.slash(ann, { channel, name: 'sources' }).original();
    await server.slash(ann, { channel, name: 'help' }).original();
    const sends = server.sends();
    expect(sends.length).toBeGreaterThan(100);
    // 429 asks for patience, and the call is made again; anything else would be a fault of ours.
    expect(sends.filter(({ status }) => status >= 400 && status !== 429)).toEqual([]);
    const deferrals = (payload: object) => Object.keys(payload).every((key) => key === 'flags');
    for (const { payload } of sends) {
      if (deferrals(payload)) continue;
      expect(payload.allowed_mentions).toMatchObject({ parse: [] });
      for (const [address] of JSON.stringify(payload).matchAll(ADDRESSES))
        expect(address).toMatch(/^https:\/\/desk\.example\.org\/a/);
    }
  }, 120_000);
});
