import { describe, expect, it } from 'vitest';
import type { CheckedSentence, Verdict } from '../../src/flows/check-claims.js';
import { useShippedApp } from '../support/shipped-app.js';
import { FURTHER, type Labelled, SENTENCES, UNSEEN } from './checked-sentences.js';

const app = useShippedApp();

async function verdictsOn({ ...labelled }: Labelled) {
  const checked: { label: string; sentence: CheckedSentence }[] = [];
  for (const [label, sentences] of Object.entries(labelled))
    for (const text of sentences) {
      const { sentences: verdicts } = await app().check(text);
      expect(verdicts).toHaveLength(1);
      checked.push({ label, sentence: verdicts[0] });
    }
  const textsOf = (label: keyof Labelled, verdict: Verdict) =>
    checked.flatMap((one) => (one.label === label && one.sentence.verdict === verdict ? one.sentence.text : []));
  return { checked, textsOf };
}

/** A wrong verdict is worse than none. */
function expectNoWrong(textsOf: Awaited<ReturnType<typeof verdictsOn>>['textsOf']): void {
  expect(textsOf('contradicted', 'supported')).toEqual([]);
  expect(textsOf('supported', 'contradicted')).toEqual([]);
  expect(textsOf('not-covered', 'supported')).toEqual([]);
  expect(textsOf('not-covered', 'contradicted')).toEqual([]);
}

describe('a sentence checked against the articles', () => {
  it('is mostly told to be supported or contradicted where it is, and never wrongly', async () => {
    const { checked, textsOf } = await verdictsOn(SENTENCES);
    expectNoWrong(textsOf);
    expect(textsOf('supported', 'supported').length).toBeGreaterThanOrEqual(14);
    expect(textsOf('contradicted', 'contradicted').length).toBeGreaterThanOrEqual(10);
    const bodies = new Map(
      await app().index.read((snapshot) =>
        [...snapshot.articles()].map(
          (meta) => [meta.id, { title: meta.title, body: snapshot.content(meta).body }] as const,
        ),
      ),
    );
    for (const { sentence } of checked) {
      const { verdict, citations, differs, text } = sentence;
      if (verdict !== 'not-covered') expect(citations.length, text).toBeGreaterThan(0);
      for (const { articleId, field, quote, start, end } of citations)
        expect(bodies.get(articleId)![field].slice(start, end)).toBe(quote);
      if (differs) {
        const { said, told } = differs;
        expect(text.slice(said.start, said.end)).not.toBe(citations[0].quote.slice(told.start, told.end));
      }
    }
  }, 30_000);

  it('is not told wrongly where no rule was made for it', async () => {
    expectNoWrong((await verdictsOn(UNSEEN)).textsOf);
    if (process.env.LONG_FUZZ !== undefined) expectNoWrong((await verdictsOn(FURTHER)).textsOf);
  }, 30_000);

  it.each([
    ['a plan is no deed', 'Iran has sent Russia several hundred drones.', 'supported'],
    ['another one is kept apart', 'Rishi Sunak beat Liz Truss in the summer.', 'supported'],
    ['another’s number is not taken', 'Bolsonaro received 50.9 per cent of the vote.', 'supported'],
    ['who says it does not do it', 'The police beat Mahsa Amini.', 'supported'],
    ['a denial by the accused is no contradiction', 'Iran sent drones to Russia.', 'contradicted'],
    [
      'more than a bound is possible',
      'About 60,000 people died in the earthquakes in Turkey and Syria.',
      'contradicted',
    ],
    ['nobody is not somebody', 'Ukraine claimed responsibility for the explosion on the bridge.', 'supported'],
    ['some are not all', 'Ukraine shot down all of the Iranian drones.', 'supported'],
    ['years are no decades', 'Kim Budil said that a power station was a few years away.', 'supported'],
    ['what one carries does not carry it', 'The lander Pragyan carried a rover called Vikram.', 'supported'],
    ['what is bought does not buy', 'Twitter bought Elon Musk for 44 billion dollars.', 'supported'],
    ['what happens often may happen again', 'Russian missiles hit the port of Odesa on 12 August.', 'contradicted'],
  ] as const)('%s', async (_what, text, verdict) => {
    expect((await app().check(text)).sentences[0].verdict).not.toBe(verdict);
  });

  it('shows what differs', async () => {
    const [{ text, citations, differs }] = (await app().check('Lula spent 380 days in prison.')).sentences;
    expect(text.slice(differs!.said.start, differs!.said.end)).toBe('380');
    expect(citations[0].quote.slice(differs!.told.start, differs!.told.end)).toBe('580');
  });
});

describe('a message', () => {
  it('is cleaned, and its questions and chatter are counted and left out', async () => {
    const { sentences, leftOut } = await app().check(
      '> quoted by me\n<@123> lol\nElon Musk bought Twitter for **44 billion dollars**. https://example.org/x Is that true? I love it!',
    );
    expect(sentences.map(({ text }) => text)).toEqual(['Elon Musk bought Twitter for 44 billion dollars.']);
    expect(leftOut).toEqual({ questions: 1, chatter: 2, further: 0 });
  });

  it('is checked up to its twelfth sentence', async () => {
    const { sentences, leftOut } = await app().check('The ferry sails north. '.repeat(14));
    expect(sentences).toHaveLength(12);
    expect(leftOut.further).toBe(2);
  });

  it('is checked within the outlets that are allowed', async () => {
    const { sentences } = await app().check('Lula spent 580 days in prison.', {
      filters: { sources: ['Another desk'] },
    });
    expect(sentences).toMatchObject([{ verdict: 'not-covered', citations: [] }]);
  });
});
