import { describe, expect, it } from 'vitest';
import { spellOut } from '../../src/query/spell-out.js';

describe('a question in chat’s spelling', () => {
  it.each([
    ['whos in charge of the govt', "who's in charge of the government"],
    ['how many ppl were hurt', 'how many people were hurt'],
    ['up by 44 % or 44% or 44 per cent', 'up by 44 percent or 44 percent or 44 percent'],
    ['waht did it do in nov 2022', 'what did it do in november 2022'],
    ['lol why tho', ' why tho'],
    ['y is it shut bc of snow', 'why is it shut because of snow'],
    ['the 4th country n the 2nd ship', 'the fourth country and the second ship'],
    ['why did they leave in the first place?', 'why did they leave?'],
    ['why did she quit so fast', 'why did she quit'],
    ['did they manage to land, who ended up winning', 'did they land, who winning'],
    ['who got the prize in 22?', 'who got the prize in 2022?'],
    ['what does the us say', 'what does the US say'],
    ['gonna happen b4 sept', 'going to happen before sept'],
  ])('%s → %s', (asked, spelt) => {
    expect(spellOut(asked)).toBe(spelt);
  });

  it.each([
    ['The IMO and the UR', 'acronyms in capitals'],
    ['its were well', 'words that are other words as often'],
    ['u-turn, w.o., a/c', 'parts of longer words'],
    ['about 500 bc', 'a time before Christ'],
    ['why bc ferries stopped', 'a province'],
    ['they may march', 'months that are words'],
    ['in 22 towns', 'a number of something'],
    ['on the 4th of april, april 4th', 'days of a month'],
    ['the first place they went', 'a place'],
  ])('leaves %s alone (%s)', (asked) => {
    expect(spellOut(asked)).toBe(asked);
  });
});
