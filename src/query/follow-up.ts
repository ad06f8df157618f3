/** Whether a message leans on what was said before it, and on which source. English cues; a reply or a thread needs none. */

const OPENING =
  /^(and|but|so|then|also|or|what about|how about|what else|anything else|why|why not|how so|since when)\b/i;
const POINTER =
  /\b(he|she|they|it|him|her|them|his|their|its|this|that|these|those|there|then|the same|the former|the latter)\b/i;
const MORE_ON = /^(?:[\p{L}]+ ){0,3}?more\b[^\d[\]]{0,20}\[?(\d{1,2})\]?\s*[.?!]*$/iu;
const MARK_ONLY = /^[^\d[\]]{0,30}\[(\d{1,2})\]\s*[.?!]*$/u;

/** "And what did Kyiv say?", "Did he deny it?": asked on its own, such a question would miss its subject. */
export function leansOnEarlier(text: string): boolean {
  const words = text.trim();
  return OPENING.test(words) || POINTER.test(words);
}

/** The number in "more on [2]" and in a message that is little more than a mark; undefined in any other. */
export function markAskedFor(text: string): number | undefined {
  const words = text.trim();
  const match = MORE_ON.exec(words) ?? MARK_ONLY.exec(words);
  return match ? Number(match[1]) : undefined;
}
