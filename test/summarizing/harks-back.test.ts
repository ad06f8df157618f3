import { describe, expect, it } from 'vitest';
import { candidatesOf } from '../../src/summarizing/candidates.js';
import { harksBack } from '../../src/summarizing/harks-back.js';
import { summarizeArticle } from '../../src/summarizing/summarize-article.js';
import { read, textOf, verified } from './read.js';

function harking(body: string, words: string, title = 'News of the day') {
  const article = read(body, { title });
  const number = article.sentences.findIndex((_, i) => textOf(article, i).includes(words));
  const back = harksBack(article, number);
  return typeof back === 'object' ? back.to : back;
}

const MILL = 'The Ost Mill Company laid off ninety workers in Lindvik on Monday.';

describe('a sentence hangs on one before', () => {
  it.each([
    ['by a word for what has a name', `${MILL} The firm blamed the price of rye.`, 'blamed', 0],
    ['by what is counted', 'Two ferries sank near Ost. Both were built of oak in Vest.', 'oak', 0],
    ['by what is compared', 'Storms hit Lindvik twice in May. The latest came on Monday.', 'latest', 0],
    ['by what was spoken of', 'Ada Berg found a crack in the quay. It rained. The crack is a metre long.', 'metre', 0],
    ['by nothing, where it names its own', 'It rained. The crack in the quay is a metre long.', 'metre', undefined],
    ['by nothing, where a name follows', `${MILL} The Ost Mill Company blamed rye.`, 'blamed', undefined],
    ['by nothing there is', 'The firm blamed the price of rye. It rained.', 'blamed', 'unknown'],
    ['not, where a number is said of what follows', 'It rained. The first boats of oak sank.', 'oak', undefined],
  ])('%s', (_, body, words, expected) => {
    expect(harking(body, words)).toBe(expected);
  });

  it('not, where the title tells what is meant', () => {
    const body = 'Ada Berg found a crack in the quay. It rained. The crack is a metre long.';
    expect(harking(body, 'metre', 'A crack in the quay')).toBe(undefined);
  });

  it('and brings it along, or something else that tells it, or stays out', () => {
    const body = `${MILL} The firm blamed the price of rye and of oats in all of the valley. Snow fell on the roofs of Vest.`;
    const article = read(body, { title: 'News of the day' });
    const firm = candidatesOf(article, () => 1).find(({ number }) => number === 1)!;
    expect(firm.needs.map(({ number }) => number)).toEqual([0]);
    expect([...firm.unless!]).toContain('mill');
    const { sentences } = verified(summarizeArticle(article, 'long'), article);
    const texts = sentences.map(({ text }) => text);
    if (texts.some((text) => text.startsWith('The firm'))) expect(texts[0]).toBe(MILL);
    const alone = read('The firm blamed the price of rye and of oats. Snow fell on the roofs of Vest in May.');
    expect(candidatesOf(alone, () => 1).map(({ number }) => number)).toEqual([1]);
  });
});
