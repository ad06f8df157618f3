/**
 * Whether a claim puts together what its evidence keeps apart: each word is there, but "the first because of the leak, the
 * second because of the sensor" has them the wrong way round, and so has "B, after A" for "A, after B".
 */
import { nameKey } from './names.js';
import { type Figure, isParted, type Statement, type Word } from './read-statement.js';
import { unitOf } from './words-held.js';

/** What tells one clause from another: a name, a figure, "first", "before". */
const isAnchor = ({ lower, isName, isFigure }: Word) =>
  isName || isFigure || /^(first|second|third|last|former|latter|before|after|afterwards|earlier|later)$/.test(lower);

/** Keys of the anchors and of the other words that count, between commas, "and" and "while". */
function partsOf(statement: Statement): { anchors: Set<string>; things: Set<string> }[] {
  const parts = [{ anchors: new Set<string>(), things: new Set<string>() }];
  for (const [i, word] of statement.words.entries()) {
    if ((i > 0 && isParted(statement, i)) || /^(and|while|but|whereas)$/.test(word.lower))
      parts.push({ anchors: new Set(), things: new Set() });
    const part = parts[parts.length - 1];
    if (isAnchor(word)) part.anchors.add(word.isFigure ? word.lower : nameKey(word));
    else if (word.isContent) part.things.add(nameKey(word));
  }
  return parts;
}

/**
 * Two pairs of an anchor and a thing, each in a part of the claim, that stand crosswise in the evidence: each anchor in
 * one part with the other's thing, and never with its own.
 */
export function isCrossed(claim: Statement, evidence: Statement): boolean {
  const there = partsOf(evidence);
  if (there.length < 2) return false;
  const meets = (anchor: string, thing: string) =>
    there.some(({ anchors, things }) => anchors.has(anchor) && things.has(thing));
  const parts = partsOf(claim);
  for (const [i, one] of parts.entries()) {
    for (const two of parts.slice(i + 1)) {
      for (const a of one.anchors) {
        for (const b of two.anchors) {
          if (two.anchors.has(a) || one.anchors.has(b)) continue;
          for (const thing of one.things) {
            if (two.things.has(thing) || meets(a, thing) || !meets(b, thing)) continue;
            for (const other of two.things)
              if (!one.things.has(other) && !meets(b, other) && meets(a, other)) return true;
          }
        }
      }
    }
  }
  return false;
}

/** How far behind a name its own figure stands: "the incumbent, Jair Bolsonaro, 49.1 per cent". */
const FIGURE_WORDS = 3;

/** Whether a name gets a figure that the evidence has beside another, while its own stands right behind it. */
export function swapsFigure(claim: Statement, evidence: Statement): boolean {
  const isDateOrYear = ({ value }: Figure) => /^(1[89]|20)\d\d$/.test(value);
  return claim.figures.some((figure) => {
    if (isDateOrYear(figure)) return false;
    const before = claim.words.findLast(({ isName, end }) => isName && end <= figure.start);
    const unit = unitOf(claim.text, figure);
    if (!before || unit === '' || !evidence.figures.some(({ value }) => value === figure.value)) return false;
    const places = evidence.words.flatMap((word, i) => (nameKey(word) === nameKey(before) && word.isName ? i : []));
    const own = places.map((place) => {
      const next = evidence.words.slice(place + 1, place + 1 + FIGURE_WORDS).find(({ isFigure }) => isFigure);
      return next && evidence.figures.find(({ start, end }) => start <= next.start && end >= next.end);
    });
    return (
      own.some((other) => other && other.value !== figure.value && unitOf(evidence.text, other) === unit) &&
      !own.some((other) => other?.value === figure.value)
    );
  });
}

const LATER = /^(after|since|following|once)$/;
const EARLIER = /^(before|until|till)$/;

/** What comes first and what second, as keys, where the sentence says so by "after" or "before". */
function orderOf({ words }: Statement): { first: Set<string>; second: Set<string> } | undefined {
  const at = words.findIndex(({ lower }, i) => i > 0 && (LATER.test(lower) || EARLIER.test(lower)));
  const start = words.findIndex(({ lower }) => LATER.test(lower) || EARLIER.test(lower));
  if (at < 0 && start !== 0) return undefined;
  // "Since before the war" tells when, and no order.
  const isOrder = (i: number) => LATER.test(words[i]?.lower ?? '') || EARLIER.test(words[i]?.lower ?? '');
  if (isOrder(at) && (isOrder(at + 1) || words[at - 1]?.lower === 'to')) return undefined;
  const keys = (list: Word[]) =>
    new Set(list.filter(({ isName, isContent, isFigure }) => (isName || isContent) && !isFigure).map(nameKey));
  // "After A, B": what stands behind the comma is the other side.
  const isLeading = start === 0;
  const border = isLeading ? words.findIndex(({ clause }) => clause > words[0].clause) : at;
  if (border < 0) return undefined;
  const word = words[isLeading ? 0 : at].lower;
  const [main, side] = isLeading
    ? [keys(words.slice(border)), keys(words.slice(1, border))]
    : [keys(words.slice(0, border)), keys(words.slice(border + 1))];
  return LATER.test(word) ? { first: side, second: main } : { first: main, second: side };
}

/** "Riyadh executed him after protesters stormed the embassy" for "protesters stormed it after Riyadh executed him". */
export function isOrderTurned(claim: Statement, evidence: Statement): boolean {
  const mine = orderOf(claim);
  const theirs = orderOf(evidence);
  if (!mine || !theirs) return false;
  const shared = (a: Set<string>, b: Set<string>) => [...a].filter((key) => b.has(key)).length;
  const kept = shared(mine.first, theirs.first) + shared(mine.second, theirs.second);
  const turned = shared(mine.first, theirs.second) + shared(mine.second, theirs.first);
  const isBoth = shared(mine.first, theirs.second) > 0 && shared(mine.second, theirs.first) > 0;
  return isBoth && turned > kept;
}
