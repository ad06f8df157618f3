/** The menus of `/admin helpers`; each asks for the rights again. */
import type { MessageComponentInteraction } from 'discord.js';
import type { ServerSettings } from '../../state/server-settings.js';
import { HELPER_FIELDS, type HelperField, helperRefusal, helpersPanel } from '../commands/admin-helpers.js';
import type { BotContext } from '../context.js';
import { missingIn } from '../missing-permissions.js';
import type { Words } from '../words/index.js';
import { tellClicker, type UseComponent, updateMessage } from './component.js';

export const changeHelpers: UseComponent = async (context, interaction, [name], surrounding) => {
  const { guild, words } = surrounding;
  const field = HELPER_FIELDS.find((known) => known === name);
  if (!guild || !field || !interaction.isAnySelectMenu()) return;
  const refused = helperRefusal(field, interaction, context, surrounding);
  if (refused) return tellClicker(interaction, refused);
  const [channel] = interaction.values;
  const missing = field === 'helperChannel' && channel && missingThere(context, guild, channel, words);
  if (missing) return tellClicker(interaction, missing);
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

/** What the bot lacks there, as a sentence. */
export function missingThere(
  { client }: Pick<BotContext, 'client'>,
  guildId: string,
  channel: string,
  words: Words,
): string | undefined {
  const guild = client.guilds.cache.get(guildId);
  return guild && missingIn(guild, [{ id: channel }], words)[0];
}
