/** Names as they look: capitalised words in a row. */
import { isCapitalised, isStopTerm, type Token } from '../text/tokenize.js';

/** The first and last token of each run that begins with no stop word; only spaces, dots, hyphens and apostrophes stand between. */
export function capitalisedRuns(body: string, tokens: readonly Token[]): [first: number, last: number][] {
  const runs: [number, number][] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (!isCapitalised(body, tokens[i]) || isStopTerm(tokens[i].term)) continue;
    let last = i;
    while (
      last + 1 < tokens.length &&
      isCapitalised(body, tokens[last + 1]) &&
      /^[\s.\-’']*$/.test(body.slice(tokens[last].end, tokens[last + 1].start))
    )
      last++;
    runs.push([i, last]);
    i = last;
  }
  return runs;
}
