import { expect, it } from 'vitest';
import { namedDaysIn } from '../../src/query/named-days-in-language.js';
import type { Language } from '../../src/text/languages/languages.js';

const CASES: [Language, string][] = [
  ['de', 'Was geschah am 14. Februar 2023?'],
  ['fr', 'Que s’est-il passé le 14 février 2023 ?'],
  ['es', '¿Qué pasó el 14 de febrero de 2023?'],
  ['pt', 'O que aconteceu em 14 de fevereiro de 2023?'],
  ['pl', 'Co się stało 14 lutego 2023 r.?'],
  ['cs', 'Co se stalo 14. února 2023?'],
  ['tr', '14 Şubat 2023 tarihinde ne oldu?'],
  ['vi', 'Chuyện gì xảy ra ngày 14 tháng 2 năm 2023?'],
  ['ru', 'Что случилось 14 февраля 2023 года?'],
  ['uk', 'Що сталося 14 лютого 2023 року?'],
  ['ar', 'ماذا حدث في ١٤ فبراير ٢٠٢٣؟'],
  ['he', 'מה קרה ב-14 בפברואר 2023?'],
  ['hi', '१४ फ़रवरी २०२३ को क्या हुआ?'],
  ['zh', '2023年2月14日发生了什么？'],
  ['ja', '2023年2月14日に何が起きましたか？'],
  ['ko', '2023년 2월 14일에 무슨 일이 있었나요?'],
  ['th', 'เกิดอะไรขึ้นเมื่อวันที่ 14 กุมภาพันธ์ 2566'],
];

it.each(CASES)('reads the day a question in %s names: %s', (language, question) => {
  expect(namedDaysIn(question, language)).toEqual([Date.UTC(2023, 1, 14)]);
});

it('reads no day that the calendar lacks, and none in English', () => {
  expect(namedDaysIn('Was geschah am 31. Februar 2023?', 'de')).toEqual([]);
  expect(namedDaysIn('14. Februar 2023', 'en')).toEqual([]);
});
