/** Reads a model's reply as it arrives: whole sentences with their marks, and nothing of what surrounds them. */

import { ThoughtFilter } from '../../models/thoughts.js';
import { splitSentences } from '../../text/split-sentences.js';
import { readLine, withoutLeadIn } from './furniture.js';
import { mayGoOnWithMark, normaliseMarks, takeMarks, withoutOwnSigns } from './marks.js';

/** A sentence of a reply, without its marks. */
export interface ReplySentence {
  text: string;
  /** Numbers of passages as the model gave them; they may be wrong. */
  marks: number[];
}

/** What a model is told to write where the passages hold no answer. */
const NO_ANSWER = 'NO ANSWER';
const SAYS_NO_ANSWER = /^[\s*_"'`#>.-]*NO[ _-]ANSWER\b/;

/** More than this is no answer in a few sentences; a broken model writes signs without end. Thoughts don't count. */
const MAX_REPLY_CHARS = 8_000;
/** A sentence is no longer; what is, is read in pieces, and none of them stands. */
const MAX_UNREAD_CHARS = 1_500;
/** What is unread has to grow by this share of itself before it is looked at again in vain. */
const GROWN_SHARE = 1 / 16;
/** A stop and what may follow it before the next sentence. */
const MAY_END = /[.!?…。！？]["”’'»)\]*_]{0,4}\s+\S/;

/** Marks on a line of their own belong to the line before. */
const MARKS_ALONE = /\n[ \t]{0,9}((?:[[【][^\]】\n]{1,40}[\]】][ \t]{0,9}){1,9})(?=\n)/g;
const MARKS_ALONE_AT_END = new RegExp(`${MARKS_ALONE.source.slice(0, -'(?=\\n)'.length)}$`);

export class ReplyReader {
  readonly #thoughts = new ThoughtFilter();
  #unread = '';
  #length = 0;
  #start = '';
  #isInSources = false;
  /** Until so much is unread, no whole sentence is looked for again. */
  #enough = 0;
  /** Whether the reply was longer than is read. */
  isCut = false;

  /** The sentences that are complete now; `isVoid` where all that came before were thoughts. */
  feed(piece: string): { sentences: ReplySentence[]; isVoid: boolean } {
    const { text, isVoid } = this.#thoughts.feed(piece);
    if (isVoid) this.#reset();
    return { sentences: this.#read(text), isVoid };
  }

  /** What is left when the reply has ended as it should. */
  finish(): { sentences: ReplySentence[]; isVoid: boolean } {
    const { text, isVoid } = this.#thoughts.finish();
    if (isVoid) this.#reset();
    const sentences = this.#read(text);
    const rest = this.#unread.replace(MARKS_ALONE_AT_END, ' $1');
    this.#unread = '';
    return { sentences: [...sentences, ...rest.split('\n').flatMap((line) => this.#sentencesOf(line))], isVoid };
  }

  /** Whether the model says that there is no answer. */
  get saysNoAnswer(): boolean {
    return SAYS_NO_ANSWER.test(this.#start);
  }

  #reset(): void {
    this.#unread = this.#start = '';
    this.#length = this.#enough = 0;
    this.#isInSources = this.isCut = false;
  }

  #read(text: string): ReplySentence[] {
    const room = MAX_REPLY_CHARS - this.#length;
    if (text.length > room) this.isCut = true;
    this.#length += text.length;
    const taken = withoutOwnSigns(text.slice(0, Math.max(0, room)));
    if (this.#start.length < NO_ANSWER.length * 3) this.#start += taken;
    this.#unread = (this.#unread + taken).replace(MARKS_ALONE, ' $1');
    const sentences: ReplySentence[] = [];
    for (let newline = this.#unread.indexOf('\n'); newline >= 0; newline = this.#unread.indexOf('\n')) {
      const rest = this.#unread.slice(newline + 1);
      // A mark may stand at the start of the next line.
      if (mayGoOnWithMark(rest) && rest.length < MAX_UNREAD_CHARS) break;
      sentences.push(...this.#sentencesOf(this.#unread.slice(0, newline)));
      this.#unread = rest;
      this.#enough = 0;
    }
    if (this.#unread.length >= this.#enough && !this.#unread.includes('\n') && MAY_END.test(this.#unread)) {
      const whole = this.#takeWhole();
      sentences.push(...whole);
      // Of "! ! ! !", which comes sign by sign, all would be read again for each sign.
      this.#enough = whole.length > 0 ? 0 : this.#unread.length * (1 + GROWN_SHARE);
    }
    while (this.#unread.length > MAX_UNREAD_CHARS) {
      sentences.push(...this.#sentencesOf(this.#unread.slice(0, MAX_UNREAD_CHARS)));
      this.#unread = this.#unread.slice(MAX_UNREAD_CHARS);
      this.#enough = 0;
    }
    return sentences;
  }

  /** All sentences of the line that is being written but the last one, behind which marks may still come. */
  #takeWhole(): ReplySentence[] {
    const line = normaliseMarks(this.#unread);
    const next = splitSentences(line).findLast(({ start }, i) => i > 0 && /[\p{L}\p{N}"“‘'(]/u.test(line[start]));
    // The last character may belong to a mark that isn't whole yet.
    if (!next || /[[【［〔(<][^\]】)>]{0,60}$/.test(line)) return [];
    const sentences = this.#sentencesOf(line.slice(0, next.start));
    this.#unread = line.slice(next.start);
    return sentences;
  }

  #sentencesOf(line: string): ReplySentence[] {
    const read = this.#isInSources ? 'sources' : readLine(normaliseMarks(line));
    if (read === 'sources') this.#isInSources = true;
    if (typeof read === 'string') return [];
    const { text: plain } = read;
    return splitSentences(plain).flatMap(({ start, end }) => {
      const { text, marks } = takeMarks(withoutLeadIn(plain.slice(start, end)));
      return /[\p{L}\p{N}]/u.test(text) ? [{ text, marks }] : [];
    });
  }
}
