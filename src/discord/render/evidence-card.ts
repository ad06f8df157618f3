/** The card behind a source: headline, outlet, date, the quote in bold within its neighbours, and the way to it. */
import { type APIEmbed, ButtonStyle, ComponentType } from 'discord.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { button, type Row, row } from './answer-controls.js';
import { formatDay } from './dates.js';
import { inertWithin, plain } from './inert.js';
import { linkToQuote, safeUrl } from './links.js';

const MAX_TITLE_CHARS = 256;
const MAX_NEIGHBOUR_CHARS = 1000;
const MAX_QUOTE_CHARS = 1600;

export interface Surroundings {
  before: string;
  after: string;
  /** False where the article has changed since it was quoted, or is gone. */
  isCurrent: boolean;
}

export function evidenceCard(
  place: number,
  citation: KeptAnswer['citations'][number],
  { before, after, isCurrent }: Surroundings,
  words: Words,
  /** What the button that summarizes the article says; there is none without. */
  summarizeId?: string,
): { embeds: APIEmbed[]; components: Row[] } {
  const { title, source, publishedAt, url, quote } = citation;
  const description = [
    inertWithin(before, MAX_NEIGHBOUR_CHARS),
    `**${inertWithin(quote, MAX_QUOTE_CHARS)}**`,
    inertWithin(after, MAX_NEIGHBOUR_CHARS),
  ]
    .filter(Boolean)
    .join(' ');
  const date = publishedAt ? formatDay(publishedAt, words) : words.undated;
  const address = safeUrl(url);
  const link = linkToQuote(url, quote);
  const buttons = [
    ...(link
      ? [{ type: ComponentType.Button as const, style: ButtonStyle.Link as const, label: words.openArticle, url: link }]
      : []),
    ...(summarizeId ? [button(summarizeId, { label: words.summarizeArticle })] : []),
  ];
  return {
    embeds: [
      {
        title: inertWithin(title || words.noTitle, MAX_TITLE_CHARS),
        description: isCurrent ? description : `${description}\n-# ${words.articleChanged}`,
        ...(source && { author: { name: plain(source, 200) } }),
        ...(address && { url: address }),
        footer: { text: plain(`${words.cardOf(place + 1)} · ${date}`, 200) },
      },
    ],
    components: buttons.length > 0 ? [row(...buttons)] : [],
  };
}
