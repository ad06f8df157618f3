/**
 * What a terminal says around the articles' own words, in the language that LC_ALL, LC_MESSAGES or LANG names. English is
 * here; all other languages say what the bot says in Discord. Errors, and what operators are told, are English everywhere.
 */
import type { Answer, Fallback, Told } from '../answering/types.js';
import { formatDate } from '../core/dates.js';
import { reasonOf } from '../json/answer-json.js';
import { toldLines } from '../json/told-lines.js';
import { type Language, languageName } from '../text/languages/languages.js';

export interface ReaderWords {
  /** An ISO date for people; text that is no date as it is. */
  date(iso: string): string;
  sources: string;
  nearest: string;
  moreItems(count: number): string;
  moreLines(count: number): string;
  fallback: Record<Fallback, string>;
  articlesIn(language: Language): string;
  /** Which of several questions found no answer; undefined where all did. */
  unanswered(answer: Answer): string | undefined;
  /** That nothing was found, and why. */
  abstained(answer: Answer): string;
  notOutright: string;
  /** A line each. */
  told(told: Told): string[];
  /** How many articles, outlets and stories a summary is of; 0 outlets where none is known. */
  counts(articles: number, outlets: number, stories: number): string;
  articles(count: number): string;
  /** Behind outlets that are named, where there are more. */
  others: string;
  days(from: string, to: string): string;
  moreStories(count: number): string;
  undated(count: number): string;
}

const many = (count: number, one: string, several = `${one}s`) => `${count} ${count === 1 ? one : several}`;

/** `collection` is what the operator calls the articles. */
export const english = (collection?: string): ReaderWords => ({
  date: formatDate,
  sources: 'Sources',
  nearest: 'Nearest articles',
  moreItems: (count) => `… ${count} more`,
  moreLines: (count) => `… ${count} more lines`,
  fallback: {
    failed: 'The model could not be used, so this is quoted from the articles.',
    unsupported: 'Nothing the model wrote could be checked against the articles, so this is quoted from them.',
    budget: "Today's allowance for the model is used up, so this is quoted from the articles.",
  },
  articlesIn: (language) => `The articles are in ${languageName(language)}.`,
  unanswered: reasonOf,
  abstained: (answer) => `I can't answer that from ${collection ?? 'these articles'}. ${reasonOf(answer) ?? ''}`,
  notOutright: `${collection ? `Nothing in ${collection} says this outright.` : "The articles don't say this outright."} Nearest:`,
  told: (told) => toldLines(told, collection),
  counts: (articles, outlets, stories) =>
    [
      many(articles, 'article'),
      ...(outlets > 0 ? [many(outlets, 'outlet')] : []),
      many(stories, 'story', 'stories'),
    ].join(', '),
  articles: (count) => many(count, 'article'),
  others: ' and others',
  days: (from, to) => (from === to ? formatDate(from) : `${formatDate(from)} to ${formatDate(to)}`),
  moreStories: (count) => `${many(count, 'more story', 'more stories')}.`,
  undated: (count) =>
    `${many(count, 'article has', 'articles have')} no date and ${count === 1 ? 'is' : 'are'} in no period.`,
});

/** In the language of the environment; English where it names none, or one without words here. */
export async function readerWords(env: NodeJS.ProcessEnv, collection?: string): Promise<ReaderWords> {
  const locale = /^([a-z]{2,3})(?:[_-]([A-Za-z]{2}))?(?:[.@]|$)/.exec(env.LC_ALL || env.LC_MESSAGES || env.LANG || '');
  if (!locale || locale[1] === 'en') return english(collection);
  const { wordsFor, TRANSLATIONS } = await import('../discord/words/index.js');
  const [, language, country] = locale;
  const known = Object.keys(TRANSLATIONS);
  const exact = known.find((code) => code === language || code === `${language}-${country?.toUpperCase()}`);
  // Portuguese of Brazil serves Portugal, Taiwan's characters who reads the traditional ones.
  const isTraditional = language === 'zh' && /^(?:HK|MO)$/i.test(country ?? '');
  const code = exact ?? (isTraditional ? 'zh-TW' : known.find((other) => other.startsWith(`${language}-`)));
  if (!code) return english(collection);
  return inLanguage(wordsFor(code, collection));
}

type Words = ReturnType<typeof import('../discord/words/index.js').wordsFor>;

async function inLanguage(words: Words): Promise<ReaderWords> {
  const { formatDay, formatDays } = await import('../discord/render/dates.js');
  const { articlesIn, holdings, whyNot } = await import('../discord/render/own-sentences.js');
  const quoted = (texts: string[]) => texts.map((text) => `“${text}”`).join(', ');
  return {
    date: (iso) => formatDay(iso, words),
    sources: words.sources,
    nearest: words.nearest,
    moreItems: words.moreItems,
    moreLines: words.moreItems,
    fallback: words.fallback,
    articlesIn: (language) => articlesIn(language, words),
    unanswered: ({ unanswered }) => unanswered && words.nothingFoundOn(quoted(unanswered)),
    abstained: (answer) => `${words.abstained} ${whyNot(answer, words, quoted)}`,
    notOutright: words.notOutright,
    told(told) {
      const { about, suggestions } = told;
      if (about !== 'greeting' && about !== 'about') return [words.told[about]];
      const ask = suggestions.length > 0 ? [words.couldAsk, ...suggestions] : [];
      return [words.told[about], holdings(told, words), ...ask];
    },
    counts: words.summaryCounts,
    articles: words.sourcesTitle,
    others: ' …',
    days: (from, to) => formatDays(from, to, words),
    moreStories: words.moreStories,
    undated: words.undatedArticles,
  };
}
