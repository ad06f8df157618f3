/** The digests of a server, with a menu that removes one and a button for another. */
import { type Client, ComponentType } from 'discord.js';
import type { Digest } from '../../state/digests.js';
import { customId } from '../custom-ids.js';
import { button, type Row, row } from '../render/answer-controls.js';
import { timestamp } from '../render/dates.js';
import { inert, inertWithin, plain } from '../render/inert.js';
import { splitMessages } from '../render/split-messages.js';
import type { Words } from '../words/index.js';
import { MAX_DIGESTS } from './add-digest.js';

const MAX_CHOICE_CHARS = 100;

/** Made once a language: a formatter takes longer than all it formats, and every start names every day in every language. */
const weekdayFormats = new Map<string, Intl.DateTimeFormat>();

/** 0 is Sunday, as 4 January 1970 was. */
export function weekdayName(weekday: number, { dates }: Words): string {
  let format = weekdayFormats.get(dates);
  if (!format)
    weekdayFormats.set(dates, (format = new Intl.DateTimeFormat(dates, { weekday: 'long', timeZone: 'UTC' })));
  return format.format(Date.UTC(1970, 0, 4 + weekday));
}

export function digestList(client: Client, digests: Digest[], words: Words): { contents: string[]; controls: Row[] } {
  const add = row(button(customId('digest-new'), { label: words.digestNew, emoji: '➕' }));
  if (digests.length === 0) return { contents: [words.noDigests], controls: [add] };
  const lines = digests.map((digest) => {
    const { channel, topic, source, saysEmpty, isOff, dueAtMs } = digest;
    const parts = [
      `<#${channel}>`,
      inert(timesOf(digest, words)),
      topic && `“${inertWithin(topic, 80)}”`,
      source && inertWithin(source, 60),
      saysEmpty && words.digestSaysEmpty,
      isOff ? `**${words.digestOff}**` : timestamp(dueAtMs),
    ];
    return `• ${parts.filter(Boolean).join(' · ')}`;
  });
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: customId('digest-remove'),
    placeholder: plain(words.digestRemoveMenu, 150),
    options: digests
      .slice(0, MAX_DIGESTS)
      .map((digest) => ({ label: digestName(client, digest, words), value: digest.id })),
  };
  return { contents: splitMessages([`__${words.digestsTitle}__`, ...lines]), controls: [row(menu), add] };
}

/** "#news · Monday, 08:00 (Europe/Kyiv) · grain", for menus and suggestions. */
export function digestName(client: Client, digest: Digest, words: Words): string {
  const channel = client.channels.cache.get(digest.channel);
  const place = channel && 'name' in channel ? `#${channel.name}` : digest.channel;
  const parts = [place, timesOf(digest, words), digest.topic, digest.source];
  return plain(parts.filter(Boolean).join(' · '), MAX_CHOICE_CHARS);
}

/** "Monday, 08:00 (Europe/Kyiv)" */
function timesOf({ weekday, hour, zone }: Digest, words: Words): string {
  const day = weekday === undefined ? words.everyDay : weekdayName(weekday, words);
  return `${day}, ${String(hour).padStart(2, '0')}:00 (${zone})`;
}
