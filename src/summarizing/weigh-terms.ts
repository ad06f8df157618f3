/**
 * Weight of a term in a text: the more of its sentences hold it, the larger. The corpus has no say, so a summary
 * depends on its article alone.
 */
import { MONTHS, WEEKDAYS } from '../core/calendar.js';
import { isLightTerm } from '../query/light-terms.js';
import { contentTerms, isCapitalised, isStopTerm, normaliseWord } from '../text/tokenize.js';
import type { ParsedArticle } from './parse-article.js';

/** Weight of a term in one sentence alone; one in n sentences weighs 1 + ln(n). */
const ONCE = 0.5;
const TITLE_FACTOR = 1.5;
const NAME_FACTOR = 1.25;
const LIGHT_FACTOR = 0.25;

/** Words of every report, which tell nothing of its subject. */
const REPORTING_TERMS = new Set(
  `say said says tell told add added ask asked call called claim report reported statement official officials according
  new first last week month year today one two three four five people part including also well like use
  percent number old part way back just time today told late early morning night`
    .split(/\s+/)
    .concat(
      WEEKDAYS,
      MONTHS.filter((month) => month !== 'may'),
    )
    .map(normaliseWord),
);

export const isReportingTerm = (term: string) => REPORTING_TERMS.has(term) || isLightTerm(term);

/** Weight by term, over the prose of one article or of several that belong together. */
export function weighTerms(articles: Pick<ParsedArticle, 'meta' | 'text' | 'tokens' | 'terms' | 'prose'>[]) {
  const count = new Map<string, number>();
  const capitalised = new Map<string, number>();
  for (const { text, tokens, terms, prose } of articles) {
    for (const number of prose) {
      for (const term of terms[number]) count.set(term, (count.get(term) ?? 0) + 1);
      const names = tokens[number].filter((token, i) => i > 0 && !isStopTerm(token.term) && isCapitalised(text, token));
      for (const term of new Set(names.map(({ term: name }) => name)))
        capitalised.set(term, (capitalised.get(term) ?? 0) + 1);
    }
  }
  const inTitle = new Set(articles.flatMap(({ meta }) => contentTerms(meta.title)));
  const weights = new Map<string, number>();
  for (const [term, times] of count) {
    let weight = times > 1 ? 1 + Math.log(times) : ONCE;
    if (inTitle.has(term)) weight *= TITLE_FACTOR;
    if (2 * (capitalised.get(term) ?? 0) > times) weight *= NAME_FACTOR;
    if (isReportingTerm(term)) weight *= LIGHT_FACTOR;
    weights.set(term, weight);
  }
  return weights;
}

/**
 * How near a sentence's terms are to the whole text's, by sentence number: the cosine with the sum of all prose sentences,
 * divided by the largest. Centroid-based summarization: Radev, Jing, Styś & Tam 2004.
 */
export function centrality({ terms, prose }: Pick<ParsedArticle, 'terms' | 'prose'>, weights: Map<string, number>) {
  const centroid = new Map<string, number>();
  for (const number of prose)
    for (const term of terms[number]) centroid.set(term, (centroid.get(term) ?? 0) + (weights.get(term) ?? 0));
  const cosine = new Map(
    prose.map((number) => {
      let dot = 0;
      let square = 0;
      for (const term of terms[number]) {
        const weight = weights.get(term) ?? 0;
        dot += weight * (centroid.get(term) ?? 0);
        square += weight * weight;
      }
      return [number, square > 0 ? dot / Math.sqrt(square) : 0];
    }),
  );
  const most = [...cosine.values()].reduce((a, b) => Math.max(a, b), 0) || 1;
  return new Map([...cosine].map(([number, value]) => [number, value / most]));
}
