/**
 * The wish to be answered in a language, "answer in German" or «ответь по-русски»: no part of what is asked. It can't be
 * granted, because sentences can only be checked in the articles' language, but it is told, and nothing is looked for by it.
 */
import { LANGUAGES, type Language, languageName } from '../text/languages/languages.js';

/** How the wish is written in each language itself, in small letters. */
const IN_OWN_WORDS: Record<Exclude<Language, 'en'>, string> = {
  de: '(?:bitte )?(?:antworte|antworten sie)(?: mir)?(?: bitte)? auf deutsch',
  fr: '(?:réponds|répondez|répondre)(?:[- ]moi)? en français',
  es: '(?:responde|responda|respóndeme|contesta|contéstame) en español',
  pt: '(?:responde|responda|responda-me|responde-me) em português',
  pl: '(?:odpowiedz|odpowiadaj) po polsku',
  cs: '(?:odpověz|odpovězte|odpovídej|odpovídejte)(?: mi)? česky',
  tr: 'türkçe (?:cevap ver|cevapla|yanıtla|yanıt ver)',
  vi: '(?:hãy )?trả lời bằng tiếng việt',
  ru: '(?:ответь|ответьте|отвечай|отвечайте) (?:по-русски|на русском(?: языке)?)',
  uk: '(?:відповідай|відповідайте|відповідь|дай відповідь|дайте відповідь) українською(?: мовою)?',
  ar: '(?:أجب|أجيبي|اجب) (?:بالعربية|باللغة العربية)',
  he: '(?:ענה|ענו|תענה|תשיב) בעברית',
  hi: '(?:हिंदी|हिन्दी) में (?:उत्तर|जवाब) (?:दो|दें|दीजिए)',
  zh: '请?用中文(?:回答|答)',
  ja: '日本語で(?:答えて|回答して|お答え)(?:ください|下さい)?',
  th: '(?:ช่วย)?ตอบเป็นภาษาไทย',
  ko: '한국어로 ?(?:답해|대답해|답변해)(?: ?줘| ?주세요)?',
};
const PLEASE =
  "(?:[,; ]*(?:please|pls|bitte|por favor|s'il (?:te|vous) plaît|proszę|prosím|lütfen|пожалуйста|будь ласка))?";

/** Languages that nothing else is known of here are wished for in English. */
const OTHERS =
  'arabic|bulgarian|catalan|croatian|danish|dutch|finnish|greek|hungarian|indonesian|italian|norwegian|persian|romanian|serbian|slovak|swedish';

export type WishedLanguage = Language | 'other';

/** Only at the beginning or the end, where it stands by itself: "why did they answer in German?" asks for something else. */
const wishes = (): { language: WishedLanguage; before: RegExp; behind: RegExp }[] =>
  [...LANGUAGES, 'other' as const].map((language) => {
    const name = language === 'other' ? `(?:${OTHERS})` : languageName(language);
    const inEnglish = `(?:please )?(?:answer|reply|respond)(?: me| to me)?(?: back)? in ${name}`;
    const isForeign = language !== 'en' && language !== 'other';
    const wish = isForeign ? `(?:${inEnglish}|${IN_OWN_WORDS[language]})` : inEnglish;
    return {
      language,
      before: new RegExp(`^${wish}${PLEASE} ?[:.,!;。、\\n–—-]+ *(?=.)`, 'iu'),
      behind: new RegExp(
        `(?<=.)[.?!,;:。？！\\n][ \\n]*(?:and |und |et |y |e |i |и |та )?${wish}${PLEASE}[ .!。！]*$`,
        'iu',
      ),
    };
  });
let patterns: ReturnType<typeof wishes> | undefined;

/** A word of each wish, by which most messages are told to hold none. */
const MAY_WISH =
  /answer|reply|respond|antwort|répond|responda|respónd|contest|contést|odpowi|odpov|cevap|yanıt|trả lời|ответ|отвеч|відпові|أج|اجب|ענה|ענו|תשיב|जवाब|उत्तर|答|ตอบ|답/iu;

/** The text without the wish, and for which language it is; the text as it is where it holds none, or nothing else. */
export function readWish(text: string): { text: string; wished?: WishedLanguage } {
  if (!MAY_WISH.test(text)) return { text };
  patterns ??= wishes();
  for (const { language, before, behind } of patterns) {
    const rest = text.replace(before, '').replace(behind, (found) => (/^[?!？！]/.test(found) ? found[0] : ''));
    if (rest !== text && /[\p{L}\p{N}]/u.test(rest)) return { text: rest.trim(), wished: language };
  }
  return { text };
}
