/** What kind of figure a question is after: an age for "how old", a length for "how wide", so many of something. */
import type { FigureKind } from '../text/figure-kinds.js';

const MEASURES: [RegExp, FigureKind[]][] = [
  [/^how old\b|\b(?:what|which) age\b/, ['age', 'duration', 'date']],
  [/^how (?:tall|wide|deep|thick)\b/, ['length']],
  [/^how far\b/, ['length', 'duration']],
  [/^how long (?:is|are|was|were)\b/, ['length', 'duration']],
  [/^how (?:high|big|large)\b/, ['length', 'mass', 'count', 'percent', 'money', 'temperature']],
  [/^how heavy\b|\bhow much (?:does|do|did) .* weigh\b/, ['mass']],
  [/^how (?:fast|quick(?:ly)?)\b/, ['speed', 'duration', 'length']],
  [/^how (?:hot|cold|warm)\b/, ['temperature']],
  [/^how long (?:did|does|do|has|have|had|will|would|till?|until)\b/, ['duration', 'date', 'clock']],
  [/^how long\b/, ['duration', 'length', 'date', 'clock']],
  [/^how (?:soon|often|frequently)\b/, ['duration', 'length', 'date', 'clock', 'count']],
  [/^how many (?:kilomet|met(?:re|er)|miles|feet|km)/, ['length']],
  [/^how many (?:days|weeks|months|years|hours|minutes|seconds|decades)\b/, ['duration', 'age']],
  [/^how many (?:tonnes?|tons?|kilo|kg|pounds)/, ['mass', 'money']],
  [/^how many (?:dollars|euros|pounds|cents)\b/, ['money']],
  [/^how many (?:percent|per cent|degrees)\b/, ['percent', 'temperature']],
  [/^how many\b/, ['count']],
  [/^how much of\b/, ['percent', 'count', 'money', 'length', 'mass']],
  [/^how much\b/, ['count', 'money', 'percent', 'mass', 'length', 'duration', 'temperature']],
];

/** "Big" of "how big were the cuts", "money" of "how much money", "last" of "how long did it last": an answer says its figure and not them. */
const KIND_WORD =
  /^how (?:(big|large|old|tall|high|deep|wide|thick|heavy|fast|quick(?:ly)?|hot|cold|warm|soon|often|frequently) |much (money|cash) |long (?:did|does|do|will|would|can|could|has|have|had) .*\b(last|take) )/;

/** `asked` begins with the question word, in small letters; the word in it that only names the kind of figure. */
export const kindWord = (asked: string): string | undefined => KIND_WORD.exec(asked)?.slice(1).find(Boolean);

/** A figure that is asked for by its name. */
interface NamedFigure {
  answerType: 'quantity' | 'money' | 'percent';
  measure: FigureKind[];
}

const NAMES: [string, NamedFigure][] = [
  [
    'prices?|costs?|fees?|fares?|salary|wages?|budget|rent|net worth|prize money',
    { answerType: 'money', measure: ['money'] },
  ],
  [
    '(?:interest|unemployment|jobless|inflation|tax|mortgage|approval|growth|poverty) rates?|percentage|turnout',
    { answerType: 'percent', measure: ['percent'] },
  ],
  ['height|length|width|depth|distance|range', { answerType: 'quantity', measure: ['length'] }],
  ['weight', { answerType: 'quantity', measure: ['mass'] }],
  ['speed', { answerType: 'quantity', measure: ['speed', 'length'] }],
  ['population|death toll', { answerType: 'quantity', measure: ['count'] }],
];

const ASKING = "(?:who|whom|whose|what|which|when|where|why|how)(?:['’]s)? ";

/** "What's the ticket price for …", "current interest rate on …", "what is a ticket's cost": the name of a figure, and nothing asked of it. */
const BY_NAME = NAMES.map(
  ([names, figure]) =>
    [
      new RegExp(
        `^(?:what(?:['’]?s| is| are| was| were| will be| would be) |(?!${ASKING}))(?:[a-z'’]+ ){0,3}?(?:${names}) (?:(?:of|for|on|in|to|per|at) |$)|^what(?:['’]?s| is) .* (?:${names}) $`,
      ),
      figure,
    ] as const,
);

/** `asked` begins with the question word where there is one, in small letters, a space behind each word. */
export const namedFigure = (asked: string): NamedFigure | undefined =>
  BY_NAME.find(([pattern]) => pattern.test(asked))?.[1];

/** `asked` begins with the question word, in small letters; any kind of figure where nothing tells. */
export function measureAskedFor(asked: string): FigureKind[] | undefined {
  return MEASURES.find(([pattern]) => pattern.test(asked))?.[1];
}
