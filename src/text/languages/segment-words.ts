/** Words of Chinese, Japanese and Thai, which write no spaces, by ICU's dictionaries. */
import { codePointAt, codePointBorder, kindOf, MARK, UNSPACED } from '../characters.js';

/** The dictionaries' version: another may cut words differently. */
export const ICU_VERSION = process.versions.icu?.split('.')[0] ?? 'none';

/** ICU takes far more than linear space for long runs: 67,000 characters took 4 GB. */
const MAX_RUN_CHARS = 300;

let segmenter: Intl.Segmenter | undefined;

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
  let end = from;
  while (end < to) {
    const codePoint = codePointAt(text, end, to);
    const kind = kindOf(codePoint);
    if (!(kind === MARK && end > from) && !(kind === UNSPACED && isInDictionary(codePoint))) break;
    end += codePoint > 0xffff ? 2 : 1;
  }
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  for (let start = from; start < end; ) {
    const stop = end - start > MAX_RUN_CHARS ? codePointBorder(text, start + MAX_RUN_CHARS) : end;
    for (const { segment, index } of segmenter.segment(text.slice(start, stop)))
      add(start + index, start + index + segment.length);
    start = stop;
  }
  return end;
}
