/** Names of languages in the reader's own. */
import type { Language } from '../../text/languages/languages.js';
import type { Words } from '../words/index.js';

/** "Englisch" for a German reader. */
export const nameOfLanguage = (language: Language, { dates }: Words): string =>
  new Intl.DisplayNames(dates, { type: 'language' }).of(language)!;
