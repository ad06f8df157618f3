/** Suggestions while typing: what contains the words so far, starts first, at most Discord's 25. */

import type { BotContext } from '../context.js';
import { plain } from '../render/inert.js';
import type { Choice } from './command.js';

const MAX_CHOICES = 25;
/** Discord's limit for a choice's name and for its value. */
const MAX_CHOICE_CHARS = 100;

export async function completeSource({ app }: BotContext, typed: string): Promise<Choice[]> {
  const sources = new Set((await app.articles()).flatMap(({ source }) => source ?? []));
  return best([...sources].sort(), typed, (source) => source).map((source) => toChoice(source, source));
}

/** Titles; the value is the article's key, which stays short whatever its id. */
export async function completeArticle({ app }: BotContext, typed: string): Promise<Choice[]> {
  const found = best(await app.articles(), typed, ({ title }) => title);
  return found.map(({ title, publishedAt, key }) =>
    toChoice(publishedAt ? `${publishedAt.slice(0, 10)} ${title}` : title, `#${key}`),
  );
}

const toChoice = (name: string, value: string): Choice => ({
  name: plain(name, MAX_CHOICE_CHARS),
  value: value.slice(0, MAX_CHOICE_CHARS),
});

function best<T>(items: T[], typed: string, textOf: (item: T) => string): T[] {
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
