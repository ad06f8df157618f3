/**
 * How a name sounds, written alike for Cyrillic and Latin letters and for the usual spellings of several languages, so that
 * "Зеленского", "Zelenskyy" and "Selenskyj" can be told to be one: all are "selensk". It is for comparing alone, and no
 * transliteration to show: what differs between spellings (z and s, y and i, an ending) is written the same.
 */
import { foldCharacters } from './normalise-word.js';

/**
 * By letters of small ASCII words, the longest first: x is any of sh, zh and ch, c is ts, g is h too. After the German,
 * English, French and Polish transcriptions that newspapers use.
 */
const LATIN = pairsOf(
  `schtsch:x shch:x szcz:x tsch:x dsch:x tch:x dzh:x sch:x sh:x zh:x cz:x sz:x dj:x ch:x tz:c ts:c ce:ce ci:ci cy:ci ck:k
  ph:f th:t kh:g gh:g qu:kv ou:u oo:u ee:i c:k q:k w:v z:s x:ks h:g y:i j:i`,
);

interface Spelling {
  letters: string;
  sound: string;
}

const NO_SPELLINGS: Spelling[] = [];
/** By their first letter, the longest first. */
const SPELLINGS = new Map<string, Spelling[]>();
for (const [letters, sound] of Object.entries(LATIN).sort(([a], [b]) => b.length - a.length))
  SPELLINGS.set(letters[0], [...(SPELLINGS.get(letters[0]) ?? []), { letters, sound }]);

/** Russian, Ukrainian, Belarusian, Bulgarian and Serbian letters, as they are left without accents: й is и, ї is і. */
const CYRILLIC = pairsOf(
  `а:a б:b в:v г:g ґ:g д:d е:e є:e ж:x з:s и:i і:i к:k л:l м:m н:n о:o п:p р:r с:s т:t у:u ф:f х:g ц:c ч:x ш:x щ:x ъ: ы:i
  ь: э:e ю:u я:a ј:i љ:l њ:n ћ:x ђ:x џ:x`,
);

/** "a:b c:d" by what stands before the colon. */
export function pairsOf(list: string): Record<string, string> {
  return Object.fromEntries(list.split(/\s+/).map((pair) => pair.split(':') as [string, string]));
}

/** Endings of names behind at least three letters: "Зеленского", "Путиным"; a vowel at the end is left out anyhow. */
const CYRILLIC_ENDINGS = /(?<=.{3})(?:[иыоеє]м|[ая](?:х|ми?)|[ое]в|ів|[оеє]ві)$/;
const CYRILLIC_ADJECTIVE = /(?<=с[ьъ]?к)(?:ого|ому|ими?|их|ом)$/;

const VOWELS = new Set('aeiou');
const isVowel = (letter: string) => VOWELS.has(letter);

/** What a word as written may sound like, the likeliest first; none where it has other letters, or is no name's length. */
export function soundsOf(word: string): string[] {
  const lower = foldCharacters(word.toLowerCase()).replace(/['’]s?/g, '');
  if (!isCyrillic(lower)) return soundsOfTerm(lower);
  const stem = lower.replace(CYRILLIC_ADJECTIVE, '');
  return [...new Set([stem, stem.replace(CYRILLIC_ENDINGS, '')])].flatMap((letters) => soundsOfTerm(letters));
}

/** The same of a term, which has no accents; with `isCut` it is a word's beginning, whose last vowel is no ending. */
export function soundsOfTerm(term: string, isCut = false): string[] {
  const sounds = isCyrillic(term) ? [spellCyrillic(term)] : isLatin(term) ? latinReadings(term).map(spell) : [];
  return sounds.map(isCut ? plainly : (sound) => withoutEnding(plainly(sound)));
}

const isLatin = (word: string) => /^[a-z]{2,40}$/.test(word);
const isCyrillic = (word: string) => /^[\u0430-\u045f\u0491]{2,40}$/.test(word);

/** "Ch" is ч and ш, or х as in "Bachmut"; "j" is й, or ж and дж as in "Johnson". */
function latinReadings(word: string): string[] {
  if (!word.includes('j') && !word.includes('ch')) return [word];
  const readings = [word, word.replace(/(?<![st])ch/g, 'kh'), word.replace(/j/g, 'zh')];
  return [...new Set(readings)];
}

function spell(word: string): string {
  let sound = '';
  for (let i = 0; i < word.length; ) {
    const spelling = spellingAt(word, i);
    // An h that only lengthens the vowel before it: "Johnson".
    const isMute = word[i] === 'h' && i > 0 && !isVowel(word[i + 1] ?? '') && word[i + 1] !== 'y';
    if (!isMute) sound += spelling ? spelling.sound : word[i];
    i += spelling ? spelling.letters.length : 1;
  }
  return sound;
}

function spellingAt(word: string, at: number): Spelling | undefined {
  for (const spelling of SPELLINGS.get(word[at]) ?? NO_SPELLINGS)
    if (word.startsWith(spelling.letters, at)) return spelling;
  return undefined;
}

const spellCyrillic = (word: string) =>
  Array.from(
    word
      .replaceAll('дж', 'ж')
      .replace(/т[сц]/g, 'ц')
      .replace(/ь(?=[еєюяио])/g, 'и'),
    (letter) => CYRILLIC[letter] ?? letter,
  ).join('');

/** Doubled letters once, no y in front of a word or behind a vowel where one follows ("Yeltsin", "Leyen"). */
function plainly(sound: string): string {
  let plain = '';
  for (let i = 0; i < sound.length; i++) {
    const [before, letter, next] = [plain.at(-1) ?? 'a', sound[i], sound[i + 1] ?? ''];
    const isGlide = letter === 'i' && before !== 'i' && next !== 'i' && isVowel(before) && isVowel(next);
    if (!isGlide && (i === 0 || letter !== sound[i - 1])) plain += letter;
  }
  return plain;
}

const withoutEnding = (sound: string) => sound.replace(/(?<=..)[aeiou]+$/, '');

/** Consonants that spellings exchange, by one of them: "Scholz" and "Шольц", "Steinmeier" and "Штайнмайер". */
const EXCHANGED: Record<string, string> = { x: 's', c: 's', f: 'v' };

/** The consonants, those that spellings exchange written the same, and whether a vowel begins: what two sounds of one name share. */
export function skeletonOf(sound: string): string {
  let skeleton = '';
  for (const letter of sound)
    if (!isVowel(letter)) skeleton += EXCHANGED[letter] ?? letter;
    else if (skeleton === '') skeleton = 'a';
  return skeleton;
}

/** By code unit, the consonants of a skeleton that a letter may have part in, as bits from a on; 0 for all that is no such letter. */
const PARTS = new Int32Array(0x500);
const ONE_LETTER = pairsOf('b:b d:d f:f g:g k:k l:l m:m n:n p:p r:r s:s t:t v:v c:g д:s т:s j:s');
for (const table of [LATIN, CYRILLIC, ONE_LETTER])
  for (const [letters, sound] of Object.entries(table))
    for (const letter of letters) PARTS[letter.charCodeAt(0)] |= bitsOf(sound);
/** These may have none. */
const MAY_BE_MUTE = new Uint8Array(0x80);
for (const letter of 'aeiouyhj') MAY_BE_MUTE[letter.charCodeAt(0)] = 1;

/** What `mayHaveSkeleton` compares a term with. */
export function bitsOf(sound: string): number {
  let bits = 0;
  for (const letter of skeletonOf(sound)) if (letter !== 'a') bits |= 1 << (letter.charCodeAt(0) - 97);
  return bits;
}

/** Whether a term's letters can make up a skeleton of these bits, or with `isCut` its beginning: for most terms the answer is soon no. */
export function mayHaveSkeleton(term: string, bits: number, isCut: boolean): boolean {
  let made = 0;
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i);
    const parts = PARTS[unit] ?? 0;
    if ((parts & bits) === 0 && parts !== 0 && !MAY_BE_MUTE[unit]) return false;
    made |= parts;
  }
  return isCut || (made & bits) === bits;
}

/**
 * The consonants of a word's skeleton, as bits: those it can have, and those it has in every reading. `mayHaveSkeleton` says
 * no where not all bits are possible, or a needed one is none of them.
 */
export function consonantsOf({ word, isCut }: { word: string; isCut: boolean }): { possible: number; needed: number } {
  let [possible, needed] = [isCut ? -1 : 0, 0];
  for (let i = 0; i < word.length; i++) {
    const unit = word.charCodeAt(i);
    const parts = PARTS[unit] ?? 0;
    possible |= parts;
    if ((parts & (parts - 1)) === 0 && !MAY_BE_MUTE[unit]) needed |= parts;
  }
  return { possible, needed };
}

/** Vowels that spellings exchange: "Трамп" and "Trump", "Харьков" and "Харків"; others do so as two changes. */
const EXCHANGED_VOWELS = new Set(['au', 'ao', 'ae', 'ei', 'io', 'ou']);

/** What exchanging, leaving out or adding a vowel costs, and what other consonants do. */
const SMALL = 0.5;
const LARGE = 3;

/**
 * How far two sounds are from one another: .5 for each vowel, or each consonant that spellings exchange; 3 and more where
 * others differ. With `isCut`, `other` may be the beginning of `sound` alone. Levenshtein 1966, with weights.
 */
export function soundDistance(sound: string, other: string, isCut: boolean): number {
  let previous = [0];
  for (const letter of sound) previous.push(previous[previous.length - 1] + leftOutCost(letter));
  for (const letter of other) {
    const row = [previous[0] + leftOutCost(letter)];
    for (let j = 1; j <= sound.length; j++)
      row[j] = Math.min(
        previous[j] + leftOutCost(letter),
        row[j - 1] + leftOutCost(sound[j - 1]),
        previous[j - 1] + exchangeCost(letter, sound[j - 1]),
      );
    previous = row;
  }
  return isCut ? Math.min(...previous) : previous[sound.length];
}

const leftOutCost = (letter: string) => (isVowel(letter) ? SMALL : LARGE);

function exchangeCost(a: string, b: string): number {
  if (a === b) return 0;
  if (isVowel(a) !== isVowel(b)) return LARGE;
  if (isVowel(a)) return EXCHANGED_VOWELS.has(a < b ? a + b : b + a) ? SMALL : 2 * SMALL;
  return (EXCHANGED[a] ?? a) === (EXCHANGED[b] ?? b) ? SMALL : LARGE;
}
