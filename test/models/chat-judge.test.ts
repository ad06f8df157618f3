import { describe, expect, it } from 'vitest';
import { drawFrom, type Line, withCanaries } from '../../src/models/canaries.js';
import { createChatJudge, readVerdicts } from '../../src/models/chat-judge.js';
import type { ChatModel, ChatRequest } from '../../src/models/chat-model.js';
import type { JudgeTask } from '../../src/models/judge.js';
import { Prompts } from '../../src/models/prompts.js';
import fc from '../support/fast-check.js';

const FERRY = [
  'The ferry between Lindvik and Skarholm will not sail for a week.',
  'A crack of 40 centimetres was found in the ramp on Monday.',
  'The harbour master Ada Berg closed the ramp at once.',
];
const TASK: JudgeTask = {
  passages: [{ heading: 'Ferry stops, Harbour desk, 5 March 2024', text: FERRY.join(' '), sentences: FERRY }],
  sentences: [
    { text: 'Ada Berg had the ramp closed.', marks: [1] },
    { text: 'She sails again on Friday.', marks: [1] },
    { text: 'No ferry sails this week.', marks: [1] },
  ],
};
const linesFor = (task = TASK, seed = 'a') => withCanaries(task, drawFrom(seed))!;
const rightReply = (lines: Line[], verdicts: string) =>
  lines.map((line) => ('of' in line ? verdicts[line.of] : Number(line.isTrue))).join('');

/** A model that says what a test makes of the request. */
function modelOf(say: (request: ChatRequest) => string): ChatModel & { requests: ChatRequest[] } {
  const requests: ChatRequest[] = [];
  return {
    id: 'openai:tiny',
    requests,
    async stream(request) {
      requests.push(request);
      return {
        ...{ text: say(request), finish: 'stop' as const },
        usage: { inputTokens: 900, outputTokens: 5, isEstimated: false },
      };
    },
  };
}

describe('canaries', () => {
  it('are two: a sentence of a passage, and one with a number or name that no passage has', () => {
    for (let seed = 0; seed < 200; seed++) {
      const canaries = linesFor(TASK, String(seed)).filter((line) => !('of' in line));
      expect(canaries).toHaveLength(2);
      const [truth, lie] = [true, false].map(
        (wanted) => canaries.find((one) => 'isTrue' in one && one.isTrue === wanted)!,
      );
      expect(FERRY).toContain(truth.text);
      expect(FERRY).not.toContain(lie.text);
      const words = new Set(FERRY.join(' ').split(/[\s.]+/));
      const added = lie.text.split(/[\s.]+/).filter((word) => word && !words.has(word));
      expect(added.length).toBeGreaterThanOrEqual(1);
      expect(added.join(' ')).toMatch(/^(?:\d+|\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?)$/u);
    }
  });

  it('stand anywhere but between a sentence and one that says “she” of whom it names', () => {
    const places = new Set<string>();
    for (let seed = 0; seed < 300; seed++) {
      const lines = linesFor(TASK, String(seed));
      places.add(lines.map((line) => ('of' in line ? line.of : '-')).join(''));
      const she = lines.findIndex(({ text }) => text.startsWith('She'));
      expect(lines[she - 1]).toMatchObject({ of: 0 });
    }
    expect(places).toEqual(new Set(['--012', '-01-2', '-012-', '01--2', '01-2-', '012--']));
  });

  it('are the same for the same text, so that equal input gives equal calls', () => {
    expect(linesFor()).toEqual(linesFor());
    expect(
      new Set(Array.from({ length: 20 }, (_, seed) => JSON.stringify(linesFor(TASK, `${seed}`)))).size,
    ).toBeGreaterThan(5);
  });

  it.each([
    ['no sentence', []],
    ['no number or name', ['it rained for the whole of the night.']],
  ])('can’t be made of passages with %s, and then nobody is asked', async (_, sentences) => {
    const model = modelOf(() => '111');
    const judge = createChatJudge(model, new Prompts());
    const passages = [{ heading: 'Rain', text: sentences.join(' '), sentences }];
    expect((await judge.judge({ ...TASK, passages })).verdicts).toEqual([undefined, undefined, undefined]);
    expect(model.requests).toEqual([]);
  });
});

describe('a judge’s reply', () => {
  it('is one digit for each line, white space aside', () => {
    const lines = linesFor();
    const digits = rightReply(lines, '101');
    expect(readVerdicts(digits, lines)).toEqual([true, false, true]);
    expect(readVerdicts(` ${[...digits].join('\n')} `, lines)).toEqual([true, false, true]);
  });

  it('counts for nothing once its length, its alphabet or the digit of a canary is changed', () => {
    const canaryAt = (lines: Line[], which: number) => lines.flatMap((line, i) => ('of' in line ? [] : i))[which];
    const change = fc.oneof(
      fc.record({ how: fc.constant('longer' as const), with: fc.stringMatching(/^[01]{1,5}$/) }),
      fc.record({ how: fc.constant('shorter' as const), by: fc.integer({ min: 1, max: 5 }) }),
      fc.record({
        how: fc.constant('other sign' as const),
        at: fc.nat(4),
        sign: fc.string({ minLength: 1, maxLength: 1 }),
      }),
      fc.record({ how: fc.constant('canary' as const), which: fc.nat(1) }),
    );
    let changed = 0;
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[01]{3}$/), change, (seed, verdicts, mutation) => {
        const lines = linesFor(TASK, seed);
        const right = rightReply(lines, verdicts);
        if (mutation.how === 'other sign' && /[01\s]/.test(mutation.sign)) return;
        const put = (at: number, sign: string) => right.slice(0, at) + sign + right.slice(at + 1);
        const at = mutation.how === 'canary' ? canaryAt(lines, mutation.which) : 0;
        const reply = {
          longer: () => right + ('with' in mutation ? mutation.with : ''),
          shorter: () => right.slice(0, -('by' in mutation ? mutation.by : 1)),
          'other sign': () => ('sign' in mutation ? put(mutation.at, mutation.sign) : ''),
          canary: () => put(at, right[at] === '1' ? '0' : '1'),
        }[mutation.how]();
        changed++;
        expect(readVerdicts(right, lines)).toBeDefined();
        expect(readVerdicts(reply, lines)).toBeUndefined();
      }),
      { numRuns: 1_100 },
    );
    expect(changed).toBeGreaterThanOrEqual(process.env.LONG_FUZZ ? 1_000 : 241);
  });

  it('may have thoughts before it, and nothing else', async () => {
    const lines = linesFor(TASK);
    expect(lines).toHaveLength(5);
    const say = (around: (digits: string) => string) =>
      createChatJudge(
        modelOf(({ values }) =>
          around(
            values.lines
              .split('\n')
              .map((line) => line.replace(/^\d+\. \[1\] /, ''))
              .map((line) => Number(FERRY.includes(line) || line === TASK.sentences[0].text))
              .join(''),
          ),
        ),
        new Prompts(),
      ).judge(TASK);
    expect((await say((digits) => `<think>One is 0.</think>${digits}`)).verdicts).toEqual([true, false, false]);
    expect((await say((digits) => `Verdicts: ${digits}`)).verdicts).toEqual([undefined, undefined, undefined]);
  });
});

describe('a judge’s fingerprint', () => {
  it('is another one with another model', () => {
    const prompts = new Prompts();
    const one = createChatJudge(
      modelOf(() => ''),
      prompts,
    );
    const other = createChatJudge({ ...modelOf(() => ''), id: 'openai:small' }, prompts);
    expect(one.fingerprint()).toBe(
      createChatJudge(
        modelOf(() => ''),
        prompts,
      ).fingerprint(),
    );
    expect(one.fingerprint()).not.toBe(other.fingerprint());
  });
});
