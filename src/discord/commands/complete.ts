/** Suggestions while typing: what contains the typed words, matches at the start first, at most Discord's 25. */

import { dayOf } from '../../core/dates.js';
import type { ServerSettings } from '../../state/server-settings.js';
import { readPeriod } from '../../summarizing/read-period.js';
import { allowedArticles, outletsOf, referenceTo } from '../allowed-articles.js';
import type { BotContext } from '../context.js';
import { formatDay } from '../render/dates.js';
import { plain } from '../render/inert.js';
import type { Words } from '../words/index.js';
import type { Choice } from './command.js';

const MAX_CHOICES = 25;
/** Discord's limit for a choice's name and for its value. */
const MAX_CHOICE_CHARS = 100;
/** Room for an id behind titles that are alike. */
const MAX_MARK_CHARS = 40;

export async function completeSource(
  { app }: BotContext,
  typed: string,
  settings: Pick<ServerSettings, 'sources'>,
): Promise<Choice[]> {
  return best(await outletsOf(app, settings), typed, (source) => source).map((source) => toChoice(source, source));
}

/** Titles that the server may see; the value is the article's key, which stays short whatever its id. */
export async function completeArticle({ app }: BotContext, typed: string, settings: ServerSettings): Promise<Choice[]> {
  const found = best(await allowedArticles(app, settings), typed, ({ title }) => title);
  return found.map(({ title, publishedAt, key }) =>
    toChoice([dayOf(publishedAt), title].filter(Boolean).join(' '), `#${key}`),
  );
}

/** Titles that the server may see, by ids, which last. Equal titles get a mark that tells them apart. */
export async function completeTitle({ app }: BotContext, typed: string, settings: ServerSettings): Promise<Choice[]> {
  const found = best(await allowedArticles(app, settings), typed, ({ title }) => title);
  const named = found.map(({ title, source, publishedAt }) =>
    plain([dayOf(publishedAt), title, source].filter(Boolean).join(' · '), MAX_CHOICE_CHARS),
  );
  return found.map((article, i) => {
    const isAlone = named.filter((name) => name === named[i]).length === 1;
    const mark = ` · ${article.id.length <= MAX_MARK_CHARS ? plain(article.id, MAX_MARK_CHARS) : `#${article.key}`}`;
    const name = isAlone ? named[i] : `${plain(named[i], MAX_CHOICE_CHARS - mark.length)}${mark}`;
    return { name, value: referenceTo(article) };
  });
}

/** Periods: the typed one, "today" and its like, and months with articles. */
export async function completePeriod(
  { app }: BotContext,
  typed: string,
  settings: ServerSettings,
  words: Words,
): Promise<Choice[]> {
  const months = new Set(
    (await allowedArticles(app, settings)).flatMap(({ publishedAt }) => {
      const month = dayOf(publishedAt)?.slice(0, 7) ?? '';
      return month.length === 7 ? month : [];
    }),
  );
  const known = [
    ...Object.entries(words.periods).map(([value, name]) => ({ name, value })),
    ...[...months].map((month) => ({ name: `${formatDay(month, words)} (${month})`, value: month })),
  ];
  const found = best(known, typed, ({ name }) => name);
  const own = typed.trim();
  const isNew = isPeriod(own) && !known.some(({ value }) => value === own);
  return [...(isNew ? [toChoice(own, own)] : []), ...found].slice(0, MAX_CHOICES);
}

function isPeriod(text: string): boolean {
  if (text.length > MAX_CHOICE_CHARS) return false;
  try {
    readPeriod(text, 0);
    return true;
  } catch {
    // A half-typed period is none yet.
    return false;
  }
}

/** Time zones; UTC first. */
export function completeZone(typed: string): Choice[] {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
  return best(zones, typed.replaceAll(' ', '_'), (zone) => zone).map((zone) => toChoice(zone, zone));
}

const toChoice = (name: string, value: string): Choice => ({
  name: plain(name, MAX_CHOICE_CHARS),
  value: value.slice(0, MAX_CHOICE_CHARS),
});

function best<T>(items: readonly T[], typed: string, textOf: (item: T) => string): T[] {
  const wanted = typed.trim().toLowerCase();
  const starts: T[] = [];
  const contains: T[] = [];
  for (const item of items) {
    const place = textOf(item).toLowerCase().indexOf(wanted);
    if (place === 0) starts.push(item);
    else if (place > 0) contains.push(item);
    if (starts.length === MAX_CHOICES) break;
  }
  return [...starts, ...contains].slice(0, MAX_CHOICES);
}
