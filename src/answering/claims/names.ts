/** Names that stand for one another: a country, its capital where that means the government, and what is called after it. */

import { normaliseWord } from '../../text/tokenize.js';

const ALIASES = [
  'u.s us usa united states america american americans washington',
  'uk u.k united kingdom britain british britons london',
  'eu e.u european union brussels',
  'un u.n united nations',
  'russia russian russians moscow kremlin',
  'ukraine ukrainian ukrainians kyiv kiev',
  'iran iranian iranians tehran islamic republic',
  'china chinese beijing',
  'france french paris',
  'germany german germans berlin',
  'turkey turkish turkiye ankara',
  'israel israeli israelis jerusalem',
  'poland polish warsaw',
  'india indian indians delhi',
  'japan japanese tokyo',
  'g7 group of seven',
  'g20 group of 20',
].map((line) => {
  const names = line.split(' ');
  return new Set([...names, ...names.map(normaliseWord)]);
});

/** One key for all names of one country or body; any other word is its own. */
export const nameKey = ({ lower, term }: { lower: string; term: string }): string => {
  const group = ALIASES.findIndex((names) => names.has(lower));
  return group < 0 ? term : `alias ${group}`;
};

/** Whether both are names of one country or body. */
export const areAliases = (a: string, b: string): boolean => ALIASES.some((group) => group.has(a) && group.has(b));

/** Whether the word is a name of a country or body of which others are known. */
export const isAlias = (lower: string): boolean => ALIASES.some((group) => group.has(lower));
