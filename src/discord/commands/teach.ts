/** "Add to the collection" on a message: reviewed in a modal, and kept as an article. For the corpus's owners, and those they trust. */
import {
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ComponentType,
  InteractionContextType,
  type Message,
  MessageFlags,
  PermissionFlagsBits,
  TextInputStyle,
} from 'discord.js';
import { isoDay } from '../../core/dates.js';
import { firstSentence } from '../../corpus/title.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { textOf } from '../message-text.js';
import { cutWhole, plain } from '../render/inert.js';
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
    const text = textOf(targetMessage);
    if (!text) return void (await tell(words.nothingToTeach));
    await interaction.showModal(articleModal(targetMessage, text, words));
  },
};

/** An answer of this bot, also one that it gave through the token of an interaction. */
export const isOwn = ({ author, applicationId }: Message, { client }: BotContext): boolean =>
  author.id === client.user.id || applicationId === client.application.id;

function articleModal(
  { id, channelId, createdTimestamp }: Message,
  text: string,
  words: Words,
): APIModalInteractionResponseCallbackData {
  const field = (label: string, name: string, style: TextInputStyle, max: number, value: string) => ({
    type: ComponentType.Label as const,
    label: plain(label, 45),
    component: {
      type: ComponentType.TextInput as const,
      custom_id: name,
      style,
      required: true,
      max_length: max,
      ...(value && { value }),
    },
  });
  const headline = firstSentence(text, MAX_SUGGESTED_CHARS) ?? '';
  return {
    custom_id: customId('teach', channelId, id),
    title: plain(words.teachTitle, 45),
    components: [
      field(words.teachHeadline, 'title', TextInputStyle.Short, MAX_HEADLINE_CHARS, headline),
      field(words.teachText, 'text', TextInputStyle.Paragraph, MAX_TEXT_CHARS, cutWhole(text, MAX_TEXT_CHARS)),
      field(words.teachDate, 'date', TextInputStyle.Short, MAX_DATE_CHARS, isoDay(createdTimestamp)),
    ],
  };
}
