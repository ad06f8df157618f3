/** Which words for which reader. Locale codes are Discord's. */
import { cs } from './cs.js';
import { de } from './de.js';
import { en, type Words } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { hi } from './hi.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import { ru } from './ru.js';
import { th } from './th.js';
import { tr } from './tr.js';
import { uk } from './uk.js';
import { vi } from './vi.js';
import { zh } from './zh.js';
import { zhTw } from './zh-tw.js';

export type { CommandKey, Words } from './en.js';

/** The languages beside English, by each of Discord's locales that they serve. */
export const TRANSLATIONS: Readonly<Record<string, Words>> = {
  cs,
  de,
  'es-419': es,
  'es-ES': es,
  fr,
  hi,
  ja,
  ko,
  pl,
  'pt-BR': pt,
  ru,
  th,
  tr,
  uk,
  vi,
  'zh-CN': zh,
  'zh-TW': zhTw,
};

/** Choices for a server's language; `auto` follows the reader. */
export const LANGUAGES: readonly { code: string; words: Words }[] = [
  { code: 'en-GB', words: en },
  { code: 'cs', words: cs },
  { code: 'de', words: de },
  { code: 'es-ES', words: es },
  { code: 'fr', words: fr },
  { code: 'hi', words: hi },
  { code: 'ja', words: ja },
  { code: 'ko', words: ko },
  { code: 'pl', words: pl },
  { code: 'pt-BR', words: pt },
  { code: 'ru', words: ru },
  { code: 'th', words: th },
  { code: 'tr', words: tr },
  { code: 'uk', words: uk },
  { code: 'vi', words: vi },
  { code: 'zh-CN', words: zh },
  { code: 'zh-TW', words: zhTw },
];

/** In the language that a server chose, or in the reader's. */
export const wordsIn = (language: string, locale: string | undefined, collection?: string): Words =>
  wordsFor(language === 'auto' ? locale : language, collection);

/** English where there are no words for the locale. `collection` is what the operator calls the articles. */
export function wordsFor(locale: string | undefined, collection?: string): Words {
  const words = TRANSLATIONS[locale ?? ''] ?? en;
  if (!collection) return words;
  const { abstained, notOutright, about, from } = words.ofCollection(collection);
  return {
    ...words,
    abstained,
    notOutright,
    told: { ...words.told, about },
    help: (bot) => words.help(bot, from),
    welcome: (bot) => words.welcome(bot, from),
  };
}
