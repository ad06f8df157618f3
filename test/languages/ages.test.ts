/** An age is answered with one, in each language, and with nothing else: where none is told, that is what is said. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type OtherLanguage } from '../../src/text/languages/languages.js';
import { openCorpus, textsOf } from '../support/find-in.js';

/** A question, what tells the age, and what else an article says of that person, with another figure. */
const AGES: Record<OtherLanguage, [question: string, told: string, about: string]> = {
  de: [
    'Wie alt ist Dirigentin Petra Vogt?',
    'Die Dirigentin Petra Vogt ist 42 Jahre alt.',
    'Die Dirigentin Petra Vogt leitet seit dem Herbst das Orchester der Stadt mit 60 Musikern.',
  ],
  fr: [
    'Quel âge a la navigatrice Solène Marchand ?',
    'La navigatrice Solène Marchand, 37 ans, est arrivée hier.',
    'La navigatrice Solène Marchand est arrivée au port après une traversée de 18 jours sans escale.',
  ],
  es: [
    '¿Cuántos años tiene la ciclista Irene Salgado?',
    'La ciclista Irene Salgado tiene 29 años.',
    'La ciclista Irene Salgado ganó la etapa con una ventaja de 40 segundos sobre las demás.',
  ],
  pt: [
    'Quantos anos tem a atleta Marta Figueira?',
    'A atleta Marta Figueira tem 31 anos.',
    'A atleta Marta Figueira venceu a prova com uma vantagem de 12 segundos sobre as outras.',
  ],
  pl: [
    'Ile lat ma pływaczka Zofia Wrona?',
    'Pływaczka Zofia Wrona ma 26 lat.',
    'Pływaczka Zofia Wrona wygrała wyścig z przewagą 3 sekund nad wszystkimi innymi.',
  ],
  cs: [
    'Kolik let je malířce Evě Horákové?',
    'Malířce Evě Horákové je 58 let.',
    'Malířka Eva Horáková vystavuje v galerii 40 obrazů, které vznikly na horách.',
  ],
  tr: [
    'Yazar Nermin Aksoy kaç yaşında?',
    'Yazar Nermin Aksoy 64 yaşında.',
    'Yazar Nermin Aksoy dün yeni romanını 300 okura imzaladı ve onlarla konuştu.',
  ],
  vi: [
    'Ca sĩ Phạm Thu Lan bao nhiêu tuổi?',
    'Ca sĩ Phạm Thu Lan năm nay 33 tuổi.',
    'Ca sĩ Phạm Thu Lan hát trước 500 khán giả ở nhà hát của thành phố.',
  ],
  ru: [
    'Сколько лет пианисту Глебу Рощину?',
    'Пианисту Глебу Рощину исполнилось 52 года.',
    'Пианист Глеб Рощин сыграл в городе 3 концерта и уехал домой.',
  ],
  uk: [
    'Скільки років скульптору Остапу Гаю?',
    'Скульптору Остапу Гаю виповнилося 71 рік.',
    'Скульптор Остап Гай подарував місту 4 статуї з каменю.',
  ],
  ar: [
    'كم عمر الطبيبة هالة منصور؟',
    'تبلغ الطبيبة هالة منصور 45 عاما من العمر.',
    'عالجت الطبيبة هالة منصور 30 مريضا في القرية منذ الصباح.',
  ],
  he: ['בת כמה הזמרת נועה ברק?', 'הזמרת נועה ברק בת 34.', 'הזמרת נועה ברק הופיעה בפני 200 איש באולם העירוני.'],
  hi: [
    'गायिका मीरा जोशी की उम्र कितनी है?',
    'गायिका मीरा जोशी की उम्र 39 साल है।',
    'गायिका मीरा जोशी ने शहर में 200 लोगों के सामने गाया।',
  ],
  zh: ['画家林小雨多少岁？', '画家林小雨今年48岁。', '画家林小雨在城里展出了60幅作品。'],
  ja: [
    '画家の小川花子さんは何歳ですか？',
    '画家の小川花子さんは55歳だ。',
    '画家の小川花子さんは町で30点の絵を展示した。',
  ],
  th: ['นักร้องสุดา ใจดี อายุเท่าไร', 'นักร้องสุดา ใจดี อายุ 27 ปี', 'นักร้องสุดา ใจดี ร้องเพลงต่อหน้าผู้ชม 300 คน'],
  ko: [
    '화가 이수진 씨는 몇 살인가요?',
    '화가 이수진 씨는 46살이다.',
    '화가 이수진 씨는 도시에서 그림 20점을 전시했다.',
  ],
};
const ROWS = Object.entries(AGES) as [OtherLanguage, [string, string, string]][];

const open = (body: (row: [string, string, string]) => string) =>
  openCorpus(Object.fromEntries(ROWS.map(([language, row]) => [`${language}.txt`, body(row)])));

describe('an age that is asked for', () => {
  let told: Awaited<ReturnType<typeof openCorpus>>;
  let untold: Awaited<ReturnType<typeof openCorpus>>;
  beforeAll(async () => {
    told = await open(([, age, about]) => `${about} ${age}`);
    untold = await open(([, , about]) => about);
  });
  afterAll(() => {
    told.close();
    untold.close();
  });

  it('is asked for here in every language', () => {
    expect(ROWS.map(([language]) => language)).toEqual(LANGUAGES.filter((language) => language !== 'en'));
  });

  it.each(ROWS)('is found in %s where it is told: %s', async (_, [question, age]) => {
    const { evidence, verdict } = await told.find(question);
    expect(textsOf(evidence)[0]).toContain(age);
    expect(verdict.features.noFigure).toBe(0);
    expect(verdict.isEnough).toBe(true);
  });

  it.each(ROWS)('is missed in %s where another figure stands: %s', async (_, [question]) => {
    const { verdict } = await untold.find(question);
    expect(verdict.features.noFigure).toBe(1);
    expect(verdict.isEnough).toBe(false);
  });
});
