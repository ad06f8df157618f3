/** Names of countries in every language that is known here, as ICU has them from the CLDR: "Германия", "Deutschland", "Germany". */
import { LANGUAGES, type Language, type OtherLanguage, perLanguage } from '../text/languages/languages.js';
import { tokenize } from '../text/tokenize.js';
import { knownNames, type NameForm } from './names.js';
import { PhraseMap } from './phrase-map.js';

/** By the terms of their names in a language, the codes of countries: ISO 3166-1 alpha-2. */
export const regionsIn = perLanguage((language): PhraseMap<string> => {
  const regions = new PhraseMap<string>();
  for (const code of regionCodes()) for (const { phrase } of formsIn(language, code)) regions.add(phrase, code);
  return regions;
});

/** What a country is called in all languages, in English by its other names as well. */
export function regionForms(code: string): NameForm[] {
  const inEnglish = formsIn('en', code);
  const [known] = inEnglish.flatMap(({ phrase }) => knownNames().longestAt(phrase, 0)?.values ?? []);
  const others = LANGUAGES.flatMap((language) => (language === 'en' ? [] : formsIn(language, code)));
  return [...(known?.thing.forms ?? inEnglish), ...others];
}

/** Those of two letters that English has a name for. */
let codes: string[] | undefined;

function regionCodes(): string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return (codes ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !NO_COUNTRIES.has(code) && nameOf('en', code) !== undefined));
}

/** The European and the United Nations, which have lines of their own; the unknown, pseudo-languages. */
const NO_COUNTRIES = new Set(['EU', 'EZ', 'UN', 'ZZ', 'XA', 'XB', 'QO']);

const displayNames = new Map<string, Intl.DisplayNames>();

function nameOf(language: Language, code: string, style: 'long' | 'short' = 'long'): string | undefined {
  const key = `${language} ${style}`;
  let names = displayNames.get(key);
  if (!names)
    displayNames.set(key, (names = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' })));
  return names.of(code);
}

function formsIn(language: OtherLanguage | 'en', code: string): NameForm[] {
  const names = new Set([nameOf(language, code), nameOf(language, code, 'short')]);
  return [...names].flatMap((name) => {
    if (!name) return [];
    const phrase = tokenize(name, 0, name.length, language).map(({ term }) => term);
    return { phrase, kind: 'name' as const, isAcronym: /^[\p{Lu}.]{2,}$/u.test(name) };
  });
}
