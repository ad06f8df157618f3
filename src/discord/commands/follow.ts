/** `/follow topic|list|stop`: new articles on a topic, in a channel or for oneself. */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandType,
  type AutocompleteInteraction,
  type BaseInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { Follow } from '../../state/follows.js';
import { newId } from '../../state/state.js';
import type { BotContext, Surrounding } from '../context.js';
import { missingIn } from '../missing-permissions.js';
import { isAllowedChannel } from '../places.js';
import { inert, inertWithin, plain } from '../render/inert.js';
import { splitMessages } from '../render/split-messages.js';
import { managesChannel, personOf } from '../rights.js';
import { type ReplyTarget, replyTo, writableChannel } from '../targets.js';
import type { Words } from '../words/index.js';
import { type Command, inAllLanguages, named, subcommand, textOption, WHERE_INSTALLED } from './command.js';

/** Of one person, and in one channel. */
const MOST_FOLLOWS = 10;
const MAX_TOPIC_CHARS = 200;
const MAX_CHOICE_CHARS = 100;
const HOURS = { hour: 1, day: 24 };
type HowOften = keyof typeof HOURS;

export const follow: Command = {
  // To look at what one follows, and to end it, is open to everybody.
  isAsking: (interaction) => interaction.isChatInputCommand() && interaction.options.getSubcommand() === 'topic',
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('follow'),
    ...WHERE_INSTALLED,
    options: [
      subcommand('follow.topic', [
        textOption('follow.topic.topic', { required: true, maxChars: MAX_TOPIC_CHARS }),
        {
          ...textOption('follow.topic.how-often'),
          choices: [
            { ...inAllLanguages(({ followTimes }) => followTimes.day), value: 'day' },
            { ...inAllLanguages(({ followTimes }) => followTimes.hour), value: 'hour' },
          ],
        } as APIApplicationCommandBasicOption,
        {
          ...textOption('follow.topic.where'),
          choices: [
            { ...inAllLanguages(({ followPlaces }) => followPlaces.direct), value: 'dm' },
            { ...inAllLanguages(({ followPlaces }) => followPlaces.here), value: 'here' },
          ],
        } as APIApplicationCommandBasicOption,
      ]),
      subcommand('follow.list'),
      subcommand('follow.stop', [textOption('follow.stop.topic', { required: true, autocomplete: true })]),
    ],
  },

  async run(context, interaction, surrounding) {
    const target = await replyTo(interaction, true);
    if (!target) return;
    const { words } = surrounding;
    const name = interaction.options.getSubcommand();
    if (name === 'topic') return begin(context, interaction, surrounding, target);
    if (name === 'list') return list(await followsOf(context, interaction, surrounding), words, target);
    const id = interaction.options.getString('topic', true);
    await target.tell((await stop(context, interaction, id, surrounding)) ?? words.noSuchFollow);
  },

  async complete(context, interaction: AutocompleteInteraction, surrounding) {
    return (await followsOf(context, interaction, surrounding)).map((one) => ({
      name: plain([one.topic, ...aboutOf(one, surrounding.words)].join(' · '), MAX_CHOICE_CHARS),
      value: one.id,
    }));
  },
};

async function begin(
  { state, app, nowMs, logger }: BotContext,
  interaction: ChatInputCommandInteraction,
  { guild, settings, words }: Surrounding,
  target: ReplyTarget,
): Promise<void> {
  const { options, user, channelId, locale } = interaction;
  const isHere = guild !== undefined && options.getString('where') === 'here';
  if (isHere && !managesChannel(personOf(interaction), settings)) return target.tell(words.notChannelManager);
  if (isHere && !isAllowedChannel(settings, interaction.channel)) return target.tell(words.notHere);
  if (isHere && !writableChannel(interaction)) return target.tell(missingHere(interaction, words) ?? words.cantSend);
  const topic = options.getString('topic', true).trim();
  const { newestKey } = await app.current();
  // What comes by direct message is bound to no channel.
  const { sources: outlets } = guild && !isHere ? await state.settings(guild) : settings;
  const sources = outlets.length > 0 ? { sources: outlets } : {};
  // What is there already isn't told as new when it changes.
  const known = await app.news({ topic, ...sources });
  const begun = {
    id: newId(),
    ...(guild && { guild }),
    ...(isHere ? { channel: channelId } : { user: user.id }),
    topic,
    everyHours: HOURS[(options.getString('how-often') as HowOften | null) ?? 'day'],
    locale,
    madeAtMs: nowMs(),
    dueAtMs: nowMs(),
    seenKey: newestKey,
    known: known.articles,
  };
  if (!(await state.follows.add(begun, MOST_FOLLOWS))) return target.tell(words.tooManyFollows(MOST_FOLLOWS));
  logger.info({ event: 'follow-begun', guild, follow: begun.id, isHere });
  const shown = inertWithin(topic, MAX_TOPIC_CHARS);
  await target.tell(isHere ? words.followedHere(shown, `<#${channelId}>`) : words.followedDirect(shown));
}

function missingHere(interaction: ChatInputCommandInteraction, words: Words): string | undefined {
  if (!interaction.inCachedGuild()) return undefined;
  const { guild, channelId: id, appPermissions } = interaction;
  return missingIn(guild, [{ id, appPermissions }], words)[0];
}

/** What somebody may see and stop here: their own, and the channel's, where they may manage it. */
async function followsOf(
  { state }: BotContext,
  interaction: BaseInteraction,
  { guild, settings }: Surrounding,
): Promise<Follow[]> {
  const own = await state.follows.of({ user: interaction.user.id });
  const isManager = guild !== undefined && managesChannel(personOf(interaction), settings);
  const here = isManager && interaction.channelId ? await state.follows.of({ channel: interaction.channelId }) : [];
  return [...here, ...own];
}

/** Returns what is to be said; undefined where there is no such topic here, or somebody else's. */
export async function stop(
  context: BotContext,
  interaction: BaseInteraction,
  id: string,
  surrounding: Surrounding,
): Promise<string | undefined> {
  const { words, guild } = surrounding;
  const found = (await followsOf(context, interaction, surrounding)).find((one) => one.id === id);
  if (!found) return undefined;
  await context.state.follows.remove(id);
  context.logger.info({ event: 'follow-stopped', guild, follow: id });
  return words.followStopped(inertWithin(found.topic, MAX_TOPIC_CHARS));
}

async function list(follows: Follow[], words: Words, target: ReplyTarget): Promise<void> {
  if (follows.length === 0) return target.tell(words.noFollows);
  const lines = follows.map((one) => {
    const about = aboutOf(one, words).map(inert);
    const off = one.isOff ? [`**${words.followOff}**`] : [];
    return `• ${[`“${inertWithin(one.topic, 80)}”`, ...about, ...off].join(' · ')}`;
  });
  await target.post(splitMessages([`__${words.followsTitle}__`, ...lines]), []);
}

const aboutOf = ({ everyHours, channel }: Follow, { followTimes, followPlaces }: Words) => [
  everyHours === HOURS.hour ? followTimes.hour : followTimes.day,
  channel === undefined ? followPlaces.direct : followPlaces.here,
];
