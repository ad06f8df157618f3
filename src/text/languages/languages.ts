/** The languages whose words are known: by ISO 639-1. */
export const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'pl',
  'tr',
  'vi',
  'ru',
  'uk',
  'ar',
  'he',
  'hi',
  'zh',
  'ja',
  'th',
  'ko',
] as const;
export type Language = (typeof LANGUAGES)[number];

/** A text whose language can't be told is read as English is. */
export type KnownLanguage = Language | undefined;

const IN_LATIN: ReadonlySet<KnownLanguage> = new Set(['de', 'fr', 'es', 'pt', 'pl', 'tr', 'vi']);

/** Written in Latin letters, and not English. */
export const isOtherLatin = (language: KnownLanguage): boolean => IN_LATIN.has(language);
