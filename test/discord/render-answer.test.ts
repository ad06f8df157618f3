import { describe, expect, it } from 'vitest';
import type { AnswerSentence, Citation, Told } from '../../src/answering/types.js';
import type { KeptAnswer } from '../../src/discord/kept-answer.js';
import { renderAnswer } from '../../src/discord/render/answer.js';
import { answerControls } from '../../src/discord/render/answer-controls.js';
import { evidenceCard } from '../../src/discord/render/evidence-card.js';
import { inertWithBold } from '../../src/discord/render/inert.js';
import { renderTold } from '../../src/discord/render/told.js';
import { de } from '../../src/discord/words/de.js';
import { en, type Words } from '../../src/discord/words/en.js';
import { EMPTY_TRACE } from '../support/empty-trace.js';

const cited = (articleId: string, quote: string, rest: Partial<Citation> = {}): Citation => ({
  articleId,
  field: 'body',
  title: `On the ${articleId}`,
  publishedAt: '2024-03-05',
  quote,
  start: 0,
  end: quote.length,
  ...rest,
});
const CRACK = cited('ramp', 'A crack was found on Monday.');
const COST = cited('ramp', 'Repairs cost 40,000 crowns.');
const PRIZE = cited('bakery', 'A bakery won the prize.', { publishedAt: '2024-03-07', source: 'Food desk' });

const kept = (rest: Partial<KeptAnswer>): KeptAnswer => ({
  status: 'answered',
  kind: 'question',
  numbered: 'sources',
  sentences: [],
  citations: [],
  nearest: [],
  missing: [],
  confidence: 0.8,
  composer: 'extractive',
  trace: EMPTY_TRACE,
  ...rest,
});
const linesOf = (answer: KeptAnswer, words = en) => renderAnswer(answer, words).join('\n').split('\n');

describe('text from right to left', () => {
  const crown = 'تاج';
  const arabic = { ...CRACK, title: crown, source: crown, quote: `${crown}.` };

  it('keeps the day and its number together, in the line of a source and behind a sentence', () => {
    const sentences = [`${crown}.`, 'A bakery won the prize.'].map((text, place) => ({ text, citations: [place] }));
    expect(linesOf(kept({ sentences, citations: [arabic, { ...PRIZE, publishedAt: '2021-01-07' }] }))).toEqual([
      `${crown}. [1] (\u20685 March 2024\u2069)`,
      'A bakery won the prize. [2] (7 January 2021)',
      '',
      `[1] \u2068${crown}\u2069 · \u2068${crown}\u2069 · \u20685 March 2024\u2069`,
      '[2] On the bakery · Food desk · 7 January 2021',
    ]);
    const nearest = [{ articleId: 'ramp', title: crown, publishedAt: '2024-03-05' }];
    expect(linesOf(kept({ status: 'abstained', nearest })).at(-1)).toBe(
      `1. \u2068${crown}\u2069 · \u20685 March 2024\u2069`,
    );
  });

  it('sets nothing unseen around text from left to right', () => {
    const lines = linesOf(
      kept({ sentences: [{ text: 'A crack.', citations: [0] }], citations: [{ ...CRACK, title: '青河大桥' }] }),
    );
    expect(lines.at(-1)).toBe('[1] 青河大桥 · 5 March 2024');
  });
});

describe('an answer out of a document', () => {
  const of = (form: AnswerSentence['form'], text: string): AnswerSentence => ({ text, citations: [0], form });

  it('shows items with bullets or their numbers, at most twelve, and how many more there are', () => {
    const items = Array.from({ length: 15 }, (_, i) => of({ kind: 'item', number: i + 1 }, `step ${i + 1}`));
    const lines = linesOf(kept({ sentences: items, citations: [CRACK] }));
    expect(lines.slice(0, 2)).toEqual(['1. step 1 [1]', '2. step 2 [1]']);
    expect(lines[11]).toBe('12. step 12 [1]');
    expect(lines[12]).toBe('… 3 more');
    expect(linesOf(kept({ sentences: [of({ kind: 'item' }, 'a towel')], citations: [CRACK] }))[0]).toBe(
      '• a towel [1]',
    );
  });

  it('shows code as one block in its language, at most fifteen lines, whatever stands in it', () => {
    const code = (language: string | undefined, ...texts: string[]) =>
      linesOf(
        kept({
          sentences: texts.map((text, i) =>
            of({ kind: 'code', ...(language && { language }), ...(i > 0 && { goesOn: true }) }, text),
          ),
          citations: [CRACK],
        }),
      ).join('\n');
    expect(code('bash', 'tar x\n  ls', '*y*')).toMatch(/^```bash\ntar x\n {2}ls\n\*y\*\n``` \[1\]\n/);
    expect(code(undefined, Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n'))).toMatch(
      /line 14\n…\n``` \[1\]/,
    );
    const hostile = code('x`\n@everyone', '```\n@everyone <@1> \u202eevil\n```');
    expect(hostile.match(/```/g)).toHaveLength(2);
    expect(hostile).toMatch(/^```\n/);
    expect(hostile).not.toContain('\u202e');
  });
});

describe('an answer', () => {
  it('has what is asked for in bold, marks by source and, where they are of several days, the day', () => {
    const answer = kept({
      sentences: [
        { text: CRACK.quote, citations: [0], highlight: { start: 21, end: 27 } },
        { text: PRIZE.quote, citations: [1] },
        { text: COST.quote, citations: [2, 0] },
      ],
      citations: [CRACK, PRIZE, COST],
    });
    expect(linesOf(answer)).toEqual([
      'A crack was found on **Monday**. [1] (5 March 2024)',
      'A bakery won the prize. [2] (7 March 2024)',
      'Repairs cost 40,000 crowns. [1] (5 March 2024)',
      '',
      '[1] On the ramp · 5 March 2024',
      '[2] On the bakery · Food desk · 7 March 2024',
    ]);
    expect(linesOf(answer, de)[0]).toBe('A crack was found on **Monday**. [1] (5. März 2024)');
  });

  it('has no days behind its marks where all is of one', () => {
    const answer = kept({
      sentences: [
        { text: CRACK.quote, citations: [0] },
        { text: COST.quote, citations: [1] },
      ],
      citations: [CRACK, COST],
    });
    expect(linesOf(answer)).toEqual([
      'A crack was found on Monday. [1]',
      'Repairs cost 40,000 crowns. [1]',
      '',
      '[1] On the ramp · 5 March 2024',
    ]);
  });

  it('names the questions that found no answer, in words that do nothing', () => {
    const answer = kept({
      sentences: [{ text: CRACK.quote, citations: [0] }],
      citations: [CRACK],
      unanswered: ['Who **paid**?', 'Ask <@1>'],
    });
    expect(linesOf(answer)[1]).toBe('Nothing was found on “Who \\*\\*paid\\*\\*?”, “Ask <\u200b@\u200b1>”.');
  });

  it('that is a list of articles is the lines of its sources', () => {
    const titles = ['ramp', 'bakery'].map((id) => cited(id, `On the ${id}`, { field: 'title' }));
    const answer = kept({
      kind: 'list',
      sentences: titles.map(({ quote }, place) => ({ text: quote, citations: [place] })),
      citations: titles,
    });
    expect(linesOf(answer)).toEqual(['[1] On the ramp · 5 March 2024', '[2] On the bakery · 5 March 2024']);
  });

  it('isn’t cut within what is bold', () => {
    const long = 'word '.repeat(600).trim();
    const pages = renderAnswer(
      kept({
        sentences: [{ text: long, citations: [0], highlight: { start: 0, end: long.length } }],
        citations: [CRACK],
      }),
      en,
    );
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.join('')).not.toContain('**');
  });
});

describe('an abstention', () => {
  const draft = {
    sentences: [{ text: PRIZE.quote, citations: [0], highlight: { start: 2, end: 8 } }],
    citations: [PRIZE],
  };

  it('shows what comes nearest as that, with its source in the menu', () => {
    const answer = kept({ status: 'abstained', draft, nearest: [{ articleId: 'bakery', title: 'On the bakery' }] });
    expect(linesOf(answer)).toEqual([
      'The articles don’t say this outright. Nearest:',
      'A **bakery** won the prize. [1]',
      '',
      '[1] On the bakery · Food desk · 7 March 2024',
    ]);
    const controls = JSON.stringify(answerControls('abcdefghijklmnop', answer, false, en));
    expect(controls).toContain('"label":"[1] On the bakery"');
    expect(controls).toContain('within:abcdefghijklmnop:0');
  });

  it('says what is missing where nothing is near', () => {
    const nearest = [{ articleId: 'bakery', title: 'On the bakery', publishedAt: '2024-03-07' }];
    expect(linesOf(kept({ status: 'abstained', missing: ['chess', 'Olga'], nearest }))).toEqual([
      'The articles don’t answer this. What was found says nothing of “chess”, “Olga”.',
      '',
      'Nearest articles:',
      '1. On the bakery · 7 March 2024',
    ]);
  });
});

describe('a card', () => {
  const source = { articleId: 'ramp', title: 'On the ramp', n: 2, places: [0, 2] };
  const describeCard = (runs: { text: string; isQuote: boolean }[][], isCurrent = true) =>
    evidenceCard({ source, inPlace: { runs, isCurrent } }, en).embeds[0];

  it('shows all quotes of its source in bold, and what stands apart as that', () => {
    const embed = describeCard([
      [
        { text: 'It was Monday. ', isQuote: false },
        { text: 'A crack was found.', isQuote: true },
      ],
      [
        { text: 'Repairs cost much.', isQuote: true },
        { text: ' Shops wait.', isQuote: false },
      ],
    ]);
    expect(embed.description).toBe('It was Monday. **A crack was found.** \\[…\\] **Repairs cost much.** Shops wait.');
    expect(embed.footer?.text).toBe('Source 2 · undated');
  });

  it('fits into Discord’s limit, with the first quote in full', () => {
    const quote = { text: '*'.repeat(400), isQuote: true };
    const runs = Array.from({ length: 20 }, () => [quote, { text: 'x'.repeat(900), isQuote: false }]);
    const { description } = describeCard(runs, false);
    expect(description!.length).toBeLessThanOrEqual(4096);
    expect(description).toMatch(/^\*\*(?:\\\*){400}\*\* x/);
    expect(description).toMatch(/\\\[…\\\]\n-# The article has changed/);
  });

  it('of an outlet without a visible name has no line for it', () => {
    const embed = evidenceCard({ source: { ...source, source: '\u200b' }, inPlace: { runs: [], isCurrent: true } }, en)
      .embeds[0];
    expect(embed.author).toBeUndefined();
    expect(embed.description).toBeUndefined();
  });
});

describe('bold', () => {
  it.each([
    ['in the middle', 'found on Monday.', [9, 15], 'found on **Monday**.'],
    ['at the start', 'Monday it broke', [0, 6], '**Monday** it broke'],
    ['of all', 'Monday', [0, 6], '**Monday**'],
    ['with space at its borders', 'found on Monday night', [8, 16], 'found on **Monday** night'],
    ['of nothing', 'found', [2, 2], 'found'],
    ['of what can’t be seen', 'fo\u200b\u200bund', [2, 4], 'found'],
    ['beside a star', '*a*b*', [1, 4], '\\***a\\*b**\\*'],
    ['across an address', 'see https://evil.example', [4, 10], 'see **https:**//evil.example'],
    ['of a list’s mark', '- one', [0, 5], '**\\- one**'],
  ])('%s', (_what, text, [start, end], shown) => {
    expect(inertWithBold(text, { start, end })).toBe(shown);
  });
});

describe('a friendly word', () => {
  const told: Told = {
    about: 'greeting',
    articles: 24,
    outlets: 3,
    oldestAt: '2024-03-01',
    newestAt: '2024-03-31',
    suggestions: ['What is the latest on **Elva**?'],
  };

  it('tells what there is, and what could be asked, in the reader’s language', () => {
    const lines = (words: Words, rest: Partial<Told> = {}) =>
      renderTold({ ...told, ...rest }, words)
        .replace(/\s*–\s*/g, '–')
        .split('\n');
    expect(lines(en)).toEqual([
      'Hello!',
      'I know 24 articles. What I know was published in this time: 1–31 March 2024.',
      'You could ask, for example:',
      '• What is the latest on \\*\\*Elva\\*\\*?',
    ]);
    expect(lines(de, { about: 'about', suggestions: [] })).toEqual([
      de.told.about,
      'Ich kenne 24 Artikel. Was ich kenne, ist in diesem Zeitraum erschienen: 1.–31. März 2024.',
    ]);
  });

  it('says nothing of days where they aren’t known', () => {
    for (const days of [{ oldestAt: undefined, newestAt: undefined }, { newestAt: 'soon' }])
      expect(renderTold({ ...told, ...days }, en).split('\n')[1]).toBe('I know 24 articles.');
  });

  it.each(['thanks', 'farewell', 'chatter'] as const)('on %s is a line', (about) => {
    expect(renderTold({ ...told, about }, en)).toBe(en.told[about]);
  });
});
