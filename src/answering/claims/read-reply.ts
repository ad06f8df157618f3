/** Reads a model's reply as it arrives: whole sentences with their marks, and nothing of what surrounds them. */
import { splitSentences } from '../../text/split-sentences.js';
import type { Claim } from './verify-claim.js';

/** "[1]", "[1, 2]", "[1-3]", "[1][2]", "【1】", "[^1]": marks as models write them. */
const MARK = /[[【]\^?\s*(\d{1,3}(?:\s*[,;–-]\s*\^?\d{1,3})*)(?:†[^\]】]*)?\s*[\]】]/g;
/** Marks behind the full stop belong to the sentence before it. */
const MARKS_BEHIND = /([.!?…]+["”’'»)*_]*)((?:\s*[[【]\^?\s*\d[^\]】[【\n]{0,30}[\]】])+)/g;
const MAX_RANGE = 20;
/** More than this is no answer in a few sentences, and is cut off. */
const MAX_REPLY_CHARS = 20_000;

/** What a model is told to write where the passages hold no answer. */
export const NO_ANSWER = 'NO ANSWER';

export class ReplyReader {
  #text = '';
  #length = 0;
  /** Whether the reply was longer than is read. */
  isCut = false;

  /** The sentences that are complete now. */
  feed(text: string): Claim[] {
    if (this.#length + text.length > MAX_REPLY_CHARS) this.isCut = true;
    this.#text += text.slice(0, Math.max(0, MAX_REPLY_CHARS - this.#length));
    this.#length += text.length;
    const claims: Claim[] = [];
    for (let newline = this.#text.indexOf('\n'); newline >= 0; newline = this.#text.indexOf('\n')) {
      const rest = this.#text.slice(newline + 1);
      // A mark may stand at the start of the next line.
      if (/^\s*[[【]?[\d^]?$/.test(rest) || /^\s*[[【][^\]】]*$/.test(rest)) break;
      claims.push(...sentencesOf(this.#text.slice(0, newline)));
      this.#text = rest;
    }
    const line = joinMarks(this.#text);
    const sentences = splitSentences(line);
    const next = sentences.findLastIndex(({ start }, i) => i > 0 && /[\p{L}\p{N}"“‘'(]/u.test(line[start]));
    if (next > 0 && !this.#text.includes('\n')) {
      claims.push(...sentencesOf(line.slice(0, sentences[next].start)));
      this.#text = line.slice(sentences[next].start);
    }
    return claims;
  }

  /** What is left when the reply has ended as it should. */
  finish(): Claim[] {
    const rest = this.#text;
    this.#text = '';
    return rest.split('\n').flatMap(sentencesOf);
  }
}

const joinMarks = (text: string) =>
  text.replace(MARKS_BEHIND, (_, stop: string, marks: string) => ` ${marks.trim()}${stop}`);

/** Bullets, headings, emphasis and labels are taken off; what remains is split. */
function sentencesOf(line: string): Claim[] {
  const plain = joinMarks(line)
    .replace(/^\s*(?:[-*•–]|\d{1,2}[.)]|#{1,6}|>+)\s+/, '')
    .replace(/\*\*|__/g, '')
    .trim();
  return splitSentences(plain).flatMap(({ start, end }) => {
    const written = plain.slice(start, end);
    const marks: number[] = [];
    const text = written
      .replace(MARK, (_, numbers: string) => {
        marks.push(...readNumbers(numbers));
        return '';
      })
      .replace(/\s+([.,;:!?…])/g, '$1')
      .replace(/\s{2,}/g, ' ')
      .trim();
    return /[\p{L}\p{N}]/u.test(text) ? [{ text, marks: [...new Set(marks)] }] : [];
  });
}

function readNumbers(text: string): number[] {
  return text.split(/\s*[,;]\s*/).flatMap((part) => {
    const [from, to] = part.split(/\s*[–-]\s*/).map((number) => Number(number.replace('^', '')));
    if (to === undefined || Number.isNaN(to)) return [from];
    return Array.from({ length: Math.min(MAX_RANGE, Math.max(0, to - from + 1)) }, (_, i) => from + i);
  });
}
