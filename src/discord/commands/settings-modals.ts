/** The settings of a server in modals: what they ask, and what their answers change. */
import {
  type APIComponentInLabel,
  ChannelType,
  ComponentType,
  type Guild,
  type ModalSubmitFields,
  SelectMenuDefaultValueType,
} from 'discord.js';
import type { ServerSettings } from '../../state/server-settings.js';
import { customId } from '../custom-ids.js';
import { labelled, type Modal, modal, radioGroup, valuesOf } from '../render/modal.js';
import { LANGUAGES, type Words } from '../words/index.js';
import { outletMenu } from './outlet-menu.js';

/** Discord's limit for a menu. */
const MAX_MENU_VALUES = 25;
/** Where a message can be posted, and where one can be answered: the posts of a forum are messages in threads. */
const POSTABLE = [ChannelType.GuildText, ChannelType.GuildAnnouncement];
const ANSWERABLE = [...POSTABLE, ChannelType.GuildForum];
/** Wherever somebody can ask with a command. */
const ASKABLE = [...ANSWERABLE, ChannelType.GuildMedia, ChannelType.GuildVoice, ChannelType.GuildStageVoice];
const AUTOMATIC = 'auto';

const FIELDS = {
  channels: ['askChannels', 'allowedChannels', 'ownersChannel'],
  access: ['adminRoles', 'sources', 'language'],
  answers: ['privateByDefault', 'threads', 'corrections'],
  asking: ['askRoles', 'askPeople', 'blockedRoles', 'blockedPeople'],
  channelSources: ['channelSources'],
} as const satisfies Record<string, (keyof ServerSettings)[]>;
export type SettingsGroup = keyof typeof FIELDS;
export const SETTINGS_GROUPS = Object.keys(FIELDS) as SettingsGroup[];

/** The group by its name, or by a setting in it, which the controls of panels of before name; undefined for any other. */
export const settingsGroup = (name: string): SettingsGroup | undefined =>
  SETTINGS_GROUPS.find((group) => group === name || FIELDS[group].some((field) => field === name));

/** With the settings as they are chosen. `outlets`: what there is to choose from; `here`: the channel that one is in. */
export function settingsModal(
  group: SettingsGroup,
  settings: ServerSettings,
  outlets: string[],
  words: Words,
  here?: string,
): Modal {
  const fields = {
    channels: () => [
      labelled(words.askChannels, channelMenu('askChannels', settings.askChannels), words.askChannelsHint),
      labelled(
        words.allowedChannels,
        channelMenu('allowedChannels', settings.allowedChannels),
        words.allowedChannelsHint,
      ),
      labelled(
        words.ownersChannel,
        channelMenu('ownersChannel', settings.ownersChannel ? [settings.ownersChannel] : [], POSTABLE, 1),
        words.commands['admin.settings.owners-channel'].description,
      ),
    ],
    access: () => [
      labelled(words.adminRoles, roleMenu('adminRoles', settings.adminRoles), words.adminRolesHint),
      ...outletMenu('sources', outlets, settings.sources, MAX_MENU_VALUES).map((menu) =>
        labelled(words.serverSources, menu, words.serverSourcesHint),
      ),
      labelled(words.language, languages(settings, words), words.commands['admin.settings.language'].description),
    ],
    answers: () => [
      labelled(words.privateByDefault, onOff('privateByDefault', settings.privateByDefault, words)),
      labelled(words.threads, onOff('threads', settings.threads, words)),
      labelled(words.corrections, onOff('corrections', settings.corrections === 'on', words, words.quiet)),
    ],
    asking: () => [
      labelled(words.askRoles, roleMenu('askRoles', settings.askRoles), words.askersHint),
      labelled(words.askPeople, personMenu('askPeople', settings.askPeople), words.askersHint),
      labelled(words.blockedRoles, roleMenu('blockedRoles', settings.blockedRoles)),
      labelled(words.blockedPeople, personMenu('blockedPeople', settings.blockedPeople), words.blockedHint),
    ],
    channelSources: () => [
      labelled(words.limitedChannels, channelMenu('limitedChannels', here ? [here] : [], ASKABLE, MAX_MENU_VALUES, 1)),
      ...outletMenu('channelOutlets', outlets, (here && settings.channelSources[here]) || [], MAX_MENU_VALUES).map(
        (menu) => labelled(words.serverSources, menu, words.channelSourcesHint),
      ),
    ],
  };
  return modal(customId('settings-save', group), words.settingsGroups[group], fields[group]());
}

const channelMenu = (
  id: string,
  chosen: string[],
  channel_types = ANSWERABLE,
  most = MAX_MENU_VALUES,
  least = 0,
): APIComponentInLabel => ({
  type: ComponentType.ChannelSelect,
  custom_id: id,
  channel_types,
  required: least > 0,
  min_values: least,
  max_values: most,
  default_values: chosen.slice(0, most).map((one) => ({ id: one, type: SelectMenuDefaultValueType.Channel })),
});

const personMenu = (id: string, chosen: string[]): APIComponentInLabel => ({
  type: ComponentType.UserSelect,
  ...severalOf(id, chosen, SelectMenuDefaultValueType.User),
});

const roleMenu = (id: string, chosen: string[]): APIComponentInLabel => ({
  type: ComponentType.RoleSelect,
  ...severalOf(id, chosen, SelectMenuDefaultValueType.Role),
});

/** Any number of them, or none. */
const severalOf = <Kind extends SelectMenuDefaultValueType>(custom_id: string, chosen: string[], type: Kind) => ({
  custom_id,
  required: false,
  min_values: 0,
  max_values: MAX_MENU_VALUES,
  default_values: chosen.slice(0, MAX_MENU_VALUES).map((id) => ({ id, type })),
});

/** A menu, since a group of radio buttons takes ten at most. */
function languages({ language }: ServerSettings, words: Words): APIComponentInLabel {
  const known = LANGUAGES.map(({ code, words: { name } }) => ({ value: code, label: name }));
  const chosen = known.some(({ value }) => value === language) ? language : AUTOMATIC;
  const options = [{ value: AUTOMATIC, label: words.automatic }, ...known];
  return {
    type: ComponentType.StringSelect,
    custom_id: 'language',
    options: options.map((option) => ({ ...option, default: option.value === chosen })),
  };
}

const onOff = (id: string, isOn: boolean, words: Words, off = words.off): APIComponentInLabel =>
  radioGroup(
    id,
    [
      { value: 'on', label: words.on },
      { value: 'off', label: off },
    ],
    isOn ? 'on' : 'off',
  );

/** What a submitted modal changes. Channels and roles of another server, and what was not on offer, change nothing. */
export function changeOf(
  group: SettingsGroup,
  fields: ModalSubmitFields,
  guild: Guild,
  before: ServerSettings,
): Partial<ServerSettings> {
  const chosen = (id: string) => [...valuesOf(fields, id)];
  const channels = (id: string) => chosen(id).filter((one) => guild.channels.cache.has(one));
  const roles = (id: string) => chosen(id).filter((one) => guild.roles.cache.has(one));
  const isOn = (id: string) => chosen(id)[0] === 'on';
  if (group === 'channels') {
    const [ownersChannel = ''] = channels('ownersChannel');
    return { askChannels: channels('askChannels'), allowedChannels: channels('allowedChannels'), ownersChannel };
  }
  if (group === 'answers')
    return {
      privateByDefault: isOn('privateByDefault'),
      threads: isOn('threads'),
      corrections: isOn('corrections') ? 'on' : 'quiet',
    };
  if (group === 'asking')
    return {
      askRoles: roles('askRoles'),
      askPeople: chosen('askPeople'),
      blockedRoles: roles('blockedRoles'),
      blockedPeople: chosen('blockedPeople'),
    };
  if (group === 'channelSources') {
    // Without articles there was nothing to choose from.
    if (!fields.fields.has('channelOutlets')) return {};
    const outlets = chosen('channelOutlets');
    const changed = Object.fromEntries(channels('limitedChannels').map((id) => [id, outlets]));
    // Channels that are gone are forgotten with the next change.
    const all = Object.entries({ ...before.channelSources, ...changed });
    return {
      channelSources: Object.fromEntries(all.filter(([id, list]) => list.length > 0 && guild.channels.cache.has(id))),
    };
  }
  const language = [AUTOMATIC, ...LANGUAGES.map(({ code }) => code)].find((code) => code === chosen('language')[0]);
  return {
    adminRoles: roles('adminRoles'),
    // Without articles there was nothing to choose from.
    ...(fields.fields.has('sources') && { sources: chosen('sources') }),
    ...(language && { language }),
  };
}
