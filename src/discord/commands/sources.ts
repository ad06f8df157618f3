/** `/sources`: the articles, newest first, with filters, in pages. */
import { ApplicationCommandType } from 'discord.js';
import { isoEndMs, parseIsoMs } from '../../core/dates.js';
import type { BotContext, Surrounding } from '../context.js';
import { sourceLine } from '../render/answer.js';
import type { Row } from '../render/answer-controls.js';
import { cutInert } from '../render/inert.js';
import { pageButtons, pageOf } from '../render/pages.js';
import { replyTo } from '../targets.js';
import { badDayOf } from './begin-answer.js';
import { type Command, EVERYWHERE, named, textOption } from './command.js';
import { completeSource } from './complete.js';

const PAGE_SIZE = 10;
/** The filters travel in the custom id, which has room for 100 characters. */
const MAX_FILTER_CHARS = 30;

export interface SourceFilters {
  search: string;
  source: string;
  from: string;
  to: string;
}

export const sources: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('sources'),
    ...EVERYWHERE,
    options: [
      textOption('sources.search', { maxChars: MAX_FILTER_CHARS }),
      textOption('sources.source', { autocomplete: true, maxChars: MAX_FILTER_CHARS }),
      textOption('sources.from', { maxChars: 10 }),
      textOption('sources.to', { maxChars: 10 }),
    ],
  },

  async run(context, interaction, surrounding) {
    const target = await replyTo(interaction, true);
    if (!target) return;
    const read = (name: 'search' | 'source' | 'from' | 'to') => interaction.options.getString(name)?.trim() ?? '';
    const filters = { search: read('search'), source: read('source'), from: read('from'), to: read('to') };
    const badDay = badDayOf('sources', filters, surrounding.words);
    if (badDay) return target.tell(badDay);
    const { content, controls } = await sourcesPage(context, filters, 0, surrounding);
    await target.post([content], controls);
  },

  complete: (context, interaction, { settings }) => completeSource(context, interaction.options.getFocused(), settings),
};

export async function sourcesPage(
  { app }: BotContext,
  filters: SourceFilters,
  page: number,
  { settings, words }: Surrounding,
): Promise<{ content: string; controls: Row[] }> {
  const fromMs = parseIsoMs(filters.from);
  const toMs = filters.to ? isoEndMs(filters.to) : undefined;
  const allowed = new Set(settings.sources.map((source) => source.toLowerCase()));
  const search = filters.search.toLowerCase();
  // A filter cut to fit still matches the beginning of an outlet.
  const outlet = filters.source.toLowerCase();
  const found = (await app.articles()).filter(({ title, source, publishedAt }) => {
    const ms = parseIsoMs(publishedAt);
    const name = source?.toLowerCase() ?? '';
    return (
      title.toLowerCase().includes(search) &&
      name.startsWith(outlet) &&
      (allowed.size === 0 || allowed.has(name)) &&
      (fromMs === undefined || (ms !== undefined && ms >= fromMs)) &&
      (toMs === undefined || (ms !== undefined && ms <= toMs))
    );
  });
  if (found.length === 0) return { content: words.noArticles, controls: [] };
  const shown = pageOf(found, page, PAGE_SIZE);
  const lines = shown.items.map((article) => `• ${sourceLine(article, words)}`);
  const heading = `**${words.sourcesTitle(found.length)}** · ${words.page(shown.page + 1, shown.pages)}`;
  const kept: string[] = [heading];
  // Where long addresses leave no room, a line keeps its title and loses its link.
  for (const [i, line] of lines.entries()) {
    const rest = lines.slice(i + 1).length * 150;
    const isTooLong = kept.join('\n').length + line.length + rest > 1900;
    kept.push(isTooLong ? `• ${cutInert(sourceLine({ ...shown.items[i], url: undefined }, words), 140)}` : line);
  }
  const parts = [filters.from, filters.to, filters.source, filters.search].map(encodePart);
  return { content: kept.join('\n'), controls: pageButtons('sources-page', shown, parts, words) };
}

const encodePart = (text: string) => text.slice(0, MAX_FILTER_CHARS).replaceAll(':', ' ');

export const toSourceFilters = ([from = '', to = '', source = '', search = '']: string[]): SourceFilters => ({
  from,
  to,
  source,
  search,
});
