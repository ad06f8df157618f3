/** Whether the articles are in another language than the question, which then finds little but names and numbers in them. */
import { languageShares } from '../index/language-shares.js';
import type { Snapshot } from '../index/snapshot.js';
import type { WishedLanguage } from '../query/wished-language.js';
import type { Evidence } from '../retrieval/find-evidence.js';
import type { KnownLanguage, Language } from '../text/languages/languages.js';
import { tellLanguage } from '../text/languages/tell-language.js';
import { readableText } from '../text/readable-text.js';
import type { ExtractiveAnswer } from './answer-from.js';

/** A language that fewer articles are in isn't one of the collection's. */
const SPOKEN_FROM = 0.05;
const MOST = 0.5;

/**
 * That of the article an answer rests on first, or, for what found nothing, of most articles. Undefined where it is the
 * question's, or the one that an answer was wished in, or where either can't be told.
 */
export function articlesLanguage(
  snapshot: Snapshot,
  { query: { language: own }, answer, evidence }: ExtractiveAnswer,
  wished?: WishedLanguage,
): Language | undefined {
  const [first] = answer.citations;
  const language = (first && wished) ?? own;
  if (!language) return undefined;
  const other = first ? languageOf(snapshot, first.articleId, evidence) : mainLanguageBeside(snapshot, own!);
  return other === language ? undefined : other;
}

/** The language of most articles where hardly any is in this one. */
export function mainLanguageBeside(snapshot: Snapshot, language: Language): KnownLanguage {
  const shares = languageShares(snapshot);
  if (shares.some((of) => of.language === language && of.share >= SPOKEN_FROM)) return undefined;
  const [main] = shares;
  return main?.language && main.share >= MOST ? main.language : undefined;
}

/** Mostly the article was read, and its language told; a story cites others as well. */
function languageOf(snapshot: Snapshot, id: string, { articles }: Pick<Evidence, 'articles'>): KnownLanguage {
  const read = articles.find(({ meta }) => meta.id === id);
  if (read) return read.language;
  const article = snapshot.articleById(id);
  if (!article) return undefined;
  const { body, structure } = snapshot.content(article);
  return tellLanguage(readableText(body, structure));
}
