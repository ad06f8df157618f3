import { describe, expect, it } from 'vitest';
import type { GateVerdict } from '../../src/answering/gate.js';
import { findIn } from '../support/find-in.js';

const HARBOUR = `---
title: Skarholm harbour
source: Coast herald
published_at: 2024-03-01
---
The first ferry of the season reached Skarholm harbour at a low tide.
Shops at the harbour were open on Sunday.
The breakwater was not repaired by the county.
Fishermen refused to pay the mooring fee.
A seal sleeps on the pier.
It weighs ninety kilos, said the keeper of the pier.
Doctors examined the seal and found it in good health.
`;

const REGATTA = `---
title: Lindvik regatta
source: Stone gazette
published_at: 2024-03-02
---
Crowds watched the regatta at Lindvik from the old wall.
The winner was given a silver cup.
`;

describe('near misses', () => {
  const verdictOn = async (question: string) =>
    (await findIn({ 'harbour.md': HARBOUR, 'regatta.md': REGATTA }, question)).verdict;
  const featuresOf = async (question: string) => (await verdictOn(question)).features;

  it('are what is told where its contrary is asked for', async () => {
    expect(await featuresOf("Which shops at the harbour weren't open on Sunday?")).toMatchObject({ denied: 1 });
    expect(await featuresOf('Which shops at the harbour were open on Sunday?')).toMatchObject({ denied: 0 });
  });

  it.each([
    'What was not repaired by the county?',
    'Who did not pay the mooring fee?',
  ])('are none where the text denies it too: %s', async (question) => {
    expect(await featuresOf(question)).toMatchObject({ denied: 0 });
  });

  it.each([
    ['When did the last ferry of the season reach Skarholm harbour?', 1],
    ['When did the first ferry of the season reach Skarholm harbour?', 0],
    ['Which ferry reached Skarholm harbour at a high tide?', 1],
    ['Which ferry reached Skarholm harbour at a low tide?', 0],
    ['Which ferry reached Skarholm harbour at a spring tide?', 0],
  ])('are opposites in one place: %s', async (question, opposite) => {
    expect(await featuresOf(question)).toMatchObject({ opposite });
  });

  it('are no opposites that stand elsewhere, nor two that the question holds both', async () => {
    expect((await featuresOf('Which last gift reached the ferry at Skarholm harbour?')).opposite).toBe(0);
    expect((await featuresOf('Was the first or the last ferry of the season at Skarholm harbour?')).opposite).toBe(0);
  });

  it('count what is said in other words, in the sentence or beside it', async () => {
    expect((await featuresOf('What did physicians find about the seal?')).otherWords).toBeGreaterThan(0.1);
    expect((await featuresOf('What did doctors find about the seal?')).otherWords).toBe(0);
    expect((await featuresOf('What did dentists find about the seal?')).otherWords).toBe(0);
  });

  it('ask whether a figure that is asked for stands there', async () => {
    expect(await featuresOf('How many people watched the regatta at Lindvik?')).toMatchObject({ noFigure: 1 });
    expect(await featuresOf('Who watched the regatta at Lindvik from the wall?')).toMatchObject({ noFigure: 0 });
    // A weight is no price, and no age.
    expect((await featuresOf('How much is the seal that sleeps on the pier?')).noFigure).toBeGreaterThan(0.8);
    expect((await featuresOf('How old is the seal that sleeps on the pier?')).noFigure).toBeGreaterThan(0.8);
    // The figure stands in the sentence behind the one that has the question's words.
    expect(await featuresOf('How many kilos is the seal that sleeps on the pier?')).toMatchObject({ noFigure: 0 });
  });

  it.each([
    [
      'how long did the keeper of the mill stay in prison',
      'The keeper of the mill died in prison at the age of 67.',
      'an age',
    ],
    [
      'how long does the mill take to start',
      'The mill was sold in 2021, and takes rye.',
      'a year in which it did not begin',
    ],
    [
      'how much did the flour of the mill grow dearer',
      'Flour of the mill grew dearer in several markets.',
      'no number',
    ],
    [
      'how many mills are there in Norland',
      'The share of the mills in Norland rose to $113.39 in early trading.',
      'a price',
    ],
    ['how much do millers make a year', 'Millers were ill for five weeks of the year.', 'no pay'],
    ['how many millers were killed in Norland', 'More than 300 millers were moved across Norland.', 'no death'],
    ['how many years was the mill of Norland shut', 'The mill of Norland was shut within a few days.', 'no number'],
  ])('misses a figure where "%s" finds "%s": %s', async (question, text) => {
    const { verdict } = await findIn({ 'mill.txt': text }, question);
    expect(verdict.features.noFigure).toBeGreaterThanOrEqual(0.6);
  });

  it.each([
    ['how long did the keeper of the mill stay in prison', 'The keeper of the mill was in prison for eleven years.'],
    ['how long does the mill of Norland stay closed', 'The mill of Norland stays closed until 5 May.'],
    ['how many mills closed in Norland', 'Several hundred mills closed in Norland.'],
    ['how long till the mill opens', 'The mill opens in a few years.'],
    ['how many millers were killed in Norland', 'At least 300 millers died in Norland.'],
    ['how much do millers make a year', 'Millers make 40,000 crowns a year.'],
  ])('misses none where "%s" finds "%s"', async (question, text) => {
    const { verdict } = await findIn({ 'mill.txt': text }, question);
    expect(verdict.features.noFigure).toBe(0);
  });

  it('ask whether there is anything to call or to write to', async () => {
    expect(await featuresOf("What's the phone number of the keeper of the pier?")).toMatchObject({ noFigure: 1 });
    const files = { 'pier.md': 'The keeper of the pier can be reached at 01632 960 123 or desk@pier.example.' };
    for (const question of ["What's the phone number of the keeper?", "What's the keeper's email?"])
      expect((await findIn(files, question)).verdict.features.noFigure, question).toBe(0);
  });

  it('make the gate less sure', async () => {
    const logitOf = ({ parts }: GateVerdict) => parts.reduce((sum, { adds }) => sum + adds, 0);
    for (const [told, changed] of [
      ['Which ferry reached Skarholm harbour at a low tide?', 'Which ferry reached Skarholm harbour at a high tide?'],
      ['Which shops at the harbour were open on Sunday?', "Which shops at the harbour weren't open on Sunday?"],
    ]) {
      expect(logitOf(await verdictOn(changed)), changed).toBeLessThan(logitOf(await verdictOn(told)) - 1);
    }
  });

  it('are none where several outlets are named, of which no single sentence tells', async () => {
    const question =
      "What didn't the last ferry of the season at Skarholm harbour bring, as Coast herald and Stone gazette tell?";
    expect(await featuresOf(question)).toMatchObject({
      several: 1,
      denied: 0,
      opposite: 0,
      otherWords: 0,
      noFigure: 0,
    });
  });
});
