import { describe, expect, it } from 'vitest';
import { leadingSpeaker } from '../../src/answering/draft-sentences.js';
import { partToQuote } from '../../src/summarizing/part-to-quote.js';
import { read } from './read.js';

/** What is said by the sentence that holds `words`, with the speaker who must lead it in front. */
function said(body: string, words: string): string {
  const article = read(body);
  const number = article.sentences.findIndex(({ start, end }) => body.slice(start, end).includes(words));
  const { span, attribution } = partToQuote(article, number);
  const speaker = attribution && leadingSpeaker({ article, attribution });
  return `${speaker ? `${speaker.name}: ` : ''}${body.slice(span.start, span.end)}`;
}

const BERG = 'Ada Berg closed the quay, and Ada Berg said so.';

describe('what a sentence says', () => {
  it.each([
    ['LINDVIK – The quay broke in two.', 'The quay broke in two.'],
    ['LINDVIK, Norr. (AP) — The quay broke in two.', 'The quay broke in two.'],
    ['London (CNN) The quay broke in two.', 'The quay broke in two.'],
    ['(Reuters) The quay broke in two.', 'The quay broke in two.'],
    ['(The quay broke in two.)', 'The quay broke in two.'],
    ['But Berg left the quay on Monday.', 'Berg left the quay on Monday.'],
    ['However, Berg left the quay on Monday.', 'Berg left the quay on Monday.'],
    ['But the quay stood until Monday.', 'But the quay stood until Monday.'],
    ['NATO – founded in 1949 – met at the quay.', 'NATO – founded in 1949 – met at the quay.'],
  ])('stands without what frames it: %s', (body, expected) => {
    const words = /founded/.test(body) ? 'met' : 'quay';
    if (!/founded/.test(body)) expect(said(body, words)).toBe(expected);
    else expect(said(body, words)).toContain('met at the quay.');
  });

  it.each([
    ['“The quay is older than all of us,” she said.', 'Ada Berg: The quay is older than all of us'],
    [
      '“The quay is older than all of us,” Berg told reporters on Monday.',
      'Ada Berg: The quay is older than all of us',
    ],
    ['“The quay is older than all of us,” said Berg.', 'Ada Berg: The quay is older than all of us'],
    ['“Is the quay older than all of us?” she said.', 'Ada Berg: Is the quay older than all of us?'],
    ['The quay is older than all of us, she said.', 'Ada Berg: The quay is older than all of us'],
    ['She also said that the quay is older than all of us.', 'Ada Berg: the quay is older than all of us.'],
    ['Berg said the quay is older than all of us.', 'Ada Berg: the quay is older than all of us.'],
    ['"The quay is older than all of us," she said.', 'Ada Berg: The quay is older than all of us'],
  ])('stands behind the speaker’s name alone: %s', (sentence, expected) => {
    expect(said(`${BERG} ${sentence}`, 'older')).toBe(expected);
  });

  it('goes on behind the name where a quotation goes on', () => {
    const body = `${BERG} “The quay is older than all of us,” she said. “But nobody has ever painted the old planks of it.”`;
    expect(said(body, 'painted')).toBe('Ada Berg: nobody has ever painted the old planks of it.');
  });

  it.each([
    ['She said she would paint the quay herself.', 'whose “she” would hang'],
    ['Berg said her boat lies at the quay today.', 'that is about the speaker'],
    ['Berg said on Monday that the quay is older than all.', 'whose day would be lost'],
    ['“The quay is old,” she said, according to the minutes of the hearing.', 'that says from where it is known'],
    ['She denied that the quay is older than all of us.', 'that denies'],
    ['“It broke,” she said of the quay.', 'of two words'],
  ])('stays whole: %s', (sentence) => {
    expect(said(`${BERG} ${sentence}`, sentence.slice(0, 12))).toBe(sentence);
  });
});
