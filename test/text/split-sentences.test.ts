import { describe, expect, it } from 'vitest';
import { MAX_SENTENCE_CHARS, splitSentences } from '../../src/text/split-sentences.js';
import fc from '../support/fast-check.js';

const split = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end));

/** Each row: what it shows, and the sentences, joined by `|` where they are expected to be split. White space around `|` is the text's own. */
const CASES: [string, string][] = [
  ['plain sentences', 'It rained. |The match went on! |Why? |Nobody knows.'],
  ['titles', 'Dr. Smith met Mr. and Mrs. Jones. |Gen. Milley left.'],
  ['military and political titles', 'Lt. Col. Oliver North and Sen. Ted Cruz met Gov. Abbott. |Rep. Cheney did not.'],
  ['titles in capitals', 'MR. SMITH GOES. |DR. JONES STAYS.'],
  ['initials', 'The author J. K. Rowling spoke. |George W. Bush listened.'],
  ['initials without spaces', 'J.K. Rowling and J.R.R. Tolkien sold well. |Others did not.'],
  ['a country inside', 'The U.S. government and the U.K. Treasury agreed. |France did not.'],
  ['a country at the end', 'He went back to the U.S. |The trip was long.'],
  ['a country before a pronoun', 'She left the U.K. |She never returned.'],
  ['a country in a possessive', "The U.S.'s role grew. |Britain's shrank."],
  ['time before a zone', 'It began at 9 a.m. Eastern on Monday. |It ended at 5 p.m. |Police left.'],
  ['time before a day', 'The vote is at 5 p.m. Tuesday in Rome. |Nobody came.'],
  ['companies', 'Apple Inc. Chief Executive Tim Cook and Ford Motor Co. shares rose. |Shell fell.'],
  ['a company at the end', 'He works for Apple Inc. |The firm grew.'],
  ['months before a day', 'On Jan. 6, 2021 and Sept. 11 it happened. |It rained in Dec. |Snow fell later.'],
  ['numbers', 'Downing St. is home to No. 10 and No. 11. |The answer is no. |Nobody asked.'],
  ['saints and streets', 'In St. Louis it rained. |He lives on Main St. |The house is red.'],
  ['versus and others', 'Spain vs. Germany was played, e.g. in Rome, i.e. Italy. |Nobody won etc. |Play went on.'],
  ['decimals', 'It grew 3.5 percent to 1,000.75 points. |Then it fell.'],
  ['a number at the end', 'It happened in 2020. |Nobody noticed. |It cost $3.5. |Cheap!'],
  [
    'domains and addresses',
    'Visit example.com or https://www.a.org/b?C=1&d.e for more. |Write to a.b@example.co.uk. |Thanks.',
  ],
  ['names of sites', 'Booking.com and Amazon.Com rose. |Yahoo! fell.'],
  ['a brand with its mark', 'The firm Yahoo! said it would sell. |Nobody bought.'],
  ['a question that is quoted', '"Why?" she asked. |"Because!" he said.'],
  ['a curly question that is quoted', '“Why?” she asked. |“No!” he cried.'],
  ['a question with a name behind it', '“Why now?” Smith asked. |“Why not?” |He left.'],
  ['quotations with a comma', '“We will go,” he said. |“They won’t.”'],
  ['a quotation that ends a sentence', 'He said: “We will go.” |Then he left.'],
  ['straight quotes', 'He said "We will go." |"They will not," she said.'],
  ['single quotes', "He said 'We go.' |Then he left."],
  ['brackets', 'He left (he was tired.) and slept. |(He was old.) |She stayed.'],
  ['a bracket mid-sentence', 'The band Wham! (formed in 1981) split. |Fans cried.'],
  ['ellipses', 'Well ... maybe. |I thought… perhaps not. |So... |The end.'],
  ['spaced ellipses', 'He said . . . nothing. |Then he left.'],
  ['repeated marks', 'What?! |No!!! |Really...? |Yes.'],
  ['note marks', 'It is old.[12] |It is big.[3][4] |It stands.'],
  ['a missing space', 'It ended.|The next day it rained. |Nobody cared.'],
  ['small letters throughout', 'i went home yesterday. |then it rained again. |was it good? |not really.'],
  ['a blank line', 'A heading without a stop\n\n|and some text'],
  ['hard-wrapped prose', 'The minister said on\nMonday that the talks would\ngo on. |Nobody left.'],
  ['a newline behind a stop', 'One ended.\n|two began small.\n|Three.'],
  ['a heading', 'Markets Fall Again\n|Shares fell on Monday.\n|Outlook\n|Traders wait.'],
  ['a title at a line end', 'It was said by Dr.\nSmith of Leeds. |He left.'],
  ['bullets', 'Needed:\n|- apples and pears\n|- bread\n|* milk\n|• tea'],
  ['numbered lists', '1. Open the door.\n|2. Close it.\n|10) Wait'],
  ['a list in a line', '1. Introduction. |2. Method.'],
  ['tokenised text', 'He won in 1990 . |It was late . |She left .'],
  ['tokenised quotes', "`` Why not ? '' she asked . |`` We won . '' |He left ."],
  ['tokenised straight quotes', '" We won . " |He left .'],
  ['French quotes', 'Il dit : « Nous partons. » |Elle reste.'],
  ['Spanish marks', '¿Qué pasa? |¡Nada! |¿Seguro?'],
  ['German quotes', 'Er sagte: „Wir gehen.“ |Dann ging er.'],
  ['Chinese', '他走了。|她留下了！|为什么？|没人知道。'],
  ['Chinese quotes', '他说：“我走了。”|她没走。'],
  ['Japanese', '彼は「なぜ？」と言った。|誰も知らない。'],
  ['Arabic', 'لماذا ذهب؟ |لا أحد يعرف. |انتهى'],
  ['Urdu', 'وہ چلا گیا۔ |وہ رہی۔'],
  ['Hindi', 'वह चला गया। |वह रही।'],
  ['Armenian', 'Նա գնաց։ |Նա մնաց։'],
  ['Amharic', 'እሱ ሄደ። |እሷ ቀረች።'],
  ['Russian', 'Он ушёл. |Она осталась. |Почему?'],
  ['degrees', 'John Doe, Ph.D. of Yale, spoke. |Washington, D.C. Mayor Bowser listened.'],
  ['Carriage returns', 'One heading\r\n|Two lines here.\r\n\r\n|Three'],
  ['days before a date', 'It is on Sat. Aug. 6 and Sun. 7 May. |He reads the Sun. |Contact him.'],
  ['datelines', 'ST. PAUL, Minn. (AP) — It rained. |Nobody left.'],
  ['short words that are no abbreviations', 'He praised the Care Act. |Smith did not. |They carry on. |Sign here.'],
  ['nothing but marks', '...'],
];

describe('splitSentences', () => {
  it.each(CASES)('splits %s', (_, marked) => {
    const expected = marked.split('|').map((part) => part.trim());
    expect(split(marked.replaceAll('|', ''))).toEqual(expected);
  });

  it('finds nothing in white space', () => {
    expect(split('')).toEqual([]);
    expect(split(' \n\t\u00a0\ufeff ')).toEqual([]);
  });

  it('looks at the given range only and keeps the offsets of the whole text', () => {
    const text = 'First one. Second one. Third one.';
    expect(splitSentences(text, 11, 22)).toEqual([{ start: 11, end: 22 }]);
  });

  it('takes a capital at the line start for prose where the paragraph is wrapped', () => {
    const text =
      'The president of the council met the foreign minister on the way to\nthe airport, and both of them then flew to the old city of Geneva with\nEmmanuel Macron to sign the treaty. They left.';
    expect(split(text)).toHaveLength(2);
  });

  it('goes on over a line that is short because a long word didn’t fit', () => {
    const text =
      "The pump is opened in the morning by whoever comes first and reads\nthe gauge below. Then the boiler shows the code\n'BOILER_STOPPED_WITHOUT_WATER' on its board.";
    expect(split(text)).toHaveLength(2);
    expect(split(text.replace("'BOILER_STOPPED_WITHOUT_WATER' on", 'Water on'))).toHaveLength(3);
  });

  it('cuts a sentence without end at a clause, not in a word', () => {
    const text = `${'word word; more words here '.repeat(100)}end`;
    const parts = split(text);
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts.slice(0, -1)) expect(part.endsWith(';')).toBe(true);
  });

  it('cuts an endless word between two code points', () => {
    const text = `a${'😀'.repeat(2000)}`;
    for (const part of split(text)) expect(part.isWellFormed()).toBe(true);
  });

  it('keeps every slice trimmed, in order, within the limit, and leaves out white space alone', () => {
    const anyText = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc
        .array(
          fc.constantFrom(
            '.',
            '. ',
            '!',
            '?"',
            ' ',
            '\n',
            '\n\n',
            '\r\n',
            '“',
            '”',
            '"',
            "''",
            '``',
            'Dr',
            'U.S.',
            'a',
            'The',
            '3',
            '(',
            ')',
            '[1]',
            '。',
            '」',
            '😀',
            '\ud800',
            '\udc00',
            '- ',
            ',',
            'x'.repeat(400),
          ),
          { maxLength: 60 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        let before = 0;
        for (const { start, end } of splitSentences(text)) {
          const sentence = text.slice(start, end);
          expect(text.slice(before, start).trim()).toBe('');
          expect(sentence).not.toBe('');
          expect(sentence).toBe(sentence.trim());
          expect(sentence.length).toBeLessThanOrEqual(MAX_SENTENCE_CHARS);
          if (text.isWellFormed()) expect(sentence.isWellFormed()).toBe(true);
          before = end;
        }
        expect(text.slice(before).trim()).toBe('');
      }),
      { numRuns: 2000, examples: [['．A']] },
    );
  });

  it('keeps the laws inside any range', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), fc.nat(40), (text, a, b) => {
        const from = Math.min(a, b, text.length);
        const to = Math.min(Math.max(a, b), text.length);
        const spans = splitSentences(text, from, to);
        const kept = spans.map(({ start, end }) => text.slice(start, end)).join('');
        for (const { start, end } of spans) expect(start >= from && end <= to && start < end).toBe(true);
        expect(kept.replace(/\s/g, '')).toBe(text.slice(from, to).replace(/\s/g, ''));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '.',
    '. ',
    '"',
    '."',
    '.)',
    '(',
    ' ',
    '\n',
    'a\n',
    'A\n',
    'U.S. ',
    '1.',
    'a.',
    '[1',
    '。',
    '😀',
    '? ',
    '?" ',
    "''",
    '`',
    ', ',
    '. . ',
    'No\n\n',
  ])('keeps the laws for 300,000 characters of %j', (piece) => {
    const text = piece.repeat(300_000 / piece.length);
    const spans = splitSentences(text);
    expect(spans.filter(({ start, end }) => end <= start || end - start > MAX_SENTENCE_CHARS)).toEqual([]);
    expect(spans.filter(({ start }, i) => i > 0 && start < spans[i - 1].end)).toEqual([]);
    const kept = spans.map(({ start, end }) => text.slice(start, end)).join('');
    expect(kept.replace(/\s/g, '') === text.replace(/\s/g, '')).toBe(true);
  });
});
