/** The words that stand before a sentence's verb of speech: "The police" of "The police said that …", which is no name. */
import { SPEAKING, SPEECH_VERBS } from '../../text/speech-verbs.js';
import type { Token } from '../../text/tokenize.js';
import { surfaceOf } from './names.js';

/** All forms by which somebody is told to speak, "promised" and "alleging" among them. */
const VERBS = new Set([...SPEECH_VERBS.flatMap(({ third, past }) => [third, past]), ...SPEAKING]);

/** What stands further before the verb belongs to another clause. */
const MOST_WORDS = 8;

/** The terms before each such verb: of "claims", a noun as often, too. None where nobody speaks. */
export function subjectWords(body: string, tokens: readonly Token[]): Set<string> {
  const terms = new Set<string>();
  tokens.forEach((token, i) => {
    if (!VERBS.has(surfaceOf(body, token).toLowerCase())) return;
    for (const { term } of tokens.slice(Math.max(0, i - MOST_WORDS), i)) terms.add(term);
  });
  return terms;
}
