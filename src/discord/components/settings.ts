/** "✏️": settings of a server in a modal, and what came of it in the panel. */

import { outletsOf } from '../allowed-articles.js';
import { settingsPanel } from '../commands/admin-settings.js';
import { changeOf, settingsGroup, settingsModal } from '../commands/settings-modals.js';
import { placesOf } from '../places.js';
import { wordsIn } from '../words/index.js';
import { forAdministrators } from './admin.js';
import { type UseModal, updateMessage } from './component.js';

/** A menu of a panel of before opens the modal with what was chosen in it. */
export const openSettings = forAdministrators(async (context, interaction, [name], surrounding) => {
  const { guild, words } = surrounding;
  const group = settingsGroup(name);
  if (!group || !guild) return;
  // Those of this channel may be narrower.
  const settings = await context.state.settings(guild);
  const chosen = interaction.isAnySelectMenu() ? { [name]: interaction.values } : {};
  const outlets =
    group === 'access'
      ? await outletsOf(context.app)
      : group === 'channelSources'
        ? await outletsOf(context.app, settings)
        : [];
  const [here] = placesOf(interaction.channel).slice(-1);
  await interaction.showModal(settingsModal(group, { ...settings, ...chosen }, outlets, words, here));
});

export const saveSettings: UseModal = forAdministrators(async (context, interaction, [name], { guild }) => {
  const group = settingsGroup(name);
  if (!guild || !group || !interaction.inCachedGuild() || !interaction.isFromMessage()) return;
  const before = await context.state.settings(guild);
  const change = changeOf(group, interaction.fields, interaction.guild, before);
  const settings = await context.state.changeSettings(guild, change);
  context.logger.info({ event: 'settings-changed', guild, group });
  const chosen = new Map(
    ['askChannels', 'allowedChannels', 'ownersChannel']
      .filter((id) => interaction.fields.fields.has(id))
      .flatMap((id) => [...(interaction.fields.getSelectedChannels(id) ?? [])]),
  );
  const words = wordsIn(settings.language, interaction.locale, context.collection);
  await updateMessage(interaction, settingsPanel(context, guild, settings, words, chosen));
});
