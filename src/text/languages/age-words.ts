/** How an age is asked for and told, in other languages than English: "wie alt", "42-jährig". That of a thing too: "built in 1912". */
import { isOther, type KnownLanguage, type OtherLanguage } from './languages.js';

interface Ages {
  /** What a question for an age holds, in small letters. */
  asks: RegExp;
  /** What a sentence that tells one holds: the age, a birth, or when a thing was made. */
  tells: RegExp;
}

/** Not "сколько лет строили", which asks how long: behind it stands whose age it is, in the dative. */
const AGES: Record<OtherLanguage, Ages> = {
  de: {
    asks: /wie alt|welche[sm] alter/u,
    tells:
      /jährig|jahre? alt|alter von|geboren|geburtstag|[eg]baut|gegründet|errichtet|stammt aus|vor \d+ jahren|jahrhundert/u,
  },
  fr: {
    asks: /quel(?: est l['’])? ?âge/u,
    tells:
      /(?:\bde|\ba|,|\() ?\d{1,3} ans|âgée?s?|\bnée?s? (?:en|le)|anniversaire|construit|fondée?|bâtie?|date de|siècle/u,
  },
  es: {
    asks: /cuántos años tien|qué edad|cuál es la edad/u,
    tells: /(?:\bde|tiene|tenía|,) \d{1,3} años|edad|\bnaci|cumpl|construid|fundad|data de|hace \d+ años|siglo/u,
  },
  pt: {
    asks: /quantos anos (?:tem|têm|tinha)|(?:que|qual é a|qual a) idade/u,
    tells:
      /(?:\bde|\btem|tinha|,) \d{1,3} anos|idade|\bnasc|complet(?:ou|a) \d|construíd|fundad|data de|há \d+ anos|século/u,
  },
  pl: {
    asks: /ile lat (?:ma|mają|miał)|w jakim wieku|jaki (?:jest )?wiek/u,
    tells: /letni|m(?:a|iała?) \d{1,3} lat|, \d{1,3} lat|wieku|urodz|\bur\.|zbudowan|założon|powstał|\d w\./u,
  },
  cs: {
    asks: /kolik (?:je|bylo|mu|jí) (?:\p{L}+ )?let|kolik let (?:je|bylo|má)|jak star|v jakém věku/u,
    tells: /\d-?let[ýáéoí]|(?:je|bylo|má|mu|jí|,) \d{1,3} let|věku|naroz|postaven|založen|pochází z|století/u,
  },
  tr: { asks: /kaç yaşında|yaşı kaç/u, tells: /yaş|doğum|doğdu|inşa|kurul|\d yıllık|yüzyıl/u },
  vi: { asks: /(?:bao nhiêu|mấy) tuổi/u, tells: /tuổi|sinh (?:năm|ngày)|xây (?:năm|dựng năm)|thành lập|thế kỷ/u },
  ru: {
    asks: /сколько (?:ему|ей|им) лет|сколько лет (?:исполнилось )?\p{L}+(?:[уюе]|[ое]й|ии)(?!\p{L})|как(?:ой|ов) возраст|в каком возрасте/u,
    tells:
      /летн|исполнил|родил|рожден|возраст|(?:ему|ей|,|котор\p{L}+) \d{1,3} (?:лет|год)|построен|основан|\d век|века/u,
  },
  uk: {
    asks: /скільки (?:йому|їй|їм) років|скільки років (?:виповнилося )?\p{L}+(?:[уюії]|[оеє]ві|ій)(?!\p{L})|який вік|якого віку|якому віці/u,
    tells:
      /річн|виповнил|народи|народжен|(?<!\p{L})віці|(?:йому|їй|,|як\p{L}+) \d{1,3} (?:рок|рік)|збудован|побудован|заснован|столітт/u,
  },
  ar: {
    asks: /(?:كم|ما|كم يبلغ) (?:هو )?عمر|من العمر/u,
    tells:
      /عمر(?:ه|ها|هم)(?!\p{L})|من العمر|البالغ|[\d٠-٩] (?:عام(?:ا|ًا|اً)|سنة)|(?<!\p{L})ولدت?(?!\p{L})|مواليد|تأسس|شيد|القرن/u,
  },
  he: {
    asks: /(?:בן|בת) כמה|מה (?:ה)?גיל|באיזה גיל/u,
    tells: /(?<!\p{L})(?:בן|בת|בני) (?:ה-)?\d|גיל|נולד|נבנ[הת]|הוקמ?ה?|נוסד/u,
  },
  hi: {
    asks: /(?:उम्र|आयु) (?:कितनी|क्या)|कितने (?:साल|वर्ष) (?:का|की|के)/u,
    tells: /उम्र|आयु|वर्षीय|\d साल (?:का|की|के) (?:हैं?|थ)|जन्म|निर्मित|स्थाप|सदी/u,
  },
  zh: { asks: /多少岁|几岁|多大(?:年纪|岁数)|年龄/u, tells: /岁|年龄|出生|生于|建于|成立于|世纪/u },
  ja: { asks: /何[歳才]|年齢/u, tells: /[歳才]|年齢|生まれ|誕生|築\d|創業|創立|世紀/u },
  th: { asks: /อายุ(?:เท่า|กี่)/u, tells: /อายุ|เกิดเมื่อ|เกิดปี|วัย ?\d|สร้างเมื่อ|ก่อตั้ง|ศตวรรษ/u },
  ko: { asks: /몇 ?살|몇 ?세|나이/u, tells: /\d ?살|\d ?세(?!기)|나이|출생|태어|지어진|설립|세기/u },
};

/** "Ada Berg, 42, said" and "Ada Berg (42)", in any language. */
const BEHIND_NAME = /\p{L}, \d{1,3},|\p{L} ?[(（]\d{1,3}[)）]/u;

export const asksAge = (language: OtherLanguage, question: string): boolean =>
  AGES[language].asks.test(question.toLowerCase());

/** Undefined for English, which has its own (figure-kinds.ts), and where the language can't be told. */
export const tellsAge = (language: KnownLanguage, sentence: string): boolean | undefined =>
  isOther(language) ? BEHIND_NAME.test(sentence) || AGES[language].tells.test(sentence.toLowerCase()) : undefined;
