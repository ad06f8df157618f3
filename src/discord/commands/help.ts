/** `/help` and `/privacy`, and what is said when the bot joins a server. */
import { ApplicationCommandType, ButtonStyle } from 'discord.js';
import { customId } from '../custom-ids.js';
import { button, row } from '../render/answer-controls.js';
import { inert } from '../render/inert.js';
import { acknowledge, interactionTarget } from '../targets.js';
import { type Command, EVERYWHERE, named } from './command.js';

export const help: Command = {
  definition: { type: ApplicationCommandType.ChatInput, ...named('help'), ...EVERYWHERE },

  async run({ client }, interaction, { words }) {
    if (!(await acknowledge(interaction, true))) return;
    const lines = words.help(inert(client.user.displayName));
    await interactionTarget(interaction, true).tell(lines.join('\n'));
  },
};

export const privacy: Command = {
  definition: { type: ApplicationCommandType.ChatInput, ...named('privacy'), ...EVERYWHERE },

  async run({ state, retentionDays }, interaction, { words }) {
    if (!(await acknowledge(interaction, true))) return;
    const { questions, votes } = await state.keptOf(interaction.user.id);
    const lines = [...words.privacy(retentionDays), words.privacyKept(questions, votes)];
    const remove = button(customId('privacy-delete'), { label: words.privacyDelete, style: ButtonStyle.Danger });
    await interactionTarget(interaction, true).post([lines.join('\n')], [row(remove)]);
  },
};
