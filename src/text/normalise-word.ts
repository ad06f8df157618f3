/** A word as written → the term it is indexed and searched by. Neighbouring words play no part. */
import { stemmer } from 'stemmer';
import { joinedBase } from '../core/irregular-forms.js';
import { codePointBorder, digitValue } from './characters.js';
import { foldSpelling } from './fold-spelling.js';
import { STOP_WORDS } from './stop-words.js';

/** Longer words (base64, a joined-up table) have their beginning as term. */
const MAX_TERM_CHARS = 64;
const MAX_CACHED_WORDS = 200_000;

/**
 * Marks that only decorate a letter: Latin, Greek and Cyrillic accents, Hebrew and Arabic vowel points. Indic vowel
 * signs stay, they are letters.
 */
const ACCENTS =
  /[\u00ad\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u2060\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]/g;
/** Letters that Unicode doesn't decompose and people type without. */
const PLAIN_LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
  ς: 'σ',
  '\u2044': '/',
};
const PLAIN_LETTER = /[ßæœøłđðþıħŋς\u2044]/g;
const THOUSANDS_SPACE = /[,\u00a0\u2009\u202f]/g;
const DOTTED = /^(?:[a-z]\.)+[a-z]?$/;

/**
 * Words that Porter's algorithm would join with another word, after its successor's list (snowballstem.org, English).
 */
const UNSTEMMED = new Map(
  'news:news atlas:atlas bias:bias cosmos:cosmos andes:andes howe:howe inning:inning innings:inning outing:outing herring:herring died:die dies:die dying:die lied:lie lies:lie lying:lie tied:tie ties:tie tying:tie proceed:proceed proceeds:proceed exceed:exceed exceeds:exceed succeed:succeed succeeds:succeed'
    .split(' ')
    .map((pair) => pair.split(':') as [string, string]),
);

const cache = new Map<string, string>();

/**
 * Lower case, without accents, ’ as ', possessive 's dropped, "1,000" as "1000", British spelling as American, and
 * the Porter stem for ASCII words (Porter 1980, tartarus.org/martin/PorterStemmer). "U.S.", "US" and "USA" are `u.s`,
 * apart from the pronoun `us`; other dotted letters lose their dots ("U.K." is `uk`) unless that makes a stop word
 * ("W.H.O." is `w.h.o`). A stop word is its own term, and no other word has it: where a stem is a stop word, `_` is put
 * behind it ("one" is `on_`). The same word always gives the same term; '' means that nothing was left to keep.
 */
export function normaliseWord(word: string): string {
  const known = cache.get(word);
  if (known !== undefined) return known;
  const term = computeTerm(word);
  if (word.length <= MAX_TERM_CHARS) {
    if (cache.size >= MAX_CACHED_WORDS) cache.clear();
    cache.set(detached(word), term);
  }
  return term;
}

/** A copy for caches: V8's long slices keep the whole article alive. */
const detached = (word: string) => (word.length < 13 ? word : ` ${word}`.slice(1));

function computeTerm(word: string): string {
  let term = word
    .slice(0, codePointBorder(word, MAX_TERM_CHARS + 1))
    .replace(THOUSANDS_SPACE, '')
    .toLowerCase();
  if (!/^[\0-\x7f]*$/.test(term)) term = foldCharacters(term);
  if (term.endsWith("'s")) term = term.slice(0, -2);
  if (term.includes('.')) term = withoutDots(term.endsWith('.') ? term.slice(0, -1) : term);
  if (term === 'usa' || /^US(['’]s)?$/.test(word)) return 'u.s';
  if (/^\d+s$/.test(term)) return term.slice(0, -1);
  if (term.length > MAX_TERM_CHARS) return detached(term.slice(0, codePointBorder(term, MAX_TERM_CHARS)));
  if (!/^[a-z]+$/.test(term)) return detached(term);
  return STOP_WORDS.has(term) ? term : stem(term);
}

/**
 * Porter makes "on" of "one", "us" of "use" and "even" of "evening"; such stems are marked, so that no content word is
 * lost as a stop word.
 */
function stem(word: string): string {
  const american = foldSpelling(word);
  if (STOP_WORDS.has(american)) return american;
  const stemmed = detached(UNSTEMMED.get(american) ?? stemmer(joinedBase(american)));
  return STOP_WORDS.has(stemmed) ? `${stemmed}_` : stemmed;
}

/** Small letters without accents and with ASCII's digits; recomposed at the end, because Hangul and kana would stay in pieces. */
export function foldCharacters(lower: string): string {
  const folded = lower
    .normalize('NFKD')
    .replace(/[’ʼ＇]/g, "'")
    .replace(ACCENTS, '')
    .replace(PLAIN_LETTER, (letter) => PLAIN_LETTERS[letter])
    .normalize('NFC')
    .toLowerCase();
  return withAsciiDigits(folded);
}

/** "१४" as "14": digits of other scripts as ASCII's. */
export const withAsciiDigits = (text: string): string =>
  text.replace(/\p{Nd}/gu, (digit) => {
    const value = digitValue(digit.charCodeAt(0));
    return value < 0 ? digit : String(value);
  });

function withoutDots(term: string): string {
  if (!DOTTED.test(term)) return term;
  const plain = term.replaceAll('.', '');
  return plain === 'us' || plain === 'usa'
    ? 'u.s'
    : STOP_WORDS.has(plain) && plain.length > 1
      ? [...plain].join('.')
      : plain;
}
