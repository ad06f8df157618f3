import { expect, it } from 'vitest';
import type { Language } from '../../src/text/languages/languages.js';
import { splitSentences } from '../../src/text/split-sentences.js';

/** Sentences that stand between bars. */
const CASES: [Language, string][] = [
  ['de', 'Am 14. Februar kam Dr. Weber.|Der 3. Platz ging an Köln.|Sie ist 42. |Das kostete 5 Mio. Euro.'],
  [
    'de',
    'Er wurde am 3. 5. 1990 in der Goethestr. 7 geboren.|Im 19. Jahrhundert gab es z.B. Seifen, Öle usw.|Die Stadt wuchs.',
  ],
  ['de', 'Die Brücke wurde 2019 gesperrt.|Kaiser Otto I. starb 973.|Bürgermeister Kern schwieg.'],
  [
    'ru',
    'Он жил на ул. Ленина в г. Пскове.|В 2023 г. он уехал.|Вернулся он в 2024 г.|Она осталась.|А. С. Пушкин родился здесь.',
  ],
  ['uk', 'Школа ім. Шевченка стоїть на вул. Садовій.|У 2023 р. її відновили.'],
  ['tr', '3. Kolordu Prof. Dr. Ayşe Kaya’yı ağırladı.|Toplantı 19. yüzyıl binasında yapıldı.|Bu iyi oldu.'],
  ['pl', 'Spotkanie z prof. Nowakiem odbyło się 3 maja o godz. 15.|W 2021 r. padało, tzn. lało.'],
  [
    'cs',
    'Setkání s prof. Novákem bylo 3. května ve 20 hod.|Dne 3. 5. 1990 přijel Ing. Malý z ul. Krátké.|Stálo to 5 mil. Kč, tj. málo.|Přišli učitelé, žáci aj.|Bylo jich sto.',
  ],
  ['fr', 'M. Le Goff a parlé à Mme Roux.|Le train part à 8 h.'],
  ['es', 'El Sr. Ruiz viajó a EE.UU. en enero.|La Dra. Gil no fue.'],
  ['ar', 'قال د. سامي إن العمل بدأ.|ثم غادر.'],
  ['hi', 'डॉ. शर्मा आए।|वे चले गए।'],
];

it.each(CASES)('ends no sentence of %s behind an ordinal or an abbreviation: %s', (language, marked) => {
  const sentences = marked.split('|').map((sentence) => sentence.trim());
  const text = sentences.join(' ');
  expect(splitSentences(text, 0, text.length, language).map(({ start, end }) => text.slice(start, end))).toEqual(
    sentences,
  );
});

it('cuts Thai, which has no mark at a sentence’s end, at spaces', () => {
  const clause = 'เทศบาลเปิดสะพานใหม่ข้ามแม่น้ำเมื่อวันจันทร์ที่ผ่านมา';
  const text = Array.from({ length: 20 }, () => clause).join(' ');
  const sentences = splitSentences(text, 0, text.length, 'th').map(({ start, end }) => text.slice(start, end));
  expect(Math.max(...sentences.map(({ length }) => length))).toBeLessThanOrEqual(200);
  expect(sentences.every((sentence) => sentence.startsWith(clause) && sentence.endsWith(clause))).toBe(true);
});
