/** "More on [2]": which source of the last answer a message wants to read on in. */

const MORE_ON = /^(?:[\p{L}]+ ){0,3}?more\b[^\d[\]]{0,20}\[?(\d{1,2})\]?\s*[.?!]*$/iu;
const MARK_ONLY = /^[^\d[\]]{0,30}\[(\d{1,2})\]\s*[.?!]*$/u;

/** The number in "more on [2]" and in a message that is little more than a mark; undefined in any other. */
export function markAskedFor(text: string): number | undefined {
  const words = text.trim();
  const match = MORE_ON.exec(words) ?? MARK_ONLY.exec(words);
  return match ? Number(match[1]) : undefined;
}
