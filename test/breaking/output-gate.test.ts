/** Whatever articles, people and models write: of what is sent, Discord acts on nothing but our own marks and the articles' addresses. */
import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/core/safe-url.js';
import { casesPage } from '../../src/discord/commands/admin-cases.js';
import { questionsPage } from '../../src/discord/commands/admin-questions.js';
import { sourcesPage } from '../../src/discord/commands/sources.js';
import type { BotContext } from '../../src/discord/context.js';
import type { KeptAnswer } from '../../src/discord/kept-answer.js';
import { handOverText } from '../../src/discord/notices/hand-over.js';
import { citedIn, numberedSources } from '../../src/discord/numbered-sources.js';
import { reportText, runningSentence } from '../../src/discord/reindexing.js';
import { renderAnswer, renderDraft } from '../../src/discord/render/answer.js';
import { correctionText, newerFigureText } from '../../src/discord/render/correction.js';
import { evidenceCard } from '../../src/discord/render/evidence-card.js';
import { inert, inertWithin } from '../../src/discord/render/inert.js';
import { showKept } from '../../src/discord/render/kept.js';
import { renderNews } from '../../src/discord/render/news.js';
import { renderTold } from '../../src/discord/render/told.js';
import { whyCard } from '../../src/discord/render/why-card.js';
import { LANGUAGES, type Words, wordsFor } from '../../src/discord/words/index.js';
import { STANDARD_SETTINGS } from '../../src/state/server-settings.js';
import { parseDiscord } from '../support/discord-markdown.js';
import fc, { type Arbitrary } from '../support/fast-check.js';
import { hostileText } from '../support/hostile-text.js';

/** Each makes some ten renders. */
const RUNS = process.env.LONG_FUZZ ? 2_000 : 200;
const HIDDEN = /[\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u206f]/;
/** Around parts of a line that are read from right to left, closed and not nested: what stands within can't reach out of them. */
const OWN_ISOLATES = /\u2068([^\n\u2066-\u2069]*)\u2069/g;
const ADDRESS_LIKE = /(?:[a-z0-9-]+\.)+(?:example|gg|com|org)\b/gi;

const url = fc.oneof(
  fc.constantFrom(
    'https://desk.example.org/a?b=c#d',
    'https://evil.example/x',
    'javascript:alert(1)',
    'https://a.example/)](<https://evil.example>',
  ),
  hostileText(4),
);
const article = fc.record({
  articleId: hostileText(3),
  title: hostileText(),
  source: hostileText(4),
  publishedAt: fc.oneof(fc.constant('2024-03-05'), hostileText(3)),
  url,
});
const form = fc.option(
  fc.oneof(
    fc.record({ kind: fc.constantFrom('heading' as const, 'row' as const) }),
    fc.record({ kind: fc.constant('item' as const), number: fc.integer({ min: 1, max: 30 }) }),
    fc.record({ kind: fc.constant('code' as const), language: hostileText(2) }),
  ),
  { nil: undefined },
);
const sentence = fc.record({ text: fc.oneof(hostileText(), hostileText(200)), form, bold: fc.boolean() });

const written: Arbitrary<KeptAnswer> = fc
  .record({
    articles: fc.array(article, { minLength: 1, maxLength: 5 }),
    sentences: fc.array(sentence, { minLength: 1, maxLength: 6 }),
    status: fc.constantFrom('answered' as const, 'abstained' as const),
    isNear: fc.boolean(),
    said: hostileText(),
    of: fc.constantFrom(undefined, 'article' as const, 'topic' as const, 'period' as const),
  })
  .map(({ articles, sentences, status, isNear, said, of }): KeptAnswer => {
    const citations = articles.map((one) => ({
      ...one,
      field: 'body' as const,
      quote: said,
      start: 0,
      end: said.length,
    }));
    const draft = {
      citations,
      sentences: sentences.map(({ text, form: own, bold }, i) => ({
        text,
        citations: [i % citations.length],
        ...(own && { form: own }),
        ...(bold && { highlight: { start: 0, end: Math.ceil(text.length / 2) } }),
      })),
    };
    const counts = { articles: 9, outlets: 2, stories: 9 };
    const [{ articleId, title, source, publishedAt }] = articles;
    const days = { from: '2024-03-01', to: '2024-03-31' };
    const stories = draft.sentences.map(() => ({ articles: 3, outlets: articles.map((one) => one.source) }));
    return {
      status,
      kind: of ? 'summary' : 'question',
      numbered: 'sources',
      ...(status === 'answered' ? draft : { sentences: [], citations: [] }),
      ...(status === 'abstained' && isNear && !of && { draft: { ...draft, sentences: [draft.sentences[0]] } }),
      unanswered: [said],
      nearest: status === 'abstained' ? articles : [],
      missing: [said],
      confidence: 0.6,
      composer: 'generative',
      newestAt: publishedAt,
      trace: {
        words: [{ word: said, isFound: false, isEarlier: true }],
        answerType: 'other',
        speaker: [said],
        sentences: sentences.map(({ text }) => ({ articleId, title, text, score: 0.5 })),
        parts: [],
        threshold: 0.5,
        indexVersion: 1,
        written: { model: said, kept: 1, heldBack: [said] },
      },
      ...(of === 'article' && { summary: { kind: of, articleId, title, source, publishedAt } }),
      ...(of === 'topic' && { summary: { kind: of, topic: said, source, to: publishedAt, counts } }),
      ...(of === 'period' && {
        summary: { kind: of, topic: said, source, ...days, counts: { ...counts, listed: 2, undated: 1 }, stories },
      }),
    };
  });

interface Expected {
  urls: Set<string>;
  /** Marks of lines that are ours. */
  lines?: string[];
  hasTimes?: boolean;
}

/** What is wrong with a text that is sent; empty where nothing is. */
function faultsIn(text: string, { urls, lines = [], hasTimes = false }: Expected): string[] {
  const { links, addresses, mentions, timestamps, codeBlocks, lines: marked } = parseDiscord(text);
  const withoutCode = codeBlocks.reduce((rest, block) => rest.replace(block, () => ''), text);
  const labelled = links.filter(({ label, url: to }) => {
    const host = new URL(to).hostname;
    const named =
      label
        .normalize('NFKC')
        .replace(/\u200b/g, '')
        .replace(/(^|[^a-z0-9-])www\./gi, '$1')
        .match(ADDRESS_LIKE) ?? [];
    return named.some((one) => one.toLowerCase() !== host && !host.endsWith(`.${one.toLowerCase()}`));
  });
  return [
    ...links.filter(({ url: to }) => !urls.has(to)).map(({ url: to }) => `links to ${to}`),
    ...labelled.map(({ label }) => `a link reads as ${label}`),
    ...(withoutCode.split('](<http').length - 1 === links.length ? [] : ['a link is taken apart']),
    ...(text.split('```').length - 1 === 2 * codeBlocks.length ? [] : ['a fence stays open']),
    ...addresses.map((address) => `the address ${address}`),
    ...mentions.map((mention) => `the mention ${mention}`),
    ...(hasTimes ? [] : timestamps.map((stamp) => `the time ${stamp}`)),
    ...marked.filter((kind) => !lines.includes(kind)).map((kind) => `a line of kind ${kind}`),
    ...(HIDDEN.test(text.replace(OWN_ISOLATES, '$1')) ? ['hidden marks'] : []),
    ...(text.isWellFormed() ? [] : ['half a character']),
    ...(text.trim() ? [] : ['nothing']),
  ];
}

const message = (text: string, expected: Expected) => {
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(faultsIn(text, expected), text).toEqual([]);
};

const language = fc.constantFrom(...LANGUAGES.map(({ code }) => code));

describe('Discord acts on nothing of strangers’', () => {
  it('in answers, abstentions, summaries and their cards', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(written, hostileText(), language, (kept, question, code) => {
        const words = wordsFor(code);
        const all = [...kept.citations, ...kept.nearest, ...(kept.draft?.citations ?? [])];
        const urls = new Set(all.flatMap((one) => safeUrl(one.url) ?? []));
        const shown = [0, 1, 2].flatMap(
          (page) => showKept('id', kept, words, { isPrivate: true, page, question }).contents,
        );
        // An item of a list keeps its number, and a question is shown as a quotation.
        for (const text of shown) message(text, { urls, lines: ['quote', 'small', 'list'] });
        if (!kept.summary) {
          const cited = citedIn(kept);
          message(renderDraft(cited, words, question), { urls, lines: ['quote', 'list'] });
          for (const text of renderAnswer(kept, words)) message(text, { urls, lines: ['small', 'list'] });
        }
        const isGone = [true, false].map((gone, i) => ({ sentence: i, said: question, isGone: gone, atMs: 0 }));
        for (const text of renderAnswer({ ...kept, corrections: isGone }, words))
          message(text, { urls, lines: ['small', 'list'], hasTimes: true });
        const allows = () => true;
        message(handOverText(question, kept, { allows }, words), { urls, lines: ['quote'] });
        for (const was of kept.citations) {
          const now = { ...was, quote: question };
          const changes = [
            { said: question, was, now, what: [] },
            { said: question, was, what: [] },
          ];
          message(correctionText(changes, 0, [], words), { urls, lines: ['small'], hasTimes: true });
          message(newerFigureText(now, words), { urls, lines: ['small'] });
        }
        if (kept.sentences.length > 0) {
          const news = { ...kept, articles: kept.citations.map(({ articleId }) => articleId) };
          message(renderNews(question, news, words), { urls, lines: ['quote'] });
        }
        for (const source of numberedSources(citedIn(kept))) {
          const runs = [
            [
              { text: question, isQuote: false },
              { text: source.title, isQuote: true },
            ],
          ];
          const inPlace = { runs, isCurrent: false, under: [question] };
          const [{ title = '', description = '', url: to }] = evidenceCard(
            { source, quote: question, inPlace },
            words,
          ).embeds;
          expect(title.length).toBeLessThanOrEqual(256);
          expect(faultsIn(title, { urls }), title).toEqual([]);
          expect(title.replace(/[\s\u3164\u2800\p{M}]/gu, '')).not.toBe('');
          expect(faultsIn(description, { urls, lines: ['small'] }), description).toEqual([]);
          if (to) expect(faultsIn(`[${title.replace(/[[\]]/g, '')}](<${to}>)`, { urls })).toEqual([]);
        }
        const { fields = [] } = whyCard(kept, 0, words);
        for (const { value } of fields.filter(({ name }) => ![words.leftOut, words.kept].includes(name)))
          expect(faultsIn(value, { urls, hasTimes: true }), value).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });

  it('in lists, help, privacy and what administrators are told', { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(article, { minLength: 1, maxLength: 12 }),
        hostileText(),
        language,
        async (found, said, code) => {
          const words = wordsFor(code);
          const urls = new Set(found.flatMap((one) => safeUrl(one.url) ?? []));
          const articles = async () => found.map((one, key) => ({ ...one, id: one.articleId, key, path: '' }));
          const question = {
            askedAtMs: 0,
            question: said,
            status: 'abstained',
            likes: 0,
            dislikes: 2,
            reasons: [said],
            words: [said, said],
          };
          const expected = { article: [said || 'a.md'], words: [said || 'word'] };
          const kept = { answer: 'a', guild: '1', question: said, expected, madeAtMs: 0, metSinceMs: 0 };
          const cases = { of: async () => ({ count: 9, items: Array(8).fill(kept) }), noteMet: async () => {} };
          const converse = async () => ({ status: 'answered', citations: [] });
          const context = {
            app: { articles, converse },
            state: { openQuestions: async () => Array(9).fill(question), cases },
          } as never as BotContext;
          const surrounding = { guild: '1', settings: STANDARD_SETTINGS, words };
          const filters = { search: '', source: '', from: '', to: '' };
          message((await sourcesPage(context, filters, 0, surrounding)).content, { urls });
          message((await questionsPage(context, '1', 0, words, true)).content, { urls, hasTimes: true });
          message((await casesPage(context, '1', 0, words)).content, { urls });
          const skipped = found.map(({ title }) => ({ path: title, reason: said }));
          const counts = {
            articles: 1,
            passages: 1,
            added: 1,
            changed: 0,
            removed: 0,
            unchanged: 0,
            embedded: 1,
            version: 1,
            seconds: 1,
          };
          message(reportText({ ...counts, skipped }, words), { urls });
          const told = {
            about: 'greeting' as const,
            articles: 3,
            oldestAt: said,
            newestAt: said,
            suggestions: [said],
            outlets: 2,
          };
          message(renderTold(told, words, said), { urls, lines: ['quote'] });
          for (const text of sentences(words, said)) message(text, { urls, lines: ['list'], hasTimes: true });
        },
      ),
      { numRuns: RUNS },
    );
  });
});

const sentences = (words: Words, said: string): string[] => [
  runningSentence({ id: '1', by: said, sinceMs: 0, report: Promise.resolve() as never }, words),
  words.removed(inertWithin(said, 200)),
  words.undone(inertWithin(said, 200)),
  words.followedHere(inertWithin(said, 200), '#1'),
  words.followStopped(inertWithin(said, 200)),
  words.help(inert(said)).join('\n'),
  words.privacyToWriter(inert(said)),
  words.welcome(inert(said)).join('\n'),
];
