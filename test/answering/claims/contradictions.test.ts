import { beforeAll, describe, expect, it } from 'vitest';
import { compare } from '../../../src/answering/claims/compare.js';
import { readStatement } from '../../../src/answering/claims/read-statement.js';
import type { Lexicon } from '../../../src/lexicon/lexicon.js';
import { createWordNet } from '../../../src/lexicon/wordnet.js';

let lexicon: Lexicon;
beforeAll(() => {
  lexicon = createWordNet();
});

const faultsOf = (claim: string, evidence: string) => {
  const [one, two] = [claim, evidence].map((text) => readStatement(text, { lexicon }));
  return compare(one, { statement: two, around: [], aroundSpeakers: [] }, lexicon).faults;
};

describe('one word that makes a sentence say something else is found', () => {
  it.each([
    [
      'a “not” more',
      'The ramp was not closed by the harbour board.',
      'The ramp was closed by the harbour board.',
      'negation',
    ],
    [
      'a “not” less',
      'The board has paid for the crane in Osby.',
      'The board has not paid for the crane in Osby.',
      'negation',
    ],
    [
      'a “not” under a denial',
      'Nordline denied that it had not sold the ferry to Osby.',
      'Nordline denied that it had sold the ferry to Osby.',
      'negation',
    ],
    [
      '“to” for “from”',
      'The ferry brought cement to Osby on Monday.',
      'The ferry brought cement from Osby on Monday.',
      'opposite',
    ],
    [
      '“without” for “with”',
      'Nordline repairs the ramp without Osby.',
      'Nordline repairs the ramp with Osby.',
      'opposite',
    ],
    ['“late” for “early”', 'The ferry sank in late August.', 'The ferry sank in early August.', 'opposite'],
    ['“old” for “new”', 'The old timetable begins in Lindvik.', 'The new timetable begins in Lindvik.', 'opposite'],
    [
      'another particle',
      'The guards brought up the flag in Lindvik.',
      'The guards brought down the flag in Lindvik.',
      'opposite',
    ],
    [
      'what may be as what will be',
      'The licence will be renewed in Lindvik.',
      'The licence can be renewed in Lindvik.',
      'modality',
    ],
    [
      'what would be as what was',
      'Nordline had repaired the ramp in Osby.',
      'Nordline would repair the ramp in Osby.',
      'modality',
    ],
    [
      'names changed as those who do something',
      'Osby was worried that Nordline might close the ramp.',
      'Nordline was worried that Osby might close the ramp.',
      'reversed',
    ],
    [
      'figures of two names',
      'Ines Falk received 61 per cent of the vote.',
      'She received 61 per cent of the vote and her rival, Ines Falk, 39 per cent.',
      'reversed',
    ],
    [
      'another thing',
      'The captain inspected the engine of the ferry.',
      'The captain inspected the ramp of the ferry.',
      'exchanged',
    ],
    ['another doing', 'The council praised the ferry company.', 'The council fined the ferry company.', 'exchanged'],
  ])('%s', (_, claim, evidence, fault) => {
    expect(faultsOf(claim, evidence)).toContain(fault);
  });
});

describe('the same in other words has no fault', () => {
  it.each([
    [
      'a denial as “not”',
      'Nordline said that it had not sold the ferry to Osby.',
      'Nordline denied that it had sold the ferry to Osby.',
    ],
    [
      '“could not” as “was not”',
      'The damage was not checked by the harbour board.',
      'The damage could not be checked by the harbour board.',
    ],
    ['“with no” as “without”', 'The board met with no experts from Osby.', 'The board met without experts from Osby.'],
    [
      '“getting ready” as “preparing”',
      'Nordline was preparing to supply Osby with ferries.',
      'Nordline was getting ready to supply Osby with ferries.',
    ],
    [
      'a capital that acts',
      'On Friday Riyadh agreed to restore relations with Oman.',
      'On Friday Saudi Arabia agreed to restore relations with Oman.',
    ],
    [
      'a part of a point',
      'The bank raised its rate by 0.75 percentage points.',
      'The bank raised its rate by three quarters of a point.',
    ],
    ['a thing as its kind', 'The ferry carried weapons to Osby.', 'The ferry carried missiles to Osby.'],
  ])('%s', (_, claim, evidence) => {
    expect(faultsOf(claim, evidence)).toEqual([]);
  });

  it('not so a capital where something happens', () => {
    expect(
      faultsOf('The pilots met in Riyadh on the ferry.', 'The pilots met in Saudi Arabia on the ferry.'),
    ).toContain('name');
  });
});
