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
  if (kept?.edition === snapshot.edition) return kept.shares;
  const texts = snapshot.spread(LOOKED_AT).map(({ article }) => {
    const { body, structure } = snapshot.content(article);
    return readableText(body, structure);
  });
  const shares = sharesOf(texts);
  // A store that brings what was asked for has nothing the first time.
  if (texts.length > 0 && texts.every((text) => text !== '')) kept = { edition: snapshot.edition, shares };
  return shares;
}

function sharesOf(texts: readonly string[]): LanguageShare[] {
  const counts = new Map<Language | null, number>();
  for (const text of texts) {
    const language = tellLanguage(text) ?? null;
    counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return [...counts]
    .map(([language, count]) => ({ language, share: Math.round((1000 * count) / texts.length) / 1000 }))
    .sort((a, b) => b.share - a.share);
}
