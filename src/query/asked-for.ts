/** What kind of answer a question is after, by its question word and the noun behind it. */
import { isVerbForm, type NounKind, nounKind } from '../lexicon/noun-kinds.js';
import type { FigureKind } from '../text/figure-kinds.js';
import { splitSentences } from '../text/split-sentences.js';
import { isStopTerm, lowerWords, type Token, tokenize } from '../text/tokenize.js';
import { kindWord, measureAskedFor, namedFigure } from './measure-asked-for.js';

/** A `name` is what a company, team, film or product is called by; a `contact` is a telephone number, an address for mail or a page. */
export const ANSWER_TYPES = [
  'person',
  'place',
  'name',
  'time',
  'quantity',
  'money',
  'percent',
  'contact',
  'reason',
  'yes-no',
  'other',
] as const;
export type AnswerType = (typeof ANSWER_TYPES)[number];
/** Answers that are figures. */
export const IN_FIGURES: ReadonlySet<AnswerType> = new Set(['quantity', 'money', 'percent']);

export const QUESTION_WORDS = new Set('who whom whose what which when where why how'.split(' '));
/** How a question that is answered with yes or no begins. */
export const AUXILIARIES: ReadonlySet<string> = new Set(
  'did does do is are was were has have had will would can could should'.split(' '),
);
/** What the question begins with, from its first question word on; the first that fits counts. */
const OPENINGS: [AnswerType, RegExp][] = [
  // "How much did they raise rates" asks for no sum.
  [
    'quantity',
    /^how much of |^how much (?!money |cash ).*\b(?:rais|rise|rose|ris(?:en|ing)|increas|grow|grew|jump|climb|fall|fell|drop|sink|sank|declin|lower|shrink|shrank|cut|go (?:up|down)|went (?:up|down))/,
  ],
  [
    'money',
    /^how (much|many) (money|cash|dollars|euros|pounds) |^how much .*(cost|pay|paid|spend|spent|worth|price|raise|fine|earn|owe|offer|charge|demand|lose|lost|sell for|sold for)|^how much (?:do|does|did|will|would|is|are) (?:[a-z'’]+ ){1,4}?(?:want|wants|ask|asks|asking|sue|suing|seek|seeking)\b|^how much (is|are|was|were) |^how much (?:do|does|did) .* make (?:an?|per|each|every|off|from) |^what (price|amount|sum) |^what (is|are|does|do|did|was|were) .*(paid|earn|charge) |^what (do|does|did|will|would) .* costs? /,
  ],
  ['percent', /^(what|which) (percent|per cent|percentage|share|proportion) |^how many (percent|per cent) /],
  ['quantity', /^how (many|much|old|long|far|tall|big|large|fast|often|high|deep|heavy|wide) /],
  [
    'person',
    /^(who|whom|whose) |^(what|which) (person|man|woman|president|minister|actor|actress|singer|player|leader|king|queen|author|scientist|company|team|group|country's leader) /,
  ],
  ['time', /^when |^(what|which) (year|month|day|date|time|decade|century) |^how soon /],
  ['place', /^where |^(what|which) (country|city|state|place|town|region|continent|nation|island|county|province) /],
  [
    'contact',
    /^what (?:is |are |was )?(?:the |an? |your |their |his |her |our )?(?:[a-z'’]+ ){0,2}?(?:(?:phone|telephone|mobile|contact|fax|hotline) numbers?|e[- ]?mail(?: address)?|website|web ?page|url) (?:$|of |for |to )/,
  ],
  ['reason', /^why |^what reason |^what caused |^how come /],
];

/** The answer type of "which X" by the kind of the noun X. */
const BY_NOUN: Partial<Record<NounKind, AnswerType>> = {
  person: 'person',
  group: 'name',
  work: 'name',
  thing: 'name',
  place: 'place',
  time: 'time',
  amount: 'quantity',
};

export interface Asked {
  answerType: AnswerType;
  /** The noun of "which country", "what kind", "which young star". */
  headTerm?: string;
  /** The noun of "how many people". */
  countedTerm?: string;
  /** What kind of figure is asked for; absent where it may be any. */
  measure?: FigureKind[];
  /** The "big" of "how big", the "money" of "how much money". */
  kindTerm?: string;
  /** The office of "who is the mayor of Ost?". */
  officeTerm?: string;
  /** "What's FTT?", "who is Jake Sullivan?": nothing but the name is given. */
  asksDefinition?: boolean;
  /** "How do I …", "what can I do": an instruction. */
  asksHow?: boolean;
  /** "Which kinds of members are there": more than one thing. */
  asksForAll?: boolean;
  /** "Now", "at the moment": the newest of several versions. */
  asksNow?: boolean;
  /** "When will", "when does": a day that is still to come. */
  asksAhead?: boolean;
}

/**
 * Of a text without words it is 'other'. The answer type is told by the first question word of the last sentence: "what did they do when it rained" asks for
 * no time.
 */
export function askedFor(text: string): Asked {
  const tokens = tokenize(text, splitSentences(text).at(-1)?.start);
  const words = lowerWords(text, tokens);
  const first = words.findIndex((_, i) => isQuestionWord(words, i));
  const head = /^(which|what)$/.test(words[first] ?? '') ? headNoun(text, tokens, words, first + 1) : undefined;
  const headTerm = head === undefined ? {} : { headTerm: tokens[head].term };
  const all = ` ${words.join(' ')} `;
  const wanted = {
    ...(HOW.test(all) && { asksHow: true }),
    ...(ALL.test(all) && { asksForAll: true }),
    ...(NOW.test(all) && { asksNow: true }),
  };
  if (AUXILIARIES.has(words[0])) return { answerType: 'yes-no', ...headTerm, ...wanted };
  const named = namedFigure(`${words.slice(Math.max(0, first)).join(' ')} `);
  if (first < 0) return { answerType: NAME_OF.test(all) ? 'person' : 'other', ...named, ...wanted };
  const asked = `${words.slice(first).join(' ')} `;
  const spelledOut = asked.replace(CONTRACTED, '$1 is ');
  const counted = /^how many /.test(asked) ? countedNoun(text, tokens, words, first + 2) : undefined;
  const holder = HOLDER.exec(asked)?.[0].trim().split(' ').length ?? 0;
  const office = holder > 0 ? headNoun(text, tokens, words, first + holder) : undefined;
  const kindAt = words.indexOf(kindWord(asked) ?? '', first);
  const measure = named?.measure ?? measureAskedFor(asked);
  const byOpening = OPENINGS.find(([, opening]) => opening.test(spelledOut))?.[0];
  const kind = head === undefined ? undefined : nounKind(words[head]);
  // "What machine" may be of any kind; "which machine" is one that has a name.
  const byNoun = kind && (kind === 'person' || words[first] === 'which') ? BY_NOUN[kind] : undefined;
  const answerType = byOpening ?? named?.answerType ?? byNoun ?? 'other';
  return {
    answerType,
    ...headTerm,
    ...wanted,
    ...(counted !== undefined && { countedTerm: tokens[counted].term }),
    ...(measure && { measure }),
    ...(kindAt > 0 && { kindTerm: tokens[kindAt].term }),
    ...(AHEAD.test(spelledOut) && { asksAhead: true }),
    ...(office !== undefined && { officeTerm: tokens[office].term }),
    // "What's the ticket price" asks for a price, not for what a price is.
    ...((answerType === 'other' || answerType === 'person') && DEFINITION.test(asked) && { asksDefinition: true }),
  };
}

const HOW =
  / how (?:do|can|could|should|would) (?:i|we|you|one|people|players|members|users) | how to | what (?:do|can|could|should|must) (?:i|we|you|one) do | (?:fix|workaround|solution|steps|instructions) /;
const ALL =
  / (?:which|what) (?:all )?(?:are |kinds? of |types? of |sorts? of |[a-z]+s (?:are|do|can|have|exist|does) )| list (?:of |all |the )| all (?:the |of the )?[a-z]+s /;
/** "Kyiv mayor name", "name of the mayor". */
const NAME_OF = /^ (?:[\p{L}\p{N}'’-]+ ){1,4}names? $|^ (?:the )?names? of the /u;
const HOLDER = /^who(?:['’]?s| is| was) (?:the|our|your) /;
const NOW = / (?:now|nowadays|currently|today|at the moment|these days|right now|as of now|current) /;
const DEFINITION =
  /^(?:what(?:['’]?s| is| are| was| were) (?:an? |the )?|who(?:['’]?s| is| are| was| were) (?!the |an? |our |your ))(?:[\p{L}\p{N}.'’&-]+ ){1,4}$|^(?:what does|what do) (?:[\p{L}\p{N}.'’&-]+ ){1,3}mean $/u;
const AHEAD =
  /^(?:(?:by |from |until |till )?when|(?:on )?(?:what|which) (?:day|date|year|month|time)) (?:will|does|do|is|are|can|should|would)\b(?!.*\b(?:was|were|did|had)\b)/;

/** "When's" at the beginning of a question, and of any word. */
const CONTRACTED = /^([a-z]+)['’]s /;
const CONTRACTION = /['’]s$/;

const DETERMINERS = new Set('a an the any every each some all those that no'.split(' '));

/** Whether the word asks. The "who" of "a man who was trying to" stands behind its noun and doesn't. */
function isQuestionWord(words: string[], i: number): boolean {
  if (!QUESTION_WORDS.has(words[i].replace(CONTRACTION, ''))) return false;
  if (words[i] === 'when' && tellsCase(words, i)) return false;
  const isRelative =
    /^(who|whom|whose|where|when)$/.test(words[i]) &&
    i < words.length - 1 &&
    !isStopTerm(words[i - 1] ?? '') &&
    words.slice(Math.max(0, i - 3), Math.max(0, i - 1)).some((word) => DETERMINERS.has(word));
  return i === 0 || !isRelative;
}

const SOMEBODY = /^(i|my|you|your|we|our|he|she|it|they)(['’]\p{L}+)?$|^its$/u;

/** "It crashes when I open it", "when I open it it crashes": in what case, and not at what time. */
const tellsCase = (words: string[], i: number): boolean =>
  i === 0 ? SOMEBODY.test(words[1] ?? '') : i < words.length - 1 && !AUXILIARIES.has(words[i + 1]);

const MAX_NOUN_WORDS = 7;

/** What "how many" counts is a noun whatever else it may be, and a plural ends it: "kids" before "did", "laser beams" before "hit". */
function countedNoun(text: string, tokens: Token[], words: string[], from: number): number | undefined {
  const last = headNoun(text, tokens, words, from);
  if (last === undefined) return tokens[from] && !isStopTerm(tokens[from].term) ? from : undefined;
  // "Dumps" of "ammo dumps" may be a verb elsewhere.
  const plural = words.findIndex(
    (word, i) => i >= from && i <= last + 1 && PLURAL.test(word) && !isStopTerm(tokens[i].term),
  );
  return plural >= 0 && !PLURAL.test(words[plural + 1] ?? '') ? plural : last;
}

const PLURAL = /^(?:people|men|women|children|staff|police)$|[^su]s$/;

/** The last word of the nouns that begin at `from`: "star" in "which New York Yankees star tied", from "New" on. */
function headNoun(text: string, tokens: Token[], words: string[], from: number): number | undefined {
  let head: number | undefined;
  for (let i = from; i < Math.min(tokens.length, from + MAX_NOUN_WORDS); i++) {
    const gap = text.slice(tokens[i - 1].end, tokens[i].start);
    if (isStopTerm(tokens[i].term) || /[,;:]/.test(gap)) break;
    // "Trump-backed" describes what comes.
    if (isVerbForm(words[i]) && gap !== '-') break;
    head = i;
  }
  return head;
}
