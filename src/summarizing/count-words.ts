/** Words as people count them: by white space, and two characters to a word in scripts that put none between words. */

const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/gu;

export function countWords(text: string): number {
  let words = 0;
  for (const piece of text.split(/\s+/)) {
    if (piece) words += Math.max(1, Math.ceil((piece.match(UNSPACED)?.length ?? 0) / 2));
  }
  return words;
}
