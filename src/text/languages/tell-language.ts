/**
 * The language of a text, by its script and, where several languages share that, by its little words. Nothing is guessed:
 * a text that tells too little, or is in a language unknown here, has none and is read as English is.
 */
import { STOP_WORDS } from '../stop-words.js';
import type { KnownLanguage, Language, OtherLanguage } from './languages.js';
import { littleWordsOf, questionWordsOf } from './word-tables.js';

/** So many UTF-16 units tell the language of any text. */
const READ_CHARS = 1000;

type Script = 'latin' | 'cyrillic' | 'arabic' | 'hebrew' | 'devanagari' | 'han' | 'kana' | 'hangul' | 'thai' | 'other';

/** The first of a script's code points, in order, and the script up to the next. */
const SCRIPTS: [number, Script][] = [
  [0x41, 'latin'],
  [0x370, 'other'],
  [0x400, 'cyrillic'],
  [0x530, 'other'],
  [0x590, 'hebrew'],
  [0x600, 'arabic'],
  [0x700, 'other'],
  [0x900, 'devanagari'],
  [0x980, 'other'],
  [0xe00, 'thai'],
  [0xe80, 'other'],
  [0x1100, 'hangul'],
  [0x1200, 'other'],
  [0x1e00, 'latin'],
  [0x1f00, 'other'],
  [0x3040, 'kana'],
  [0x3130, 'hangul'],
  [0x3190, 'other'],
  [0x3400, 'han'],
  [0xa000, 'other'],
  [0xac00, 'hangul'],
  [0xd800, 'other'],
  [0xf900, 'han'],
  [0xfb00, 'other'],
  [0xfb50, 'arabic'],
  [0xfe00, 'other'],
  [0xfe70, 'arabic'],
  [0xff00, 'other'],
];
/** What a letter says: that of a syllable or a word as much as some letters of an alphabet. */
const WEIGHTS: Partial<Record<Script, number>> = { han: 2.5, kana: 2, hangul: 2.5 };

/** A letter of another language in the same script: a text that has several is in none of ours. */
const FOREIGN: Partial<Record<Script, RegExp>> = {
  arabic: /[پچژگکیےںہٹڈڑ]/g,
  cyrillic: /[јљњћђџқғңөүұһәў]/gi,
};
const MOST_FOREIGN_SHARE = 0.02;

/** Undefined where it can't be told. */
export const tellLanguage = (text: string): KnownLanguage => tell(text, MOST);

/**
 * That of a question, in which names in Latin letters may take more room than all else: "коли вийшов ChatGPT від OpenAI".
 * Where English words stand between them it is English that names something: "what is борщ".
 */
export const tellQuestionLanguage = (text: string): KnownLanguage =>
  tell(text, (text.match(/[a-z]+/gi) ?? []).some((word) => STOP_WORDS.has(word.toLowerCase())) ? MOST : BESIDE_NAMES);

/** Of the letters, so many are of the language's script. */
const MOST = 0.5;
const BESIDE_NAMES = 0.3;

function tell(text: string, least: number): KnownLanguage {
  const part = text.slice(0, READ_CHARS);
  const counts: Partial<Record<Script, number>> = {};
  let total = 0;
  for (let i = 0; i < part.length; i++) {
    const unit = part.charCodeAt(i);
    if (unit < 0x41) continue;
    const script = scriptOf(unit);
    if (script === 'other') continue;
    const weight = WEIGHTS[script] ?? 1;
    counts[script] = (counts[script] ?? 0) + weight;
    total += weight;
  }
  if (total === 0) return undefined;
  const share = (script: Script) => (counts[script] ?? 0) / total;
  if (share('han') + share('kana') > least) return share('kana') > 0.05 ? 'ja' : 'zh';
  if (share('hangul') > least) return 'ko';
  if (share('thai') > least) return 'th';
  if (share('hebrew') > least) return 'he';
  if (share('devanagari') > least) return 'hi';
  for (const script of ['arabic', 'cyrillic'] as const)
    if (share(script) > least) {
      if ((part.match(FOREIGN[script]!)?.length ?? 0) > MOST_FOREIGN_SHARE * total) return undefined;
      return script === 'arabic' ? 'ar' : tellCyrillic(part);
    }
  return share('latin') > MOST ? tellLatin(part) : undefined;
}

function scriptOf(unit: number): Script {
  if (unit < 0x370) return isLatinLetter(unit) ? 'latin' : 'other';
  let low = 0;
  let high = SCRIPTS.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (SCRIPTS[middle][0] <= unit) low = middle;
    else high = middle - 1;
  }
  return SCRIPTS[low][1];
}

/** Russian where neither letters nor little words tell more of Ukrainian. */
function tellCyrillic(text: string): 'ru' | 'uk' {
  const own = (letters: RegExp) => text.match(letters)?.length ?? 0;
  let ukrainian = own(/[іїєґ]/gi) - own(/[ыэёъ]/gi);
  for (const [word] of text.toLowerCase().matchAll(/\p{L}+/gu))
    ukrainian += Number(littleWordsOf('uk').has(word)) - Number(littleWordsOf('ru').has(word));
  return ukrainian > 0 ? 'uk' : 'ru';
}

const isLatinLetter = (unit: number) =>
  (unit <= 0x7a && (unit <= 0x5a || unit >= 0x61)) || (unit >= 0xc0 && unit < 0x250 && unit !== 0xd7 && unit !== 0xf7);

/** Languages in Latin letters that aren't read as their own, so that they aren't taken for a neighbour. */
const NEIGHBOURS: Record<string, string> = {
  it: `il lo gli della dello dei degli delle nel nella nei nelle che non è sono di per con una uno si come anche più ha hanno
    dal dalla sul sulla alla allo ai alle questo questa perché chi cosa dove quando quale quanto stato era`,
  nl: `het een van en dat niet zijn op te voor met werd wordt ook naar aan bij uit er heeft hebben om dan maar nog deze dit wie
    wat waar wanneer waarom hoe hij zij`,
  sv: `och att det som är på av för med till ett inte den har om var ska från vid eller efter men kan när vem vad hur varför`,
  da: `og at det som er på af for med til et ikke den har om var skal fra ved eller efter men kan når hvem hvad hvor hvordan`,
  sk: `sa vo zo že pre sú bol bola bolo boli ako jeho ktorý ktorá ktoré pri alebo až tiež podľa kto čo kde kedy prečo koľko`,
  ro: `și în de la cu pe un o este sunt că nu din pentru care mai au fost prin după cine unde când cum`,
  id: `yang dan di dari ini itu untuk dengan pada tidak akan dalam oleh juga adalah ke karena telah siapa kapan mana`,
  fi: `ja on ei että se oli hän mutta kun myös ovat joka sekä mukaan kuka mikä missä milloin`,
  hu: `a az és hogy nem egy is van volt meg ez azt mint csak ki mi hol mikor`,
};
const LATIN = ['en', 'de', 'fr', 'es', 'pt', 'pl', 'cs', 'tr', 'vi'] as const satisfies readonly Language[];

/** Letters that one of the languages alone writes; each counts as a word of it. */
const OWN_LETTERS: [Language, RegExp][] = [
  ['de', /ß/g],
  ['es', /[ñ¿¡]/gi],
  ['pt', /[ãõ]/gi],
  ['pl', /[łżźśćńęą]/gi],
  ['cs', /[ěřů]/gi],
  ['tr', /[ğşıİ]/g],
  ['vi', /[ăơưđạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/gi],
];

/** "To", "one", "do", "my": shared with English by chance, and no word of theirs is needed that English has as well. */
const HAS_ENOUGH: ReadonlySet<string> = new Set(['cs', 'pl']);

/** By word, which languages have it and what it says for each: less the more there are. */
let evidence: Map<string, { places: number[]; says: number }> | undefined;
const NAMES: string[] = [...LATIN, ...Object.keys(NEIGHBOURS)];

function readEvidence() {
  const words = new Map<string, { places: number[]; says: number }>();
  NAMES.forEach((name, place) => {
    const own =
      name === 'en'
        ? [...STOP_WORDS, 'said', 'says']
        : name in NEIGHBOURS
          ? NEIGHBOURS[name].split(/\s+/)
          : littleWordsOf(name as OtherLanguage);
    for (const word of own) {
      const known = words.get(word);
      if (HAS_ENOUGH.has(name) && known?.places[0] === 0) continue;
      if (known) known.places.push(place);
      else words.set(word, { places: [place], says: 0 });
    }
  });
  const asking = new Set(LATIN.flatMap((name) => (name === 'en' ? [] : [...questionWordsOf(name)])));
  for (const [word, one] of words) one.says = (asking.has(word) ? ASKING_SAYS : 1) / one.places.length;
  return words;
}

/** A short question may have no other little word than the one it asks with. */
const ASKING_SAYS = 1.5;

/** What the little words must say: so much in all, such a share of the words, and so many times the next language. */
const LEAST_SAID = 1.2;
const LEAST_SHARE = 0.1;
const TIMES_THE_NEXT = 1.4;
const TIMES_ENGLISH = 2;

function tellLatin(text: string): KnownLanguage {
  evidence ??= readEvidence();
  const said = new Float64Array(NAMES.length);
  let words = 0;
  for (const word of text
    .toLowerCase()
    .normalize('NFC')
    .match(/\p{L}+/gu) ?? []) {
    words++;
    if (word.length === 1 && word < '\x7f') continue; // of a formula, or an initial
    const known = evidence.get(word);
    if (known) for (const place of known.places) said[place] += known.says;
  }
  if (/[^\0-\x7f]/.test(text))
    for (const [language, letters] of OWN_LETTERS)
      said[NAMES.indexOf(language)] += Math.min(words / 3, text.match(letters)?.length ?? 0);
  let best = 0;
  for (let place = 1; place < said.length; place++) if (said[place] > said[best]) best = place;
  const next = Math.max(...said.filter((_, place) => place !== best));
  if (best >= LATIN.length || said[best] < LEAST_SAID || said[best] < LEAST_SHARE * words) return undefined;
  if (said[best] < TIMES_THE_NEXT * next || (best > 0 && said[best] < TIMES_ENGLISH * said[0])) return undefined;
  return LATIN[best];
}
