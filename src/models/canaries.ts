/**
 * Two lines among those that a judge gets, of which the right verdict is known: one that stands in a passage word for word, and
 * one whose number or name was changed. A judge that errs on either isn't reading, or obeys somebody else.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { MONTH_NAMES, WEEKDAY_NAMES } from '../core/calendar.js';
import { numbersIn } from '../text/numbers.js';
import type { JudgedSentence, JudgeTask } from './judge.js';

/** Places and texts of canaries follow from it and from the task: equal within a process, and not to be guessed from outside. */
const SECRET = randomBytes(32);

const FEWEST_CHARS = 25;
const MOST_CHARS = 260;
/** A name within a sentence: one capitalised word or more, and no day or month. */
const NAME = new RegExp(
  `(?<=\\p{Ll},?\\s)(?!(?:${[...WEEKDAY_NAMES, ...MONTH_NAMES].join('|')})\\b)\\p{Lu}\\p{Ll}{2,20}(?:\\s\\p{Lu}\\p{Ll}{2,20}){0,2}`,
  'u',
);
const OTHER_NAMES = [
  'Ostrava Lind',
  'Merrin Tolle',
  'Karvala',
  'Bertil Hagmo',
  'Sundrevik',
  'Ilda Fonrath',
  'Velmarsund',
];
const POINTS_BACK = /^\W*(?:he|she|it|they|this|that|these|those|his|her|its|their|both)\b/i;

/** A line of the call, with the place of its sentence in the task, or what is known of it. */
export type Line = JudgedSentence & ({ of: number } | { isTrue: boolean });

/** Numbers drawn one after the other from the secret and the text: equal input gives equal numbers. */
export function drawFrom(text: string): (below: number) => number {
  let block = 0;
  let bytes = Buffer.alloc(0);
  return (below) => {
    if (bytes.length < 4) bytes = createHmac('sha256', SECRET).update(`${block++}\n${text}`).digest();
    const number = bytes.readUInt32BE(0);
    bytes = bytes.subarray(4);
    return number % below;
  };
}

/** The task's sentences with two canaries among them; undefined where none can be made. */
export function withCanaries({ passages, sentences }: JudgeTask, draw: (below: number) => number): Line[] | undefined {
  const known = passages.map(({ heading, text }) => `${heading} ${text}`).join(' ');
  const asked = new Set(sentences.map(({ text }) => text));
  const candidates = passages.flatMap((passage, i) =>
    passage.sentences
      .filter((text) => text.length >= FEWEST_CHARS && text.length <= MOST_CHARS && !text.includes('\n'))
      .map((text) => ({ text, marks: [i + 1] })),
  );
  let changed: JudgedSentence | undefined;
  for (const { text, marks } of shuffled(candidates, draw)) {
    const other = change(text, known, draw);
    if (other === undefined || asked.has(other)) continue;
    changed = { text: other, marks };
    break;
  }
  const verbatim = candidates[draw(Math.max(1, candidates.length))];
  if (!changed || !verbatim) return undefined;
  const lines: Line[] = sentences.map((sentence, of) => ({ ...sentence, of }));
  for (const canary of [
    { ...verbatim, isTrue: true },
    { ...changed, isTrue: false },
  ])
    lines.splice(placeFor(lines, draw), 0, canary);
  return lines;
}

/** Not before a sentence that begins with "he": the canary would be whom it means. */
function placeFor(lines: Line[], draw: (below: number) => number): number {
  const places = [...lines.keys(), lines.length].filter((i) => !lines[i] || !POINTS_BACK.test(lines[i].text));
  return places[draw(places.length)];
}

function shuffled<T>(items: T[], draw: (below: number) => number): T[] {
  const left = [...items];
  return items.map(() => left.splice(draw(left.length), 1)[0]);
}

/** The sentence with one number or name that no passage has; undefined where it holds neither. */
function change(text: string, known: string, draw: (below: number) => number): string | undefined {
  const numerals = numbersIn(text).filter(({ start, end }) => /^\d+$/.test(text.slice(start, end)));
  if (numerals.length > 0) {
    const { start, end } = numerals[draw(numerals.length)];
    const other = otherNumber(text.slice(start, end), known, draw);
    return text.slice(0, start) + other + text.slice(end);
  }
  const name = NAME.exec(text)?.[0];
  const others = OTHER_NAMES.filter((other) => !known.includes(other));
  return name && others.length > 0 ? text.replaceAll(name, others[draw(others.length)]) : undefined;
}

const MAX_DIGITS = 9;

/** A number of as many digits that stands nowhere. */
function otherNumber(numeral: string, known: string, draw: (below: number) => number): string {
  const digits = Math.min(MAX_DIGITS, numeral.length);
  const [least, below] = [10 ** (digits - 1), 9 * 10 ** (digits - 1)];
  const first = draw(below);
  for (let step = 0; step < below; step++) {
    const other = String(least + ((first + step) % below));
    if (other !== numeral && !known.includes(other)) return other;
  }
  return `${numeral}7`;
}
