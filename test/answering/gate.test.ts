import { describe, expect, it } from 'vitest';
import { ANSWER_FROM, GATE_WEIGHTS } from '../../src/answering/gate.js';
import { openCorpus } from '../support/find-in.js';
import { QUARRY, TOWN } from '../support/town.js';

/** What the one article answers, and what it doesn't though some of its words are in the question. */
const ANSWERED_BY_QUARRY = [
  'When did the quarry at Norrvik open again?',
  'Who is the owner of the quarry?',
  'How many jobs did the owner promise?',
  'Where was the family of otters carried?',
  'What do neighbours fear?',
  'What did granite from the quarry pave?',
  'how long did engineers pump water',
];
const NOT_IN_QUARRY = [
  'Who won the regatta at Lindvik?',
  'How tall is the lighthouse of Skarholm?',
  'What does a litre of milk cost?',
  'Why was the violin concert moved?',
  'How many lynxes live near the school?',
  'When did the bakery open its second shop?',
  'What did the finance minister say about taxes?',
];
const ANSWERED_BY_TOWN = [
  ...ANSWERED_BY_QUARRY,
  'What did Signe Holm say about wages?',
  'When did the dam at Elva begin to leak?',
  'What did the repair of the dam cost?',
  'How much do tickets for the circus cost?',
  'Where does the elephant live?',
];

describe.each([
  { size: 'one article', files: { 'quarry.md': QUARRY }, answered: ANSWERED_BY_QUARRY },
  { size: 'a handful of articles', files: TOWN, answered: ANSWERED_BY_TOWN },
])('over a corpus of $size the gate', ({ files, answered }) => {
  it('answers plain questions', async () => {
    const { find, close } = await openCorpus(files);
    for (const question of answered) {
      expect((await find(question)).verdict, question).toMatchObject({ isEnough: true });
    }
    close();
  });

  it('refuses questions about other things', async () => {
    const { find, close } = await openCorpus(files);
    for (const question of NOT_IN_QUARRY) {
      expect((await find(question)).verdict, question).toMatchObject({ isEnough: false });
    }
    close();
  });

  it('takes a month for told by the article’s date', async () => {
    const { find, close } = await openCorpus(files);
    const verdictOf = async (month: string) => (await find(`When did the quarry open again in ${month}?`)).verdict;
    const [told, other] = [await verdictOf('May 2024'), await verdictOf('August 2021')];
    close();
    expect(told).toMatchObject({ isEnough: true, features: { missingName: 0 } });
    expect(other.features.missingName).toBe(1);
    expect(other.confidence).toBeLessThan(told.confidence);
  });

  it('takes a name for missing where only the word is written that it is made of', async () => {
    const { find, close } = await openCorpus(files);
    const asName = (await find('What happened to the Green Water of Norrvik?')).verdict.features.missingName;
    const asWords = (await find('What happened to the green water of Norrvik?')).verdict.features.missingName;
    close();
    expect([asName, asWords]).toEqual([2 / 3, 0]);
  });

  it('gives a confidence between 0 and 1 that agrees with its verdict and with its parts', async () => {
    const { find, close } = await openCorpus(files);
    for (const question of [...answered, ...NOT_IN_QUARRY, '?', 'the', 'quarry '.repeat(200), '石', '😀']) {
      const { verdict } = await find(question);
      expect(verdict.confidence, question).toBeGreaterThanOrEqual(0);
      expect(verdict.confidence, question).toBeLessThanOrEqual(1);
      expect(verdict.isEnough, question).toBe(verdict.confidence >= ANSWER_FROM);
      const logit = verdict.parts.reduce((sum, { adds }) => sum + adds, 0);
      if (verdict.confidence > 0) expect(verdict.confidence).toBeCloseTo(1 / (1 + Math.exp(-logit)), 4);
    }
    close();
  });

  it('keeps every feature between 0 and 1', async () => {
    const { find, close } = await openCorpus(files);
    for (const question of [...answered, ...NOT_IN_QUARRY]) {
      for (const [name, value] of Object.entries((await find(question)).verdict.features)) {
        expect(value, `${name} of ${question}`).toBeGreaterThanOrEqual(0);
        expect(value, `${name} of ${question}`).toBeLessThanOrEqual(1 + 1e-9);
      }
    }
    close();
  });
});

describe('the gate', () => {
  it('names the words that nothing found speaks of, as they were written', async () => {
    const { find, close } = await openCorpus(TOWN);
    const { missingWords } = (await find('Why did Bellini sell the Submarine to the quarry?')).verdict;
    expect([...missingWords].sort()).toEqual(['Submarine', 'sell']);
    expect((await find('What did the repair of the dam cost?')).verdict.missingWords).toEqual([]);
    close();
  });

  it('names none that questions are made with', async () => {
    const { find, close } = await openCorpus(TOWN);
    const { missingWords } = (await find('What kind of people does Zebulon Marsh come from?')).verdict;
    expect([...missingWords].sort()).toEqual(['Marsh', 'Zebulon']);
    close();
  });

  it('is less sure of the same question with a name in it that no article knows', async () => {
    const { find, close } = await openCorpus(TOWN);
    const plain = (await find('When did the dam begin to leak?')).verdict;
    const strange = (await find('When did the dam at Zebulon begin to leak?')).verdict;
    expect(strange.confidence).toBeLessThan(plain.confidence);
    expect(strange.features).toMatchObject({ missingName: 1 });
    expect(plain.features).toMatchObject({ missingName: 0 });
    close();
  });

  it('is not at all sure where there is no evidence', async () => {
    const { find, close } = await openCorpus({ 'quarry.md': QUARRY });
    const { verdict, evidence } = await find('zeppelin');
    expect(evidence.sentences).toEqual([]);
    expect(verdict).toMatchObject({
      confidence: 0,
      isEnough: false,
      missingWords: ['zeppelin'],
      features: { missingName: 1, smallness: 0 },
    });
    close();
  });

  it('counts a corpus as small up to fifty articles, and less so the more there are', async () => {
    const smallness = async (articles: number) => {
      const files = Object.fromEntries(
        Array.from({ length: articles }, (_, i) => [`${i}.txt`, `Parcel ${i} waits on shelf ${i} of the depot.`]),
      );
      const { find, close } = await openCorpus(files);
      const { features } = (await find('Which parcel waits in the depot?')).verdict;
      close();
      return features.smallness;
    };
    expect(await smallness(1)).toBe(1);
    expect(await smallness(7)).toBeCloseTo((1 - Math.log(7) / Math.log(50)) ** 2, 5);
    expect(await smallness(60)).toBe(0);
  });

  it('misses half of the question around a sentence of a document with sections alone, and less so in a corpus of few', async () => {
    const page = (heading: string) =>
      `# The depot\n\n${heading}Parcels wait on a shelf.\n\n## Hours\n\nThe doors open at nine in the morning.\n\n## Boats\n\nA ferry brings letters on Mondays.\n`;
    const littleAround = async (text: string, question: string, others: number) => {
      const files = Object.fromEntries(
        Array.from({ length: others }, (_, i) => [`${i}.txt`, `Stones lie in quarry ${i} of the county.`]),
      );
      const { find, close } = await openCorpus({ 'depot.md': text, ...files });
      const { features } = (await find(question)).verdict;
      close();
      return features.littleAround;
    };
    const scattered = 'Do parcels come by ferry in the morning?';
    const many = await littleAround(page('## Parcels\n\n'), scattered, 60);
    expect(many).toBeGreaterThan(0);
    expect(await littleAround(page('## Parcels\n\n'), 'Where do parcels wait?', 60)).toBe(0);
    expect(await littleAround(page('## Parcels\n\n').replace(/^#+ /gm, ''), scattered, 60)).toBe(0);
    expect(await littleAround(page('## Parcels\n\n'), scattered, 6)).toBeLessThan(many);
  });

  it('lets what is missing or told otherwise, what isn’t asked, what anything finds here, and what no sentence answers, speak against an answer, and all else for it', () => {
    const { bias, ...weights } = GATE_WEIGHTS;
    expect(bias).toBeLessThan(0);
    const against = Object.entries(weights).filter(([, weight]) => weight < 0);
    expect(against.map(([name]) => name).sort()).toEqual([
      'denied',
      'fragment',
      'littleAround',
      'missingName',
      'noFigure',
      'noiseFloor',
      'opinion',
      'opposite',
      'otherSpeaker',
      'unanswered',
    ]);
  });

  it('takes neither earlier turns for missing words nor for names', async () => {
    const { find, close } = await openCorpus(TOWN);
    const history = [{ role: 'user' as const, text: 'Who is Zebulon Marsh?' }];
    const { verdict } = await find({ question: 'What did the repair of the dam cost?', history });
    expect(verdict.missingWords).toEqual([]);
    expect(verdict.features).toMatchObject({ missingName: 0 });
    close();
  });

  it('measures how much of the question one sentence covers, and misses nothing that the whole article holds', async () => {
    const { find, close } = await openCorpus({ 'quarry.md': QUARRY });
    const { features } = (await find('otters stonecutters')).verdict;
    expect(features.sentenceCoverage).toBeCloseTo(0.5, 1);
    expect(features).toMatchObject({ missingName: 0, smallness: 1 });
    close();
  });

  it('takes an index too small to be measured for what one of its size usually is', async () => {
    const noiseFloorOf = async (articles: number) => {
      const files = Object.fromEntries(
        Array.from({ length: articles }, (_, i) => [`${i}.txt`, `Parcel ${i} waits on shelf ${i} of the depot.`]),
      );
      const { find, close } = await openCorpus(files);
      const { features } = (await find('Which parcel waits in the depot?')).verdict;
      close();
      return features.noiseFloor;
    };
    expect(await noiseFloorOf(1)).toBe(0);
    expect(await noiseFloorOf(7)).toBeCloseTo((0.1 * Math.log(7)) / Math.log(50), 5);
  });

  it('is less sure of a heading than of a question', async () => {
    const { find, close } = await openCorpus(TOWN);
    const asked = (await find('What is the repair of the dam at Elva?')).verdict;
    const named = (await find('the repair of the dam at Elva')).verdict;
    expect(asked.features.fragment).toBe(0);
    expect(named.features.fragment).toBe(1);
    expect(named.confidence).toBeLessThan(asked.confidence);
    // A figure or a person that is named is asked for.
    for (const question of ['cost of the repair of the dam at Elva', 'mayor of Elva name'])
      expect((await find(question)).verdict.features.fragment, question).toBe(0);
    close();
  });
});
