/** From a question to what is looked for: weighted terms, names, numbers, the kind of answer, filters and the clock. */
import { isoEndMs, parseIsoMs } from '../core/dates.js';
import { UserError } from '../core/errors.js';
import { isCapitalised, isStopTerm, lowerWords, type Token, tokenize } from '../text/tokenize.js';
import { type AnswerType, askedFor } from './asked-for.js';

export type { AnswerType } from './asked-for.js';

export interface Turn {
  role: 'user' | 'assistant';
  text: string;
}

export interface Filters {
  /** Compared ignoring case. */
  source?: string;
  /** Outlets of which one must be the article's, as a server may limit itself; compared ignoring case. */
  sources?: string[];
  /** Inclusive UTC days, ISO. Articles without a date fall out when either is set. */
  from?: string;
  to?: string;
  /** An article's id. */
  article?: string;
}

export interface Question {
  question: string;
  /** ISO; stands for the clock. */
  now?: string;
  history?: Turn[];
  filters?: Filters;
}

export interface QueryTerm {
  term: string;
  /** 1 for the question's own words, less for those of earlier turns. */
  weight: number;
  /** As written. */
  surface: string;
  isOwn: boolean;
  isNumber: boolean;
  isCapitalised: boolean;
}

export interface Query {
  text: string;
  terms: QueryTerm[];
  /** Its pairs of neighbouring words, not both little ones: which terms stand behind a term, and how many pairs there are. */
  phrases: { after: Map<string, Set<string>>; count: number };
  /** As written, in small letters, by term. */
  surfaces: Map<string, string>;
  answerType: AnswerType;
  /** Who is asked about in "what did X say": the words between "did" and the verb of speech. */
  speakerTerms: string[];
  asksForSpeech: boolean;
  /** The noun of "which country", "what kind", "which young star". */
  headTerm?: string;
  filters: {
    source?: string;
    sources?: Set<string>;
    fromMs?: number;
    toMs?: number;
    article?: string;
    /** The id of an article that is struck out: what would be answered if it weren't there. */
    without?: string;
  };
  /** Given with the question; undefined where the index's newest date stands for it. */
  nowMs?: number;
}

/** Weights of earlier turns: the user's last one, how much of that the one before it has, and the last answer. */
const USER_TURN_WEIGHT = 0.3;
const USER_TURN_FADES = 0.7;
const ANSWER_TURN_WEIGHT = 0.1;
const MAX_QUESTION_TERMS = 64;
const MAX_HISTORY_TERMS = 48;

const SPEECH_TERMS = new Set(
  'say said says tell told tells claim claimed claims deny denied denies announce announced state stated warn warned call called allege alleged accuse accused admit admitted comment respond responded reply replied suggest suggested insist insisted argue argued ask asked demand demanded promise promised propose proposed offer offered think believe describe described reject rejected react reacted reaction acknowledge acknowledged add added urge urged'.split(
    ' ',
  ),
);

/** Throws UserError for a date that isn't ISO, and for an empty question. */
export function buildQuery(input: Question): Query {
  const text = input.question.trim();
  if (!text)
    throw new UserError('empty-question', 'The question is empty; ask something like "Who denied sending drones?"', 64);
  const terms = new Map<string, QueryTerm>();
  addTerms(terms, text, 1, MAX_QUESTION_TERMS, true);
  const turns = input.history ?? [];
  // The weightier first: a term keeps the weight it came with.
  const byUser = turns.filter(({ role }) => role === 'user').reverse();
  byUser.forEach((turn, back) => {
    addTerms(terms, turn.text, USER_TURN_WEIGHT * USER_TURN_FADES ** back, MAX_HISTORY_TERMS, false);
  });
  const lastAnswer = turns.findLast(({ role }) => role === 'assistant');
  if (lastAnswer) addTerms(terms, lastAnswer.text, ANSWER_TURN_WEIGHT, MAX_HISTORY_TERMS, false);
  const tokens = tokenize(text);
  const words = lowerWords(text, tokens);
  return {
    text,
    terms: [...terms.values()],
    phrases: phrasesOf(tokens),
    surfaces: new Map([...terms].map(([term, { surface }]) => [term, surface.toLowerCase()])),
    ...askedFor(text),
    ...speechOf(text, words),
    filters: readFilters(input.filters ?? {}),
    nowMs: readDate(input.now, 'now'),
  };
}

function addTerms(terms: Map<string, QueryTerm>, text: string, weight: number, limit: number, isOwn: boolean): void {
  const isShouting = text === text.toUpperCase();
  let added = 0;
  for (const token of tokenize(text)) {
    if (isStopTerm(token.term) || terms.has(token.term)) continue;
    if (added++ >= limit) return;
    const surface = text.slice(token.start, token.end);
    terms.set(token.term, {
      term: token.term,
      weight,
      surface,
      isOwn,
      isNumber: /^\d/.test(token.term),
      isCapitalised: !isShouting && token.start > 0 && isCapitalised(text, token),
    });
  }
}

function phrasesOf(tokens: Token[]): Query['phrases'] {
  const after = new Map<string, Set<string>>();
  for (let i = 1; i < tokens.length; i++) {
    const [before, { term }] = [tokens[i - 1].term, tokens[i]];
    if (isStopTerm(before) && isStopTerm(term)) continue;
    if (!after.has(before)) after.set(before, new Set());
    after.get(before)!.add(term);
  }
  return { after, count: [...after.values()].reduce((sum, terms) => sum + terms.size, 0) };
}

/** "What did Iran's foreign minister tell Kuleba": who speaks stands between "did" and the verb. */
function speechOf(text: string, words: string[]): { speakerTerms: string[]; asksForSpeech: boolean } {
  const verb = words.findIndex((word) => SPEECH_TERMS.has(word));
  if (verb < 0) return { speakerTerms: [], asksForSpeech: false };
  const tokens = tokenize(text);
  const auxiliary = words.findIndex((word, i) => i < verb && /^(did|does|do|has|have|had|will|would)$/.test(word));
  if (auxiliary < 0) return { speakerTerms: [], asksForSpeech: true };
  const speakerTerms = tokens
    .slice(auxiliary + 1, verb)
    .map(({ term }) => term)
    .filter((term) => !isStopTerm(term));
  return { speakerTerms, asksForSpeech: true };
}

function readFilters(filters: Filters): Query['filters'] {
  const toMs = filters.to === undefined ? undefined : isoEndMs(filters.to);
  if (filters.to !== undefined && toMs === undefined) throw badDate('filters.to', filters.to);
  const fromMs = readDate(filters.from, 'filters.from');
  if (fromMs !== undefined && toMs !== undefined && fromMs > toMs) {
    throw new UserError(
      'bad-range',
      `filters.from (${filters.from}) is after filters.to (${filters.to}); swap them.`,
      64,
    );
  }
  return {
    ...(filters.source && { source: filters.source.toLowerCase() }),
    ...(filters.sources &&
      filters.sources.length > 0 && { sources: new Set(filters.sources.map((source) => source.toLowerCase())) }),
    ...(filters.article && { article: filters.article }),
    ...(fromMs !== undefined && { fromMs: Math.floor(fromMs / 86_400_000) * 86_400_000 }),
    ...(toMs !== undefined && { toMs }),
  };
}

function readDate(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseIsoMs(text);
  if (ms === undefined) throw badDate(name, text);
  return ms;
}

const badDate = (name: string, text: string) =>
  new UserError(
    'bad-date',
    `${name} is ${JSON.stringify(text.slice(0, 40))}; expected an ISO date such as "2022-10-28".`,
    64,
  );
