/**
 * A question in chat's spelling → in the usual one, word by word: "whos" is "who's", "ppl" is "people", "44 %" is
 * "44 percent". Only what a question's own words are read from; texts are left as they are.
 */
import { MONTHS } from '../core/calendar.js';

/** Left out is what is another word as often: "its", "were", "well", "ill", "wed", "id". */
const CONTRACTIONS = `who's what's where's when's why's how's that's there's here's he's she's let's i'm i've you're you've
you'll they're they've they'll we've it'll that'll don't doesn't didn't isn't aren't wasn't weren't hasn't haven't hadn't can't
couldn't won't wouldn't shouldn't mustn't ain't`;

/** Shorthand, and slips in the words that questions are asked with; what only colours the question has nothing behind the colon. */
const SHORT = `ppl:people u:you ur:your pls:please plz:please govt:government yr:year yrs:years hrs:hours mins:minutes
secs:seconds mth:month mths:months wks:weeks b4:before cuz:because coz:because bcuz:because becuz:because bcos:because
tmrw:tomorrow tmr:tomorrow tomoz:tomorrow tonite:tonight thru:through gonna:going_to wanna:want_to gotta:got_to
gimme:give_me lemme:let_me dunno:don't_know idk:i_don't_know outta:out_of abt:about msg:message msgs:messages
pw:password pwd:password acct:account accts:accounts dmg:damage lvl:level lvls:levels intl:international natl:national dept:department rly:really n:and sry:sorry srsly:seriously happend:happened hapened:happened happned:happened prolly:probably
approx:approximately avg:average bday:birthday mgmt:management w/o:without yday:yesterday
lol: tbh: imo: imho: btw: fyi: smh: omg: thx: rn:
wich:which whcih:which whihc:which wihch:which whch:which waht:what wht:what whta:what hwat:what hwo:how wehn:when whn:when
wher:where whre:where hwere:where whu:why teh:the hte:the fo:of ot:to`;

const WORDS = new Map<string, string>();
for (const word of CONTRACTIONS.split(/\s+/)) WORDS.set(word.replace("'", ''), word);
for (const pair of SHORT.split(/\s+/)) {
  const [short, full] = pair.split(':');
  WORDS.set(short, full.replaceAll('_', ' '));
}

const WORD = /(?<![\p{L}\p{N}'’&/.-])(?:w\/o|\p{L}[\p{L}\p{N}]*)(?![\p{L}\p{N}'’&/]|[.-][\p{L}\p{N}])/giu;
/** What turns a phrase and asks for nothing: "why did they leave in the first place", "did they manage to leave". */
const IDLE =
  / (?:in the first place|at the end of the day|as we speak|when all is said and done)(?=[?!., ]|$)| so (?:fast|quickly|soon|suddenly)(?=[?!. ]*$)|\b(?:manag(?:e|ed|es) to|end(?:ed|s)? up) (?=\p{L})/giu;

/** "The 4th country", and no day of a month. */
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');
const MONTH_STARTS = MONTHS.map((month) => month.slice(0, 3)).join('|');
const ORDINAL = new RegExp(
  `(?<!\\b(?:${MONTHS.join('|')}|${MONTH_STARTS})\\.? )\\b([1-9])(?:st|nd|rd|th)\\b(?! (?:of )?(?:${MONTH_STARTS}))`,
  'gi',
);

/** "Bc" is also a province and a time: a reason begins with one of these. */
const BECAUSE =
  /\bbc(?= (?:of|the|an?|i|we|you|he|she|it|they|there|this|that|my|our|your|his|her|its|their|no|some)\b)/g;
/** "3 nov", "nov 3", "in nov", "nov 2022". */
const MONTH = new Map(MONTHS.filter((month) => month.length > 4).map((month) => [month.slice(0, 3), month]));
MONTH.set('sept', 'september');
const SHORT_MONTH = `(?:${[...MONTH.keys()].join('|')})`;
const MONTHS_BY_NUMBER = new RegExp(
  `(?<=\\b(?:in|since|until|till|by|from|of|early|late|mid|last|this|\\d{1,2}(?:st|nd|rd|th)?) )${SHORT_MONTH}\\b\\.?|\\b${SHORT_MONTH}\\b\\.?(?= \\d)`,
  'gi',
);

/**
 * @example
 * spellOut('whos in charge of the govt'); // "who's in charge of the government"
 */
export function spellOut(question: string): string {
  const isShouting = question === question.toUpperCase();
  return question
    .replace(/\bper cent\b/gi, 'percent')
    .replace(/(\d) ?%|%/g, (_, digit: string | undefined) => (digit ? `${digit} percent` : 'percent'))
    .replace(IDLE, '')
    .replace(ORDINAL, (_, digit: string) => ORDINALS[Number(digit) - 1])
    .replace(/\b(in|since|of|from|until|till) ['’]?([0-3]\d)(?=[?!. ]*$)/gi, '$1 20$2')
    .replace(/\bthe us\b(?! (?:all|both|two|three)\b)/g, 'the US')
    .replace(/^\s*y(?= \p{L})/iu, 'why')
    .replace(BECAUSE, 'because')
    .replace(WORD, (word) => {
      const usual = WORDS.get(word.toLowerCase());
      // In capitals it is an acronym: IMO, PW.
      const isWord =
        usual !== undefined && (isShouting || word.length === 1 || word.slice(1) === word.slice(1).toLowerCase());
      return isWord ? usual : word;
    })
    .replace(MONTHS_BY_NUMBER, (month) => MONTH.get(month.toLowerCase().replace('.', ''))!);
}
