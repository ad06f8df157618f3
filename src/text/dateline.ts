/** Where a report was sent from and by whom, as scraped news has it before its first sentence. */

const PLACE = String.raw`\p{Lu}[\p{L}.'’-]*(?: (?:de |of |el |al )?\p{Lu}[\p{L}.'’-]*){0,3}(?:, (?:\p{Lu}[\p{L}.]*\s?){1,3}){0,2}`;
/** "LONDON – ", "ST. PETERSBURG, Fla. (AP) — ", "London (CNN) ", "(Reuters) ". */
const DATELINE = new RegExp(
  String.raw`^(?:(?:${PLACE} ?)?\((?:CNN|AP|AFP|UPI|Reuters|Bloomberg|BBC)(?: \p{Lu}\p{Ll}+)?\)(?:\s*[—–-]+)?\s+|[\p{Lu}][\p{Lu}.'’ -]{2,30}(?:, (?:\p{Lu}[\p{L}.]*\s?){1,3})?\s?(?:[—–]+|--?)\s+)(?=\S)`,
  'u',
);

const WITH_AGENCY = /^[^()]*\(/;

/**
 * How long the dateline at the start of a sentence is, with the space behind it; 0 where there is none. "LONDON – " is one only
 * where an article begins: in a manual "PORT – " is what is explained.
 */
export function datelineLength(sentence: string, isFirst: boolean): number {
  const dateline = DATELINE.exec(sentence)?.[0] ?? '';
  return isFirst || WITH_AGENCY.test(dateline) ? dateline.length : 0;
}
