/** The words that stand before a sentence's verb of speech: "The police" of "The police said that …", which is no name. */
import { SPEAKING, SPEECH_VERBS } from '../../text/speech-verbs.js';
import type { Token } from '../../text/tokenize.js';
import { surfaceOf } from './names.js';

/** All forms by which somebody is told to speak, "promised" and "alleging" among them. */
const VERBS = new Set([...SPEECH_VERBS.flatMap(({ third, past }) => [third, past]), ...SPEAKING]);

/** What stands further before the verb, or before one of these, belongs to another clause. */
const MOST_WORDS = 8;
const BORDERS = new Set(
  'and or but that which who whom whose when where while after before because since until although as with by to from'.split(
    ' ',
  ),
);

/** The terms before each such verb: of "claims", a noun as often, too. None where nobody speaks. */
export function subjectWords(body: string, tokens: readonly Token[]): Set<string> {
  const terms = new Set<string>();
  const lower = (token: Token) => surfaceOf(body, token).toLowerCase();
  tokens.forEach((token, i) => {
    if (!VERBS.has(lower(token))) return;
    for (let at = i - 1; at >= Math.max(0, i - MOST_WORDS) && !BORDERS.has(lower(tokens[at])); at--)
      terms.add(tokens[at].term);
  });
  return terms;
}
