/** Whatever strangers write, on every road a message takes: nothing is mentioned, and no address but those of articles. */
import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/core/safe-url.js';
import type { KeptAnswer } from '../../src/discord/kept-answer.js';
import type { KeptSummary } from '../../src/discord/kept-scope.js';
import { citedIn, numberedSources } from '../../src/discord/numbered-sources.js';
import { articleMenu } from '../../src/discord/render/article-menu.js';
import { evidenceCard } from '../../src/discord/render/evidence-card.js';
import { showKept } from '../../src/discord/render/kept.js';
import { pageText, summaryPages } from '../../src/discord/render/summary.js';
import { whyCard } from '../../src/discord/render/why-card.js';
import { en } from '../../src/discord/words/en.js';
import type { QuotesInPlace } from '../../src/flows/quotes-in-place.js';
import { startBot } from '../support/discord-bot.js';
import fc, { type Arbitrary } from '../support/fast-check.js';
import { hostileText } from '../support/hostile-text.js';
import { answerTo, clickFurther, openSource } from '../support/read-components.js';

const RUNS = process.env.LONG_FUZZ ? 100_000 : 1000;
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

const kept: Arbitrary<KeptAnswer> = fc
  .record({
    text: hostileText(),
    title: hostileText(),
    source: hostileText(4),
    date: fc.oneof(fc.constant('2024-03-05'), hostileText(3)),
    url,
    isAnswered: fc.boolean(),
    isNear: fc.boolean(),
    field: fc.constantFrom('body' as const, 'title' as const),
    bold: fc.option(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
      nil: undefined,
    }),
  })
  .map(({ text, title, source, date, url: address, isAnswered, isNear, field, bold }) => {
    const [start, end] = (bold ?? []).map((share) => Math.round(share * text.length)).sort((a, b) => a - b);
    const highlight = bold && { start, end };
    const citation = { articleId: title, field, title, source, publishedAt: date, url: address, quote: text };
    const draft = {
      sentences: [{ text, citations: [0], ...(highlight && { highlight }) }],
      citations: [{ ...citation, start: 0, end: text.length }],
    };
    return { text, title, source, date, address, isAnswered, isNear, draft };
  })
  .map(({ text, title, date, address, isAnswered, isNear, draft }) => ({
    status: isAnswered ? 'answered' : 'abstained',
    kind: 'question',
    numbered: 'sources',
    ...(isAnswered ? draft : { sentences: [], citations: [] }),
    ...(!isAnswered && isNear && { draft }),
    ...(isAnswered && { unanswered: [text, title] }),
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

const counts = { articles: 30, outlets: 9, stories: 20, listed: 3, undated: 4 };

/** Summaries with several of the answer's sentences, as long as they come, from as many articles. */
const summaries: Arbitrary<KeptAnswer> = fc
  .record({
    answer: kept,
    topic: hostileText(),
    kind: fc.constantFrom<KeptSummary['kind'][]>('article', 'topic', 'period'),
    times: fc.integer({ min: 1, max: 8 }),
    longer: fc.integer({ min: 1, max: 6 }),
  })
  .map(({ answer, topic, kind, times, longer }) => {
    const [citation] = answer.citations;
    const { title = topic, source = topic, publishedAt } = citation ?? {};
    const stories = Array.from({ length: times }, () => ({ articles: 7, outlets: Array(6).fill(source) }));
    const days = { from: '2024-03-01', to: '2024-03-31' };
    const summary: KeptSummary =
      kind === 'article'
        ? { kind, articleId: title, title, source, publishedAt }
        : kind === 'topic'
          ? { kind, topic, source, to: publishedAt, counts: { ...counts, articles: citation ? 30 : 0 } }
          : { kind, topic, source, ...days, counts: { ...counts, articles: citation ? 30 : 0 }, stories, span: days };
    const places = citation ? Array.from({ length: times }, (_, place) => place) : [];
    return {
      ...answer,
      sentences: places.map((place) => ({
        text: answer.sentences[0].text.repeat(longer),
        citations: kind === 'period' ? [place] : [place, 0],
      })),
      citations: places.map((place) => ({ ...citation, articleId: `${place}` })),
      summary,
    };
  });

/** All of an answer's quotes, each within other words. */
const inPlace = (answer: KeptAnswer): QuotesInPlace => ({
  runs: citedIn(answer).citations.map(({ quote, title }) => [
    { text: quote, isQuote: false },
    { text: quote, isQuote: true },
    { text: title, isQuote: false },
  ]),
  isCurrent: true,
});

describe('what is sent', () => {
  it('holds no address but the article’s, and no mention, whatever the text', () => {
    fc.assert(
      fc.property(kept, (answer) => {
        const [citation] = answer.citations;
        const { contents, controls, layouts } = showKept('abcdefghijklmnop', answer, en, { isPrivate: true });
        const sent = JSON.stringify([
          contents,
          controls,
          layouts,
          whyCard(answer, 0, en),
          ...numberedSources(citedIn(answer)).map((source) =>
            evidenceCard({ source, quote: source.title, inPlace: inPlace(answer) }, en),
          ),
        ]);
        const allowed = safeUrl(citation?.url ?? answer.nearest[0]?.url);
        for (const [address] of sent.matchAll(ADDRESSES)) expect(address.startsWith(allowed ?? '\n')).toBe(true);
        expect(sent).not.toMatch(MENTION);
        for (const content of contents) {
          expect(content.length).toBeLessThanOrEqual(2000);
          expect(content.trim()).not.toBe('');
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('holds as little in summaries, on each of their pages, and loses no sentence', () => {
    fc.assert(
      fc.property(summaries, (answer) => {
        const {
          articleId: id,
          title,
          source,
          publishedAt,
          url: address,
        } = answer.citations[0] ?? { articleId: '', title: '' };
        const pages = summaryPages(answer, answer.summary!, en).map(pageText);
        const shown = pages.map((_, page) => showKept('abcdefghijklmnop', answer, en, { isPrivate: true, page }));
        const article = { key: 1, path: '', id, title, source, publishedAt, url: address };
        const sent = JSON.stringify([shown, articleMenu([article], { user: '1' }, en)]);
        const allowed = safeUrl(address);
        for (const [found] of sent.matchAll(ADDRESSES)) expect(found.startsWith(allowed ?? '\n')).toBe(true);
        expect(sent).not.toMatch(MENTION);
        for (const page of pages) {
          expect(page.length).toBeLessThanOrEqual(2000);
          expect(page.trim()).not.toBe('');
        }
        for (const { citations: places } of answer.sentences)
          expect(pages.join('\n')).toContain(` ${[...new Set(places)].map((place) => `[${place + 1}]`).join('')}\n`);
      }),
      { numRuns: RUNS / 4 },
    );
  });

  it('goes through Discord’s limits with hostile articles, on every road', async () => {
    const hostile = fc.sample(hostileText(), 40);
    const clean = (text: string) => text.replace(/[\n\r"\\]/g, ' ').toWellFormed();
    const urls = hostile.map((text, i) => (i % 2 ? 'https://desk.example.org/a' : clean(text)));
    const articles = Object.fromEntries(
      hostile.map((text, i) => [
        `a${i}.json`,
        JSON.stringify({
          title: clean(text) || 'title',
          // A source of nothing visible would be an embed's author without a name, which Discord refuses.
          source: `Desk ${clean(hostile[(i + 7) % hostile.length])}`,
          published_at: '2024-03-05',
          url: urls[i],
          body: `The zebra ${i} ran away. ${text} The zebra ${i} said ${text} and ${hostile[(i + 3) % hostile.length]}.`,
        }),
      ]),
    );
    const { server, guild, ann, ben, channel, log } = await startBot({ articles });
    const robot = `<@${server.botUser.id}>`;
    for (const [i, text] of hostile.entries()) {
      // A person each, so that nobody's questions are refused for being too many.
      const user = server.addUser({ username: `reader${i}` });
      guild.addMember(user);
      const question = `What did zebra ${i} say? ${text}`.slice(0, 1000);
      const asked = server.slash(user, { channel, name: 'ask', options: { question, private: i % 3 === 0 } });
      const answer = await answerTo(asked);
      server.sendMessage(user, channel, `${robot} ${text}`);
      const controls = JSON.stringify(answer.components);
      if (/"evidence:/.test(controls)) {
        await openSource(server, user, answer).original();
        await (await clickFurther(server, user, answer, 'Why this answer')).original();
        // What only comes nearest is no answer, and can't be shared: beside it stand buttons for the nearest articles.
        const isAnswered = !/"within:/.test(controls);
        expect(/"share:/.test(controls)).toBe(i % 3 === 0 && isAnswered);
        if (i % 3 === 0 && isAnswered) await server.click(user, answer, 'Share').acknowledged;
      }
      const title = `a${i}.json`;
      const summarize = { channel, name: 'summarize' };
      await answerTo(server.slash(user, { ...summarize, subcommand: 'article', options: { title } }));
      await server.autocomplete(user, {
        ...summarize,
        subcommand: 'article',
        focused: 'title',
        options: { title: '' },
      });
      // What Discord's client would trim to nothing can't be typed.
      const topic =
        text
          .replace(/[\u0000-\u001f]/g, '')
          .trim()
          .slice(0, 200) || 'zebra';
      await answerTo(server.slash(user, { ...summarize, subcommand: 'topic', options: { topic } }));
    }
    const period = { channel, name: 'summarize', subcommand: 'period', options: { period: '2024-03' } };
    const digest = await server.slash(ann, period).original();
    await server.click(ann, digest, 'Next').until(() => digest.content.includes('Page 2 of'));
    await server.autocomplete(ann, { ...period, focused: 'source', options: { source: '' } });
    const message = server.sendMessage(ben, channel, 'https://desk.example.org/a');
    await server.contextMenu(ann, { channel, name: 'Summarize the linked article', message }).original();
    await server.slash(ann, { channel, name: 'sources' }).original();
    await server.slash(ann, { channel, name: 'help' }).original();
    expect(log()).not.toContain('question-refused');
    const sends = server.sends();
    expect(sends.length).toBeGreaterThan(100);
    // 429 asks for patience, and the call is made again; anything else would be a fault of ours.
    expect(sends.filter(({ status }) => status >= 400 && status !== 429)).toEqual([]);
    const articleUrls = urls.flatMap((url) => safeUrl(url) ?? []);
    const deferrals = (payload: object) => Object.keys(payload).every((key) => key === 'flags');
    for (const { payload } of sends) {
      if (deferrals(payload)) continue;
      expect(payload.allowed_mentions).toMatchObject({ parse: [] });
      for (const [address] of JSON.stringify(payload).matchAll(ADDRESSES))
        expect(articleUrls.some((url) => address.startsWith(url))).toBe(true);
    }
  }, 120_000);
});
