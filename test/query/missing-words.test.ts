import { describe, expect, it } from 'vitest';
import { missingWords } from '../../src/query/missing-words.js';
import { buildQuery } from '../../src/query/query.js';

/** Told where the words of `held` are found and no others. */
const told = (question: string, held: string[]) => {
  const { terms, words } = buildQuery({ question });
  return missingWords(
    terms.filter(({ surface }) => !held.includes(surface)),
    words,
  );
};

describe('words that are missing', () => {
  it.each([
    ['two words that touch', 'ノーベル賞を受賞したのは誰ですか？', [], ['ノーベル賞', '受賞した']],
    ['a character and the word beside it', 'なぜ円安が進んでいるのですか？', ['円', '進', 'んで'], ['円安']],
    ['a character by itself', '次の総選挙はいつですか？', ['総', '選挙'], ['次']],
    ['a Chinese name', '谁获得了诺贝尔文学奖？', ['获得', '奖'], ['诺贝尔文学']],
    ['Thai', 'ราคาทองคำวันนี้เท่าไร', ['วัน'], ['ราคาทองคำ']],
    ['Korean pairs', '장관은 왜 사퇴했나요?', [], ['장관은', '사퇴했나요']],
    ['Korean, no question word', '통행료는 얼마인가요?', [], ['통행료는']],
    ['words between spaces', 'Who painted the violet tower?', ['tower'], ['painted', 'violet']],
    ['parts of a hyphenated word', 'Who saw the blue-green heron?', ['heron', 'saw'], ['blue', 'green']],
  ])('are told as they stand in the question: %s', (_what, question, held, expected) => {
    expect(told(question, held)).toEqual(expected);
  });
});
