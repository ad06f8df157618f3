import { describe, expect, it } from 'vitest';
import { ExaminedJudge, type ExamOptions, type KeptExams } from '../../src/flows/examined-judge.js';
import { hasPassed, takeExam } from '../../src/models/entrance-exam.js';
import { EXAM_TEXTS } from '../../src/models/exam-questions.js';
import type { Judge } from '../../src/models/judge.js';

const CARRIED = new Set(EXAM_TEXTS.flatMap(({ carried }) => carried));
const ALL = EXAM_TEXTS.flatMap(({ carried, notCarried }) => [...carried, ...notCarried]);
const wrongIn = (count: number) => new Set(ALL.slice(0, count));

/** Right but for the sentences of a set; of another fingerprint once it is told so. */
function judgeOf({ wrong = new Set<string>(), isVoid = false }: { wrong?: Set<string>; isVoid?: boolean } = {}) {
  const judge = {
    id: 'openai:tiny',
    print: 'one',
    calls: 0,
    fingerprint: () => judge.print,
    async judge({ sentences }: Parameters<Judge['judge']>[0]) {
      judge.calls++;
      const verdicts = sentences.map(({ text }) => (isVoid ? undefined : CARRIED.has(text) !== wrong.has(text)));
      return { verdicts, usage: { inputTokens: 700, outputTokens: 12, isEstimated: false }, costUsd: 0.001 };
    },
  };
  return judge;
}

function keptExams(): KeptExams & { rows: Map<string, { right: number; of: number }> } {
  const rows = new Map<string, { right: number; of: number }>();
  return {
    rows,
    examOf: async (fingerprint) => rows.get(fingerprint),
    recordExam: async ({ fingerprint, right, of }) => void rows.set(fingerprint, { right, of }),
  };
}

describe('the exam', () => {
  it('has 20 sentences that their text carries and 20 that it doesn’t, none in the text’s own words', () => {
    expect(CARRIED.size).toBe(20);
    expect(new Set(ALL).size).toBe(40);
    const told = EXAM_TEXTS.flatMap(({ sentences }) => sentences).join(' ');
    for (const sentence of ALL) expect(told).not.toContain(sentence);
  });

  it('is passed with 32 right of 40, and not with 31', async () => {
    const exam = (wrong: number) => takeExam(judgeOf({ wrong: wrongIn(wrong) }));
    expect(await exam(0)).toEqual({
      ...{ right: 40, of: 40, costUsd: expect.closeTo(0.004) },
      usage: { inputTokens: 2800, outputTokens: 48, isEstimated: false },
    });
    expect([hasPassed(await exam(8)), hasPassed(await exam(9))]).toEqual([true, false]);
  });

  it('is failed by who says nothing that counts', async () => {
    expect(await takeExam(judgeOf({ isVoid: true }))).toMatchObject({ right: 0, of: 40 });
  });
});

describe('a judge that has to pass', () => {
  const open = (judge: Judge, options: Partial<ExamOptions> = {}) => {
    const examined = new ExaminedJudge(judge);
    const kept = keptExams();
    const first = examined.require({ kept, ...options });
    return { examined, kept, first };
  };

  it('isn’t used before it has, and is used from then on, by a result that is kept', async () => {
    const judge = judgeOf();
    const { examined, kept, first } = open(judge);
    expect(examined.current()).toBeUndefined();
    await first;
    expect(examined.current()).toBe(judge);
    expect([...kept.rows]).toEqual([['one', { right: 40, of: 40 }]]);
    const later = new ExaminedJudge(judge);
    await later.require({ kept });
    expect(later.current()).toBe(judge);
    expect(judge.calls).toBe(4);
  });

  it('isn’t used where it failed, which is told', async () => {
    const told: object[] = [];
    const { examined, first } = open(judgeOf({ wrong: wrongIn(20) }), { onResult: (result) => told.push(result) });
    await first;
    expect(examined.current()).toBeUndefined();
    expect(told).toEqual([{ right: 20, of: 40 }]);
  });

  it('has to pass anew when its model or prompt have changed', async () => {
    const judge = judgeOf();
    const { examined, kept, first } = open(judge);
    await first;
    judge.print = 'two';
    expect(examined.current()).toBeUndefined();
    await examined.require({ kept });
    expect(examined.current()).toBe(judge);
    expect([...kept.rows.keys()]).toEqual(['one', 'two']);
  });

  it('is examined again, a minute later, where the exam could not be held', async () => {
    const judge = judgeOf();
    const works = judge.judge;
    judge.judge = () => Promise.reject(new Error('away'));
    let nowMs = 0;
    const faults: unknown[] = [];
    const { examined, kept, first } = open(judge, { nowMs: () => nowMs, onFault: (error) => faults.push(error) });
    await first;
    judge.judge = works;
    expect(examined.current()).toBeUndefined();
    expect(judge.calls).toBe(0);
    nowMs = 60_000;
    await examined.require({ kept, nowMs: () => nowMs });
    expect(examined.current()).toBe(judge);
    expect(faults).toHaveLength(1);
  });
});

describe('a judge that was never examined', () => {
  it('is used, unless a kept result says that it failed', async () => {
    const judge = judgeOf();
    const kept = keptExams();
    const examined = new ExaminedJudge(judge);
    await examined.recall(kept);
    expect(examined.current()).toBe(judge);
    await kept.recordExam({ fingerprint: 'one', right: 31, of: 40, takenAtMs: 1 });
    await examined.recall(kept);
    expect(examined.current()).toBeUndefined();
  });
});
