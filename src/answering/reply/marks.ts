/** Marks of passages in all the forms that models write, brought into one: "[2]", behind the sentence or within it. */

/** "[1]", "[1, 2]", "[1-3]", "[^1]", "[ID:1]", "[Source 1]", "[citation:1]", "【1†source】", "［1］". */
const BRACKETED =
  /[[【［〔]{1,2}\s?(?:\^|(?:ID|source|sources|passage|passages|citation|citations|cite|doc|document|article|ref|reference|n|p)s?\s?[:.#=]?\s?)?\^?(\d{1,3}(?:\s?(?:,|;|–|-|and|&)\s?(?:(?:source|passage|doc|document)s? )?\^?\d{1,3}){0,12})(?:†[^\]】]{0,40})?\s?[\]】］〕]{1,2}(?:\([^()\s]{0,200}(?:\([^()\s]{0,80}\)[^()\s]{0,80})?\))?/giu;
/** "(1)", "(1, 2)", "(Source 1)": only at the end of a sentence, for numbers stand in brackets elsewhere. */
const ROUND =
  /\s?\((?:(?:source|sources|passage|passages|citation|doc|document|article|ref)s?\s?[:.#]?\s?)?(\d{1,2}(?:\s?(?:,|;|and|&)\s?\d{1,2}){0,8})\)(?=\s?(?:[.!?…]|$|[[【(]))/giu;
const NAMED_ROUND =
  /\s?\((?:source|sources|passage|passages|citation|doc|document|article|ref)s?\s?[:.#]?\s?(\d{1,2}(?:\s?(?:,|;|and|&)\s?\d{1,2}){0,8})\)/giu;
const HTML_RAISED = /<sup>\s?\[?(\d{1,3}(?:\s?,\s?\d{1,3}){0,8})\]?\s?<\/sup>/gi;
/** Raised figures behind a word or a stop; behind a unit they belong to it: "m²". */
const RAISED =
  /(?<=[\p{L}\p{P}]\s?)(?<!(?:^|[\s\d/])(?:m|km|cm|mm|ft|in|mi|yd|s|dm)\s?)[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}(?:[,˒][¹²³⁴⁵⁶⁷⁸⁹⁰]{1,2}){0,5}/gu;
const RAISED_FIGURES = '⁰¹²³⁴⁵⁶⁷⁸⁹';
/** Our own sign for a mark, which no text holds once control characters are taken out. */
const OPEN = '\u0001';
const CLOSE = '\u0002';
const OWN_SIGNS = /[\u0001\u0002]/g;
const MARKS = /\u0001([\d,-]+)\u0002/g;
/** Marks behind the stop belong to the sentence before it. */
const BEHIND_STOP = /([.!?…。]{1,3}["”’'»)*_]{0,3})((?:\s{0,2}\u0001[\d,-]{1,60}\u0002){1,12})/g;
const MAX_RANGE = 20;

/** A model's text, which must hold none of the signs that stand for marks below. */
export const withoutOwnSigns = (text: string): string => text.replace(OWN_SIGNS, '');

/**
 * The text with every mark in one form, in front of its sentence's stop; one that is in that form already stays. Linear: every
 * part of a pattern is bounded.
 */
export function normaliseMarks(text: string): string {
  const toOwn = (_: string, numbers: string) => `${OPEN}${plainNumbers(numbers)}${CLOSE}`;
  return text
    .replace(HTML_RAISED, toOwn)
    .replace(BRACKETED, toOwn)
    .replace(NAMED_ROUND, toOwn)
    .replace(ROUND, toOwn)
    .replace(RAISED, (raised) => toOwn('', [...raised].map(toFigure).join('')))
    .replace(BEHIND_STOP, (_, stop: string, marks: string) => ` ${marks.trim()}${stop}`);
}

const toFigure = (sign: string) => {
  const figure = RAISED_FIGURES.indexOf(sign);
  return figure < 0 ? ',' : String(figure);
};

const plainNumbers = (text: string) =>
  text
    .replace(/\s?(?:;|and|&)\s?/gi, ',')
    .replace(/–/g, '-')
    .replace(/[^\d,-]/g, '');

/** A normalised text without its marks, and their numbers, each once. */
export function takeMarks(text: string): { text: string; marks: number[] } {
  const marks = new Set<number>();
  const plain = text
    .replace(MARKS, (_, numbers: string) => {
      for (const number of readNumbers(numbers)) marks.add(number);
      return '';
    })
    .replace(/ {1,3}([.,;:!?…])/g, '$1')
    .replace(/\s{2,10}/g, ' ')
    .trim();
  return { text: plain, marks: [...marks] };
}

function readNumbers(text: string): number[] {
  return text.split(',').flatMap((part) => {
    const [from, to] = part.split('-').filter(Boolean).map(Number);
    if (from === undefined) return [];
    if (to === undefined) return [from];
    return Array.from({ length: Math.min(MAX_RANGE, Math.max(0, to - from + 1)) }, (_, i) => from + i);
  });
}

/** Whether a text ends where a mark may still follow, or in the middle of one. */
export const mayGoOnWithMark = (text: string): boolean =>
  /^\s*(?:[[【][^\]】\n]{1,40}[\]】][ \t]{0,9}){0,9}(?:[[【［〔(<¹²³⁴⁵⁶⁷⁸⁹⁰][^\]】)>]{0,60})?$/.test(text);
