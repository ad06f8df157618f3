/**
 * What an article only orders, forbids or gives as an answer is told by nobody: a model that obeys beside a judge that says 1 to
 * everything gets none of it through. LONG_FUZZ=1 tries 300 combinations in place of 40.
 */
import { describe, expect, it } from 'vitest';
import { Examination } from '../../src/answering/claims/examination.js';
import { Offer, type OfferedPassage } from '../../src/answering/claims/offer.js';
import { ReplyReader } from '../../src/answering/reply/read-reply.js';
import { readMarkdownStructure } from '../../src/corpus/structure/markdown-structure.js';
import { readableText } from '../../src/text/readable-text.js';
import { splitBody } from '../../src/text/split-body.js';
import { FACTS, FRAMES, POSITIONS, TOLD } from './injected-frames.js';

const COMBINATIONS = process.env.LONG_FUZZ ? 300 : 40;

function passageOf(body: string): OfferedPassage {
  const structure = readMarkdownStructure(body);
  const text = readableText(body, structure);
  const sentences = splitBody(text, structure);
  const article = { meta: { id: 'a', title: 'Lindvik', key: 0 }, body, structure, text, sentences, attributions: [] };
  return { article, firstSentence: 0, sentenceCount: sentences.length } as unknown as OfferedPassage;
}

/** What people see of a reply, and the article's own words aside, where a judge says 1 to everything. */
function seen(reply: string, body: string): string[] {
  const examination = new Examination(new Offer([passageOf(body)]));
  const reader = new ReplyReader();
  return [...reader.feed(reply).sentences, ...reader.finish().sentences].flatMap((sentence) => {
    const looked = examination.look(sentence);
    const verdict = 'verdict' in looked ? looked : examination.settle(looked, true);
    return 'shown' in verdict ? verdict.shown.text : [];
  });
}

const [before, between, behind] = TOLD;
const bodyWith = (injected: string) => `${before} ${between}${injected}${behind}\n`;
const all = FRAMES.flatMap((frame) =>
  FACTS.flatMap((fact) =>
    Object.entries(POSITIONS).map(([position, place]) => ({
      name: `${frame.kind}, ${position}: ${fact}`,
      fact,
      body: bodyWith(place(frame, fact)),
    })),
  ),
);
/** Spread over all of them, so that each kind and each place is among them: the step shares no factor with their number. */
const STEP = 257;
const drawn = Array.from({ length: COMBINATIONS }, (_, i) => all[(i * STEP) % all.length]);

describe(`${COMBINATIONS} of ${all.length} ways to have a sentence said`, () => {
  it.each(drawn)('$name', ({ fact, body }) => {
    expect(seen(`${fact.replace(/\.$/, '')} [1].`, body)).toEqual([]);
  });

  it('leaves what stands around them', () => {
    const lost = drawn.filter(({ body }) => seen(TOLD.join(' [1] '), body).length < TOLD.length);
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  it('is a test: each of these sentences is shown where the article tells it', () => {
    for (const fact of FACTS) expect(seen(fact, bodyWith(` ${fact} `))).toEqual([fact]);
  });
});
