/** Several questions in one message, each with what was told before it: "My boat is stuck. What do I do? Who can help?" */
import { splitSentences } from '../text/split-sentences.js';
import { QUESTION_WORDS } from './asked-for.js';
import { smallTalkIn } from './small-talk.js';

const ASKS_FIRST =
  /^(?:(?:and|or|but|so|also|then|ok|okay),? )?(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|did|do|does|has|have|had|will|would|can|could|should|compare|list|name|tell|give|show|explain|describe|summari[sz]e)(?:['’]?(?:s|re|d|ll|t))?\b/i;
/** "… and who replaced her": a second question word with a verb of its own behind "and". */
const AND_ASKS =
  /,? (?:and|or|n|&) (?=(?:also )?(?:who|what|when|where|why|how(?: (?:many|much|long|old|far|big|often|high|tall))?|which \w+)(?:['’]?s| is| are| was| were| did| do| does| has| have| had| will| would| can| could| should| won| left| got| bought| died| replaced| succeeded)\b)/i;
/** "1. Who …", "- When …". */
const LIST_MARK = /^\s*(?:\d{1,2}[.)]|[-*•–])\s+/;
/** The fewest words of a question of its own; "who and when?" stays one. */
const FEWEST_WORDS = 3;
/** The most questions of a message; the last keeps the rest. */
const MOST_QUESTIONS = 4;

/** A message's questions in order, mostly one. Nothing is lost but the "and" between them. */
export function splitMessage(text: string): string[] {
  const all = text
    .split('\n')
    .map((line) => line.replace(LIST_MARK, '').trim())
    .filter(Boolean)
    .flatMap((line) => splitSentences(line).map(({ start, end }) => line.slice(start, end)));
  const telling = all.filter((sentence) => !smallTalkIn(sentence));
  const sentences = telling.length > 0 ? telling : all;
  const parts: string[] = [];
  let told = '';
  for (const sentence of sentences) {
    const isQuestion = /[?？]["”')\s]*$/.test(sentence) || ASKS_FIRST.test(sentence);
    if (!isQuestion) {
      told = told ? `${told} ${sentence}` : sentence;
      continue;
    }
    const [first, ...others] = splitAnd(sentence);
    parts.push(told ? `${told} ${first}` : first, ...others);
    told = '';
  }
  if (told) {
    if (parts.length === 0) return [told];
    parts[parts.length - 1] += ` ${told}`;
  }
  return parts.length > MOST_QUESTIONS
    ? [...parts.slice(0, MOST_QUESTIONS - 1), parts.slice(MOST_QUESTIONS - 1).join(' ')]
    : parts;
}

/** At most as many parts as a message has questions; the last one keeps the rest. */
function splitAnd(sentence: string, most = MOST_QUESTIONS): string[] {
  if (most === 1) return [sentence];
  const match = AND_ASKS.exec(sentence);
  if (!match) return [sentence];
  const before = sentence.slice(0, match.index);
  const behind = sentence.slice(match.index + match[0].length);
  const isWhole = (part: string) => part.split(/\s+/, FEWEST_WORDS).length >= FEWEST_WORDS;
  const asksBefore =
    before
      .toLowerCase()
      .split(/\W+/)
      .some((word) => QUESTION_WORDS.has(word)) || ASKS_FIRST.test(before);
  if (!asksBefore || !isWhole(before) || !isWhole(behind)) return [sentence];
  return [`${before}?`, ...splitAnd(behind, most - 1)];
}
