import { describe, expect, it } from 'vitest';
import { countWords } from '../../src/summarizing/count-words.js';
import { summarizeArticle } from '../../src/summarizing/summarize-article.js';
import { MAX_WORDS, type SummaryLength } from '../../src/summarizing/types.js';
import fc from '../support/fast-check.js';
import { DISPUTE, read, verified } from './read.js';

const LENGTHS: SummaryLength[] = ['short', 'medium', 'long'];

const summarize = (body: string, length: SummaryLength = 'medium', meta = {}) => {
  const article = read(body, meta);
  const { sentences, citations, dropped } = verified(summarizeArticle(article, length), article);
  return { sentences, citations, dropped, texts: sentences.map(({ text }) => text), body };
};
const words = (texts: string[]) => texts.reduce((sum, text) => sum + countWords(text), 0);

describe('a summary of an article', () => {
  it('says what happened, what is claimed and denied, and hears both sides', () => {
    const text = summarize(DISPUTE, 'medium', { publishedAt: '2024-03-05' }).texts.join('\n');
    expect(text).toMatch(/^Lindvik’s harbour master Ada Berg has rejected claims/);
    expect(text).toContain('not to pour it into the bay');
    expect(text).toContain('alleging that she had seen “black water”');
    expect(text).toMatch(/^(?:Olof )?Krans(?:, for his part|: )/m);
  });

  it.each(LENGTHS)('keeps to its words, its leading speakers counted: %s', (length) => {
    const long = Array.from({ length: 12 }, (_, i) =>
      DISPUTE.replaceAll('oil', `cargo${i}`).replaceAll('Friday', `day${i}`),
    );
    const { texts } = summarize(long.join('\n'), length, { publishedAt: '2024-03-05' });
    expect(words(texts)).toBeLessThanOrEqual(MAX_WORDS[length]);
    expect(words(texts)).toBeGreaterThan(MAX_WORDS[length] / 2);
  });

  it('stands in reading order, every sentence with its quote', () => {
    const { sentences, citations, body, dropped } = summarize(DISPUTE, 'long');
    expect(dropped).toEqual([]);
    const starts = sentences.map(({ citations: [place] }) => citations[place].start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const { quote, start, end } of citations) expect(body.slice(start, end)).toBe(quote);
    for (const {
      text,
      citations: [place],
    } of sentences)
      expect(text.endsWith(citations[place].quote)).toBe(true);
  });

  it('never gives a claim without its denial', () => {
    for (const length of LENGTHS) {
      const text = summarize(DISPUTE, length).texts.join(' ');
      if (/alleging/.test(text)) expect(text).toMatch(/rejected|denied/);
    }
  });

  it('leads what “she” says with her name', () => {
    const { texts } = summarize(
      'Rector Ines Falk spoke on Monday. She said that the school at Ost would open on Thursday with a new kitchen for all pupils.',
      'long',
    );
    expect(texts).toContain(
      'Rector Ines Falk: the school at Ost would open on Thursday with a new kitchen for all pupils.',
    );
  });

  it('gives the sentence before with what begins with a pronoun', () => {
    const { texts } = summarize(
      'A bear walked into the school on Monday. It ate eleven loaves of rye bread in the kitchen of the school.',
      'long',
    );
    expect(texts).toEqual([
      'A bear walked into the school on Monday.',
      'It ate eleven loaves of rye bread in the kitchen of the school.',
    ]);
  });

  it('leaves out what begins with a pronoun that nothing explains', () => {
    const { texts } = summarize(
      'They met at the quay. Ada Berg closed the quay at Lindvik. Boats wait at the quay.',
      'long',
    );
    expect(texts.join(' ')).not.toContain('They met');
  });

  it('does not say the same twice', () => {
    const { texts } = summarize(
      'The clock of the town hall at Ost stopped at noon when lightning struck its copper roof. The clock of the town hall stopped at noon when lightning struck the roof. A smith climbs up on Friday to mend the copper roof. Pigeons left the tower of the town hall.',
      'long',
    );
    expect(texts.filter((text) => text.startsWith('The clock'))).toHaveLength(1);
  });

  it('passes over captions, headings and requests to subscribe', () => {
    const { texts } = summarize(
      `WASHINGTON, DC - JUNE 26: The quay at Lindvik is seen at dawn before the storm of the quay.

A quay in ruins

The quay at Lindvik broke in a storm on Sunday. Engineers of the town say the quay will be closed for a month.

Sign up for the newsletter of the quay at Lindvik. Read more: the quay at Lindvik in pictures.

Ada Berg, the harbour master, said the quay had been checked in May.`,
      'long',
    );
    expect(texts.join(' ')).toMatch(/^The quay at Lindvik broke/);
    expect(texts.join(' ')).not.toMatch(/JUNE|newsletter|pictures|ruins/);
  });

  it.each([
    ['one sentence', 'The ferry sails again.', 'The ferry sails again.'],
    ['one sentence that begins with a pronoun', 'It rained.', 'It rained.'],
    ['a script without spaces', '大桥关闭。', '大桥关闭。'],
    ['hardly anything', '?', '?'],
  ])('of %s is that', (_, body, text) => {
    expect(summarize(body).texts).toEqual([text]);
  });

  it('begins to quote where a single sentence is too long, and no longer than a quote may be', () => {
    for (const body of ['gravel '.repeat(900), 'x'.repeat(5000), '船'.repeat(3000)]) {
      const { texts, citations } = summarize(body, 'short');
      expect(texts).toHaveLength(1);
      expect(words(texts)).toBeLessThanOrEqual(60);
      expect(citations[0].quote.length).toBeLessThanOrEqual(400);
    }
  });

  it('of a hundred thousand words takes seconds, not minutes', () => {
    const towns = Array.from({ length: 500 }, (_, i) =>
      DISPUTE.replaceAll('oil', `oil${i}`).replaceAll('Lindvik', `Town${i}`),
    );
    const body = towns.join('\n');
    expect(countWords(body)).toBeGreaterThan(100_000);
    const before = process.cpuUsage();
    const { texts, dropped } = summarize(body);
    // Of the processor, whatever else the machine does.
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(10);
    expect(words(texts)).toBeLessThanOrEqual(180);
    expect(dropped).toEqual([]);
  });

  it('is verbatim for any mixture of odd text', () => {
    const piece = fc.constantFrom(
      'The ferry sank. ',
      'He said: “It sank. It rose.” ',
      'Ada Berg denied that the ferry sank, saying it floats. ',
      '“We float, but our ferry is old and the town of Ost has to pay for a new one,” she said. ',
      'The mayor alleged that the ferry sank. ',
      '\r\n\n',
      '. ',
      '“',
      '😀',
      '\ud83d',
      '船が沈んだ。',
      '\u0000',
      'x'.repeat(450),
    );
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 30 }), fc.constantFrom(...LENGTHS), (pieces, length) => {
        const { sentences, citations, dropped, texts, body } = summarize(pieces.join(''), length);
        expect(dropped).toEqual([]);
        expect(words(texts)).toBeLessThanOrEqual(MAX_WORDS[length]);
        for (const { quote, start, end } of citations) {
          expect(body.slice(start, end)).toBe(quote);
          expect(quote.length).toBeLessThanOrEqual(400);
        }
        for (const one of sentences) expect(one.citations.length).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});
