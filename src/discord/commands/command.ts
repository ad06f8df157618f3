/** What a command is: its definition for Discord in all languages, and what it does. */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type CommandInteraction,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  type RESTPostAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { BotContext, Surrounding } from '../context.js';
import { en } from '../words/en.js';
import { type CommandKey, TRANSLATIONS, type Words } from '../words/index.js';

export interface Command {
  definition: RESTPostAPIApplicationCommandsJSONBody;
  run?(context: BotContext, interaction: ChatInputCommandInteraction, surrounding: Surrounding): Promise<void>;
  runOnMessage?(
    context: BotContext,
    interaction: MessageContextMenuCommandInteraction,
    surrounding: Surrounding,
  ): Promise<void>;
  /** Whether it has something answered, which a server can keep from some of its members. */
  isAsking?(interaction: CommandInteraction | AutocompleteInteraction): boolean;
  complete?(context: BotContext, interaction: AutocompleteInteraction, surrounding: Surrounding): Promise<Choice[]>;
}

export interface Choice {
  name: string;
  value: string;
}

const localised = (say: (words: Words) => string) =>
  Object.fromEntries(Object.entries(TRANSLATIONS).map(([locale, words]) => [locale, say(words)]));

/** A name in English and in every language there is. */
export const inAllLanguages = (say: (words: Words) => string) => ({
  name: say(en),
  name_localizations: localised(say),
});

/** Name and description in English and in every language there is. */
export const named = (key: CommandKey) => ({
  ...inAllLanguages(({ commands }) => commands[key].name),
  description: en.commands[key].description,
  description_localizations: localised(({ commands }) => commands[key].description),
});

export const subcommand = (key: CommandKey, options: APIApplicationCommandBasicOption[] = []) => ({
  type: ApplicationCommandOptionType.Subcommand as const,
  ...named(key),
  options,
});

export const textOption = (
  key: CommandKey,
  rest: { required?: boolean; autocomplete?: boolean; maxChars?: number } = {},
) =>
  ({
    type: ApplicationCommandOptionType.String,
    ...named(key),
    ...(rest.required && { required: true }),
    ...(rest.autocomplete && { autocomplete: true }),
    ...(rest.maxChars && { max_length: rest.maxChars }),
  }) as APIApplicationCommandBasicOption;

export const flagOption = (key: CommandKey) =>
  ({ type: ApplicationCommandOptionType.Boolean, ...named(key) }) as APIApplicationCommandBasicOption;

/** Usable in servers, in direct messages, and by people who installed the bot for themselves. */
export const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

/** Where the bot is installed: its servers, and messages to it. */
export const WHERE_INSTALLED = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};
