/**
 * The terms of words in other languages than English. A little word's begins with `_`, so that it is known by its term
 * alone; one in Latin letters ends with `-`, which keeps it apart from English terms: German "Gift" is `gift-`.
 */
import { codePointBorder } from '../characters.js';
import { foldCharacters, normaliseWord } from '../normalise-word.js';
import { isOther, isOtherLatin, type KnownLanguage, type OtherLanguage, perLanguage } from './languages.js';
import { littleWordsOf } from './word-tables.js';

/**
 * Words are cut to so many letters in place of a stemmer: "Brücken" and "Brücke", "больницы" and "больница". On questions in
 * ten languages that found as much as Snowball's stemmers do.
 */
const STEM_CHARS = 5;
const MAX_CACHED_WORDS = 100_000;
const LITTLE = '_';
const OTHER_LATIN = '-';

const cacheOf = perLanguage(() => new Map<string, string>());

/** Whether a term is that of a little word of another language. */
export const isLittleTerm = (term: string): boolean => term.charCodeAt(0) === 0x5f;

/** The term of a word in a text of that language; '' where nothing is left to keep. */
export function termIn(language: KnownLanguage, word: string): string {
  if (!isOther(language)) return normaliseWord(word);
  const cache = cacheOf(language);
  let term = cache.get(word);
  if (term === undefined) {
    if (cache.size >= MAX_CACHED_WORDS) cache.clear();
    cache.set(` ${word}`.slice(1), (term = computeTerm(language, word)));
  }
  return term;
}

/** What the word may be in texts of other languages than the one it is read in: the terms to look it up by as well. */
export function termsElsewhere(language: KnownLanguage, word: string): string[] {
  const term = termIn(language, word);
  const forms = /\p{Script=Latin}/u.test(word)
    ? [normaliseWord(word), termIn('de', word), termIn('vi', word)]
    : [normaliseWord(word), ...scriptForms(word)];
  return [...new Set(forms)].filter((form) => form !== term && form !== '' && !isLittleTerm(form));
}

function scriptForms(word: string): string[] {
  if (/\p{Script=Cyrillic}/u.test(word)) return [termIn('ru', word)];
  if (/\p{Script=Arabic}/u.test(word)) return [termIn('ar', word)];
  if (/\p{Script=Hebrew}/u.test(word)) return [termIn('he', word)];
  return /\p{Script=Devanagari}/u.test(word) ? [termIn('hi', word)] : [];
}

/** "l'usine", "qu'il", "jusqu'au": the little word in front, and its apostrophe. */
const ELISION = /^(?:[ldjmtsnc]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=.)/;
/** "1.200", where a comma stands before decimals. */
const THOUSANDS = /^\d{1,3}(?:\.\d{3})+$/;

function computeTerm(language: OtherLanguage, word: string): string {
  const isLatin = isOtherLatin(language);
  if (!isLatin && /^[\0-\x7f]*$/.test(word)) return normaliseWord(word); // a name in Latin letters, or a number
  let lower = word.normalize('NFC').replace(/[’ʼ＇]/g, "'");
  lower = language === 'tr' ? lower.toLocaleLowerCase('tr') : lower.toLowerCase();
  const little = littleWordsOf(language);
  if (little.has(lower)) return LITTLE + lower;
  if (/^\p{Nd}/u.test(word)) return isLatin && THOUSANDS.test(word) ? word.replaceAll('.', '') : normaliseWord(word);
  if (language === 'fr') {
    lower = lower.replace(ELISION, '');
    if (little.has(lower)) return LITTLE + lower;
  } else if (isLatin) lower = lower.replace(language === 'tr' ? /'.*$/ : /'s?$/, '');
  lower = lower.slice(0, codePointBorder(lower, 65));
  switch (language) {
    case 'vi': // accents make the word
      return lower + OTHER_LATIN;
    case 'ar':
      return arabicStem(foldCharacters(lower));
    case 'he':
      return hebrewStem(foldCharacters(lower));
    case 'zh': // "花了" comes as one word
      return normaliseWord(word.length > 1 ? word.replace(/[了着过]$/, '') : word);
    case 'ja':
    case 'th':
    case 'ko':
      return normaliseWord(word);
    default: {
      const plain = foldCharacters(lower).replace(/['.]/g, '');
      const root = plain.replace(SHORT_ENDINGS[language] ?? /$/, '');
      const stem = root.slice(0, codePointBorder(root, STEM_CHARS));
      return isLatin && stem !== '' ? stem + OTHER_LATIN : stem;
    }
  }
}

/** Endings that words too short to be cut have, behind at least three letters: "школи" and "школа", "casas" and "casa". */
const SHORT_ENDINGS: Partial<Record<OtherLanguage, RegExp>> = {
  de: /(?<=^.{3,4})(?:e[nrs]?|[ns])$/,
  fr: /(?<=^.{3,4})[sx]$/,
  es: /(?<=^.{3,4})s$/,
  pt: /(?<=^.{3,4})s$/,
  pl: /(?<=^.{3,4})[aeiouy]$/,
  cs: /(?<=^.{3,4})[aeiouy]$/,
  ru: /(?<=^.{3,4})[аеиоуыьюя]$/,
  uk: /(?<=^.{3,4})[аеиіоуьюя]$/,
  hi: /(?<=^.{2,4})[ा-ौंँ]+$/,
};

/** Light stemming: articles, "and" and endings off, as long as a root is left (Larkey, Ballesteros & Connell 2002, "light10"). */
function arabicStem(word: string): string {
  let stem = word.replace(/ى/g, 'ي').replace(/ة/g, 'ه');
  if (/^و.{3}/.test(stem)) stem = stem.slice(1);
  stem = stem.replace(/^(?:ال|بال|كال|فال|لل)(?=..)/, '');
  for (const ending of ARABIC_ENDINGS)
    if (stem.length >= ending.length + 2 && stem.endsWith(ending)) stem = stem.slice(0, -ending.length);
  return stem;
}
const ARABIC_ENDINGS = ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ا', 'ه', 'ي'];

/** "ובבית" is "בית": at most two little words in front, and the ending of a plural, as long as three letters are left. */
function hebrewStem(word: string): string {
  let stem = word;
  for (let times = 0; times < 2 && /^[והבכלמש].{3}/.test(stem); times++) stem = stem.slice(1);
  return stem.length >= 5 ? stem.replace(/(?:ים|ות)$/, '') : stem;
}
