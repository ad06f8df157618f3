/** Words that tell who speaks from what is said: roles, pronouns, what is nobody's name. */
import { isCalendarWord } from '../../core/calendar.js';
import { SPEAKING, toldForms } from '../../text/speech-verbs.js';
import { isCapitalised, normaliseWord, type Token } from '../../text/tokenize.js';

/** Forms by which somebody is said to speak: "denied", "denies". */
export const SPEECH = new Set([...toldForms('a'), ...SPEAKING]);
/** Those behind which the speaker may stand: "said Berg". */
export const INVERTED = new Set(toldForms('t'));
export const PRONOUNS = new Set(['he', 'she']);
/** Words that belong to a role before a name, and to the name itself. */
export const ROLE = new Set(
  'foreign prime minister president spokesman spokeswoman spokesperson secretary adviser advisor national security chief director ambassador official officials ministry government chancellor governor senator general deputy chairman chairwoman leader king queen pope mayor master captain commissioner judge prosecutor professor doctor colonel sheriff minister councillor'.split(
    ' ',
  ),
);
/** Written with a capital at the start of a sentence, and nobody's name. */
export const NO_NAME = new Set(
  'the a an in on at it this that these those but and both all some many most his her their we i you nobody everybody everyone someone somebody anyone one none neither either others no what when where who why how there here as if after before while since so then still yet also even now once for from with by to of during when following despite like unlike amid among until under without because although though asked speaking citing having being born watch read see'.split(
    ' ',
  ),
);
const ROLE_TERMS = new Set([...ROLE].map(normaliseWord));
/** What ends so, or is an abbreviation, is no person, so "he" means somebody else. */
const BODY =
  /(?:^|\s)(?:administration|agency|airlines?|army|association|bank|board|center|centre|commission|committee|company|corp|council|court|department|federation|force|foundation|group|guardian|house|inc|institute|journal|league|ministry|nations|news|office|officials|organization|party|police|post|press|rights|service|society|states|street|times|today|union|university|watch)$/i;

/** Whether a name is that of an organisation or of several people, as far as its last word tells. */
export const isBody = (name: string) => BODY.test(name) || /^\p{Lu}{2,}$|(?:^|\s)\p{Ll}+s$/u.test(name);

/** Whether a term says what someone is and not who: a corpus has many ministers. */
export const isRoleTerm = (term: string) => ROLE_TERMS.has(term);

export const isCalendarToken = (body: string, { start, end }: Token) => isCalendarWord(body.slice(start, end));

export const isRoleOrArticle = (body: string, { start, end }: Token) => {
  const word = body.slice(start, end).toLowerCase();
  return ROLE.has(word) || /^(the|a|an|in|on|at|it|this|that|but|and|both)$/.test(word);
};

export const isPossessive = (body: string, { start, end }: Token) => /['’]s?$/.test(body.slice(start, end));

export const hasRole = (body: string, tokens: Token[]) =>
  tokens.some(({ start, end }) => ROLE.has(body.slice(start, end).toLowerCase()));

export const isProperName = (body: string, tokens: Token[]) =>
  tokens.every((token) => isCapitalised(body, token)) && !hasRole(body, tokens);

/** A dash between spaces parts: "LINDVIK – Mayor Ines Falk". */
export const isAdjacent = (body: string, left: Token, right: Token) =>
  /^(?!.*\s[-–])[\s\-–.’']*s?\s*$/.test(body.slice(left.end, right.start));
