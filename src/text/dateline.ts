/** Where a report was sent from and by whom, as scraped news has it before its first sentence. */

const PLACE = String.raw`\p{Lu}[\p{L}.'’-]*(?: (?:de |of |el |al )?\p{Lu}[\p{L}.'’-]*){0,3}(?:, (?:\p{Lu}[\p{L}.]*\s?){1,3}){0,2}`;
/** "LONDON – ", "ST. PETERSBURG, Fla. (AP) — ", "London (CNN) ", "(Reuters) ". */
const DATELINE = new RegExp(
  String.raw`^(?:(?:${PLACE} ?)?\((?:CNN|AP|AFP|UPI|Reuters|Bloomberg|BBC)(?: \p{Lu}\p{Ll}+)?\)(?:\s*[—–-]+)?\s+|[\p{Lu}][\p{Lu}.'’ -]{2,30}(?:, (?:\p{Lu}[\p{L}.]*\s?){1,3})?\s?(?:[—–]+|--?)\s+)(?=\S)`,
  'u',
);

/** How long the dateline at the start of a sentence is, with the space behind it; 0 where there is none. */
export const datelineLength = (sentence: string): number => DATELINE.exec(sentence)?.[0].length ?? 0;
