/** A correction as a message: what was said, and what the article says now. */
import type { Change } from '../correct-answer.js';
import type { Words } from '../words/index.js';
import { sourceLine } from './answer.js';
import { timestamp } from './dates.js';
import { cutInert, inertWithin } from './inert.js';
import { MESSAGE_MAX_CHARS } from './split-messages.js';

const MAX_SAID_CHARS = 300;
const MAX_CHANGES = 3;
const MAX_LINKS = 5;

/** One message; `links` lead to other answers of which the same has to be said. */
export function correctionText(
  changes: readonly Change[],
  foundAtMs: number,
  links: readonly string[],
  words: Words,
): string {
  const left = changes.length - MAX_CHANGES;
  const lines = [
    `**${words.correctionTitle}** · ${timestamp(foundAtMs)}`,
    ...changes
      .slice(0, MAX_CHANGES)
      .flatMap(({ said, was, now }) => [
        words.correctionSaid(inertWithin(said, MAX_SAID_CHARS)),
        now ? words.correctionNow(inertWithin(now.quote, MAX_SAID_CHARS)) : words.correctionGone,
        `-# ${sourceLine(now ?? was, words)}`,
      ]),
    ...(left > 0 ? [words.andMore(left)] : []),
    ...(links.length > 0 ? [`-# ${words.correctionAlike(links.slice(0, MAX_LINKS).join(' '))}`] : []),
  ];
  return cutInert(lines.join('\n'), MESSAGE_MAX_CHARS);
}

/** What a later article says, word for word. */
export const newerFigureText = (
  { quote, shown, ...article }: Omit<NonNullable<Change['now']>, 'articleId'> & { shown?: string },
  words: Words,
): string =>
  [
    `**${words.newerFigure}**`,
    `“${inertWithin(shown ?? quote, MAX_SAID_CHARS)}”`,
    `-# ${sourceLine(article, words)}`,
  ].join('\n');
