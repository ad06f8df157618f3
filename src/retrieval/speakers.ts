/**
 * Who says what: finds, for each sentence of an article, the person or body that its statement is attributed to, by the
 * verb of speech and what stands beside it. "He said" and a quotation that goes on are carried over from before.
 */
import type { Sentence, Span } from '../core/types.js';
import { isCapitalised, normaliseWord, type Token } from '../text/tokenize.js';

export interface Speaker {
  /** As people should read it: the fullest form of the name found so far, or the role as written. */
  name: string;
  /** Normalised words by which the speaker may be asked for, role and name together. */
  terms: Set<string>;
  /** Where the name stands: the sentence's number, and the span in the body. */
  namedIn: number;
  span: Span;
}

export interface Attribution {
  speaker: Speaker;
  /** Whether the sentence itself names the speaker; otherwise it says "he", or nothing. */
  isNamedHere: boolean;
}

const SPEECH = new Set(
  'said says say told tells stated states claimed claims claiming alleged alleges alleging denied denies denying announced announces warned warns added adds insisted insists argued argues rejected rejects rejecting accused accuses admitted admits acknowledged acknowledges confirmed confirms called calls urged urges demanded demands proposed proposes replied replies responded responds wrote writes tweeted noted notes stressed stresses reiterated reiterates declared declares predicted predicts vowed vows pledged pledges explained explains suggested suggests asserted asserts described describes appreciated appreciates praised condemned thanked asked repeated'.split(
    ' ',
  ),
);
const PRONOUNS = new Set(['he', 'she']);
/** Words that belong to a role before a name, and to the name itself. */
const ROLE = new Set(
  'foreign prime minister president spokesman spokeswoman spokesperson secretary adviser advisor national security chief director ambassador official officials ministry government chancellor governor senator general deputy chairman chairwoman leader king queen'.split(
    ' ',
  ),
);
const MONTHS_AND_DAYS = new Set(
  'monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december'.split(
    ' ',
  ),
);
const ROLE_TERMS = new Set([...ROLE].map(normaliseWord));
const MAX_SUBJECT_TOKENS = 9;

/** Whether a term says what someone is and not who: a corpus has many ministers. */
export const isRoleTerm = (term: string) => ROLE_TERMS.has(term);

interface Subject {
  tokens: Token[];
  isPronoun: boolean;
  /** What stands beside the name between commas: "Iran's foreign minister, Hossein Amir-Abdollahian, told". */
  beside?: Token[];
}

/** One entry per sentence, undefined where nobody is said to speak. `tokens[i]` are the words of sentence i, stop words included. */
export function attributeSpeakers(body: string, sentences: Sentence[], tokens: Token[][]): (Attribution | undefined)[] {
  const known: Speaker[] = [];
  /** Whom "he" or "she" would mean now; undefined where that can't be told. */
  let person: Speaker | undefined;
  let openQuoteBy: Speaker | undefined;
  let isQuoteOpen = false;
  return sentences.map((sentence, number) => {
    const words = tokens[number];
    const text = body.slice(sentence.start, sentence.end);
    const goesOn = isQuoteOpen;
    isQuoteOpen = leavesQuoteOpen(text, isQuoteOpen);
    const subject = findSubject(body, words);
    let attribution: Attribution | undefined;
    if (subject && !subject.isPronoun) {
      person = recognise(body, subject.tokens, number, known);
      for (const { term } of subject.beside ?? []) person.terms.add(term);
      attribution = { speaker: person, isNamedHere: true };
    } else if (subject) {
      if (person) attribution = { speaker: person, isNamedHere: false };
    } else if (goesOn && openQuoteBy) {
      attribution = { speaker: openQuoteBy, isNamedHere: false };
    } else if (!startsWithPronoun(body, words)) {
      person = personAfter(body, words, number, known, person);
    }
    openQuoteBy = isQuoteOpen ? attribution?.speaker : undefined;
    return attribution;
  });
}

const startsWithPronoun = (body: string, words: Token[]) =>
  words.length > 0 && PRONOUNS.has(body.slice(words[0].start, words[0].end).toLowerCase());

/**
 * Whom a pronoun may mean after a sentence in which nobody speaks: its first words where they are a name, nobody where
 * a name stands somewhere else in it, the same person as before where it names no one.
 */
function personAfter(
  body: string,
  words: Token[],
  number: number,
  known: Speaker[],
  before: Speaker | undefined,
): Speaker | undefined {
  const name = nameFrom(body, words, 0);
  const isProper = name.some((word) => isCapitalised(body, word) && !isRoleOrArticle(body, word));
  const isName =
    isProper && (name.length > 1 || isCapitalisedInside(body, words, name[0], known)) && name[0] === words[0];
  if (isName) return recognise(body, name, number, known);
  const namesSomeone = words.some((word, i) => i > 0 && isCapitalised(body, word) && !isCalendarWord(body, word));
  return namesSomeone ? undefined : before;
}

const isRoleOrArticle = (body: string, { start, end }: Token) => {
  const word = body.slice(start, end).toLowerCase();
  return ROLE.has(word) || /^(the|a|an|in|on|at|it|this|that|but|and|both)$/.test(word);
};

/** A capital at the start of a sentence says nothing; a name that is known, or that has no small twin, does. */
function isCapitalisedInside(body: string, words: Token[], token: Token, known: Speaker[]): boolean {
  if (known.some(({ terms }) => terms.has(token.term))) return true;
  const surface = body.slice(token.start, token.end);
  const inside = new RegExp(`[\\p{L},] ${surface.replace(/[^\p{L}\p{N}]/gu, '.')}\\b`, 'u');
  return words.length > 1 && inside.test(body);
}

const isCalendarWord = (body: string, { start, end }: Token) =>
  MONTHS_AND_DAYS.has(body.slice(start, end).toLowerCase());

function leavesQuoteOpen(text: string, wasOpen: boolean): boolean {
  let open = wasOpen;
  for (const character of text) {
    if (character === '“') open = true;
    else if (character === '”') open = false;
  }
  return open;
}

/** The words before a verb of speech (or behind "said" and "according to") that name who speaks. */
function findSubject(body: string, words: Token[]): Subject | undefined {
  const surface = (i: number) => body.slice(words[i].start, words[i].end);
  const lower = (i: number) => surface(i).toLowerCase();
  for (let i = 0; i < words.length; i++) {
    const word = lower(i);
    if (word === 'according' && i + 2 < words.length && lower(i + 1) === 'to') {
      const after = nameFrom(body, words, i + 2);
      if (after.length > 0 && i === 0) return { tokens: after, isPronoun: false };
    }
    if (!SPEECH.has(word)) continue;
    if (i > 0 && /^(to|not|been|being|be|was|were|is|are)$/.test(lower(i - 1)) && lower(i - 1) !== 'not') continue;
    const before = subjectBefore(body, words, i);
    if (before) return before;
    const after = nameFrom(body, words, i + 1);
    if (after.length > 0 && /^(said|says|added|wrote)$/.test(word)) return { tokens: after, isPronoun: false };
  }
  return undefined;
}

/** Walks back from the verb to the subject: over adverbs and asides in commas, to the start of the sentence at most. */
function subjectBefore(body: string, words: Token[], verb: number): Subject | undefined {
  const lower = (i: number) => body.slice(words[i].start, words[i].end).toLowerCase();
  for (let i = verb - 1; i >= 0 && verb - i <= MAX_SUBJECT_TOKENS; i--) {
    const word = lower(i);
    if (PRONOUNS.has(word)) return { tokens: [words[i]], isPronoun: true };
    const isDay = MONTHS_AND_DAYS.has(word);
    const isName =
      !isDay &&
      isCapitalised(body, words[i]) &&
      (i > 0 || !/^(the|a|an|in|on|at|it|this|that|but|and|both|all|some|his|her|their|we|i|you)$/.test(word));
    const isRole = ROLE.has(word);
    if (!isName && !isRole) {
      if (/["”“]/.test(body.slice(words[i].end, words[i + 1].start))) return undefined;
      continue;
    }
    let first = i;
    while (
      first > 0 &&
      isAdjacent(body, words[first - 1], words[first]) &&
      continuesName(body, words[first - 1], first - 1)
    )
      first--;
    return withApposition(body, words, first, i);
  }
  return undefined;
}

/** "A, B, said" where one of the two is a role: the other is the name, and both are ways to ask for the speaker. */
function withApposition(body: string, words: Token[], first: number, last: number): Subject {
  const tokens = words.slice(first, last + 1);
  const end = startOfGroup(body, words, first) - 1;
  if (end < 0 || !/^\s*,\s*$/.test(body.slice(words[end].end, words[end + 1].start)))
    return { tokens, isPronoun: false };
  let start = end;
  while (start > 0 && isPartOfGroup(body, words[start - 1], words[start])) start--;
  const beside = words.slice(start, end + 1);
  const hasRole = (group: Token[]) =>
    group.some(({ start: from, end: to }) => ROLE.has(body.slice(from, to).toLowerCase()));
  if (hasRole(tokens) === hasRole(beside)) return { tokens, isPronoun: false };
  if (hasRole(beside)) return { tokens, isPronoun: false, beside };
  const name = nameFrom(body, beside, 0);
  return name.length > 0 ? { tokens: name, isPronoun: false, beside: tokens } : { tokens, isPronoun: false };
}

/** The first word of what stands between commas: "the foreign minister of Iran" begins with "the". */
function startOfGroup(body: string, words: Token[], from: number): number {
  let first = from;
  while (first > 0 && isPartOfGroup(body, words[first - 1], words[first])) first--;
  return first;
}

const isPartOfGroup = (body: string, left: Token, right: Token) =>
  isAdjacent(body, left, right) && !SPEECH.has(body.slice(left.start, left.end).toLowerCase());

const isAdjacent = (body: string, left: Token, right: Token) =>
  /^[\s\-–.’']*s?\s*$/.test(body.slice(left.end, right.start));

function continuesName(body: string, token: Token, place: number): boolean {
  const word = body.slice(token.start, token.end).toLowerCase();
  if (MONTHS_AND_DAYS.has(word) || SPEECH.has(word)) return false;
  if (ROLE.has(word) || word === 'of') return true;
  return isCapitalised(body, token) && (place > 0 || !/^(the|a|an|in|on|at|it|this|that|but|and|both)$/.test(word));
}

/** The capitalised words and roles from here on. */
function nameFrom(body: string, words: Token[], from: number): Token[] {
  const found: Token[] = [];
  for (let i = from; i < words.length && i < from + 7; i++) {
    const word = body.slice(words[i].start, words[i].end).toLowerCase();
    const isPart = (isCapitalised(body, words[i]) && !MONTHS_AND_DAYS.has(word)) || ROLE.has(word);
    if (!isPart) {
      if (found.length === 0 && /^(the|a|an)$/.test(word)) continue;
      break;
    }
    if (found.length > 0 && !isAdjacent(body, found[found.length - 1], words[i])) break;
    found.push(words[i]);
  }
  return found;
}

/** The speaker these words stand for: one known by a shared last name, or a new one. */
function recognise(body: string, tokens: Token[], number: number, known: Speaker[]): Speaker {
  const span = { start: tokens[0].start, end: tokens[tokens.length - 1].end };
  const name = body.slice(span.start, span.end).replace(/\s+/g, ' ');
  const terms = new Set(tokens.map(({ term }) => term));
  const last = tokens[tokens.length - 1].term;
  const before = known.find(
    (speaker) =>
      speaker.terms.has(last) &&
      (terms.size === 1 || [...terms].some((term) => term !== last && speaker.terms.has(term)) || !ROLE.has(last)),
  );
  if (before) {
    for (const term of terms) before.terms.add(term);
    const isFuller = name.length > before.name.length && !ROLE.has(last);
    if (isFuller) Object.assign(before, { name, namedIn: number, span });
    return before;
  }
  const speaker = { name, terms, namedIn: number, span };
  known.push(speaker);
  return speaker;
}
