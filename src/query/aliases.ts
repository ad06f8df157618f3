/** A name that a question shortens and an article writes in full, or the other way round: "IAEA". */
import { contentTerms } from '../text/tokenize.js';

export interface Alias {
  /** The question's terms that it stands for. */
  terms: string[];
  /** Finds it in a text, with `matchAll`. */
  pattern: RegExp;
}

/** Two letters stand for too much, but for these. */
const SHORT: Record<string, string> = {
  EU: 'European Union',
  UK: 'United Kingdom',
  UN: 'United Nations',
  US: 'United States',
};
const ACRONYM = /(?<![\p{L}\p{N}.])(?:\p{Lu}{2,6}|(?:\p{Lu}\.){2,6})(?![\p{L}\p{N}])/gu;
const LITTLE = '(?:of|the|for|and|on|in|to|de|du|des|der|für|von|la|le)';
/** "Bank of England": capitalised words, little ones between them. */
const NAME = new RegExp(`\\p{Lu}[\\p{L}’'-]+(?:(?:\\s+${LITTLE}){0,2}\\s+\\p{Lu}[\\p{L}’'-]+)+`, 'gu');
const FEWEST_LETTERS = 3;
const MOST_LETTERS = 6;

export function aliasesOf(question: string): Alias[] {
  // Who writes in capitals throughout writes no acronyms.
  if (question === question.toUpperCase()) return [];
  const aliases: Alias[] = [];
  for (const [written] of question.matchAll(ACRONYM)) {
    const letters = written.replaceAll('.', '');
    const name = SHORT[letters];
    const pattern = name ? whole(name) : letters.length < FEWEST_LETTERS ? undefined : namesOf(letters);
    if (pattern) aliases.push({ terms: contentTerms(written), pattern });
  }
  for (const [name] of question.matchAll(NAME)) {
    const words = name.split(/\s+/);
    const first = words.filter((word) => /^\p{Lu}/u.test(word)).map((word) => word[0]);
    const short = Object.keys(SHORT).find((letters) => SHORT[letters] === name.replace(/\s+/g, ' '));
    const isLong = first.length >= FEWEST_LETTERS && first.length <= MOST_LETTERS;
    const letters = short ?? (isLong ? first.join('') : undefined);
    if (letters) aliases.push({ terms: contentTerms(name), pattern: shortened(letters) });
  }
  return aliases.filter(({ terms }) => terms.length > 0);
}

const whole = (name: string) => new RegExp(`\\b${name.replace(' ', '\\s+')}\\b`, 'g');

/** Capitalised words that begin with these letters, one after the other. */
const namesOf = (letters: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])${[...letters].map((letter) => `${letter}[\\p{L}’'-]*\\p{Ll}[\\p{L}’'-]*`).join(`(?:-|\\s+(?:${LITTLE}\\s+){0,2})`)}`,
    'gu',
  );

const shortened = (letters: string) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}])(?:${letters}|${[...letters].map((letter) => `${letter}\\.`).join('')})(?![\\p{L}\\p{N}])`,
    'gu',
  );
