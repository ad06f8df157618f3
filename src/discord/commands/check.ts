/** "Check against the articles" on a message. */
import { ApplicationCommandType } from 'discord.js';
import { checkInDiscord } from '../checking.js';
import { messageWords } from '../message-text.js';
import { beginAnswer } from './begin-answer.js';
import { type Command, EVERYWHERE, named } from './command.js';

export const checkMessage: Command = {
  isAsking: () => true,
  definition: {
    type: ApplicationCommandType.Message,
    name: named('check-message').name,
    name_localizations: named('check-message').name_localizations,
    ...EVERYWHERE,
  },

  async runOnMessage(context, interaction, surrounding) {
    const target = await beginAnswer(interaction, surrounding);
    if (!target) return;
    const { targetMessage, user, channelId } = interaction;
    const text = await messageWords(context, targetMessage);
    await checkInDiscord(context, { ...surrounding, user: user.id, channel: channelId, text }, target);
  },
};
