/** Whatever an article is made of: what an answer quotes stands in it, unit for unit. */
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/answering/types.js';
import { renderAnswer } from '../../src/cli/render-answer.js';
import { toKeptAnswer } from '../../src/discord/kept-answer.js';
import { renderAnswer as renderInDiscord } from '../../src/discord/render/answer.js';
import { en } from '../../src/discord/words/en.js';
import { anyMarkdown } from '../support/any-markdown.js';
import fc from '../support/fast-check.js';
import { isVerbatim, quotesOf } from '../support/find-in.js';
import { makeIndexFolder } from '../support/index-folder.js';

describe('quotes', () => {
  const ODD = [
    ['emoji', 'What left Arlo?', '🚀🚀 The rocket 🚀 left Arlo at dawn 🌅. Nobody 👩‍👩‍👧 cheered! It came back 😀'],
    [
      'line ends of Windows',
      'canal measured',
      'The canal at Hult froze.\r\nThe canal was\r\nmeasured at 14 inches.\r\n',
    ],
    ['no full stops', 'stone number', Array.from({ length: 200 }, (_, i) => `stone number ${i} lies here`).join(' ')],
    ['no spaces', 'gravel', `${'gravel'.repeat(400)} gravel`],
    ['Chinese', '大桥关闭', '北方大桥周一关闭。工程师说，大桥需要修理。\n市长表示，修理需要三个月。'],
    ['Japanese', '図書館はいつ閉まった', '市の図書館は月曜日に閉まった。館長は「屋根が壊れた」と言った。'],
    [
      'Russian',
      'Кто открыл школу?',
      'Министр образования открыл школу в понедельник. Он сказал, что школа будет бесплатной.',
    ],
    ['Arabic', 'من افتتح المدرسة', 'افتتح الوزير المدرسة يوم الاثنين. هل ستبقى مجانية؟ قال الوزير إنها ستبقى.'],
    ['half characters', 'lamp at Ost', 'The \ud83d lamp at Ost broke. \udc00 It was mended.'],
    [
      'a byte order mark and rare spaces',
      'kiln',
      '\ufeffThe\u00a0kiln\u2009at\u3000Ost\u2028cooled. \u200bThe kiln broke.',
    ],
  ] as const;

  /** All that an answer quotes, an abstention's draft included. */
  const citationsOf = ({ citations, draft, evidence }: Answer) => [
    ...citations,
    ...(draft?.citations ?? []),
    ...evidence.map((one) => ({ ...one, title: '' })),
  ];

  async function askAndRead(question: string, files: Record<string, string>) {
    const folder = makeIndexFolder(files);
    await folder.reindex();
    const app = folder.open();
    const answer = await app.ask({ question });
    const bodies = new Map(
      await app.index.read((snapshot) =>
        [...snapshot.articles()].map((meta) => [meta.id, snapshot.content(meta).body] as const),
      ),
    );
    app.close();
    return { answer, bodyOf: (id: string) => bodies.get(id) };
  }

  it.each(ODD)('are verbatim, at most 400 characters and found for text with %s', async (_, question, body) => {
    const { answer, bodyOf } = await askAndRead(question, {
      'odd.json': JSON.stringify({ body }),
      'z.txt': 'Bread costs more.',
    });
    const draft = answer.status === 'answered' ? answer : answer.draft;
    expect(bodyOf('odd.json')).toBe(body);
    expect(quotesOf(draft!).length).toBeGreaterThan(0);
    for (const citation of citationsOf(answer)) {
      expect(isVerbatim(citation, bodyOf), citation.quote).toBe(true);
      expect(citation.quote.length).toBeLessThanOrEqual(400);
    }
  });

  it('are verbatim for any Markdown, and no mark of it is shown', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyMarkdown, { minLength: 1, maxLength: 4 }), fc.nat(), async (texts, seed) => {
        const words = texts.flatMap((text) => text.words);
        if (words.length === 0) return;
        const asked = Array.from({ length: 3 }, (_, i) => words[(seed + 7 * i) % words.length]).join(' ');
        const files = Object.fromEntries(
          texts.map(({ text }, i) => [`${i}.md`, text]).filter(([, text]) => /\w/.test(text)),
        );
        const { answer, bodyOf } = await askAndRead(`what is ${asked}?`, files);
        for (const citation of citationsOf(answer)) expect(isVerbatim(citation, bodyOf), citation.quote).toBe(true);
        const shown = [
          await renderAnswer(answer, process.stdout),
          ...renderInDiscord(toKeptAnswer(answer, {}), en),
        ].join('\n');
        expect(shown.replaceAll('```', '')).not.toMatch(/(?:^|\s)#|\|\s*-|<!--|<\/?b>|\]\(http|hidden|pixel\./);
      }),
      { numRuns: process.env.LONG_FUZZ ? 1000 : 25 },
    );
  });

  it('are verbatim for any mixture of odd text', async () => {
    const piece = fc.constantFrom(
      ...ODD.map(([, , body]) => body.slice(0, 60)),
      'The ferry sank. ',
      'He said: “It sank. It rose.” ',
      'ferry ',
      '\r\n',
      '\n\n',
      '. ',
      '“',
      '😀',
      '\ud83d',
      '船',
      '\u0000',
      ' ; ',
      'x'.repeat(450),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 25 }), async (pieces) => {
        const { answer, bodyOf } = await askAndRead('Why did the ferry sink 船 😀?', {
          'odd.json': JSON.stringify({ body: `ferry ${pieces.join('')}` }),
        });
        const citations = citationsOf(answer);
        expect(citations.length).toBeGreaterThan(0);
        for (const citation of citations) {
          expect(isVerbatim(citation, bodyOf)).toBe(true);
          expect(citation.quote.length).toBeLessThanOrEqual(400);
        }
      }),
      { numRuns: 40 },
    );
  });
});
