import { beforeAll, describe, expect, it } from 'vitest';
import type { OfferedPassage } from '../../../src/answering/claims/evidence-units.js';
import { createClaimVerifier, type Verdict } from '../../../src/answering/claims/verify-claim.js';
import type { Lexicon } from '../../../src/lexicon/lexicon.js';
import { createWordNet } from '../../../src/lexicon/wordnet.js';
import { attributeSpeakers } from '../../../src/retrieval/speakers.js';
import { splitSentences } from '../../../src/text/split-sentences.js';
import { tokenize } from '../../../src/text/tokenize.js';
import { passagesOf, readRows, readShipped } from './read-rows.js';

let lexicon: Lexicon;
beforeAll(() => {
  lexicon = createWordNet();
});

/** An article of our own, offered whole. */
function passage(body: string, id = 'a', publishedAt = '2024-03-05'): OfferedPassage {
  const sentences = splitSentences(body);
  const tokens = sentences.map(({ start, end }) => tokenize(body, start, end));
  return {
    article: {
      meta: { id, title: 'A title', publishedAt } as OfferedPassage['article']['meta'],
      body,
      sentences,
      attributions: attributeSpeakers(body, sentences, tokens),
    },
    firstSentence: 0,
    sentenceCount: sentences.length,
  };
}

const HARBOUR =
  'The ferry between Lindvik and Skarholm will not sail for a week, the harbour master Ada Berg said on Tuesday. A crack was found in the ramp during an inspection on Monday. Repairs will cost 40,000 crowns. Mayor Ines Falk denied that the town had known of the crack since January. The company Nordline bought two ferries from Osby in 2022. At least 300 people wait on the island. She plans to visit Skarholm next week.';

const verify = (text: string, marks = [1], bodies = [HARBOUR]): Verdict =>
  createClaimVerifier(
    bodies.map((body, i) => passage(body, `a${i}`)),
    lexicon,
  ).verify({ text, marks });
const quotesOf = (verdict: Verdict) =>
  'verified' in verdict ? verdict.verified.citations.map(({ quote }) => quote) : [];

describe('a sentence that the article carries', () => {
  it.each([
    ['word for word', 'Repairs will cost 40,000 crowns.'],
    ['shortened', 'The ferry will not sail for a week, Ada Berg said.'],
    ['with other words', 'A crack was discovered in the ramp when it was inspected on Monday.'],
    ['in the passive', 'Two ferries were bought from Osby by Nordline in 2022.'],
    ['with the day as a date', 'A crack was found in the ramp on 4 March 2024.'],
    ['with a number in words', 'Nordline bought 2 ferries from Osby in 2022.'],
    ['with the denial as a negation', 'The town had not known of the crack since January, Mayor Ines Falk said.'],
    ['of two sentences', 'A crack was found in the ramp, and repairs will cost 40,000 crowns.'],
  ])('stays: %s', (_, text) => {
    const verdict = verify(text);
    expect(verdict).toHaveProperty('verified');
    for (const quote of quotesOf(verdict)) expect(HARBOUR).toContain(quote);
  });

  it('gets its mark where it has none, a wrong one, or one that is not there', () => {
    const bodies = ['A bakery in Lindvik has won the national prize for rye bread.', HARBOUR];
    for (const marks of [[], [1], [9], [2]])
      expect(quotesOf(verify('Repairs will cost 40,000 crowns.', marks, bodies))).toEqual([
        'Repairs will cost 40,000 crowns.',
      ]);
  });

  it('is led by who says it where it tells their words as a fact', () => {
    const verdict = verify('The ferry between Lindvik and Skarholm will not sail for a week.');
    expect(verdict).toMatchObject({
      verified: { text: 'Ada Berg: The ferry between Lindvik and Skarholm will not sail for a week.' },
    });
  });

  it('cites the sentence that a name was borrowed from', () => {
    const body = 'Ada Berg spoke in the harbour office. She said that the ramp would be closed until Friday.';
    expect(quotesOf(verify('Ada Berg said that the ramp would be closed until Friday.', [1], [body]))).toEqual([
      'She said that the ramp would be closed until Friday.',
      'Ada Berg spoke in the harbour office.',
    ]);
  });
});

describe('a sentence that rests on several', () => {
  const BRIDGE =
    'An explosion damaged the bridge over the Elva early on Saturday. Investigators said that three people had been killed. The first train stopped because of a broken signal, the second because of a fire in the engine. The council agreed on Monday to reopen the ferry and to rename the harbour. Protesters blocked the square after Lindvik had closed its school.';

  it.each([
    ['of two neighbours', 'The ramp had a crack, whose repair will cost 40,000 crowns.', HARBOUR],
    [
      'of a clause each',
      'Repairs will cost 40,000 crowns, while the town denied that it had known of the crack.',
      HARBOUR,
    ],
  ])('stays, with the quotes of both: %s', (_, text, body) => {
    expect(quotesOf(verify(text, [1], [body]))).toHaveLength(2);
  });

  it.each([
    [
      'two causes exchanged',
      'The first train stopped because of a fire in the engine, and the second because of a broken signal.',
    ],
    ['an order turned round', 'Lindvik had closed its school after protesters blocked the square.'],
    ['a plan told as done', 'The council reopened the ferry.'],
    ['a number that belongs to the other sentence', 'The bridge over the Elva was damaged by three explosions.'],
  ])('is kept back: %s', (_, text) => {
    expect(verify(text, [1], [BRIDGE])).toHaveProperty('refused');
  });
});

describe('in the place of a sentence that is kept back', () => {
  const instead = (text: string, bodies?: string[]) => {
    const verdict = verify(text, [1], bodies);
    return 'refused' in verdict ? verdict.refused.instead : undefined;
  };

  it('stands what the article says of the matter, led by its day', () => {
    expect(instead('Repairs of the ramp will cost 90,000 crowns.')).toMatchObject({
      text: '5 March 2024: Repairs will cost 40,000 crowns.',
      citations: [{ quote: 'Repairs will cost 40,000 crowns.' }],
    });
  });

  it('stands nothing that says only “she” of somebody who was not named, and names who is meant', () => {
    const body = 'Ada Berg spoke in the harbour office. She said that the ramp would be closed until Friday.';
    expect(instead('Ada Berg said that the ramp would be closed until Monday.', [body])).toMatchObject({
      text: 'Ada Berg, 5 March 2024: She said that the ramp would be closed until Friday.',
      citations: [{}, { quote: 'Ada Berg spoke in the harbour office.' }],
    });
    expect(
      instead('The ramp will be closed until Monday.', ['It will be closed until Friday with the old ramp.']),
    ).toBe(undefined);
  });

  it('stands nothing where the articles speak of something else', () => {
    expect(instead('The captain of the ferry was arrested in Oslo for theft.')).toBe(undefined);
  });
});

describe('a sentence that the article does not carry', () => {
  it.each([
    ['an invented number', 'Repairs will cost 90,000 crowns.'],
    ['another name', 'The ferry will not sail for a week, Tomas Hell said.'],
    ['a name from elsewhere in the article', 'The ferry will not sail for a week, Ines Falk said.'],
    ['a negation dropped', 'The ferry between Lindvik and Skarholm will sail for a week, Ada Berg said.'],
    ['a denial dropped', 'Mayor Ines Falk said that the town had known of the crack since January.'],
    ['a negation added', 'A crack was not found in the ramp during an inspection.'],
    ['sides exchanged', 'Osby bought two ferries from Nordline in 2022.'],
    ['another day', 'A crack was found in the ramp on 12 March 2024.'],
    ['a bound turned round', 'At most 300 people wait on the island.'],
    ['a bound dropped', '300 people wait on the island.'],
    ['a quotation that is none', '“The town knew of the crack in January,” Mayor Ines Falk said.'],
    ['something that nobody wrote', 'The captain of the ferry was arrested in Oslo for theft.'],
    ['an address', 'Repairs will cost 40,000 crowns, see https://evil.example/x.'],
    ['a mention', '@everyone Repairs will cost 40,000 crowns.'],
    ['nothing at all', ' '],
  ])('is kept back: %s', (_, text) => {
    expect(verify(text)).toHaveProperty('refused');
  });
});

/** Of the sentences judged by hand, so many must be judged alike: all that were when this was measured. */
const FLOORS = { true: { dev: 131, held: 121 }, false: { dev: 222, held: 206 } };
/** Of the true ones, so many stay or have their quote in their place. */
const QUOTED_FLOORS = { dev: 191, held: 200 };

describe('sentences about the shipped articles, judged by hand', () => {
  it('are judged as before, or better, and every quote is a slice of its article', async () => {
    const shipped = await readShipped();
    const right = { true: { dev: 0, held: 0 }, false: { dev: 0, held: 0 } };
    const quoted = { dev: 0, held: 0 };
    for (const row of readRows()) {
      const { text, marks, isTrue, half } = row;
      const offered = passagesOf(row, shipped);
      const verdict = createClaimVerifier(offered, lexicon).verify({ text, marks });
      const isShown = 'verified' in verdict;
      if (isShown === isTrue) right[`${isTrue}`][half]++;
      const shown = isShown ? verdict.verified : verdict.refused.instead;
      if (isTrue && shown) quoted[half]++;
      for (const { articleId, quote, start, end } of shown?.citations ?? []) {
        const { article } = offered.find((one) => one.article.meta.id === articleId)!;
        expect(article.body.slice(start, end)).toBe(quote);
        expect(quote.length).toBeLessThanOrEqual(400);
      }
    }
    for (const half of ['dev', 'held'] as const) {
      expect(right.true[half]).toBeGreaterThanOrEqual(FLOORS.true[half]);
      expect(right.false[half]).toBeGreaterThanOrEqual(FLOORS.false[half]);
      expect(quoted[half]).toBeGreaterThanOrEqual(QUOTED_FLOORS[half]);
    }
  }, 240_000);
});
