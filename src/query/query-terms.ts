/** The words of a question and of the turns before it, with what each weighs. */
import { isCalendarWord } from '../core/calendar.js';
import type { KnownLanguage } from '../text/languages/languages.js';
import { isCapitalised, isStopTerm, tokenize } from '../text/tokenize.js';
import { askingSpans } from './asked-in-language.js';
import type { Turn } from './question.js';

/** A word of the question where it stands. */
export interface QueryWord {
  term: string;
  /** As written. */
  surface: string;
  isStop: boolean;
  isCapitalised: boolean;
  /** Where it stands in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** What is looked for. */
export interface QueryTerm {
  term: string;
  /** 1 for the question's own words, less for those of earlier turns. */
  weight: number;
  /** As written. */
  surface: string;
  isOwn: boolean;
  isNumber: boolean;
  /** Whether it is written as a name: with a capital, and not first, nor in a text that is all capitals. */
  isCapitalised: boolean;
}

/**
 * Weights of earlier turns' terms: of the user's last turn, the share of it that each turn before keeps, and of the
 * last answer.
 */
const USER_TURN_WEIGHT = 0.3;
const USER_TURN_FADES = 0.7;
export const ANSWER_TURN_WEIGHT = 0.1;
const MAX_QUESTION_TERMS = 64;
const MAX_HISTORY_TERMS = 48;

/** All words of `text` in order, stop words included. */
export function readWords(text: string, language?: KnownLanguage): QueryWord[] {
  const asking = askingSpans(text, language);
  return tokenize(text, 0, text.length, language).map(({ term, start, end }) => ({
    term,
    surface: text.slice(start, end),
    isStop: isStopTerm(term) || asking.some((span) => span.start <= start && end <= span.end),
    isCapitalised: isCapitalised(text, { start, end }),
    start,
    end,
  }));
}

/**
 * The question's content terms but those of `without`, unless it has no others; then those of earlier turns that it
 * hasn't itself. `history` is oldest first.
 */
export function readTerms(
  question: string,
  history: readonly Turn[],
  without: ReadonlySet<string>,
  language?: KnownLanguage,
): QueryTerm[] {
  const terms = new Map<string, QueryTerm>();
  addTerms(terms, question, 1, MAX_QUESTION_TERMS, true, language);
  if ([...terms.keys()].some((term) => !without.has(term))) for (const term of without) terms.delete(term);
  // The weightiest turn comes first: a term keeps the first weight it gets.
  const byUser = history.filter(({ role }) => role === 'user').reverse();
  byUser.forEach((turn, back) => {
    addTerms(terms, turn.text, USER_TURN_WEIGHT * USER_TURN_FADES ** back, MAX_HISTORY_TERMS, false, language);
  });
  const lastAnswer = history.findLast(({ role }) => role === 'assistant');
  if (lastAnswer) addTerms(terms, lastAnswer.text, ANSWER_TURN_WEIGHT, MAX_HISTORY_TERMS, false, language);
  return [...terms.values()];
}

function addTerms(
  terms: Map<string, QueryTerm>,
  text: string,
  weight: number,
  limit: number,
  isOwn: boolean,
  language: KnownLanguage,
): void {
  const isShouting = text === text.toUpperCase();
  let added = 0;
  readWords(text, language).forEach(({ term, surface, isStop, isCapitalised, start }) => {
    if (isStop || terms.has(term) || added === limit) return;
    added++;
    terms.set(term, {
      term,
      weight,
      surface,
      isOwn,
      isNumber: /^\d/.test(term),
      isCapitalised: isCapitalised && !isShouting && start > 0,
    });
  });
}

/** A small number and the noun before it: "season 5", "line 4". */
export interface NumberedNoun {
  noun: QueryWord;
  number: QueryWord;
}

/** In the order of the words; a day of a month ("October 5") is none. */
export function numberedNouns(words: readonly QueryWord[]): NumberedNoun[] {
  return words.flatMap((number, i) => {
    const noun = words[i - 1];
    const isOne = noun && !noun.isStop && /^\d{1,3}$/.test(number.surface) && !isCalendarWord(noun.surface);
    return isOne ? [{ noun, number }] : [];
  });
}

/** Pairs of neighbouring words, not both stop words: which terms stand behind a term, and how many pairs there are. */
export function phrasesOf(words: readonly QueryWord[]): { after: Map<string, Set<string>>; count: number } {
  const after = new Map<string, Set<string>>();
  for (let i = 1; i < words.length; i++) {
    const [before, { term, isStop }] = [words[i - 1], words[i]];
    if (before.isStop && isStop) continue;
    if (!after.has(before.term)) after.set(before.term, new Set());
    after.get(before.term)!.add(term);
  }
  return { after, count: [...after.values()].reduce((sum, terms) => sum + terms.size, 0) };
}
