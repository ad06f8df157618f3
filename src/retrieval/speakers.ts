/**
 * Who says what: finds, for each sentence of an article, the person or body that its statement is attributed to, by the
 * verb of speech and what stands beside it. "He said" and a quotation that goes on are carried over from before.
 */
import type { Sentence, Span } from '../core/types.js';
import { isCapitalised, type Token } from '../text/tokenize.js';

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
const PRONOUNS = new Set(['he', 'she', 'they']);
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
const MAX_SUBJECT_TOKENS = 9;

interface Subject {
  tokens: Token[];
  isPronoun: boolean;
}

/** One entry per sentence, undefined where nobody is said to speak. `tokens[i]` are the words of sentence i, stop words included. */
export function attributeSpeakers(body: string, sentences: Sentence[], tokens: Token[][]): (Attribution | undefined)[] {
  const known: Speaker[] = [];
  let current: Speaker | undefined;
  let isQuoteOpen = false;
  return sentences.map((sentence, number) => {
    const words = tokens[number];
    const subject = findSubject(body, words);
    const text = body.slice(sentence.start, sentence.end);
    const startsInQuote = isQuoteOpen || /^["“‘]/.test(text);
    isQuoteOpen = leavesQuoteOpen(text, isQuoteOpen);
    if (subject && !subject.isPronoun) {
      current = recognise(body, subject.tokens, number, known);
      return { speaker: current, isNamedHere: true };
    }
    if (current && (subject?.isPronoun || (startsInQuote && number - lastNumber(current, known) < 40)))
      return { speaker: current, isNamedHere: false };
    return undefined;
  });
}

const lastNumber = (speaker: Speaker, _known: Speaker[]) => speaker.namedIn;

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
    return { tokens: words.slice(first, i + 1), isPronoun: false };
  }
  return undefined;
}

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
