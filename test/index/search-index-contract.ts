/** What every index promises, wherever it lives. The embedded one is what the others are compared with. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { App } from '../../src/compose.js';
import type { DatabaseConfig } from '../../src/config.js';
import type { Question } from '../../src/query/query.js';
import { contentTerms } from '../../src/text/tokenize.js';
import { BAKERY, FERRY, PLAIN } from '../support/articles.js';
import fc from '../support/fast-check.js';
import { type IndexPlace, lookAtIndex, makeIndexPlace } from '../support/index-place.js';

const FILES = { 'ferry.md': FERRY, 'bakery.md': BAKERY, 'library.txt': PLAIN };
const QUESTIONS = [
  'Why does the ferry not sail?',
  'Who won the prize for rye bread?',
  'library',
  'What did Falk deny?',
  'lobster',
];
const SHIPPED = fileURLToPath(new URL('../../corpus', import.meta.url));
/** Every seventh of them; with LONG_FUZZ all. */
const SHIPPED_QUESTIONS = readFileSync(new URL('../../questions/shipped-corpus.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line): string => JSON.parse(line).question)
  .filter((_, i) => process.env.LONG_FUZZ !== undefined || i % 7 === 0);
const WORDS = 'ferry ramp crack harbour island bread flour library tower lamp goat winter'.split(' ');

export interface IndexHome {
  /** A place without an index; undefined for one in a folder. */
  empty(): Promise<DatabaseConfig | undefined>;
  stop(): Promise<void>;
}

/** Of an answer, what doesn't tell which revision of an article was the how manieth. */
const plain = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (name, part) => (name === 'key' || name === 'indexVersion' ? undefined : part)));

export function describeSearchIndex(name: string, start: () => Promise<IndexHome>): void {
  describe(name, () => {
    let home: IndexHome;
    /** There every history takes many times as long; with LONG_FUZZ as many are tried as anywhere. */
    const isOverTheWire = name.includes('PostgreSQL');
    beforeAll(async () => {
      home = await start();
    });
    afterAll(() => home.stop());
    const make = async (files: Record<string, string | Buffer>) => makeIndexPlace(files, await home.empty());

    it('says that there is no index until one was published', async () => {
      expect(await lookAtIndex(await make(FILES), [])).toBe('no index');
    });

    it('counts what was added, changed, removed and left as it was, and questions see it', async () => {
      const place = await make(FILES);
      expect(await place.reindex()).toMatchObject({ articles: 3, passages: 3, added: 3, version: 1, skipped: [] });
      place.write({
        'ferry.md': FERRY.replace('40,000', '45,000'),
        'new.txt': 'A whale swam into the harbour of Lindvik. Children watched it from the pier.',
      });
      place.remove('bakery.md');
      expect(await place.reindex({ dryRun: true })).toMatchObject({ added: 1, changed: 1, removed: 1, version: 1 });
      const report = { articles: 3, added: 1, changed: 1, removed: 1, unchanged: 1, version: 2 };
      expect(await place.reindex()).toMatchObject(report);
      await place.look(async (app) => {
        const [hit] = await app.search({ question: 'crowns' });
        expect(hit.passage.text).toContain('45,000 crowns');
        expect(await app.search({ question: 'rye' })).toEqual([]);
        expect((await app.search({ question: 'whale' })).map(({ article }) => article.id)).toEqual(['new.txt']);
      });
    });

    it('tells which articles came or changed since another', async () => {
      const place = await make(FILES);
      await place.reindex();
      let before = 0;
      await place.look(async (app) => {
        const { version, newestKey } = await app.current();
        expect(version).toBe(1);
        expect(await app.articlesAfter(newestKey)).toEqual([]);
        expect(await app.articlesAfter(0)).toHaveLength(3);
        before = newestKey;
      });
      place.write({ 'ferry.md': FERRY.replace('40,000', '45,000'), 'new.txt': 'A whale swam into the harbour.' });
      await place.reindex();
      place.remove('bakery.md');
      await place.reindex({ full: true });
      await place.look(async (app) => {
        const { version, newestKey } = await app.current();
        expect(version).toBe(3);
        const later = await app.articlesAfter(before);
        expect(later.map(({ id }) => id).sort()).toEqual(['ferry.md', 'new.txt']);
        expect(Math.max(...later.map(({ key }) => key))).toBe(newestKey);
        const news = await app.news({ topic: 'Lindvik', among: new Set(later.map(({ id }) => id)) });
        expect(news.sentences.map(({ text }) => text)).toEqual([
          expect.stringContaining('between Lindvik and Skarholm'),
        ]);
        expect(await app.articlesAfter(newestKey)).toEqual([]);
      });
    });

    it('tells the language of its articles, and finds them by names in other letters', async () => {
      const place = await make(FILES);
      await place.reindex();
      await place.look(async (app) => {
        const { articlesLanguage, nearest } = await app.ask({ question: 'что говорят о пароме из Скархольма?' });
        expect(articlesLanguage).toBe('en');
        expect(nearest[0].articleId).toBe('ferry.md');
      });
    });

    it('makes no new version where nothing changed', async () => {
      const place = await make(FILES);
      await place.reindex();
      expect(await place.reindex()).toMatchObject({ unchanged: 3, version: 1 });
      place.write({ 'ferry.md': FERRY });
      expect(await place.reindex()).toMatchObject({ unchanged: 3, version: 1 });
    });

    it('answers the same, whatever is built again', async () => {
      const place = await make(FILES);
      await place.reindex();
      expect(await place.reindex({ full: true })).toMatchObject({ unchanged: 3, version: 2 });
      place.remove('ferry.md');
      await place.reindex();
      place.write({ 'again.md': FERRY });
      expect(await place.reindex()).toMatchObject({ added: 1 });
      expect(await lookAtIndex(place, QUESTIONS)).toBe(await embeddedLook(place));
    });

    it('answers byte for byte as the embedded index does, over the shipped corpus', async () => {
      expect(SHIPPED_QUESTIONS.length).toBeGreaterThan(10);
      const [look, ...asked] = await answersOverShipped(await home.empty());
      embeddedAnswers ??= answersOverShipped();
      const [embeddedLook, ...askedOfEmbedded] = await embeddedAnswers;
      expect(look).toBe(embeddedLook);
      expect(asked).toEqual(askedOfEmbedded);
    }, 180_000);

    it('keeps exact counts and gives the same answers, whatever the history of the index was', async () => {
      const text = fc
        .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 30 })
        .map((words) => `${words.join(' ')}.`);
      const id = fc.constantFrom('', '---\nid: shared\n---\n');
      const article = fc.tuple(id, text).map((parts) => parts.join(''));
      const articles = fc.dictionary(fc.constantFrom('a.md', 'b.md', 'c.md', 'd.md'), article, { minKeys: 1 });
      const property = fc.asyncProperty(fc.array(articles, { minLength: 2, maxLength: 4 }), async (states) => {
        const place = await make({});
        let before: string[] = [];
        for (const files of states) {
          place.remove(...before.filter((file) => !(file in files)));
          place.write(files);
          before = Object.keys(files);
          await place.reindex();
        }
        expect(await lookAtIndex(place, WORDS)).toBe(await embeddedLook(place, WORDS));
        const fresh = makeIndexPlace(states[states.length - 1]);
        await fresh.reindex();
        await expectSame(place, fresh, async ({ index }) =>
          index.read((snapshot) => [
            snapshot.statistics,
            snapshot.articleCount,
            WORDS.map((word) => snapshot.sentenceFrequency(contentTerms(word)[0])),
          ]),
        );
      });
      await fc.assert(property, { numRuns: process.env.LONG_FUZZ ? 30 : isOverTheWire ? 3 : 6 });
    });

    it('gives any text back as it was', async () => {
      const rows = [
        {
          id: 'nul',
          title: 'A title with \0 in it',
          source: 'Desk \0 \ue000 one',
          body: 'A body with \0 a NUL in it.',
        },
        { id: 'lone', title: 'A lone surrogate', body: 'It is broken \ud800 here, and the ferry sails.' },
        {
          id: 'quote',
          title: "It's 'quoted' \\ twice",
          source: "O'Neil & sons",
          body: "O'Neil's AT&T \\ shop 'sells' rye.",
        },
        { id: 'long', title: 'Long', body: `${'x'.repeat(70_000)} ends.` },
      ];
      const file = rows.map((row) => JSON.stringify(row)).join('\n');
      const place = await make({ 'rows.jsonl': file });
      expect(await place.reindex()).toMatchObject({ articles: 4, skipped: [] });
      expect(await lookAtIndex(place, ["O'Neil", 'ferry', 'NUL', "what is 'quoted'"])).toBe(
        await embeddedLook(place, ["O'Neil", 'ferry', 'NUL', "what is 'quoted'"]),
      );
      await place.look(async (app) => {
        const bodies = await app.index.read((snapshot) =>
          [...snapshot.articles()].map((meta) => snapshot.content(meta).body),
        );
        expect(bodies.sort()).toEqual(rows.map(({ body }) => body).sort());
        expect((await app.search({ question: 'rye', filters: { source: "o'neil & SONS" } })).length).toBe(1);
      });
    });

    it('says what it holds', async () => {
      const place = await make(FILES);
      await place.reindex({ nowMs: () => Date.parse('2026-01-01T00:00:00Z') });
      expect(await place.look(({ index }) => index.status())).toMatchObject({
        articles: 3,
        passages: 3,
        version: 1,
        corpus: place.config.corpusDir,
        newestAt: '2024-03-07',
        oldestAt: '2024-03-05',
        indexedAt: '2026-01-01T00:00:00.000Z',
        repaired: [],
        before: null,
        heldSince: null,
        isOutdated: false,
      });
    });

    it('brings the version before back to the last byte, by itself re-indexes nothing, and undoes that as well', async () => {
      const text = fc
        .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 30 })
        .map((words) => `${words.join(' ')}.`);
      const articles = fc.dictionary(fc.constantFrom('a.md', 'b.md', 'c.md', 'd.md'), text, { minKeys: 1 });
      const nowMs = () => Date.parse('2026-01-01T00:00:00Z');
      const property = fc.asyncProperty(articles, articles, async (good, bad) => {
        const place = await make(good);
        const replaceFiles = (files: Record<string, string>) => {
          place.remove(...readdirSync(place.config.corpusDir));
          place.write(files);
        };
        const look = () => lookAtIndex(place, WORDS.slice(0, 3));
        const kept = () => place.look(({ index }) => index.status());
        await place.reindex({ nowMs });
        const goodLook = await look();
        replaceFiles(bad);
        const { version } = await place.reindex({ nowMs });
        const badLook = await look();
        fc.pre(version === 2);
        expect(await kept()).toMatchObject({
          before: { version: 1, indexedAt: '2026-01-01T00:00:00.000Z' },
          heldSince: null,
        });
        const { broughtBack, version: third } = await place.reindex({ nowMs, rollback: true });
        expect([broughtBack?.version, third]).toEqual([1, 3]);
        expect(await look()).toBe(goodLook);
        expect(await kept()).toMatchObject({ before: { version: 2 }, heldSince: '2026-01-01T00:00:00.000Z' });
        await place.reindex({ rollback: true });
        expect(await look()).toBe(badLook);
        await place.reindex({ rollback: true });
        replaceFiles(good);
        expect(await place.reindex()).toMatchObject({ added: 0, changed: 0, removed: 0 });
        expect(await look()).toBe(goodLook);
        expect(await kept()).toMatchObject({ heldSince: null });
      });
      await fc.assert(property, { numRuns: process.env.LONG_FUZZ ? 10 : isOverTheWire ? 1 : 4 });
    });

    it('keeps the version before while nothing changes, and brings none back where there was none', async () => {
      const place = await make(FILES);
      await place.reindex();
      await expect(place.reindex({ rollback: true })).rejects.toMatchObject({ code: 'no-version-before' });
      place.remove('bakery.md');
      await place.reindex();
      place.write({ 'ferry.md': FERRY });
      await place.reindex();
      await place.reindex({ full: true });
      await place.reindex({ rollback: true });
      await place.look(async (app) => expect(await app.search({ question: 'rye' })).toHaveLength(1));
      // The corpus is as it was, so whoever asks for a re-index gets it.
      expect(await place.reindex()).toMatchObject({ removed: 1, unchanged: 2 });
    });

    it('knows the newest date as its article gives it, where several begin together the most exact', async () => {
      const dated = (day: string) => `---\npublished_at: "${day}"\n---\nSomething happened.`;
      const place = await make({ 'a.md': dated('2024-03'), 'future.md': dated('2124-01-01'), 'b.md': dated('soon') });
      const newestAt = async (files: Record<string, string>) => {
        place.write(files);
        await place.reindex({ nowMs: () => Date.parse('2026-01-01T00:00:00Z') });
        return place.look((app) => app.newestAt());
      };
      expect(await newestAt({})).toBe('2024-03');
      expect(await newestAt({ 'c.md': dated('2024-03-01T00:00:00Z'), 'd.md': dated('2024-03-01') })).toBe(
        '2024-03-01T00:00:00Z',
      );
      expect(await newestAt({ 'a.md': 'No date.', 'c.md': 'No date.', 'd.md': 'No date.' })).toBe(undefined);
    });

    it('lists its articles anew for each version, and for no other reason', async () => {
      const place = await make(FILES);
      await place.reindex();
      await place.look(async (app) => {
        const listed = await app.articles();
        expect(await app.articles()).toBe(listed);
        place.write({ 'new.txt': 'A whale swam into the harbour of Lindvik.' });
        await place.reindex();
        const ids = (await app.articles()).map(({ id }) => id);
        expect(ids).toEqual(['bakery.md', 'ferry.md', 'library.txt', 'new.txt']);
      });
    });

    it('names the revisions of its articles, and the quotes that stand in them', async () => {
      const place = await make(FILES);
      await place.reindex();
      const ids = ['ferry.md', 'bakery.md', 'none.md'];
      const revisions = () => place.look((app) => app.standing.revisionsOf(ids));
      const before = await revisions();
      const quoted = (articleId: string) => ({ articleId, field: 'title' as const, quote: 'Ferry', start: 0, end: 5 });
      expect(await place.look((app) => app.standing.cited(ids.slice(0, 2).map(quoted)))).toEqual([
        { article: 'ferry.md', hash: before.get('ferry.md') },
        { article: 'bakery.md', hash: '' },
      ]);
      place.write({ 'ferry.md': FERRY.replace('40,000', '45,000') });
      await place.reindex();
      const after = await revisions();
      expect(after.get('ferry.md')).not.toBe(before.get('ferry.md'));
      expect(after.get('bakery.md')).toBe(before.get('bakery.md'));
      expect(after.get('none.md')).toBe('gone');
    });

    it('goes on answering from the version before when a re-index is stopped, and from the next when it ended', async () => {
      const place = await make(FILES);
      await place.reindex();
      place.remove('bakery.md');
      const controller = new AbortController();
      const stopped = place.reindex({
        signal: controller.signal,
        onProgress: ({ phase }) => phase === 'building' && controller.abort(),
      });
      await expect(stopped).rejects.toThrow();
      const found = () => place.look((app) => app.search({ question: 'rye' }));
      expect(await found()).toHaveLength(1);
      await place.reindex();
      expect(await found()).toHaveLength(0);
    });
  });
}

/** What the embedded index answers: reckoned once for all that are compared with it. */
let embeddedAnswers: ReturnType<typeof answersOverShipped> | undefined;

/** Of an index of the shipped corpus: all that questions can see of it, as text; what it finds within filters; and summaries. */
async function answersOverShipped(database?: DatabaseConfig): Promise<[string, unknown, unknown]> {
  const place = makeIndexPlace({}, database, SHIPPED);
  await place.reindex();
  const slips = ['Who denyed sending drons?', 'chancelor Kwarteng', 'zzzzzz'];
  const look = await lookAtIndex(place, [...SHIPPED_QUESTIONS, ...slips]);
  const asked: Question[] = [
    { question: 'drones', filters: { from: '2022-10', to: '2022-10-20' } },
    { question: 'drones', filters: { sources: ['footnote DESK', 'nobody'] } },
    { question: 'drones', filters: { source: 'nobody' } },
    { question: 'ftx', filters: { article: 'markets/2022-11-11-ftx-bankruptcy.md' } },
    { question: 'What was said about drones?', now: '2022-10-28' },
    { question: 'And what did Russia say?', history: [{ role: 'user', text: 'Did Iran send drones?' }] },
  ];
  const found = await place.look(async (app) => {
    const all: unknown[] = [];
    for (const question of asked) all.push(await app.search(question), await app.ask(question));
    return all;
  });
  const summaries = await place.look(async ({ summarize, articles, inPlace }) => {
    const [first] = await articles();
    const summary = await summarize.article({ idOrTitle: first.title });
    return [
      summary,
      await summarize.article({ idOrTitle: first.id }),
      await summarize.topic({ topic: 'Iranian drones' }),
      await summarize.topic({ topic: 'lobster fishing' }),
      await summarize.period({ period: '2022-10' }),
      await summarize.period({ period: '2022-10', topic: 'drones' }),
      await summarize.period({ period: '1999-01', source: 'nobody' }),
      await inPlace([summary.citations[0]]),
      await summarize.article({ idOrTitle: 'no such title at all' }).catch(({ message }) => message),
      await summarize.article({ idOrTitle: 'drone' }).catch(({ message }) => message),
    ];
  });
  return [look, plain(found), plain(summaries)];
}

async function embeddedLook(place: IndexPlace, questions = QUESTIONS): Promise<string> {
  const embedded = makeIndexPlace({}, undefined, place.config.corpusDir);
  await embedded.reindex();
  return lookAtIndex(embedded, questions);
}

async function expectSame(a: IndexPlace, b: IndexPlace, look: (app: App) => Promise<unknown>): Promise<void> {
  expect(plain(await a.look(look))).toEqual(plain(await b.look(look)));
}
