/** A sentence as words with what governs them: negation, hedges, clauses; its numbers, quotations and passives. Rules for English. */
import type { Lexicon } from '../../lexicon/lexicon.js';
import type { PartOfSpeech, TaggedWord } from '../../lexicon/tag-words.js';
import { numbersIn } from '../../text/numbers.js';
import { isCapitalised, isStopTerm, tokenize } from '../../text/tokenize.js';
import { hedgesOf, isNegator, markScopes, numberClauses } from './scopes.js';
import { LIGHT, NEGATORS, PLAIN_SPEECH, SPEECH_WORDS, WEAK_NEGATORS } from './word-classes.js';

export interface Word {
  /** In lower case, without a possessive ending. */
  lower: string;
  term: string;
  /** The word with its particle, where the dictionary has both as one: "step down". */
  phrase?: string;
  /** What it is where it stands; undefined where nothing is known of the language. */
  part?: PartOfSpeech;
  /** Offsets into the statement's text. */
  start: number;
  end: number;
  /** Says something of its own: neither a stop word nor a small word that is judged by its class. */
  isContent: boolean;
  isName: boolean;
  /** Belongs to a number or a date, which are compared by value. */
  isFigure: boolean;
  /** Stands behind "in" or "near": a place, and nobody who acts. */
  isWhere: boolean;
  clause: number;
  isNegated: boolean;
  /** What the word is in the scope of. */
  hedges: Set<Hedge>;
}

export type Hedge = 'modal' | 'allegation' | 'wish';

export interface Figure {
  value: string;
  start: number;
  end: number;
}

export interface Statement {
  text: string;
  words: Word[];
  figures: Figure[];
  /** What stands in quotation marks. */
  quotations: string[];
  hasNegator: boolean;
  hasWeakNegator: boolean;
  /** Classes of hedge that it uses at all. */
  hedges: Set<Hedge>;
  hasSpeech: boolean;
}

/** Months, weekdays and their short forms. */
export const CALENDAR = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec today yesterday tomorrow tonight'.split(
    ' ',
  ),
);
const QUOTATION = /[“„«"]([^“”„«»"]{2,})[”“»"]/g;

/** Units behind a number, as they are said. */
const UNITS: Record<string, string> = {
  'km/h': 'kilometres an hour',
  kph: 'kilometres an hour',
  mph: 'miles an hour',
  km: 'kilometres',
  cm: 'centimetres',
  mm: 'millimetres',
  kg: 'kilograms',
  MJ: 'megajoules',
  MW: 'megawatts',
  GW: 'gigawatts',
  bn: 'billion',
  'm/s': 'metres a second',
};
const ABBREVIATED = new RegExp(`(\\d\\s?)(${Object.keys(UNITS).join('|')})(?![\\p{L}/])`, 'gu');

export interface ReadOptions {
  lexicon: Lexicon;
  /** Whether a word, written with a capital at the start of a sentence, is a name elsewhere. */
  isKnownName?: (term: string) => boolean;
}

export function readStatement(given: string, { lexicon, isKnownName = () => false }: ReadOptions): Statement {
  const text = given
    .replace(ABBREVIATED, (_, before, unit) => before + UNITS[unit])
    .replace(/\bthree[- ]quarters of a (?:percentage )?point\b/gi, '0.75 percentage points')
    .replace(/\bhalf a (?:percentage )?point\b/gi, '0.5 percentage points')
    .replace(/\ba quarter (?:of a )?(?:percentage )?point\b/gi, '0.25 percentage points')
    .replace(/\b(\d+) basis points\b/gi, (_, points) => `${points / 100} percentage points`);
  const tokens = tokenize(text);
  const partAt = partsBy(lexicon.tagWords(text));
  const figures: Figure[] = [...numbersIn(text), ...ordinalsIn(text)];
  const words: Word[] = tokens.map((token, i) => {
    const surface = text.slice(token.start, token.end);
    const lower = surface
      .toLowerCase()
      .replace(/['’]s$/, '')
      .replaceAll('’', "'");
    const isCalendar = CALENDAR.has(lower) && (isCapitalised(text, token) || !/^(may|march)$/.test(lower));
    const isFigure = isCalendar || figures.some(({ start, end }) => token.start < end && token.end > start);
    const isFirst = i === 0 || /[“"«‘(:]\s*$/.test(text.slice(Math.max(0, token.start - 2), token.start));
    const isName =
      !isFigure &&
      isCapitalised(text, token) &&
      (!isFirst || isKnownName(token.term) || (!isStopTerm(token.term) && looksLikeName(lower, surface, lexicon)));
    return {
      lower,
      term: token.term,
      part: partAt(token),
      start: token.start,
      end: token.end,
      isName: isName && !(isStopTerm(token.term) && isFirst),
      isFigure,
      isContent: !isFigure && !isStopTerm(token.term) && !isGrammar(lower),
      isWhere: WHERE.test(text.slice(Math.max(0, token.start - 8), token.start)),
      clause: 0,
      isNegated: false,
      hedges: new Set(),
    };
  });
  for (const [i, word] of words.entries()) {
    const next = words[i + 1];
    if (!next || !PARTICLE.test(next.lower) || !word.isContent) continue;
    const phrase = `${word.lower} ${next.lower}`;
    if (lexicon.knows(phrase)) word.phrase = phrase;
  }
  numberClauses(text, words, lexicon);
  markScopes(words);
  const hedges = new Set<Hedge>();
  for (const { lower } of words) for (const hedge of hedgesOf(lower)) hedges.add(hedge);
  return {
    text,
    words,
    figures,
    quotations: [...text.matchAll(QUOTATION)].map(([, inside]) => inside),
    hasNegator: words.some(({ lower }) => isNegator(lower)),
    hasWeakNegator: words.some(
      ({ lower }) => isNegator(lower) || WEAK_NEGATORS.has(lower) || isNegatedWord(lower, lexicon),
    ),
    hedges,
    hasSpeech: words.some(({ lower }) => SPEECH_WORDS.has(lower)),
  };
}

/** Whether a word says something of its own, be it a name, a number or another one. */
export const isSolid = ({ isContent, isName, isFigure }: Word) => isContent || isName || isFigure;

/** Whether a comma, a semicolon, a colon, a dash or a bracket stands before a word. */
export const isParted = ({ words, text }: Statement, i: number) =>
  /[,;:—–()]/.test(text.slice(words[i - 1]?.end ?? 0, words[i].start));

/** Both come in order, so that one walk finds what each word is. */
function partsBy(tagged: TaggedWord[]) {
  let at = 0;
  return ({ start }: { start: number }): PartOfSpeech | undefined => {
    while (at < tagged.length && tagged[at].end <= start) at++;
    return tagged[at] && tagged[at].start <= start ? tagged[at].part : undefined;
  };
}

const ORDINALS =
  'second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth'.split(
    ' ',
  );
const ORDINAL = new RegExp(`\\b(?:(\\d+)(?:st|nd|rd|th)|(${ORDINALS.join('|')}))(?=[\\s-])`, 'gi');

/** "Third" and "3rd" as the figure "3rd", so that no other place in a row stands for it. */
const ordinalsIn = (text: string): Figure[] =>
  [...text.matchAll(ORDINAL)].map(({ 0: word, 1: digits, 2: name, index }) => ({
    value: `${digits ?? ORDINALS.indexOf(name.toLowerCase()) + 2}th`,
    start: index,
    end: index + word.length,
  }));

const WHERE = /\b(?:in|at|near|outside|around|inside)\s+$/i;

const PARTICLE = /^(up|down|out|off|in|on|over|away|back|through|apart|forward|together|along|by)$/;

/** At the start of a sentence: what no dictionary knows as a common word. */
const looksLikeName = (lower: string, surface: string, lexicon: Lexicon) =>
  lexicon.isProperName(lower) || (!lexicon.knows(lower) && !LIGHT.has(lower)) || /^[A-Z]{2,}$/.test(surface);

const MODAL_VERBS = /^(may|might|could|would|should|will|shall|can|if|whether|unless)$/;

/** "Unarmed", "dissatisfied": what is left is a word of its own. */
const isNegatedWord = (lower: string, lexicon: Lexicon) => {
  const rest = /^(?:un|dis|non-?)([a-z]{4,})$/.exec(lower)?.[1];
  return rest !== undefined && lexicon.knows(rest);
};

/** Words that are judged by their class and not by whether they stand in the evidence. */
const isGrammar = (lower: string) =>
  NEGATORS.has(lower) || MODAL_VERBS.test(lower) || PLAIN_SPEECH.has(lower) || LIGHT.has(lower);
