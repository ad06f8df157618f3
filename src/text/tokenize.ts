/** placeholder */
import { stemmer } from 'stemmer';
export interface Token {
  term: string;
  start: number;
  end: number;
}
const STOP = new Set(
  'a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with what which who whom whose when where why how do does did has have had were been being i you he she we its his her your our my me him them from about can could would should may might also than so'.split(
    ' ',
  ),
);
const cache = new Map<string, string>();
export function normaliseWord(word: string): string {
  let t = cache.get(word);
  if (t === undefined) {
    const base = word
      .toLowerCase()
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/['’]s$/, '')
      .replace(/['’]/g, '')
      .replace(/(\d),(?=\d)/g, '$1');
    t = /^[a-z]+$/.test(base) && !STOP.has(base) ? stemmer(base) : base;
    if (cache.size > 200000) cache.clear();
    cache.set(word, t);
  }
  return t;
}
export function tokenize(text: string, from = 0, to = text.length): Token[] {
  const out: Token[] = [];
  const part = text.slice(from, to);
  for (const m of part.matchAll(/[\p{L}\p{N}]+(?:['’][\p{L}]+)*(?:[.,]\d+)*/gu)) {
    const term = normaliseWord(m[0]);
    if (term) out.push({ term, start: from + m.index, end: from + m.index + m[0].length });
  }
  return out;
}
export const isStopTerm = (term: string) => STOP.has(term);
export const contentTerms = (text: string, from = 0, to = text.length) =>
  tokenize(text, from, to)
    .map((t) => t.term)
    .filter((t) => !STOP.has(t));
export const isCapitalised = (text: string, t: Token) => /^\p{Lu}/u.test(text.slice(t.start, t.start + 2));
