/** Words as people count them: by white space, and two characters to a word in scripts that put none between words. */
import { isSpace } from '../text/characters.js';

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;
/** The first character of such a script. */
const FIRST_UNSPACED = 0x0e00;

export function countWords(text: string): number {
  let words = 0;
  let from = -1;
  let isUnspaced = false;
  for (let i = 0; i <= text.length; i++) {
    const unit = i < text.length ? text.charCodeAt(i) : 0x20;
    if (!isSpace(unit)) {
      if (from < 0) from = i;
      if (unit >= FIRST_UNSPACED) isUnspaced = true;
    } else if (from >= 0) {
      words += isUnspaced ? unspacedWords(text.slice(from, i)) : 1;
      from = -1;
      isUnspaced = false;
    }
  }
  return words;
}

const unspacedWords = (piece: string) => Math.max(1, Math.ceil((piece.match(UNSPACED)?.length ?? 0) / 2));
