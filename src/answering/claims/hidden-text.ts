/** Text that a reader doesn't see and a model does: invisible characters, other alphabets, codes. */

/** Characters that show nothing; an order may be hidden in them, or broken up by them. */
export const HIDDEN =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\u{e0000}-\u{e0fff}]/gu;

/** Letters of other alphabets that look like Latin ones: "Ignоre" with a Cyrillic o. */
const LOOK_ALIKE = new Map([...'аaеeоoрpсcхxуyіiјjѕsԁdɡgһhʟlмmкkтtвbАAВBЕEКKМMНHОOРPСCТTХXУYІI'].flatMap(pairUp));
function pairUp(letter: string, i: number, letters: string[]): [string, string][] {
  return i % 2 === 0 ? [[letter, letters[i + 1]]] : [];
}
const MIXED_WORD = /(?=\S*[a-z])(?=\S*[\u0400-\u04ff])\S+/i;

const ASCII = /^[\x00-\x7f]*$/;
const TAGS = /[\u{e0020}-\u{e007e}]+/gu;
const OVERRIDE = /[\u202d\u202e]/;
const BASE64 = /[A-Za-z0-9+/]{20,}={0,2}/g;
const READABLE = /^[\x20-\x7e\s]+$/;
const FUNCTION_WORD = /\b(?:the|and|of|to|that|is|in|with|your|you|all|for)\b/gi;
const HAS_FUNCTION_WORD = new RegExp(FUNCTION_WORD.source, 'i');
const FEWEST_LETTERS = 12;
const ROT13 = 13;

/** The text as it is read, and whatever is hidden in it in plain letters. */
export function plainReadings(text: string): string[] {
  const isAscii = ASCII.test(text);
  const plain = isAscii ? text : text.normalize('NFKC').replace(HIDDEN, '');
  const readings = [
    !isAscii && MIXED_WORD.test(plain) ? [...plain].map((sign) => LOOK_ALIKE.get(sign) ?? sign).join('') : plain,
  ];
  const tags = text.match(TAGS)?.join('') ?? '';
  if (tags.length > 0)
    readings.push([...tags].map((sign) => String.fromCodePoint(sign.codePointAt(0)! - 0xe0000)).join(''));
  if (OVERRIDE.test(text)) readings.push([...plain].reverse().join(''));
  for (const [code] of plain.matchAll(BASE64)) {
    const decoded = Buffer.from(code, 'base64').toString('utf8');
    if (READABLE.test(decoded)) readings.push(decoded);
  }
  if (!HAS_FUNCTION_WORD.test(plain) && plain.replace(/[^a-z]/gi, '').length >= FEWEST_LETTERS) {
    const turned = turnLetters(plain, ROT13);
    if (countFunctionWords(turned) > 1) readings.push(turned);
  }
  return readings;
}

const countFunctionWords = (text: string) => text.match(FUNCTION_WORD)?.length ?? 0;

function turnLetters(text: string, by: number): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + by) % 26) + base);
  });
}
