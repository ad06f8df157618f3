import { describe, expect, it } from 'vitest';
import { excerptsOf, squeeze } from '../../src/summarizing/cut-sentence.js';
import { read } from './read.js';

/** What the excerpts of the last sentence say, the whole first, a speaker who leads it in front. */
function excerpts(body: string) {
  const article = read(body);
  return excerptsOf(article, article.sentences.length - 1).map(({ quotable: { start, end, attribution } }) => {
    const lead = attribution && !attribution.isNamedHere ? `${attribution.speaker.name}: ` : '';
    return lead + body.slice(start, end);
  });
}

const HEAD = 'The council of the town of Lindvik has closed the long wooden bridge over the river Elva';

describe('a long sentence', () => {
  it.each([
    ['what is said beside', `${HEAD}, saying the planks had become a danger to all.`],
    ['a relative clause', `${HEAD}, which had been built by two carpenters of the town.`],
    ['what came of it', `${HEAD}, leaving two farms on the island cut off from the coast.`],
  ])('may go without %s', (_, body) => {
    expect(excerpts(body)).toEqual([body, HEAD]);
  });

  it.each([
    ['a condition', `${HEAD}, leaving the road open if the storm of Monday is over by noon.`],
    ['a denial', `${HEAD}, which the owner of the saw mill at Ost denied on Monday at noon.`],
    ['what may go on behind another comma', `${HEAD}, which was built of oak, and opened a road through the meadow.`],
    [
      'what is in quotation marks',
      'Ada Berg said that “the council of the town has closed the bridge over the river, saying the planks had become a danger”.',
    ],
  ])('keeps %s', (_, body) => {
    expect(excerpts(body)).toEqual([body]);
  });

  it('keeps who says so, in front', () => {
    const body = `${HEAD}, which will cost the town a lot of money, Ada Berg said on Monday.`;
    expect(excerpts(body)).toEqual([`Ada Berg: ${HEAD}, which will cost the town a lot of money`, `Ada Berg: ${HEAD}`]);
  });

  it('may begin behind its “but”, led by the speaker', () => {
    const body =
      'Ada Berg spoke. “We have known the islanders for a lifetime and have shared our nets with them, but our rule for every crew is to keep the oil on board,” she said.';
    expect(excerpts(body)[1]).toBe('Ada Berg: our rule for every crew is to keep the oil on board');
  });

  it.each([
    [
      'a negation',
      '“We have never known the islanders and never shared our nets with any of them, but our rule for every crew is to keep the oil,” she said.',
    ],
    [
      'a condition',
      '“If the islanders come we will share our nets with all of them on Monday, but our rule for every crew is to keep the oil,” she said.',
    ],
  ])('does not lose %s before “but”', (_, sentence) => {
    expect(excerpts(`Ada Berg spoke. ${sentence}`)).toHaveLength(1);
  });

  it('beyond the longest quote is led by the speaker whose name was cut off', () => {
    const body = `${'The ferry will sail with herring and potatoes and with all the nets of the island; '.repeat(6)}and the ramp will hold, the harbour master Ada Berg said.`;
    const [excerpt] = excerptsOf(read(body), 0);
    expect(excerpt.quotable.attribution).toMatchObject({ isNamedHere: false, speaker: { name: 'Ada Berg' } });
    expect(excerpt.quotable.end - excerpt.quotable.start).toBeLessThanOrEqual(400);
  });

  it('is squeezed to as few words as asked for', () => {
    const body = 'word '.repeat(150).trim();
    const form = squeeze(read(body), 0, 12);
    expect(form.words).toBeLessThanOrEqual(12);
    expect(form.words).toBeGreaterThan(5);
  });
});
