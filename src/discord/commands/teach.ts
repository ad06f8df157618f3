/** "Add to the collection" on a message: reviewed in a modal, and kept as an article. For the corpus's owners, and those they trust. */
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type Message,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { isoDay } from '../../core/dates.js';
import { firstSentence } from '../../corpus/title.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { writtenIn } from '../message-text.js';
import { cutWhole } from '../render/inert.js';
import { labelled, type Modal, modal, textInput } from '../render/modal.js';
import { refusal } from '../rights.js';
import { NO_MENTIONS } from '../targets.js';
import { withdrawRow } from '../teaching.js';
import type { Words } from '../words/index.js';
import { type Command, named } from './command.js';

export const MAX_HEADLINE_CHARS = 200;
/** Discord's bound for a text in a modal. */
export const MAX_TEXT_CHARS = 4000;
const MAX_DATE_CHARS = 40;
const MAX_SUGGESTED_CHARS = 100;

export const teachMessage: Command = {
  definition: {
    type: ApplicationCommandType.Message,
    name: named('teach-message').name,
    name_localizations: named('teach-message').name_localizations,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild],
  },

  async runOnMessage(context, interaction, surrounding) {
    const { words, guild } = surrounding;
    const { targetMessage } = interaction;
    const tell = (content: string, components = [] as ReturnType<typeof withdrawRow>[]) =>
      interaction.reply({ content, components, flags: MessageFlags.Ephemeral, allowedMentions: NO_MENTIONS });
    if (!guild) return void (await tell(words.onlyInServer));
    const refused = refusal('teach', interaction, context, surrounding);
    if (refused) return void (await tell(refused));
    if (isOwn(targetMessage, context)) return void (await tell(words.ownNoArticle));
    // Whose it is has to be read again when the modal comes back.
    const { ViewChannel, ReadMessageHistory } = PermissionFlagsBits;
    if (!interaction.appPermissions.has([ViewChannel, ReadMessageHistory]))
      return void (await tell(words.cantReadHere));
    if (await context.state.taught.get(targetMessage.id))
      return void (await tell(words.taughtAlready, [withdrawRow(targetMessage.id, words)]));
    const text = writtenIn(targetMessage);
    if (!text) return void (await tell(words.nothingToTeach));
    await interaction.showModal(articleModal(targetMessage, text, words));
  },
};

/** An answer of this bot, also one that it gave through the token of an interaction. */
export const isOwn = ({ author, applicationId }: Message, { client }: BotContext): boolean =>
  author.id === client.user.id || applicationId === client.application.id;

export function articleModal(
  { id, channelId, createdTimestamp }: Pick<Message, 'id' | 'channelId' | 'createdTimestamp'>,
  text: string,
  words: Words,
): Modal {
  const input = (name: string, maxChars: number, value: string, isLong = false) =>
    textInput(name, { maxChars, value, required: true, isLong });
  return modal(customId('teach', channelId, id), words.teachTitle, [
    labelled(words.teachHeadline, input('title', MAX_HEADLINE_CHARS, firstSentence(text, MAX_SUGGESTED_CHARS) ?? '')),
    labelled(words.teachText, input('text', MAX_TEXT_CHARS, cutWhole(text, MAX_TEXT_CHARS), true)),
    labelled(words.teachDate, input('date', MAX_DATE_CHARS, isoDay(createdTimestamp))),
  ]);
}
