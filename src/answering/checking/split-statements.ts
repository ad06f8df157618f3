/** A message as the sentences in it that may be checked; questions and chatter are left out and counted. */
import { cleanMessage } from '../../query/clean-message.js';
import { smallTalkIn } from '../../query/small-talk.js';
import { splitSentences } from '../../text/split-sentences.js';
import { wordsIn } from '../claims/words.js';

/** More of a message isn't read. */
export const MAX_TEXT_CHARS = 2000;
const MAX_STATEMENTS = 12;
/** Fewer words that say something state nothing: "Wow, look at this". */
const FEWEST_WORDS = 2;
const LIST_MARK = /^\s*(?:\d{1,2}[.)]|[-*•–]|#{1,3})\s+/;
/** What somebody thinks or wants is no matter of articles. */
const OF_ONESELF = /^(?:(?:well|so|and|but|honestly|tbh|imo|imho|lol)\W+)*(?:i|we|my|our|please|let['’]s|you)\b(?!\w)/i;

export interface Statements {
  statements: string[];
  leftOut: { questions: number; chatter: number; further: number };
}

export function splitStatements(message: string): Statements {
  const leftOut = { questions: 0, chatter: 0, further: 0 };
  const statements: string[] = [];
  for (const sentence of sentencesOf(cleanMessage(message.slice(0, MAX_TEXT_CHARS)))) {
    if (/[?？]["”')\s]*$/.test(sentence)) leftOut.questions++;
    else if (isChatter(sentence)) leftOut.chatter++;
    else if (statements.length === MAX_STATEMENTS) leftOut.further++;
    else statements.push(sentence);
  }
  return { statements, leftOut };
}

const sentencesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(LIST_MARK, '').trim())
    .flatMap((line) => splitSentences(line).map(({ start, end }) => line.slice(start, end)))
    .filter(Boolean);

const isChatter = (sentence: string): boolean =>
  smallTalkIn(sentence) !== undefined ||
  OF_ONESELF.test(sentence) ||
  wordsIn(sentence).filter(({ isContent }) => isContent).length < FEWEST_WORDS;
