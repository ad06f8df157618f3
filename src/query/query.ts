/**
 * A question understood: everything that is read off its words is read here, once, and Query is finished when it is made.
 * `text` is kept as it was asked, for the embedder, a model's prompt and the trace; nothing reads it again.
 */
import { UserError } from '../core/errors.js';
import type { WordGroups } from '../lexicon/word-groups.js';
import { isOther, type KnownLanguage } from '../text/languages/languages.js';
import { tellQuestionLanguage } from '../text/languages/tell-language.js';
import { normaliseWord } from '../text/tokenize.js';
import { type AnswerType, type Asked, askedFor } from './asked-for.js';
import { askedIn } from './asked-in-language.js';
import { asksNothing, asksWhatIsNot } from './how-asked.js';
import { judgementAskedFor } from './judgement-asked-for.js';
import { stressedTerms } from './light-terms.js';
import { namedDays } from './named-days.js';
import { namedDaysIn } from './named-days-in-language.js';
import { readTimes, relativeTerms, type TimePhrase, timeTerms } from './named-times.js';
import { type OtherWord, otherWordsOf } from './other-words.js';
import {
  type NumberedNoun,
  numberedNouns,
  phrasesOf,
  type QueryTerm,
  type QueryWord,
  readTerms,
  readWords,
} from './query-terms.js';
import type { Question } from './question.js';
import { type ReadFilters, readDate, readFilters } from './read-filters.js';
import { speechAskedFor } from './speech-asked-for.js';
import { spellOut } from './spell-out.js';
import { splitQuestion } from './split-question.js';
import { toldIn } from './told.js';

export { type AnswerType, IN_FIGURES } from './asked-for.js';
export type { QueryTerm, QueryWord } from './query-terms.js';
export type { Filters, Question, Turn } from './question.js';

/** A clause of a question that asks after several things. */
export interface QueryClause {
  words: QueryWord[];
  /** The terms of its content words. */
  terms: Set<string>;
  days: number[];
}

export interface Query extends Asked {
  text: string;
  /** Undefined where it can't be told: its words are read as English ones then. */
  language: KnownLanguage;
  /** As in Question. */
  isForeign: boolean;
  /** Whether something else is put in the place of what was asked about before. */
  isCorrection: boolean;
  /** Its own words in order, stop words included. */
  words: QueryWord[];
  /** Its content words and, at less weight, those of earlier turns; each term once. */
  terms: QueryTerm[];
  /** Its pairs of neighbouring words, not both little ones: which terms stand behind a term, and how many pairs there are. */
  phrases: { after: Map<string, Set<string>>; count: number };
  /** The small numbers in it that stand behind their noun. */
  numbered: NumberedNoun[];
  /** As written, in small letters, by term. */
  surfaces: Map<string, string>;
  /** What a text may say for its own words: "Britain" for "UK". */
  otherWords: OtherWord[];
  /** Terms that it says itself or by another name: who asks after the UK isn't told that it is Britain. */
  named: ReadonlySet<string>;
  asksForSpeech: boolean;
  /** Whose words are asked for, as in "what did X say": what stands between "did" and the verb of speech. */
  speakerTerms: string[];
  /** A heading or half a sentence, which asks nothing; and a question for what isn't so: "which towns weren't flooded?" */
  asksNothing: boolean;
  asksWhatIsNot: boolean;
  /** Words of the judgement it asks for: "good" of "is it a good idea?"; none where it asks for no judgement. */
  judges: string[];
  /** Days it names in full, as the start of each in milliseconds since 1970. */
  days: number[];
  /** Other times it names; placed in the calendar by `placeTimes`, where the clock is known. */
  times: TimePhrase[];
  /** The terms of the days and months in both: an article of that day need not write them. */
  timeTerms: Set<string>;
  /** Of a question that asks after several things; none where it is all one. */
  clauses: QueryClause[];
  /** The content terms of each sentence of the last answer: what was told isn't told again. */
  told: Set<string>[];
  filters: ReadFilters;
  /** Given with the question; undefined where the index's newest date stands for it. */
  nowMs?: number;
}

/**
 * `synonyms` are an operator's own. Throws UserError for a date that isn't ISO, and for an empty question.
 *
 * @example
 * ```ts
 * import { buildQuery } from './query.js';
 *
 * const { answerType, times } = buildQuery({ question: 'How many drones did Iran send in July?' });
 * answerType; // 'quantity'
 * ```
 */
export function buildQuery(
  { question, history = [], isInConversation, isCorrection, isForeign, filters = {}, now }: Question,
  synonyms?: WordGroups,
): Query {
  const asked = question.trim();
  if (!asked)
    throw new UserError('empty-question', 'The question is empty; ask something like "Who denied sending drones?"', 64);
  // What is all shorthand ("lol") is read as it stands.
  const text = spellOut(asked).trim() || asked;
  const language = tellQuestionLanguage(text);
  const daysIn = (part: string) => [...namedDays(part), ...namedDaysIn(part, language)];
  const words = readWords(text, language);
  const wanted: Asked = isOther(language) ? askedIn(text, language) : askedFor(text);
  const terms = readTerms(
    text,
    history.map((turn) => ({ ...turn, text: spellOut(turn.text) })),
    new Set([...relativeTerms(text), ...stressedTerms(text)]),
    language,
  ).map((term) => (saysLittle(term.term, wanted) ? { ...term, weight: LITTLE * term.weight } : term));
  const speech = speechAskedFor(words);
  const otherWords = otherWordsOf(text, words, synonyms, language, isForeign);
  return {
    text: asked,
    language,
    isForeign: isForeign === true,
    isCorrection: isCorrection === true,
    words,
    terms,
    phrases: phrasesOf(words),
    numbered: numberedNouns(words),
    surfaces: new Map(terms.map(({ term, surface }) => [term, surface.toLowerCase()])),
    otherWords,
    named: new Set([...terms.map(({ term }) => term), ...namesIn(otherWords)]),
    ...wanted,
    ...(ASK_FOR_WORDS.has(wanted.answerType) ? speech : { ...speech, speakerTerms: [] }),
    // "Ticket price" and "kyiv mayor name" ask for a price and a person.
    asksNothing: !isInConversation && history.length === 0 && wanted.answerType === 'other' && asksNothing(text),
    asksWhatIsNot: asksWhatIsNot(text),
    judges: judgementAskedFor(text),
    days: daysIn(text),
    times: readTimes(text),
    timeTerms: timeTerms(text),
    clauses: splitQuestion(text).map((clause) => {
      const own = readWords(clause, language);
      return {
        words: own,
        terms: new Set(own.flatMap(({ term, isStop }) => (isStop ? [] : [term]))),
        days: daysIn(clause),
      };
    }),
    told: toldIn(history, language),
    filters: readFilters(filters),
    nowMs: readDate(now, 'now'),
  };
}

/** "How many drones does Kyiv say there are?" asks for a figure, "who did she offer to meet?" for a person, whoever says it. */
const ASK_FOR_WORDS: ReadonlySet<AnswerType> = new Set(['other', 'yes-no', 'reason']);

/** "How do I fix the stutter?" is answered by what to do, which seldom says that it fixes anything. */
const MENDING = new Set('fix solve solution workaround repair resolve'.split(' ').map(normaliseWord));
/** What a word weighs that the answer may do without. */
const LITTLE = 0.35;
const saysLittle = (term: string, { asksHow, kindTerm }: Asked) =>
  term === kindTerm || (asksHow === true && MENDING.has(term));

/** No seat of a government among them: "Kyiv" tells where in Ukraine. */
const namesIn = (otherWords: readonly OtherWord[]) =>
  otherWords.flatMap(({ phrase, kind }) => (kind === 'word' || kind === 'seat' ? [] : phrase));
