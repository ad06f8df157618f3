/** Which words for which reader. Locale codes are Discord's. */
import { de } from './de.js';
import { en, type Words } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { ja } from './ja.js';
import { tr } from './tr.js';
import { uk } from './uk.js';

export type { CommandKey, Words } from './en.js';

/** The languages beside English, by each of Discord's locales that they serve. */
export const TRANSLATIONS: Readonly<Record<string, Words>> = {
  de,
  'es-419': es,
  'es-ES': es,
  fr,
  ja,
  tr,
  uk,
};

/** Choices for a server's language; `auto` follows the reader. */
export const LANGUAGES: readonly { code: string; words: Words }[] = [
  { code: 'en-GB', words: en },
  { code: 'de', words: de },
  { code: 'es-ES', words: es },
  { code: 'fr', words: fr },
  { code: 'ja', words: ja },
  { code: 'tr', words: tr },
  { code: 'uk', words: uk },
];

/** English where there are no words for the locale. */
export const wordsFor = (locale: string | undefined): Words => TRANSLATIONS[locale ?? ''] ?? en;
