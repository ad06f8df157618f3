/** Which languages the articles of an index are in. */
import type { Language } from '../text/languages/languages.js';
import { tellLanguage } from '../text/languages/tell-language.js';
import { readableText } from '../text/readable-text.js';
import type { Snapshot } from './snapshot.js';

/** So many articles, spread evenly, tell the shares of any index. */
const LOOKED_AT = 200;

export interface LanguageShare {
  /** Null where it can't be told. */
  language: Language | null;
  /** 0..1 of the articles that were looked at. */
  share: number;
}

/** Of one version, because it is asked for again and again: 200 articles are read for it. */
let kept: { edition: string; shares: LanguageShare[] } | undefined;

/** The largest share first. */
export function languageShares(snapshot: Snapshot): LanguageShare[] {
  if (kept?.edition !== snapshot.edition) kept = { edition: snapshot.edition, shares: countShares(snapshot) };
  return kept.shares;
}

function countShares(snapshot: Snapshot): LanguageShare[] {
  const counts = new Map<Language | null, number>();
  const places = snapshot.spread(LOOKED_AT);
  for (const { article } of places) {
    const { body, structure } = snapshot.content(article);
    const language = tellLanguage(readableText(body, structure)) ?? null;
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts]
    .map(([language, count]) => ({ language, share: Math.round((1000 * count) / places.length) / 1000 }))
    .sort((a, b) => b.share - a.share);
}
