import { beforeAll, describe, expect, it } from 'vitest';
import { readStatement } from '../../../src/answering/claims/read-statement.js';
import { splitClaim, waysToSplit } from '../../../src/answering/claims/split-claim.js';
import type { Lexicon } from '../../../src/lexicon/lexicon.js';
import { createWordNet } from '../../../src/lexicon/wordnet.js';

let lexicon: Lexicon;
beforeAll(() => {
  lexicon = createWordNet();
});
const read = (text: string) => readStatement(text, { lexicon });

describe('splitClaim', () => {
  it.each([
    [
      'gives a part that leaves out its subject that subject',
      'The agreement covers three harbours and lasts 120 days.',
      ['The agreement covers three harbours', 'The agreement lasts 120 days.'],
    ],
    [
      'parts what has a subject on either side',
      'Nordline ordered two ferries, and three weeks later it sold the crane.',
      ['Nordline ordered two ferries', 'three weeks later it sold the crane.'],
    ],
    [
      'parts what is led by “although”',
      'Although the ramp needed less steel, the crane used 300 tonnes of it.',
      ['Although the ramp needed less steel', 'the crane used 300 tonnes of it.'],
    ],
  ])('%s', (_, text, parts) => {
    expect(splitClaim(read(text))).toEqual(parts);
  });

  it.each([
    ['a list of things', 'The agreement covers the harbours of Osby, Lindvik and Skarholm.'],
    ['two verbs behind one “to”', 'The council wanted to close the ramp and deny the ferry its berth.'],
    ['a last one of several people', 'Nordline dismissed its captain, its cook, and other members of the crew.'],
  ])('leaves whole: %s', (_, text) => {
    expect(splitClaim(read(text))).toEqual([text]);
  });
});

describe('waysToSplit', () => {
  it('tells an aside of the subject apart from what is said of it', () => {
    const ways = waysToSplit(read('The bridge, which rockets had damaged by July, was found destroyed in November.'));
    expect(ways).toContainEqual([
      'The bridge rockets had damaged by July',
      'The bridge was found destroyed in November.',
    ]);
  });
});
