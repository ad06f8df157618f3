/** Every interaction to its handler, once; what goes wrong becomes one sentence for the person and one line in the log. */
import { type Channel, type Interaction, MessageFlags } from 'discord.js';
import { STANDARD_SETTINGS } from '../state/server-settings.js';
import { newId } from '../state/state.js';
import { sentenceFor } from './asking.js';
import { commandNamed } from './commands/registry.js';
import { ASKING, COMPONENTS, MODALS } from './components/registry.js';
import type { BotContext, Surrounding } from './context.js';
import { parseCustomId } from './custom-ids.js';
import { describeError, isAlreadyAcknowledged, isGone, isTokenExpired } from './faults.js';
import { placesAt, placesOf } from './places.js';
import { plain } from './render/inert.js';
import { mayAsk, personOf } from './rights.js';
import { settingsIn } from './server-limit.js';
import { NO_MENTIONS } from './targets.js';
import { type Words, wordsFor, wordsIn } from './words/index.js';

/** How many interactions are remembered, because Discord may deliver one twice. */
const REMEMBERED = 1000;
export const MAX_SERVER_CHARS = 100;

/**
 * The reader's settings and language; a server where the bot isn't a member has neither. `channel`: where it is read, itself or its
 * id; undefined for a direct message.
 */
export async function surroundingOf(
  { state, client, collection }: BotContext,
  { guild: guildId, channel }: { guild: string | null | undefined; channel: Channel | string | undefined },
  locale: string | undefined,
): Promise<Surrounding> {
  const guild = guildId && client.guilds.cache.has(guildId) ? guildId : undefined;
  const ofServer = guild ? await state.settings(guild) : { ...STANDARD_SETTINGS };
  const isLimited = channel !== undefined && Object.keys(ofServer.channelSources).length > 0;
  const places = typeof channel === 'object' ? placesOf(channel) : isLimited ? await placesAt(client, channel) : [];
  const settings = settingsIn(ofServer, places);
  return { guild, settings, words: wordsIn(settings.language, locale, collection) };
}

/** The same for what happens by itself, in a server's own language; without a server, in English. */
export const surroundingIn = (
  context: BotContext,
  place: { guild: string | undefined; channel: string | undefined },
): Promise<Surrounding> =>
  surroundingOf(context, place, place.guild && context.client.guilds.cache.get(place.guild)?.preferredLocale);

export function createDispatcher(context: BotContext): (interaction: Interaction) => Promise<void> {
  const seen = new Set<string>();
  return async (interaction) => {
    if (seen.has(interaction.id)) return;
    seen.add(interaction.id);
    if (seen.size > REMEMBERED) seen.delete(seen.values().next().value!);
    let surrounding: Surrounding = {
      guild: undefined,
      settings: { ...STANDARD_SETTINGS },
      words: wordsFor(interaction.locale, context.collection),
    };
    try {
      const { guildId: guild, channel, channelId, locale } = interaction;
      surrounding = await surroundingOf(context, { guild, channel: channel ?? channelId ?? undefined }, locale);
      if (isAsking(interaction) && !mayAsk(personOf(interaction), surrounding.settings))
        return await refuseAsking(interaction, surrounding.words);
      await handle(context, interaction, surrounding);
    } catch (error) {
      await reportFailure(context, interaction, surrounding, error);
    }
  };
}

/** Whether it has the bot answer something. */
function isAsking(interaction: Interaction): boolean {
  if (interaction.isCommand() || interaction.isAutocomplete())
    return commandNamed(interaction.commandName)?.isAsking?.(interaction) ?? false;
  return ASKING.has(parseCustomId(interaction.customId)?.action ?? '');
}

/** For who may not ask in this server; nobody else sees it. */
async function refuseAsking(interaction: Interaction, words: Words): Promise<void> {
  if (interaction.isAutocomplete()) return interaction.respond([]);
  if (!interaction.isRepliable()) return;
  const content = words.mayNotAsk(plain(interaction.guild?.name ?? '', MAX_SERVER_CHARS));
  await interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions: NO_MENTIONS });
}

async function handle(context: BotContext, interaction: Interaction, surrounding: Surrounding): Promise<void> {
  if (interaction.isAutocomplete()) {
    const choices = await commandNamed(interaction.commandName)?.complete?.(context, interaction, surrounding);
    await interaction.respond(choices ?? []);
  } else if (interaction.isChatInputCommand())
    await commandNamed(interaction.commandName)?.run?.(context, interaction, surrounding);
  else if (interaction.isMessageContextMenuCommand())
    await commandNamed(interaction.commandName)?.runOnMessage?.(context, interaction, surrounding);
  else if (interaction.isMessageComponent()) {
    const id = parseCustomId(interaction.customId);
    const use = id && COMPONENTS[id.action as keyof typeof COMPONENTS];
    await use?.(context, interaction, id!.parts, surrounding);
  } else if (interaction.isModalSubmit()) {
    const id = parseCustomId(interaction.customId);
    await (id && MODALS[id.action as keyof typeof MODALS])?.(context, interaction, id!.parts, surrounding);
  }
}

async function reportFailure(
  { logger }: BotContext,
  interaction: Interaction,
  { guild, words }: Surrounding,
  error: unknown,
): Promise<void> {
  if (isGone(error) || isTokenExpired(error) || isAlreadyAcknowledged(error)) {
    logger.info({ event: 'interaction-gone', guild, ...describeError(error) });
    return;
  }
  const reference = newId().slice(0, 8);
  const sentence = sentenceFor(error, words);
  if (!sentence) logger.error({ event: 'interaction-failed', guild, reference, ...describeError(error) });
  if (!interaction.isRepliable()) return;
  const content = sentence ?? words.goneWrong(reference);
  try {
    if (interaction.deferred && !interaction.replied)
      await interaction.editReply({ content, components: [], embeds: [], allowedMentions: NO_MENTIONS });
    else if (interaction.replied)
      await interaction.followUp({ content, flags: MessageFlags.Ephemeral, allowedMentions: NO_MENTIONS });
    else await interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions: NO_MENTIONS });
  } catch (failure) {
    logger.warn({ event: 'could-not-tell', guild, reference, ...describeError(failure) });
  }
}
