/** The settings of a server as a panel of menus and buttons. */
import { ButtonStyle, ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord.js';
import type { ServerSettings } from '../../state/server-settings.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { button, type Row, row } from '../render/answer-controls.js';
import { cutInert, inertWithin, plain } from '../render/inert.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import { LANGUAGES, type Words } from '../words/index.js';

/** Discord's limit for a menu. */
const MAX_MENU_VALUES = 25;

/** Which setting a menu or a button of the panel changes; stands in its custom id. */
export const PANEL_FIELDS = [
  'askChannels',
  'allowedChannels',
  'adminRoles',
  'sources',
  'threads',
  'privateByDefault',
  'corrections',
] as const;

export async function settingsPanel(
  { app }: BotContext,
  settings: ServerSettings,
  words: Words,
): Promise<{ content: string; controls: Row[] }> {
  const outlets = [...new Set((await app.articles()).flatMap(({ source }) => source ?? []))].sort();
  const list = (items: string[], empty: string) => (items.length > 0 ? items.join(', ') : empty);
  const language = LANGUAGES.find(({ code }) => code === settings.language)?.words.name ?? words.automatic;
  const lines = [
    `__${words.settingsTitle}__`,
    `**${words.askChannels}** ${list(
      settings.askChannels.map((id) => `<#${id}>`),
      words.none,
    )}`,
    `**${words.allowedChannels}** ${list(
      settings.allowedChannels.map((id) => `<#${id}>`),
      words.all,
    )}`,
    `**${words.adminRoles}** ${list(
      settings.adminRoles.map((id) => `<@&${id}>`),
      words.none,
    )}`,
    `**${words.serverSources}** ${list(
      settings.sources.slice(0, MAX_MENU_VALUES).map((source) => inertWithin(source, 60)),
      words.all,
    )}`,
    `**${words.threads}** ${settings.threads ? words.on : words.off}`,
    `**${words.privateByDefault}** ${settings.privateByDefault ? words.on : words.off}`,
    `**${words.corrections}** ${settings.corrections === 'on' ? words.on : words.quiet}`,
    `**${words.language}** ${language}`,
    `**${words.ownersChannel}** ${settings.ownersChannel ? `<#${settings.ownersChannel}>` : words.none}`,
  ];
  return { content: cutInert(lines.join('\n'), MESSAGE_MAX_CHARS), controls: menus(settings, outlets, words) };
}

function menus(settings: ServerSettings, outlets: string[], words: Words): Row[] {
  const channels = (field: 'askChannels' | 'allowedChannels', placeholder: string) =>
    row({
      type: ComponentType.ChannelSelect,
      custom_id: customId('settings', field),
      placeholder: plain(placeholder, 150),
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement, ChannelType.GuildForum],
      min_values: 0,
      max_values: MAX_MENU_VALUES,
      default_values: settings[field]
        .slice(0, MAX_MENU_VALUES)
        .map((id) => ({ id, type: SelectMenuDefaultValueType.Channel })),
    });
  const toggle = (field: 'threads' | 'privateByDefault' | 'corrections', isOn: boolean, off: string) =>
    button(customId('settings', field), {
      label: `${words[field]}: ${isOn ? words.on : off}`,
      style: isOn ? ButtonStyle.Success : ButtonStyle.Secondary,
    });
  // An option's value must fit into 100 characters, or the outlet couldn't be told again.
  const options = outlets
    .filter((outlet) => outlet.length <= 100)
    .slice(0, MAX_MENU_VALUES)
    .map((outlet) => ({ label: plain(outlet, 100), value: outlet, default: settings.sources.includes(outlet) }));
  return [
    channels('askChannels', words.askChannelsHint),
    channels('allowedChannels', words.allowedChannelsHint),
    row({
      type: ComponentType.RoleSelect,
      custom_id: customId('settings', 'adminRoles'),
      placeholder: plain(words.adminRolesHint, 150),
      min_values: 0,
      max_values: MAX_MENU_VALUES,
      default_values: settings.adminRoles
        .slice(0, MAX_MENU_VALUES)
        .map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
    }),
    ...(options.length > 0
      ? [
          row({
            type: ComponentType.StringSelect as const,
            custom_id: customId('settings', 'sources'),
            placeholder: plain(words.serverSourcesHint, 150),
            min_values: 0,
            max_values: options.length,
            options,
          }),
        ]
      : []),
    row(
      toggle('threads', settings.threads, words.off),
      toggle('privateByDefault', settings.privateByDefault, words.off),
      toggle('corrections', settings.corrections === 'on', words.quiet),
    ),
  ];
}
