/** Where a report was sent from and by whom, as scraped news has it before its first sentence. */

/** ", Norr.", ", New South Wales ": words with one space between them, so that a long one can be read in one way only. */
const REGION = String.raw`, \p{Lu}[\p{L}.]*(?:\s\p{Lu}[\p{L}.]*){0,2}\s?`;
const PLACE = String.raw`\p{Lu}[\p{L}.'’-]*(?: (?:de |of |el |al )?\p{Lu}[\p{L}.'’-]*){0,3}(?:${REGION}){0,2}`;
/** "LONDON – ", "ST. PETERSBURG, Fla. (AP) — ", "London (CNN) ", "(Reuters) ". */
const DATELINE = new RegExp(
  String.raw`^(?:(?:${PLACE} ?)?\((?:CNN|AP|AFP|UPI|Reuters|Bloomberg|BBC)(?: \p{Lu}\p{Ll}+)?\)(?:\s*[—–-]+)?\s+|[\p{Lu}][\p{Lu}.'’ -]{2,30}(?:${REGION})?\s?(?:[—–]+|--?)\s+)(?=\S)`,
  'u',
);

/**
 * How long the dateline at the start of a sentence is, with the space behind it; 0 where there is none. "LONDON – " is one only
 * where an article begins: in a manual "PORT – " is what is explained.
 */
export function datelineLength(sentence: string, isFirst: boolean): number {
  const dateline = DATELINE.exec(sentence)?.[0] ?? '';
  return isFirst || dateline.includes('(') ? dateline.length : 0;
}
