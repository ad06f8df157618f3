/** Words of Chinese, Japanese and Thai, which write no spaces, by ICU's dictionaries. */
import { codePointAt, codePointBorder, kindOf, MARK, UNSPACED } from '../characters.js';

/** The dictionaries' version: another may cut words differently. */
export const ICU_VERSION = process.versions.icu?.split('.')[0] ?? 'none';

/** ICU takes far more than linear space for long runs: 67,000 characters took 4 GB. */
const MAX_RUN_CHARS = 300;

/** A call of ICU costs as much as ten characters: runs are cut together, as many as begin and end within so many characters. */
const BATCH_CHARS = 200;
/** Stands between the runs of a batch: no word goes across it, so each is cut as if it were alone. */
const BORDER = '\n';

let segmenter: Intl.Segmenter | undefined;

/** A run of characters without a space between words, and where each of its words ends. */
interface Run {
  start: number;
  end: number;
  wordEnds: number[];
}

/** The runs that were cut last: who reads a text reads on in it, sentence by sentence. */
let lately: { text: string; runs: Run[] } = { text: '', runs: [] };

/** Whether ICU cuts words of this character's script. */
export function isInDictionary(codePoint: number): boolean {
  if (codePoint < 0x0e00) return false;
  return (
    codePoint <= 0x0e7f ||
    (codePoint >= 0x3005 && codePoint <= 0x3007) ||
    (codePoint >= 0x3040 && codePoint <= 0x30ff) ||
    (codePoint >= 0x31f0 && codePoint <= 0x31ff) ||
    (codePoint >= 0x3400 && codePoint <= 0x9fff) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xff66 && codePoint <= 0xff9f) ||
    (codePoint >= 0x20000 && codePoint <= 0x3ffff)
  );
}

/** Gives `add` the offsets of each word of the run at `from`, in order; returns the run's end. */
export function segmentRun(text: string, from: number, to: number, add: (start: number, end: number) => void): number {
  const end = runEnd(text, from, to);
  if (end - from === 1) {
    add(from, end);
    return end;
  }
  let start = from;
  for (const wordEnd of wordEndsOf(text, from, end)) {
    add(start, wordEnd);
    start = wordEnd;
  }
  return end;
}

function runEnd(text: string, from: number, to: number): number {
  let end = from;
  while (end < to) {
    const codePoint = codePointAt(text, end, to);
    const kind = kindOf(codePoint);
    if (!(kind === MARK && end > from) && !(kind === UNSPACED && isInDictionary(codePoint))) break;
    end += codePoint > 0xffff ? 2 : 1;
  }
  return end;
}

/** Where the words of a run end; cuts those behind it with it. */
function wordEndsOf(text: string, start: number, end: number): number[] {
  const known = lately.text === text && lately.runs.find((run) => run.start === start && run.end === end);
  if (known) return known.wordEnds;
  if (end - start > BATCH_CHARS) return cutLongRun(text, start, end);
  const runs = [{ start, end, wordEnds: [] }, ...runsBehind(text, end, start + BATCH_CHARS)];
  cutRuns(text, runs);
  lately = { text, runs };
  return runs[0].wordEnds;
}

/** The runs of more than a character that begin and end between `from` and `to`, not cut yet. */
function runsBehind(text: string, from: number, to: number): Run[] {
  const runs: Run[] = [];
  const last = Math.min(text.length, to);
  for (let start = from; start < last; ) {
    const end = runEnd(text, start, last);
    if (end - start > 1 && (end < last || last === text.length)) runs.push({ start, end, wordEnds: [] });
    start = Math.max(end, start + 1);
  }
  return runs;
}

function cutLongRun(text: string, from: number, end: number): number[] {
  const wordEnds: number[] = [];
  for (let start = from; start < end; ) {
    const stop = end - start > MAX_RUN_CHARS ? codePointBorder(text, start + MAX_RUN_CHARS) : end;
    const part = { start, end: stop, wordEnds };
    cutRuns(text, [part]);
    start = stop;
  }
  return wordEnds;
}

/** Fills in the runs' words. */
function cutRuns(text: string, runs: Run[]): void {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  const segments = segmenter.segment(runs.map(({ start, end }) => text.slice(start, end)).join(BORDER));
  let at = 0;
  for (const { start, end, wordEnds } of runs) {
    const shift = start - at;
    const stop = end - shift;
    while (at < stop) {
      const { index, segment } = segments.containing(at)!;
      at = index + segment.length;
      wordEnds.push(at + shift);
    }
    at = stop + BORDER.length;
  }
}
