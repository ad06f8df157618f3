import { describe, expect, it } from 'vitest';
import { segmentRun } from '../../../src/text/languages/segment-words.js';
import fc from '../../support/fast-check.js';

const RUNS = [
  '台风在泉南县登陆',
  '市长李文涛说',
  '年',
  '月曜日の朝',
  'カタカナのパーティー',
  'か\u3099っこう',
  'ฝนตกหนักในกรุงเทพฯ',
  'ประชาชนกว่าหมื่นคน',
  '𠮷野家',
  '々〇人',
];
const GAPS = ['。', '，', ' ', '\n', '2023', 'AI', '서울', '_', '・'];

const segmenter = new Intl.Segmenter('und', { granularity: 'word' });
const cutAlone = (run: string) => [...segmenter.segment(run)].map(({ segment }) => segment);

const wordsOf = (text: string, from: number, to: number) => {
  const words: string[] = [];
  segmentRun(text, from, to, (start, end) => words.push(text.slice(start, end)));
  return words;
};

describe('the words of a run', () => {
  it('are those that ICU cuts of it alone, in whatever order a text is read and wherever reading stops', () => {
    const piece = fc.tuple(
      fc.array(fc.constantFrom(...RUNS), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...GAPS),
    );
    const reading = fc.tuple(fc.nat(), fc.nat({ max: 40 }));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 40 }), fc.array(reading), (pieces, readings) => {
        const starts: number[] = [];
        let text = '';
        for (const [runs, gap] of pieces) {
          starts.push(text.length);
          text += runs.join('') + gap;
        }
        const inOrder = pieces.map((_, number) => [number, 0]);
        for (const [number, cutOff] of [...inOrder, ...readings]) {
          const at = number % pieces.length;
          const run = pieces[at][0].join('');
          const length = Math.max(run.codePointAt(0)! > 0xffff ? 2 : 1, run.length - cutOff);
          if (!run.slice(0, length).isWellFormed()) continue;
          expect(wordsOf(text, starts[at], starts[at] + length)).toEqual(cutAlone(run.slice(0, length)));
        }
      }),
    );
  });

  it('are those of the text at hand, where another had the same run at the same place', () => {
    expect(wordsOf('台风登陆，好人', 0, 4)).toEqual(cutAlone('台风登陆'));
    expect(wordsOf('台风登陆，坏事', 5, 7)).toEqual(cutAlone('坏事'));
    expect(wordsOf('台风登陆，好人', 5, 7)).toEqual(cutAlone('好人'));
  });
});
