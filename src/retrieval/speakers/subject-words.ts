/** The words that stand before a sentence's verb of speech: "The police" of "The police said that …", which is no name. */
import { SPEAKING, SPEECH_VERBS } from '../../text/speech-verbs.js';
import { isCapitalised, type Token } from '../../text/tokenize.js';
import { surfaceOf } from './names.js';
import { isRoleOrArticle } from './words.js';

/** All forms by which somebody is told to speak, "promised" and "alleging" among them. */
const VERBS = new Set([...SPEECH_VERBS.flatMap(({ third, past }) => [third, past]), ...SPEAKING]);

/** A sentence that begins with a name has it within so many words. */
const NAME_WITHIN = 4;
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
    for (let at = i - 1; at >= Math.max(0, i - MOST_WORDS) && !BORDERS.has(lower(tokens[at])); at--) {
      if (at < i - 1 && isAnotherName(body, tokens, at)) break;
      terms.add(tokens[at].term);
    }
  });
  return terms;
}

/** "Against Berg, Rude said": two names beside each other with a comma between them are two people, where one of them isn't a role. */
function isAnotherName(body: string, tokens: readonly Token[], at: number): boolean {
  const [one, other] = [tokens[at], tokens[at + 1]];
  return body.slice(one.end, other.start).includes(',') && isName(body, one) && isName(body, other);
}

const isName = (body: string, token: Token) => isCapitalised(body, token) && !isRoleOrArticle(body, token);

const STATEMENTS = /^(?:statement|response|comments?|remarks?|reply|calling|saying|telling|adding|warning|according)$/;

/** “Forty crowns?”, "in a statement", "released a reply, calling it …". */
export const quotesOrTellsOfAStatement = (body: string, tokens: readonly Token[]): boolean =>
  tokens.length > 0 &&
  (/["“”«»]/.test(body.slice(Math.max(0, tokens[0].start - 1), tokens[tokens.length - 1].end + 2)) ||
    tokens.some((token) => STATEMENTS.test(surfaceOf(body, token).toLowerCase())));

/** "Berg, who was in Lindvik, had said so": the verb goes with the name at the beginning. */
export const speaksAtOnce = (body: string, tokens: readonly Token[]): boolean =>
  tokens.some(
    (token, i) =>
      i > 0 &&
      VERBS.has(surfaceOf(body, token).toLowerCase()) &&
      (/^(?:had|has|have|also|later|then)$/.test(surfaceOf(body, tokens[i - 1]).toLowerCase()) ||
        body.slice(tokens[i - 1].end, token.start).includes(',')),
  ) && tokens.slice(0, NAME_WITHIN).some((token) => isName(body, token));

/** Whether somebody speaks in a sentence, whoever it is. */
export const speaksIn = (body: string, tokens: readonly Token[]): boolean =>
  quotesOrTellsOfAStatement(body, tokens) || tokens.some((token) => VERBS.has(surfaceOf(body, token).toLowerCase()));
