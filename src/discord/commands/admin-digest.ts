/** `/admin digest add|list|remove`: what is posted on a schedule in a server. */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { isTimeZone } from '../../core/local-time.js';
import { outletsOf } from '../allowed-articles.js';
import type { BotContext, Surrounding } from '../context.js';
import type { Modal } from '../render/modal.js';
import type { ReplyTarget } from '../targets.js';
import { addDigest, EVERY_DAY, MAX_TOPIC_CHARS } from './add-digest.js';
import { type Choice, flagOption, inAllLanguages, named, subcommand, textOption } from './command.js';
import { completeSource, completeZone } from './complete.js';
import { digestList, digestName } from './digest-list.js';
import { DIGEST_CHANNELS, DIGEST_DAYS, dayName, digestModal } from './digest-modal.js';

/** Whoever leaves out the channel, the hour or the zone is asked in a modal. */
const options: APIApplicationCommandBasicOption[] = [
  {
    type: ApplicationCommandOptionType.Channel,
    ...named('admin.digest.add.channel'),
    channel_types: [...DIGEST_CHANNELS],
  },
  {
    type: ApplicationCommandOptionType.Integer,
    ...named('admin.digest.add.hour'),
    min_value: 0,
    max_value: 23,
  },
  textOption('admin.digest.add.zone', { autocomplete: true }),
  {
    ...textOption('admin.digest.add.day'),
    choices: DIGEST_DAYS.map((day) => ({ ...inAllLanguages((words) => dayName(day, words)), value: day })),
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
    subcommand('admin.digest.remove', [textOption('admin.digest.remove.digest', { autocomplete: true })]),
  ],
};

/** What the command brought. */
function givenIn({ options }: ChatInputCommandInteraction) {
  const read = (name: string) => options.getString(name)?.trim() || undefined;
  return {
    channel: options.getChannel('channel') ?? undefined,
    hour: options.getInteger('hour') ?? undefined,
    ...{ zone: read('zone'), day: read('day'), topic: read('topic'), source: read('source') },
    saysEmpty: options.getBoolean('empty') ?? false,
  };
}

/** Where the command doesn't say where and when. For administrators alone, which the caller has made sure of. */
export async function openDigest(
  { app, state }: BotContext,
  interaction: ChatInputCommandInteraction,
  { guild, settings, words }: Surrounding,
): Promise<Modal | undefined> {
  if (!guild || interaction.options.getSubcommand() !== 'add') return undefined;
  const { channel, ...given } = givenIn(interaction);
  if (channel && given.hour !== undefined && given.zone) return undefined;
  const zone = given.zone ?? (await state.digests.of(guild))[0]?.zone;
  return digestModal({ ...given, zone, channel: channel?.id }, await outletsOf(app, settings), words);
}

/** For administrators alone, which the caller has made sure of. */
export async function runDigest(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  { guild, words }: Surrounding,
  target: ReplyTarget,
): Promise<void> {
  if (!guild || !interaction.inCachedGuild()) return target.tell(words.onlyInServer);
  const { digests } = context.state;
  if (interaction.options.getSubcommand() === 'add') {
    const { channel, hour, zone, day = EVERY_DAY, ...rest } = givenIn(interaction);
    if (!channel || hour === undefined || !zone || !isTimeZone(zone)) return target.tell(words.badZone);
    return target.tell(await addDigest(context, interaction.guild, { ...rest, channel, hour, zone, day }, words));
  }
  const unwanted = interaction.options.getSubcommand() === 'remove' && interaction.options.getString('digest');
  if (unwanted) {
    const isRemoved = await digests.remove(guild, unwanted);
    return target.tell(isRemoved ? words.digestRemoved : words.noSuchDigest);
  }
  const { contents, controls } = digestList(context.client, await digests.of(guild), words);
  await target.post(contents, controls);
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
  return (await context.state.digests.of(guild)).map((digest) => ({
    name: digestName(context.client, digest, words),
    value: digest.id,
  }));
}
