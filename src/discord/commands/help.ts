/** `/help` and `/privacy`, and what is said when the bot joins a server. */
import { ApplicationCommandType, ButtonStyle } from 'discord.js';
import { customId } from '../custom-ids.js';
import { button, row } from '../render/answer-controls.js';
import { inert } from '../render/inert.js';
import { replyTo } from '../targets.js';
import { type Command, EVERYWHERE, named } from './command.js';

export const help: Command = {
  definition: { type: ApplicationCommandType.ChatInput, ...named('help'), ...EVERYWHERE },

  async run({ client }, interaction, { words }) {
    const target = await replyTo(interaction, true);
    await target?.tell(words.help(inert(client.user.displayName)).join('\n'));
  },
};

export const privacy: Command = {
  definition: { type: ApplicationCommandType.ChatInput, ...named('privacy'), ...EVERYWHERE },

  async run({ state, retentionDays }, interaction, { words }) {
    const target = await replyTo(interaction, true);
    if (!target) return;
    const { questions, votes } = await state.keptOf(interaction.user.id);
    const lines = [...words.privacy(retentionDays), words.privacyKept(questions, votes)];
    const remove = button(customId('privacy-delete'), { label: words.privacyDelete, style: ButtonStyle.Danger });
    await target.post([lines.join('\n')], [row(remove)]);
  },
};
