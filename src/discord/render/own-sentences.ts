/** Sentences of the bot's own that are made of several of its words; the terminal says them as Discord does. */
import type { Answer, Told } from '../../answering/types.js';
import { parseIsoMs } from '../../core/dates.js';
import type { Language } from '../../text/languages/languages.js';
import type { Words } from '../words/index.js';
import { formatDays } from './dates.js';

/** "Sprache der Artikel: Englisch." for a German reader. */
export const articlesIn = (language: Language, words: Words): string =>
  words.articlesIn(new Intl.DisplayNames(words.dates, { type: 'language' }).of(language)!);

/** Why nothing was found; `quoted` shows words of the question side by side. */
export function whyNot(
  { nearest, missing, articlesLanguage }: Pick<Answer, 'nearest' | 'missing' | 'articlesLanguage'>,
  words: Words,
  quoted: (texts: string[]) => string,
): string {
  // Words of another language are missing whatever the articles say.
  if (articlesLanguage) return `${articlesIn(articlesLanguage, words)} ${words.askInTheirLanguage}`;
  if (nearest.length === 0) return words.nothingFound;
  return missing.length > 0 ? words.saysNothingOf(quoted(missing)) : words.noSentence;
}

/** How many articles there are, and of which days where both ends are known. */
export function holdings({ articles, oldestAt, newestAt }: Told, words: Words): string {
  const areDays = [oldestAt, newestAt].every((day) => parseIsoMs(day) !== undefined);
  const days = areDays && words.articlesRun(formatDays(oldestAt!, newestAt!, words));
  return [words.holds(articles), days].filter(Boolean).join(' ');
}
