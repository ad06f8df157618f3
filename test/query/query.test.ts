import { describe, expect, it } from 'vitest';
import { type AnswerType, buildQuery } from '../../src/query/query.js';

const termsOf = (question: string) => buildQuery({ question }).terms.map(({ term }) => term);

describe('a question', () => {
  it('is the same in capitals, without its mark and with more space', () => {
    const plain = termsOf('Who closed the harbour?');
    expect(plain.length).toBeGreaterThan(0);
    for (const other of ['WHO CLOSED THE HARBOUR', '  who   closed the\nharbour ', 'who closed the harbour???'])
      expect(termsOf(other)).toEqual(plain);
  });

  it.each([
    ["How long did Lindvik's own strike last?", false],
    ['how long did lindviks own strike last', false],
    ['What became of its own ferry?', false],
    ['Do the Rangers own it?', true],
    ['Who owns the ferry?', true],
  ])('leaves out the "own" that only says whose with stress (%s)', (question, isAsked) => {
    expect(termsOf(question).includes('own')).toBe(isAsked);
  });

  it('of one word is that word', () => {
    expect(termsOf('harbour')).toHaveLength(1);
  });

  it.each(['', '   ', '\n'])('that is empty (%j) is told what to ask', (question) => {
    expect(() => buildQuery({ question })).toThrow(/^The question is empty; ask something like/);
  });

  it('knows names and numbers, but not in a text that is all capitals', () => {
    const { terms } = buildQuery({ question: 'When did Ada Berg close 12 ports?' });
    expect(terms.filter(({ isCapitalised }) => isCapitalised).map(({ surface }) => surface)).toEqual(['Ada', 'Berg']);
    expect(terms.filter(({ isNumber }) => isNumber).map(({ surface }) => surface)).toEqual(['12']);
    expect(buildQuery({ question: 'WHEN DID ADA CLOSE' }).terms.some(({ isCapitalised }) => isCapitalised)).toBe(false);
  });

  it('counts more than earlier turns, the user’s more than the last answer’s, and older answers not at all', () => {
    const { terms } = buildQuery({
      question: 'Why the ramp?',
      history: [
        { role: 'user', text: 'lighthouse' },
        { role: 'assistant', text: 'tulip' },
        { role: 'user', text: 'ferry ramp' },
        { role: 'assistant', text: 'winter' },
      ],
    });
    const weights = Object.fromEntries(terms.map(({ surface, weight }) => [surface, weight]));
    expect(weights.ramp).toBe(1);
    expect(weights.ferry).toBeLessThan(1);
    expect(weights.lighthouse).toBeLessThan(weights.ferry);
    expect(weights.winter).toBeLessThan(weights.lighthouse);
    expect(weights.tulip).toBeUndefined();
  });

  it.each<[string, AnswerType]>([
    ['Who closed it?', 'person'],
    ['Where is it?', 'place'],
    ['When was it?', 'time'],
    ['How many were there?', 'quantity'],
    ['How much did it cost?', 'money'],
    ['What do tickets cost?', 'money'],
    ['What percentage was it?', 'percent'],
    ['How much is a ticket for the ferry?', 'money'],
    ["What's the monthly price of a berth?", 'money'],
    ["what's a berth cost", 'money'],
    ['What is the harbour master getting paid?', 'money'],
    ['current interest rate on boat loans?', 'percent'],
    ["What's the range of the new ferry?", 'quantity'],
    ['What did she say about the price?', 'other'],
    ['What caused the price of milk to rise?', 'reason'],
    ['What moved the price of milk?', 'other'],
    ['How much of the pier was lost?', 'quantity'],
    ['How much did the county raise the mooring fee?', 'quantity'],
    ['How much money did the county raise?', 'money'],
    ["When's the next ferry?", 'time'],
    ['the ferry leaves when?', 'time'],
    ['when the next ferry?', 'time'],
    ['the pump stops when it rains', 'other'],
    ['when i open the valve nothing comes out', 'other'],
    ['Who pays when the pump breaks?', 'person'],
    ["What's the phone number of the harbour master?", 'contact'],
    ['what is your e-mail address', 'contact'],
    ['What is the website for the ferry?', 'contact'],
    ['What did she write on the website?', 'other'],
    ["who's the harbour master", 'person'],
    ['Why did it close?', 'reason'],
    ['Did it close?', 'yes-no'],
    ['What happened?', 'other'],
    ['What happened when it rained?', 'other'],
    ['It closed when the storm came. Who opened it?', 'person'],
    ['In what year was it?', 'time'],
    ['Which young star of the theatre won it?', 'person'],
    ['Which Lindvik-born painter won it?', 'person'],
    ['Which airline flew there?', 'name'],
    ['What machine made it?', 'other'],
    ['Which film received it?', 'name'],
    ['It was lit by a man who was trying to do what?', 'other'],
  ])('%s asks for: %s', (question, type) => {
    expect(buildQuery({ question }).answerType).toBe(type);
  });

  it('knows whose words are asked for', () => {
    expect(buildQuery({ question: 'What did the harbour master say about it?' })).toMatchObject({
      asksForSpeech: true,
    });
    expect(buildQuery({ question: 'What did Ada Berg tell the mayor?' }).speakerTerms).toHaveLength(2);
    expect(buildQuery({ question: 'Why was it closed?' })).toMatchObject({ asksForSpeech: false, speakerTerms: [] });
  });
});

describe('filters', () => {
  it.each([
    ['from', { from: 'soon' }],
    ['to', { to: '31.12.2024' }],
  ])('%s that is no date is named, with an example', (name, filters) => {
    expect(() => buildQuery({ question: 'x', filters })).toThrow(
      new RegExp(`^filters\\.${name} is .*expected an ISO date`),
    );
  });

  it('from after to is told to be swapped', () => {
    expect(() => buildQuery({ question: 'x', filters: { from: '2024-02-01', to: '2024-01-01' } })).toThrow(/swap them/);
  });

  it('cover whole days, in UTC', () => {
    const { filters } = buildQuery({ question: 'x', filters: { from: '2024-02-01T18:00:00Z', to: '2024-02-01' } });
    expect(filters.fromMs).toBe(Date.UTC(2024, 1, 1));
    expect(filters.toMs).toBe(Date.UTC(2024, 1, 2) - 1);
  });
});
