/** What stands around the pages of a rendered text: heads and feet, which repeat with another number, and tables of contents. */
import { type Line, standsAlone } from './lines.js';

const FEWEST_PAGES = 3;
/** "Orchard Guide              12", "[Page 3]", "- 3 -": parts far from one another, or a page's number alone. */
const HEAD_OR_FOOT = /\S(?: {3,}|\t)\S|^(?:\[?page )?[-–—]? ?\d{1,4} ?[-–—]?\]?$/i;
/** "2.1. The map ....... 7". */
const DOT_LEADER = /(?:\. ?){4,}\s*\d{1,4}$/;
/** Its end tells it; over a whole line the pattern would cost the square of its length. */
const LEADER_CHARS = 40;

/** The numbers of lines that belong to a page and not to the text. */
export function pageFurniture(lines: readonly Line[]): Set<number> {
  const alike = new Map<string, number[]>();
  const furniture = new Set<number>();
  for (const [i, { text }] of lines.entries()) {
    if (text === '') continue;
    if (DOT_LEADER.test(text.slice(-LEADER_CHARS))) furniture.add(i);
    if (!standsAlone(lines, i) || text.length > 120 || !HEAD_OR_FOOT.test(text)) continue;
    const form = text.replace(/\d+/g, '#').replace(/\s+/g, ' ');
    const own = alike.get(form);
    if (own) own.push(i);
    else alike.set(form, [i]);
  }
  for (const numbers of alike.values()) if (numbers.length >= FEWEST_PAGES) for (const i of numbers) furniture.add(i);
  return furniture;
}
