/** Whether an embedding model knows the languages that the articles are in, as far as its name tells. */
import type { App } from '../compose.js';
import { type LanguageShare, languageShares } from '../index/language-shares.js';
import { languageName } from '../text/languages/languages.js';

/** By the names that servers have for them, as "openai:nomic-embed-text:latest"; of all others nothing is claimed. */
const ENGLISH_ALONE =
  /[:/](?:all-(?:minilm|mpnet|distilroberta)|bge-(?:small|base|large)-en|nomic-embed-text(?!-v2)|mxbai-embed-large|snowflake-arctic-embed(?!2|-[ml]-v2)|gte-(?:small|base|large)(?!-)|e5-(?:small|base|large)|modernbert-embed)/i;
/** Fewer articles than that make no difference. */
const COUNTS_FROM = 0.05;

export const knowsEnglishAlone = (embedder: string) => ENGLISH_ALONE.test(embedder);

/** One sentence where the model isn't made for the articles; undefined where nothing tells so. */
export async function strangeLanguages(app: Pick<App, 'index'>, embedder: string): Promise<string | undefined> {
  return knowsEnglishAlone(embedder) ? sentenceOf(embedder, await app.index.read(languageShares)) : undefined;
}

function sentenceOf(embedder: string, shares: readonly LanguageShare[]): string | undefined {
  const strange = shares.filter(({ language }) => language !== null && language !== 'en');
  const share = strange.reduce((sum, of) => sum + of.share, 0);
  if (share < COUNTS_FROM) return undefined;
  const names = strange.slice(0, 3).map(({ language }) => languageName(language!));
  // Without the width of its vectors, which ends the name of what made an index.
  return `${embedder.replace(/:\d+$/, '')} is made for English, and ${Math.round(100 * share)}% of the articles are in other languages (${names.join(', ')}): take a model of many languages`;
}
