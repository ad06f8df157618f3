/** `/admin digest add|list|remove`: what is posted on a schedule in a server. */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
  type Guild,
  PermissionFlagsBits,
} from 'discord.js';
import { isTimeZone, nextTime } from '../../core/local-time.js';
import type { Digest } from '../../state/digests.js';
import { newId } from '../../state/state.js';
import type { BotContext, Surrounding } from '../context.js';
import { timestamp } from '../render/dates.js';
import { inert, inertWithin, plain } from '../render/inert.js';
import { splitMessages } from '../render/split-messages.js';
import type { ReplyTarget } from '../targets.js';
import type { Words } from '../words/index.js';
import { type Choice, flagOption, inAllLanguages, named, subcommand, textOption } from './command.js';
import { completeSource, completeZone } from './complete.js';

/** As many as a list of suggestions has room for. */
const MAX_DIGESTS = 25;
const MAX_TOPIC_CHARS = 200;
const MAX_CHOICE_CHARS = 100;
const EVERY_DAY = 'every-day';
/** Monday first. */
const WEEKDAY_NUMBERS = [1, 2, 3, 4, 5, 6, 0];

/** 4 January 1970 was a Sunday. */
const weekdayName = (weekday: number, { dates }: Words) =>
  new Intl.DateTimeFormat(dates, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(1970, 0, 4 + weekday));

const options: APIApplicationCommandBasicOption[] = [
  {
    type: ApplicationCommandOptionType.Channel,
    ...named('admin.digest.add.channel'),
    required: true,
    channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
  },
  {
    type: ApplicationCommandOptionType.Integer,
    ...named('admin.digest.add.hour'),
    required: true,
    min_value: 0,
    max_value: 23,
  },
  textOption('admin.digest.add.zone', { required: true, autocomplete: true }),
  {
    ...textOption('admin.digest.add.day'),
    choices: [
      { ...inAllLanguages(({ everyDay }) => everyDay), value: EVERY_DAY },
      ...WEEKDAY_NUMBERS.map((day) => ({ ...inAllLanguages((words) => weekdayName(day, words)), value: String(day) })),
    ],
  } as APIApplicationCommandBasicOption,
  textOption('admin.digest.add.topic', { maxChars: MAX_TOPIC_CHARS }),
  textOption('admin.digest.add.source', { autocomplete: true }),
  flagOption('admin.digest.add.empty'),
];

export const digestGroup = {
  type: ApplicationCommandOptionType.SubcommandGroup as const,
  ...named('admin.digest'),
  options: [
    subcommand('admin.digest.add', options),
    subcommand('admin.digest.list'),
    subcommand('admin.digest.remove', [
      textOption('admin.digest.remove.digest', { required: true, autocomplete: true }),
    ]),
  ],
};

/** For administrators alone, which the caller has made sure of. */
export async function runDigest(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  { guild, words }: Surrounding,
  target: ReplyTarget,
): Promise<void> {
  if (!guild || !interaction.inCachedGuild()) return target.tell(words.onlyInServer);
  const { digests } = context.state;
  const subcommandName = interaction.options.getSubcommand();
  if (subcommandName === 'add') return add(context, interaction, interaction.guild, words, target);
  if (subcommandName === 'list') return list(await digests.of(guild), words, target);
  const isRemoved = await digests.remove(guild, interaction.options.getString('digest', true));
  await target.tell(isRemoved ? words.digestRemoved : words.noSuchDigest);
}

async function add(
  { state, nowMs, logger }: BotContext,
  interaction: ChatInputCommandInteraction,
  guild: Guild,
  words: Words,
  target: ReplyTarget,
): Promise<void> {
  const read = (name: string) => interaction.options.getString(name)?.trim() || undefined;
  const zone = read('zone') ?? '';
  if (!isTimeZone(zone)) return target.tell(words.badZone);
  const { id: channelId } = interaction.options.getChannel('channel', true);
  const channel = guild.channels.cache.get(channelId);
  const may = channel && guild.members.me && channel.permissionsFor(guild.members.me);
  if (!channel || !may?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]))
    return target.tell(words.cantPostThere(`<#${channelId}>`));
  const day = read('day') ?? EVERY_DAY;
  const schedule = {
    ...(day !== EVERY_DAY && { weekday: Number(day) }),
    hour: interaction.options.getInteger('hour', true),
    zone,
  };
  const [topic, source] = [read('topic'), read('source')];
  const digest = {
    id: newId(),
    guild: guild.id,
    channel: channel.id,
    ...schedule,
    ...(topic && { topic }),
    ...(source && { source }),
    saysEmpty: interaction.options.getBoolean('empty') ?? false,
    dueAtMs: nextTime(schedule, nowMs()),
  };
  if (!(await state.digests.add(digest, MAX_DIGESTS))) return target.tell(words.tooManyDigests(MAX_DIGESTS));
  logger.info({ event: 'digest-added', guild: guild.id, channel: channel.id, digest: digest.id });
  await target.tell(words.digestAdded(`<#${channel.id}>`, timestamp(digest.dueAtMs)));
}

async function list(digests: Digest[], words: Words, target: ReplyTarget): Promise<void> {
  if (digests.length === 0) return target.tell(words.noDigests);
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
  await target.post(splitMessages([`__${words.digestsTitle}__`, ...lines]), []);
}

/** "Monday, 08:00 (Europe/Kyiv)" */
function timesOf({ weekday, hour, zone }: Digest, words: Words): string {
  const day = weekday === undefined ? words.everyDay : weekdayName(weekday, words);
  return `${day}, ${String(hour).padStart(2, '0')}:00 (${zone})`;
}

/** For administrators alone, which the caller has made sure of. */
export async function completeDigest(
  context: BotContext,
  interaction: AutocompleteInteraction,
  { guild, settings, words }: Surrounding,
): Promise<Choice[]> {
  const { name, value } = interaction.options.getFocused(true);
  if (name === 'zone') return completeZone(value);
  if (name === 'source') return completeSource(context, value, settings);
  if (!guild) return [];
  return (await context.state.digests.of(guild)).map((digest) => {
    const channel = context.client.channels.cache.get(digest.channel);
    const place = channel && 'name' in channel ? `#${channel.name}` : digest.channel;
    const parts = [place, timesOf(digest, words), digest.topic, digest.source];
    return { name: plain(parts.filter(Boolean).join(' · '), MAX_CHOICE_CHARS), value: digest.id };
  });
}
