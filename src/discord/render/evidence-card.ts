/** The card behind a source: headline, outlet, date, its quotes in bold within their neighbours, and the way to them. */
import { type APIEmbed, ButtonStyle, ComponentType } from 'discord.js';
import type { Source } from '../../answering/sources.js';
import { safeUrl } from '../../core/safe-url.js';
import type { Piece, QuotesInPlace } from '../../flows/quotes-in-place.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { button, type Row, row } from './answer-controls.js';
import { correctionNotes } from './correction-notes.js';
import { formatDay } from './dates.js';
import { inertWithin, orElse, plain } from './inert.js';
import { linkToQuote, namesOther } from './links.js';

const MAX_TITLE_CHARS = 256;
const MAX_NEIGHBOUR_CHARS = 1000;
const MAX_QUOTE_CHARS = 1600;
/** Of Discord's 4,096 for a description, with room for what is said of a changed article and of corrections. */
const MAX_DESCRIPTION_CHARS = 3300;
/** "Guide › Updating › Panel": of the headings above the first quote. */
const MAX_PATH_CHARS = 200;
/** Between what stands apart in the article. */
const GAP = '\\[…\\]';

export interface EvidenceCard {
  source: Source;
  /** A quote to scroll to, where one of the body is cited. */
  quote?: string;
  /** Where the article can be read, if it has no address of its own. */
  readingLink?: string;
  inPlace: QuotesInPlace;
  /** What of the answer rested on it and was corrected since. */
  corrected?: Pick<KeptAnswer, 'corrections' | 'sentences'>;
  /** What the button that summarizes the article says; there is none without. */
  summarizeId?: string;
}

export function evidenceCard(
  {
    source: { n, title, source, publishedAt, url },
    quote,
    readingLink,
    inPlace: { runs, isCurrent, under },
    corrected,
    summarizeId,
  }: EvidenceCard,
  words: Words,
): { embeds: APIEmbed[]; components: Row[] } {
  const path = under ? [`-# ${inertWithin(under.join(' › '), MAX_PATH_CHARS)}`] : [];
  const notes = [
    ...(isCurrent ? [] : [`-# ${words.articleChanged}`]),
    ...(corrected ? correctionNotes(corrected, words) : []),
  ];
  const description = [...path, describe(runs), ...notes].filter(Boolean).join('\n');
  const date = publishedAt ? formatDay(publishedAt, words) : words.undated;
  const outlet = plain(orElse(source, ''), 200);
  const address = safeUrl(url);
  const link = (quote === undefined ? address : linkToQuote(url, quote)) ?? readingLink;
  const buttons = [
    ...(link
      ? [{ type: ComponentType.Button as const, style: ButtonStyle.Link as const, label: words.openArticle, url: link }]
      : []),
    ...(summarizeId ? [button(summarizeId, { label: words.summarizeArticle })] : []),
  ];
  return {
    embeds: [
      {
        title: inertWithin(orElse(title, words.noTitle), MAX_TITLE_CHARS),
        ...(description && { description }),
        ...(outlet && { author: { name: outlet } }),
        // The title of an embed is a link, too.
        ...(address && !namesOther(title, address) && { url: address }),
        footer: { text: plain(`${words.cardOf(n)} · ${date}`, 200) },
      },
    ],
    components: buttons.length > 0 ? [row(...buttons)] : [],
  };
}

/** As many pieces as there is room for. */
function describe(runs: Piece[][]): string {
  let text = '';
  const pieces = runs.flatMap((run, i) => [...(i > 0 ? [GAP] : []), ...run.map(shown)]).filter(Boolean);
  for (const piece of pieces) {
    const longer = text ? `${text} ${piece}` : piece;
    if (longer.length > MAX_DESCRIPTION_CHARS) return text.endsWith(GAP) ? text : `${text} ${GAP}`;
    text = longer;
  }
  return text;
}

function shown({ text, isQuote }: Piece): string {
  if (!isQuote) return inertWithin(text, MAX_NEIGHBOUR_CHARS);
  const quote = inertWithin(text, MAX_QUOTE_CHARS);
  return quote && `**${quote}**`;
}
