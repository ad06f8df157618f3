/** The words that stand before a sentence's verb of speech: "The police" of "The police said that …", which is no name. */
import type { Token } from '../../text/tokenize.js';
import { surfaceOf } from './names.js';
import { SPEECH } from './words.js';

/** A longer subject is a clause of its own. */
const MOST_WORDS = 10;

/** Their terms; none where nobody speaks. */
export function subjectWords(body: string, tokens: readonly Token[]): Set<string> {
  const verb = tokens.findIndex((token) => SPEECH.has(surfaceOf(body, token).toLowerCase()));
  return new Set(verb < 0 || verb > MOST_WORDS ? [] : tokens.slice(0, verb).map(({ term }) => term));
}
