/** Names that stand for one another, as whole phrases: "the UK" for "the United Kingdom", never for "the United States". */
import { placesOf } from '../../lexicon/places.js';
import { tokenize } from '../../text/tokenize.js';
import type { Word } from './words.js';

/** Full names, short ones, letters, and what is called after them. */
const SAME = [
  'United States of America|United States|US|USA|America|American|Americans',
  'United Kingdom|Great Britain|Britain|UK|British|Britons|Briton',
  'European Union|EU',
  'African Union|AU',
  'United Nations|UN',
  'Islamic Republic of Iran|Islamic Republic|Iran|Iranian|Iranians',
  'Russian Federation|Russia|Russian|Russians',
  "People's Republic of China|China|Chinese",
  'Ukraine|Ukrainian|Ukrainians',
  'Turkey|Turkiye|Türkiye|Turkish|Turks',
  'Saudi Arabia|Saudi|Saudis',
  'Holy See|Vatican',
  'Czech Republic|Czechia|Czech|Czechs',
  'Group of Seven|G7',
  'Group of 20|Group of Twenty|G20',
  'World Health Organization|World Health Organisation|WHO',
  'International Atomic Energy Agency|IAEA',
  'North Atlantic Treaty Organization|NATO',
  'International Monetary Fund|IMF',
  'Federal Reserve|Fed',
  'Black Sea Grain Initiative|Black Sea grain initiative|Black Sea grain deal|Black Sea grain agreement',
];

const keyOf = (name: string) => `@${name.toLowerCase()}`;

/** Terms of a phrase → the key of its group; by the first term, the longest phrase first. */
const PHRASES = new Map<string, { terms: string[]; key: string }[]>();
for (const line of SAME) {
  const names = line.split('|');
  for (const name of names) {
    const terms = tokenize(name).map(({ term }) => term);
    const known = PHRASES.get(terms[0]) ?? [];
    known.push({ terms, key: keyOf(names[0]) });
    PHRASES.set(
      terms[0],
      known.sort((a, b) => b.terms.length - a.terms.length),
    );
  }
}

/** The words with each known name as one word of its group. Capitalised ones only: "us" and "fed" are none. */
export function joinOtherNames(words: Word[]): Word[] {
  const joined: Word[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    const found = word.isCapitalised
      ? PHRASES.get(word.term)?.find(({ terms }) => terms.every((term, k) => words[i + k]?.term === term))
      : undefined;
    if (!found) {
      joined.push(word);
      continue;
    }
    const last = words[i + found.terms.length - 1];
    joined.push({ ...word, term: found.key, end: last.end, isContent: true, isName: true });
    i += found.terms.length - 1;
  }
  return joined;
}

/** Cities that mean a government, by the name of its country in the list above. */
const SEATS = new Map(
  (
    [
      ['Washington', 'United States of America'],
      ['London', 'United Kingdom'],
      ['Brussels', 'European Union'],
      ['Tehran', 'Islamic Republic of Iran'],
      ['Moscow', 'Russian Federation'],
      ['Kremlin', 'Russian Federation'],
      ['Beijing', "People's Republic of China"],
      ['Kyiv', 'Ukraine'],
      ['Ankara', 'Turkey'],
      ['Riyadh', 'Saudi Arabia'],
    ] as const
  ).map(([city, country]) => [tokenize(city)[0].term, keyOf(country)]),
);

/** Keys of the countries that a word may mean: itself, a people for its country, a capital for its government. */
export function countriesOf({ term, lower }: Word): string[] {
  const seat = SEATS.get(term);
  return [...placesOf(lower), ...(term.startsWith('@') ? [term] : []), ...(seat ? [seat] : [])];
}
