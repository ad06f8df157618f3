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
  [/^how (?:long|soon|often|frequently)\b/, ['duration', 'length', 'date', 'clock', 'count']],
  [/^how many (?:kilomet|met(?:re|er)|miles|feet|km)/, ['length']],
  [/^how many (?:days|weeks|months|years|hours|minutes|seconds|decades)\b/, ['duration', 'age']],
  [/^how many (?:tonnes?|tons?|kilo|kg|pounds)/, ['mass', 'money']],
  [/^how many (?:dollars|euros|pounds|cents)\b/, ['money']],
  [/^how many (?:percent|per cent|degrees)\b/, ['percent', 'temperature']],
  [/^how many\b/, ['count']],
  [/^how much\b/, ['count', 'money', 'percent', 'mass', 'length', 'duration', 'temperature']],
];

/** `asked` begins with the question word, in small letters; any kind of figure where nothing tells. */
export function measureAskedFor(asked: string): FigureKind[] | undefined {
  return MEASURES.find(([pattern]) => pattern.test(asked))?.[1];
}
