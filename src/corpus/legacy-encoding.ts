/**
 * Encodings from before UTF-8, told by content: what chardet's statistics propose is taken only where the text that comes out
 * is plausible. Western texts, whose accents stand between plain letters, never become Cyrillic or Chinese.
 */
import { analyse } from 'chardet';

/** Statistics of more bytes than this tell nothing new. */
const SAMPLE_BYTES = 64 * 1024;

/** Outside ASCII, letters of other scripts come in runs; "é" in Latin text stands alone or, seldom, beside another. */
const RUN = /[\x80-\xff]{4,}/g;
const MAX_RUN_SHARE = 0.3;
const MAX_LETTER_SHARE = 0.4;

/** What chardet proposes beside Latin encodings, as what it is read (a superset where there is one), and the script that must come out. */
const OTHERS: Readonly<Record<string, readonly [label: string, script: Script]>> = {
  'windows-1251': ['windows-1251', 'cyrillic'],
  'KOI8-R': ['koi8-u', 'cyrillic'],
  'ISO-8859-5': ['iso-8859-5', 'cyrillic'],
  'ISO-8859-7': ['windows-1253', 'greek'],
  'windows-1253': ['windows-1253', 'greek'],
  'ISO-8859-8': ['windows-1255', 'hebrew'],
  'windows-1255': ['windows-1255', 'hebrew'],
  'ISO-8859-6': ['iso-8859-6', 'arabic'],
  'windows-1256': ['windows-1256', 'arabic'],
  GB18030: ['gb18030', 'chinese'],
  Big5: ['big5', 'chinese'],
  Shift_JIS: ['shift_jis', 'japanese'],
  'EUC-JP': ['euc-jp', 'japanese'],
  'EUC-KR': ['euc-kr', 'korean'],
};
/** Tried where no proposal fits: chardet doesn't know them. */
const UNKNOWN_TO_CHARDET: readonly (readonly [label: string, script: Script])[] = [
  ['ibm866', 'cyrillic'],
  ['windows-874', 'thai'],
];

type Script = keyof typeof SCRIPTS;
const SCRIPTS = {
  cyrillic: /\p{Script=Cyrillic}/gu,
  greek: /\p{Script=Greek}/gu,
  hebrew: /\p{Script=Hebrew}/gu,
  arabic: /\p{Script=Arabic}/gu,
  thai: /\p{Script=Thai}/gu,
  chinese: /\p{Script=Han}/gu,
  japanese: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々]/gu,
  korean: /\p{Script=Hangul}/gu,
};
/** What any text may hold beside its letters: white space, quotation marks, dashes, full-width marks and digits. */
const NEUTRAL = /[\s\u00a0§©«®°·»\u2010-\u203a\u20ac\u2116\u2122\u3000-\u303f\u30fb\uff01-\uff65\ufffd]/gu;
const MIN_SCRIPT_SHARE = 0.9;
const KANA = /[\u3040-\u30ff]/g;
const MIN_KANA_SHARE = 0.1;
/** Letters of a word in the wrong case: what KOI8 looks like when it is read as Windows-1251. */
const CASE_BREAK = /\p{Ll}\p{Lu}/gu;
const MAX_CASE_BREAKS = 0.05;
/** The commonest letters make up two thirds of a text, and less than half of one that is read wrongly. */
const COMMON_LETTERS: { readonly [script in Script]?: RegExp } = {
  cyrillic: /[оеаинтсрвлкі]/giu,
  greek: /[αάεέηήιίοόυστνρκπλς]/giu,
  hebrew: /[אהוילמרתבנש]/gu,
  thai: /[านรอกเงมยวลดสตทะ่้ัีิ]/gu,
};
const MIN_COMMON_LETTERS = 0.5;
/** First bytes of the common characters: newspapers use few others. */
const COMMON_LEADS: Readonly<Record<string, readonly [number, number]>> = {
  gb18030: [0xb0, 0xd7],
  big5: [0xa4, 0xc6],
};
const MIN_COMMON_LEADS = 0.85;

/** Fewer accents than these are too few for statistics to tell Hungarian from French. */
const MIN_PROPOSED_ACCENTS = 6;
const OTHER_LATIN = /^(?:windows-125[0478]|iso-8859-(?:2|3|4|10|13|14|15|16)|macintosh)$/;
/** Alphabets in which no Western language is written, as Windows-1252 shows them: "pøed mìsto" is Czech, "by³o" Polish. */
const CENTRAL_EUROPEAN =
  /\p{L}[¹³¿±¶¼¾¢£¥¦§¨©¬®¯µ¸](?=\p{L})|\p{L}{2}[±¶¿¦]|[±¶¦¼¾]\p{Ll}{2}|^(?=.*ø)(?=.*[ìèòùšž])(?!.*[æå])/su;
const BALTIC = /^(?=.*[ðþ])(?=.*[àâèëøûîïò])(?!.*[íóúöý])/is;
/** Turkish has "ı" (ý) in nearly every sentence, and no accents but these. */
const TURKISH = /^(?=.*ý)[^à-ÿ]*(?:[âçðîöûüýþ][^à-ÿ]*)*$/is;

/**
 * The label, for TextDecoder, of the encoding that the bytes make sense in; undefined where they do in none. `declared` is
 * the label that a page gives itself: it is believed where it makes sense. The bytes are neither ASCII nor UTF-8.
 */
export function detectLegacyEncoding(bytes: Uint8Array, declared?: string): string | undefined {
  const sample = takeSample(bytes);
  const isDeclared = declared !== undefined && canDecode(declared);
  const proposals = analyse(sample).map(({ name }) => name as string);
  if (isLatin(sample)) {
    // A declared Windows-1252 is what servers say of anything.
    const encoding = isDeclared ? new TextDecoder(declared).encoding : '';
    if (OTHER_LATIN.test(encoding)) return encoding;
    return latinEncoding(sample, proposals);
  }
  const candidates = [
    ...(isDeclared ? Object.values(OTHERS).filter(([label]) => isSame(label, declared)) : []),
    ...proposals.flatMap((name) => (OTHERS[name] ? [OTHERS[name]] : [])),
    ...UNKNOWN_TO_CHARDET,
  ];
  const found = candidates.find(([label, script]) => isPlausible(sample, label, script))?.[0];
  return found ?? (isMostlyAscii(sample) ? latinEncoding(sample, proposals) : undefined);
}

/** Lines with characters outside ASCII, without tags, up to the limit: what a page or a JSON text says in its own language. */
function takeSample(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, SAMPLE_BYTES * 16)).toString(
    'latin1',
  );
  let sample = '';
  for (const [line] of text.matchAll(/[^\r\n]*[\x80-\xff][^\r\n]*[\r\n]*/g)) {
    sample += line.replace(/<[^<>]*>/g, ' ');
    if (sample.length >= SAMPLE_BYTES) break;
  }
  return Buffer.from(sample.slice(0, SAMPLE_BYTES), 'latin1');
}

function isLatin(sample: Buffer): boolean {
  const text = sample.toString('latin1');
  const inRuns = [...text.matchAll(RUN)].reduce((sum, [run]) => sum + run.length, 0);
  return inRuns <= count(text, /[\x80-\xff]/g) * MAX_RUN_SHARE && isMostlyAscii(sample);
}

function isMostlyAscii(sample: Buffer): boolean {
  const text = sample.toString('latin1');
  const letters = count(text, /[\xc0-\xff]/g);
  return letters <= (letters + count(text, /[a-z]/gi)) * MAX_LETTER_SHARE;
}

function isPlausible(sample: Buffer, label: string, script: Script): boolean {
  const text = decodeSample(sample, label);
  if (text === undefined) return false;
  const foreign = text.replace(/[\x00-\x7f]/g, '').replace(NEUTRAL, '');
  const ours = count(foreign, SCRIPTS[script]);
  if (ours === 0 || ours < foreign.length * MIN_SCRIPT_SHARE) return false;
  if (count(text, CASE_BREAK) > ours * MAX_CASE_BREAKS) return false;
  const letters = COMMON_LETTERS[script];
  if (letters && count(text, letters) < ours * MIN_COMMON_LETTERS) return false;
  if (script === 'japanese') return count(text, KANA) >= ours * MIN_KANA_SHARE;
  const leads = COMMON_LEADS[label];
  return !leads || commonLeads(sample, leads) >= MIN_COMMON_LEADS;
}

/** Share of two-byte characters, punctuation aside, that begin with a byte of the common ones. */
function commonLeads(sample: Buffer, [from, to]: readonly [number, number]): number {
  let common = 0;
  let all = 0;
  for (let i = 0; i < sample.length; i++) {
    const lead = sample[i];
    if (lead < 0x81) continue;
    i++;
    if (lead >= 0xa1 && lead <= 0xa3) continue;
    all++;
    if (lead >= from && lead <= to) common++;
  }
  return all === 0 ? 0 : common / all;
}

function latinEncoding(sample: Buffer, proposals: readonly string[]): string {
  const text = sample.toString('latin1').replace(/[\x80-\x9f]/g, (char) => ({ '\x9a': 'š', '\x9e': 'ž' })[char] ?? ' ');
  if (TURKISH.test(text)) return 'windows-1254';
  if (BALTIC.test(text)) return 'windows-1257';
  return CENTRAL_EUROPEAN.test(text) ||
    (/^(?:ISO-8859-2|windows-1250)$/.test(proposals[0] ?? '') && count(text, /[\x80-\xff]/g) >= MIN_PROPOSED_ACCENTS)
    ? centralEuropean(sample)
    : 'windows-1252';
}

/** Windows-1250 or ISO-8859-2, which differ in "ąśźšťž". */
function centralEuropean(sample: Buffer): string {
  if (/[\x80-\x9f]/.test(sample.toString('latin1'))) return 'windows-1250';
  const text = decodeSample(sample, 'windows-1250') ?? '';
  const isOdd =
    /\p{L}[±¶¦¬µˇ©®»«]\p{L}|[±¶]\p{Ll}|\p{Ll}[±¶]/u.test(text) || (/[ąľ]/.test(text) && !/[łęńćśźżť]/.test(text));
  return isOdd ? 'iso-8859-2' : 'windows-1250';
}

/** Whether this Node has the old encodings: one that was built without the full ICU has none. */
export const hasLegacyEncodings = () => canDecode('gb18030');

function canDecode(label: string): boolean {
  try {
    return new TextDecoder(label) !== undefined;
  } catch {
    return false;
  }
}

const isSame = (label: string, other: string) => new TextDecoder(label).encoding === new TextDecoder(other).encoding;

/** Undefined where the bytes are none of this encoding; the last character may be cut off. */
function decodeSample(sample: Buffer, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(sample, { stream: true });
  } catch {
    return undefined;
  }
}

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
