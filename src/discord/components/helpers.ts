/** The menus of `/admin helpers`; each asks for the rights again. */
import { type MessageComponentInteraction, PermissionFlagsBits } from 'discord.js';
import type { ServerSettings } from '../../state/server-settings.js';
import { HELPER_FIELDS, type HelperField, helperRefusal, helpersPanel } from '../commands/admin-helpers.js';
import type { BotContext } from '../context.js';
import { tellClicker, type UseComponent, updateMessage } from './component.js';

export const changeHelpers: UseComponent = async (context, interaction, [name], surrounding) => {
  const { guild, words } = surrounding;
  const field = HELPER_FIELDS.find((known) => known === name);
  if (!guild || !field || !interaction.isAnySelectMenu()) return;
  const refused = helperRefusal(field, interaction, context, surrounding);
  if (refused) return tellClicker(interaction, refused);
  const [channel] = interaction.values;
  if (field === 'helperChannel' && channel && !mayPost(context, guild, channel))
    return tellClicker(interaction, words.cantPostThere(`<#${channel}>`));
  const changed = await context.state.changeSettings(guild, changeOf(field, interaction, guild));
  await updateMessage(interaction, helpersPanel(context, interaction, changed, surrounding));
};

/** Everyone is no role that could be trusted, or that should be called. */
function changeOf(
  field: HelperField,
  interaction: MessageComponentInteraction,
  guild: string,
): Partial<ServerSettings> {
  const chosen = interaction.isAnySelectMenu() ? interaction.values.filter((id) => id !== guild) : [];
  return field === 'teacherRoles' ? { teacherRoles: chosen } : { [field]: chosen[0] ?? '' };
}

export function mayPost({ client }: BotContext, guildId: string, channelId: string): boolean {
  const guild = client.guilds.cache.get(guildId);
  const channel = guild?.channels.cache.get(channelId);
  const may = channel && guild?.members.me && channel.permissionsFor(guild.members.me);
  return may?.has([PermissionFlagsBits.ViewChannel, PermissionFlagsBits.SendMessages]) ?? false;
}
