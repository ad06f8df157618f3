/** Variables whose name is nearly one that there is: "DISCORD_TOKN" is told, for it would be ignored without a word. */
import { distance } from 'fastest-levenshtein';
import { SETTINGS } from '../config.js';

const KNOWN = new Set(SETTINGS.map(({ name }) => name));
/** Of shorter names, two wrong letters make too many others. */
const MIN_CHARS_FOR_TWO = 10;

export interface Misnamed {
  name: string;
  meant: string;
}

/** "discord-token" is DISCORD_TOKEN but for its case and hyphen. */
const plain = (name: string) => name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');

/** In the order of the environment. Nothing is misnamed where the one that would be meant is set, too. */
export function misnamedSettings(environment: NodeJS.ProcessEnv): Misnamed[] {
  return Object.keys(environment).flatMap((name) => {
    if (KNOWN.has(name)) return [];
    const meant = [...KNOWN].find((known) => !environment[known]?.trim() && isNear(plain(name), known));
    return meant ? [{ name, meant }] : [];
  });
}

/** Two letters that changed places count as one slip each. */
const isNear = (name: string, known: string) =>
  Math.abs(name.length - known.length) <= 2 &&
  distance(name, known) <= (known.length >= MIN_CHARS_FOR_TWO ? 2 : known.length >= 6 ? 1 : 0);

/** One line for all of them; undefined where there are none. */
export function misnamedSentence(found: readonly Misnamed[]): string | undefined {
  if (found.length === 0) return undefined;
  return `Nothing reads ${found.map(({ name, meant }) => `${name} (did you mean ${meant}?)`).join(', ')}.`;
}
