import { describe, expect, it } from 'vitest';
import { ReplyReader, type ReplySentence } from '../../../src/answering/reply/read-reply.js';
import fc from '../../support/fast-check.js';

const FOUND = 'A crack was found in the ramp.';
const COST = 'Repairs will cost 40,000 crowns.';

/** Reads a reply as it arrives in pieces; what turns out to be thoughts takes back all before it. */
function readIn(pieces: string[]) {
  const reader = new ReplyReader();
  let sentences: ReplySentence[] = [];
  const take = ({ sentences: more, isVoid }: ReturnType<ReplyReader['feed']>) => {
    sentences = isVoid ? more : [...sentences, ...more];
  };
  for (const piece of pieces) take(reader.feed(piece));
  take(reader.finish());
  return { sentences, saysNoAnswer: reader.saysNoAnswer };
}
const read = (reply: string) => readIn([reply]).sentences;

describe('a mark of a passage', () => {
  it.each([
    ['A crack was found in the ramp. [1]', [1]],
    ['A crack was found in the ramp [1].', [1]],
    ['A crack was found in the ramp.[1][2]', [1, 2]],
    ['A crack was found in the ramp. [1, 2]', [1, 2]],
    ['A crack was found in the ramp. [1-3]', [1, 2, 3]],
    ['A crack was found in the ramp.[^1]', [1]],
    ['A crack was found in the ramp.【1】', [1]],
    ['A crack was found in the ramp.【1†source】', [1]],
    ['A crack was found in the ramp. [ID:1]', [1]],
    ['A crack was found in the ramp. [Source 1]', [1]],
    ['A crack was found in the ramp. [citation:2]', [2]],
    ['A crack was found in the ramp (1).', [1]],
    ['A crack was found in the ramp (Source 2).', [2]],
    ['A crack was found in the ramp.¹', [1]],
    ['A crack was found in the ramp.<sup>2</sup>', [2]],
    ['A crack was found in the ramp. [1](https://desk.example.org/a)', [1]],
    ['A crack was found in the ramp.', []],
  ])('is read in any form: %s', (reply, marks) => {
    expect(read(reply)).toEqual([{ text: FOUND, marks }]);
  });

  it('belongs to the sentence before it, also from the next line', () => {
    expect(read(`${FOUND} [2] ${COST} [1]`)).toEqual([
      { text: FOUND, marks: [2] },
      { text: COST, marks: [1] },
    ]);
    expect(read(`${FOUND}\n[2]`)).toEqual([{ text: FOUND, marks: [2] }]);
  });

  it('is no number that the sentence tells', () => {
    expect(read('The hall (built in 1903) has 12 m² of glass. [1]')).toEqual([
      { text: 'The hall (built in 1903) has 12 m² of glass.', marks: [1] },
    ]);
  });
});

describe('what stands around an answer', () => {
  it.each([
    ['thoughts', `<think>Buses cost 35 crowns. [2]</think>\n\n${FOUND} [1]`],
    ['thoughts that were never opened', `Buses cost 35 crowns. [2] So be it.\n</think>\n${FOUND} [1]`],
    [
      'channels of thoughts',
      `<|channel|>analysis<|message|>Buses cost 35 crowns.<|end|><|start|>assistant<|channel|>final<|message|>${FOUND} [1]<|return|>`,
    ],
    ['signs of a template', `<|im_start|>assistant\n${FOUND} [1]<|im_end|>`],
    ['a lead-in', `Based on the provided passages, a crack was found in the ramp. [1]`],
    ['an announcement', `Here is a summary of the passages:\n${FOUND} [1]`],
    ['a heading and a list', `## Answer\n\n- **Cause:** ${FOUND} [1]`],
    ['a list of sources', `${FOUND} [1]\n\nSources:\n[1] Ferry stops, Harbour desk\n[2] Buses cost 35 crowns.`],
    ['references', `${FOUND} [1]\n\n### References\n1. Buses cost 35 crowns.`],
    ['a word to the reader', `${FOUND} [1] I hope this helps! Let me know if you have other questions.`],
    ['emphasis', `**A crack** was found in the *ramp*. [1]`],
  ])('is dropped: %s', (_, reply) => {
    expect(read(reply)).toEqual([{ text: FOUND, marks: [1] }]);
  });

  it('is told from an answer that only looks like it', () => {
    for (const text of ['Based on a true story, the film won three prizes.', 'The sources of the river lie in Norway.'])
      expect(read(`${text} [1]`)).toEqual([{ text, marks: [1] }]);
  });
});

describe('a reply in pieces', () => {
  const REPLY = `<think>It costs 35 crowns. [2]</think>Based on the passages, a crack was found in the ramp. [1][2] “We wait,” she said.¹\n- Repairs will cost 40,000 crowns【3】.\n\nSources:\n[1] Ferry stops`;

  it('says the same however it is cut', () => {
    const whole = read(REPLY);
    expect(whole).toEqual([
      { text: FOUND, marks: [1, 2] },
      { text: '“We wait,” she said.', marks: [1] },
      { text: COST, marks: [3] },
    ]);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 30, maxLength: 30 }), (lengths) => {
        const pieces: string[] = [];
        let at = 0;
        for (let i = 0; at < REPLY.length; i++) {
          const length = lengths[i % lengths.length];
          pieces.push(REPLY.slice(at, at + length));
          at += length;
        }
        expect(readIn(pieces).sentences).toEqual(whole);
      }),
    );
  });

  it('gives a sentence as soon as the next one has begun', () => {
    const reader = new ReplyReader();
    expect(reader.feed(`${FOUND} [1] Repa`).sentences).toEqual([{ text: FOUND, marks: [1] }]);
  });
});

describe('a reply without end', () => {
  it.each(['!', '… ', '! ', 'U.S. '])('is cut at 8,000 characters, and says so: %s', (piece) => {
    const reader = new ReplyReader();
    for (let i = 0; i < 20_000; i++) reader.feed(piece);
    expect(reader.isCut).toBe(true);
    expect(reader.finish().sentences.every(({ text }) => text.length <= 1_500)).toBe(true);
  });

  it('is read to its end where it is shorter', () => {
    const reader = new ReplyReader();
    reader.feed(FOUND);
    expect(reader.isCut).toBe(false);
  });
});

describe('no answer', () => {
  it.each([
    'NO ANSWER',
    'NO ANSWER.',
    '**NO ANSWER**',
    '<think>Hm.</think>NO ANSWER\n\nThe passages say nothing of it.',
  ])('is understood: %s', (reply) => expect(readIn([...reply]).saysNoAnswer).toBe(true));

  it('isn’t read into an answer', () => {
    expect(readIn([`No answer came from the ministry. [1]`]).saysNoAnswer).toBe(false);
    expect(readIn([`${FOUND} NO ANSWER`]).saysNoAnswer).toBe(false);
  });
});
