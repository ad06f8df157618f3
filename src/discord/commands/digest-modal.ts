/** A new digest in a modal, for whoever didn't give its options in the command. */
import { ChannelType, ComponentType, type ModalSubmitFields, SelectMenuDefaultValueType } from 'discord.js';
import { isTimeZone } from '../../core/local-time.js';
import { customId } from '../custom-ids.js';
import { labelled, type Modal, modal, radioGroup, textInput, valuesOf } from '../render/modal.js';
import type { Words } from '../words/index.js';
import { EVERY_DAY, MAX_TOPIC_CHARS, type NewDigest } from './add-digest.js';
import { weekdayName } from './digest-list.js';
import { outletMenu } from './outlet-menu.js';

/** Where a digest can be posted. */
export const DIGEST_CHANNELS = [ChannelType.GuildText, ChannelType.GuildAnnouncement] as const;
/** Every day, or one of the week, Monday first. */
export const DIGEST_DAYS = [EVERY_DAY, '1', '2', '3', '4', '5', '6', '0'];
const MAX_TIME_CHARS = 60;
const SAYS_EMPTY = 'empty';
/** "8:00 Europe/Kyiv", "08 UTC" */
const TIME = /^\s*(\d{1,2})(?:[:.]00)?\s+(\S.*?)\s*$/;

export const dayName = (day: string, words: Words) =>
  day === EVERY_DAY ? words.everyDay : weekdayName(Number(day), words);

/** What the command gave already; `zone` may be that of another digest of the server. */
export type Given = Partial<Omit<NewDigest, 'channel'>> & { channel?: string };

export function digestModal(given: Given, outlets: string[], words: Words): Modal {
  const { channel, day = EVERY_DAY, hour = 8, zone = 'UTC', topic, source, saysEmpty } = given;
  const text = (name: 'channel' | 'day' | 'topic' | 'source') => words.commands[`admin.digest.add.${name}`].description;
  const days = DIGEST_DAYS.map((value) => ({ value, label: dayName(value, words) }));
  return modal(customId('digest-add', ...(saysEmpty ? [SAYS_EMPTY] : [])), words.digestNew, [
    labelled(text('channel'), {
      type: ComponentType.ChannelSelect,
      custom_id: 'channel',
      channel_types: [...DIGEST_CHANNELS],
      ...(channel && { default_values: [{ id: channel, type: SelectMenuDefaultValueType.Channel }] }),
    }),
    labelled(text('day'), radioGroup('day', days, day)),
    labelled(
      words.digestTime,
      textInput('time', { maxChars: MAX_TIME_CHARS, required: true, value: `${hour}:00 ${zone}` }),
      words.badTime,
    ),
    labelled(text('topic'), textInput('topic', { maxChars: MAX_TOPIC_CHARS, required: false, value: topic })),
    ...outletMenu('source', outlets, source ? [source] : [], 1).map((menu) => labelled(text('source'), menu)),
  ]);
}

/** What was filled in; undefined where the time is none. */
export function digestIn(fields: ModalSubmitFields, mark: string | undefined): NewDigest | undefined {
  const first = (id: string) => valuesOf(fields, id)[0]?.trim() || undefined;
  const [, hour, place] = TIME.exec(first('time') ?? '') ?? [];
  const zone = place?.replaceAll(' ', '_') ?? '';
  const id = first('channel');
  if (!id || !isTimeZone(zone) || Number(hour) > 23) return undefined;
  return {
    channel: fields.getSelectedChannels('channel')?.get(id) ?? { id },
    day: DIGEST_DAYS.find((day) => day === first('day')) ?? EVERY_DAY,
    ...{ hour: Number(hour), zone, topic: first('topic'), source: first('source'), saysEmpty: mark === SAYS_EMPTY },
  };
}
