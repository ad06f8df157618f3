/** The languages whose words are known: by ISO 639-1. */
export const LANGUAGES = [
  'en',
  'de',
  'fr',
  'es',
  'pt',
  'pl',
  'cs',
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

/** As English writes it: "Ukrainian". */
export function languageName(language: Language): string {
  // Made when it is wanted: it takes as long as all else that a question loads of this folder.
  names ??= new Intl.DisplayNames('en', { type: 'language' });
  return names.of(language)!;
}

let names: Intl.DisplayNames | undefined;

export type OtherLanguage = Exclude<Language, 'en'>;

/** A text whose language can't be told is read as English is. */
export type KnownLanguage = Language | undefined;

/** Whether it is told, and not English. */
export const isOther = (language: KnownLanguage): language is OtherLanguage =>
  language !== undefined && language !== 'en';

/** What `make` gives for a language, made when it is first asked for. */
export function perLanguage<Made>(make: (language: OtherLanguage) => Made): (language: OtherLanguage) => Made {
  const known = new Map<OtherLanguage, { made: Made }>();
  return (language) => {
    let entry = known.get(language);
    if (!entry) known.set(language, (entry = { made: make(language) }));
    return entry.made;
  };
}

const IN_LATIN: ReadonlySet<KnownLanguage> = new Set(['de', 'fr', 'es', 'pt', 'pl', 'cs', 'tr', 'vi']);

/** Written in Latin letters, and not English. */
export const isOtherLatin = (language: KnownLanguage): boolean => IN_LATIN.has(language);
