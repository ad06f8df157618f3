/** The words that stand before a sentence's verb of speech: "The police" of "The police said that …", which is no name. */
import { SPEECH_VERBS } from '../../text/speech-verbs.js';
import type { Token } from '../../text/tokenize.js';
import { surfaceOf } from './names.js';

/** All forms by which somebody is told to speak, "promised" among them. */
const VERBS = new Set(SPEECH_VERBS.flatMap(({ third, past }) => [third, past]));

/** A longer subject is a clause of its own. */
const MOST_WORDS = 10;

/** Their terms; none where nobody speaks. */
export function subjectWords(body: string, tokens: readonly Token[]): Set<string> {
  const verb = tokens.findIndex((token) => VERBS.has(surfaceOf(body, token).toLowerCase()));
  return new Set(verb < 0 || verb > MOST_WORDS ? [] : tokens.slice(0, verb).map(({ term }) => term));
}
