import { describe, expect, it } from 'vitest';
import { read, textOf } from './read.js';

const TELLING = 'The quay at Lindvik broke in a storm on Sunday. Engineers say the quay will be closed for a month.';

describe('prose', () => {
  it.each([
    'Ada Berg (left) and Olof Krans (right) arrive at the quay after the storm.',
    'People stand beside the broken quay in Lindvik on May 3 during the storm.',
    'and other news of the broken quay in the town of Lindvik.',
    '10:45 p.m.',
    'Correction: A prior version of this story misstated the age of the quay.',
    'Check out this map of the broken quay at Lindvik and of others.',
    'Harbour master Ada Berg told Coast Herald in an emailed statement.',
    'Hide Caption 22 of 49 Photos: The quay at Lindvik is seen at dawn.',
    'Get the news of the quay in your inbox every morning before breakfast.',
  ])('is not: %s', (text) => {
    const article = read(`${TELLING}\n\n${text}\n\n${TELLING.replaceAll('quay', 'mill')}`);
    const said = article.prose.map((number) => textOf(article, number)).join(' ');
    expect(said).toBe(`${TELLING} ${TELLING.replaceAll('quay', 'mill')}`);
  });

  it.each([
    'Ada Berg told the Coast Herald that the quay is older than the town.',
    'Ada Berg stands beside the quay every morning before breakfast.',
    'The quay, which is old, was to be mended, the harbour master said.',
  ])('is: %s', (text) => {
    const article = read(`${TELLING} ${text}`);
    expect(article.prose.map((number) => textOf(article, number))).toContain(text);
  });
});
