/** Answers, abstentions, summaries and checked messages as Components V2, at the extremes, within Discord's limits. */
import { describe, expect, it } from 'vitest';
import type { Layout } from '../../src/discord/bodies.js';
import type { KeptAnswer } from '../../src/discord/kept-answer.js';
import type { KeptSummary } from '../../src/discord/kept-scope.js';
import { showKept } from '../../src/discord/render/kept.js';
import { LANGUAGES, wordsFor } from '../../src/discord/words/index.js';
import { flatten, textOfLayout } from '../support/discord-server/limits/component-limits.js';
import { COMPONENTS_V2, checkMessage } from '../support/discord-server/limits/message-limits.js';
import fc from '../support/fast-check.js';
import { hostileText } from '../support/hostile-text.js';

const RUNS = process.env.LONG_FUZZ ? 20_000 : 150;
const ID = 'abcdefghijklmnop';
const EXTREMES = [
  'x'.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(40),
  'كتاب الأخبار '.repeat(20),
  '( [ * _ ~ ` | \\ '.repeat(20),
  'A headline',
  '\u200b',
];

const text = fc.oneof(fc.constantFrom(...EXTREMES), hostileText());
const url = fc.option(fc.constantFrom('https://desk.example.org/a', `https://desk.example.org/${'a'.repeat(370)}`), {
  nil: undefined,
});

const citation = fc.record({
  articleId: fc.string({ maxLength: 6 }),
  field: fc.constantFrom('body' as const, 'title' as const),
  title: text,
  source: text,
  publishedAt: fc.constantFrom('2024-03-05', '2024-09-30'),
  url,
  quote: text,
  start: fc.constant(0),
  end: fc.constant(1),
});

const form = fc.option(
  fc.constantFrom(
    { kind: 'item' as const },
    { kind: 'code' as const },
    { kind: 'heading' as const },
    { kind: 'row' as const },
  ),
  { nil: undefined, freq: 6 },
);

const answers = fc
  .record({
    citations: fc.array(citation, { minLength: 1, maxLength: 30 }),
    texts: fc.array(fc.tuple(text, form, fc.integer({ min: 1, max: 5 })), { minLength: 1, maxLength: 40 }),
    near: fc.array(citation, { maxLength: 3 }),
    shape: fc.constantFrom('answered', 'abstained', 'near', 'article', 'topic', 'period', 'check'),
  })
  .map(({ citations, texts, near, shape }): KeptAnswer => {
    const sentences = texts.map(([one, kind, times], i) => ({
      text: one.repeat(times),
      citations: [i % citations.length],
      ...(kind && { form: kind }),
    }));
    const isAnswered = shape !== 'abstained' && shape !== 'near';
    const counts = { articles: 30, outlets: 9, stories: 20, listed: 3, undated: 4 };
    const days = { from: '2024-03-01', to: '2024-03-31' };
    const stories = sentences.map(() => ({ articles: 7, outlets: Array(6).fill(citations[0].source) }));
    const summary: Record<string, KeptSummary> = {
      article: { kind: 'article', ...citations[0] },
      topic: { kind: 'topic', topic: citations[0].title, counts },
      period: { kind: 'period', ...days, counts, stories, span: days },
    };
    return {
      status: isAnswered ? 'answered' : 'abstained',
      kind: 'question',
      numbered: 'sources',
      sentences: isAnswered && shape !== 'check' ? sentences : [],
      citations: isAnswered ? citations : [],
      ...(shape === 'near' && {
        draft: { sentences: [{ ...sentences[0], citations: [0] }], citations: [citations[0]] },
      }),
      ...(summary[shape] && { summary: summary[shape] }),
      ...(shape === 'check' && {
        check: {
          sentences: texts.slice(0, 20).map(([one], i) => ({
            text: one,
            verdict: (['supported', 'contradicted', 'not-covered'] as const)[i % 3],
            citations: [i % citations.length],
          })),
          leftOut: { questions: 1, chatter: 2, further: 3 },
        },
      }),
      nearest: isAnswered ? [] : near,
      missing: near.map(({ title }) => title),
      unanswered: isAnswered && near.length > 0 ? near.map(({ title }) => title) : undefined,
      confidence: 0.7,
      composer: 'extractive',
      newestAt: '2024-03-05',
      lateSources: near.map(({ source }) => ({ name: source })),
      trace: {
        words: [],
        answerType: 'other',
        speaker: [],
        sentences: [{ articleId: 'a', title: 'a', text: 'a', score: 1 }],
        parts: [],
        threshold: 0.5,
        indexVersion: 1,
      },
    };
  });

const parts = (layouts: Layout[]) => layouts.flatMap((layout) => flatten(layout));

describe('what is laid out', () => {
  it('is within Discord’s limits in every language, with all its sources and marks', () => {
    const options = fc.record({
      isPrivate: fc.boolean(),
      question: fc.option(fc.constant('q'.repeat(600)), { nil: undefined }),
      above: fc.option(fc.constant('a'.repeat(100)), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        answers,
        options,
        fc.constantFrom(...LANGUAGES.map(({ code }) => code)),
        (answer, shown, language) => {
          const { layouts } = showKept(ID, answer, wordsFor(language), shown);
          for (const layout of layouts) checkMessage({ flags: COMPONENTS_V2, components: layout }, []);
          const all = parts(layouts);
          const ids = all.flatMap(({ custom_id: id }) => (id ? [String(id).split(':')[0]] : []));
          expect(ids.filter((id) => id === 'like').length).toBeLessThanOrEqual(1);
          if (answer.status !== 'answered' || answer.summary) return;
          const sources = new Set(answer.citations.map(({ articleId }) => articleId)).size;
          const isInMenu = ids.includes('evidence');
          expect(
            isInMenu
              ? ids.filter((id) => id === 'quote').length <= 8
              : ids.filter((id) => id === 'quote').length === sources,
          ).toBe(true);
          const said = layouts.map(textOfLayout).join('\n');
          expect(answer.sentences.length === 0 || /\[1\]/.test(said)).toBe(true);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
