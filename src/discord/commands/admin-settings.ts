/** The settings of a server: what they are, and a button for each modal that changes some of them. */
import type { ServerSettings } from '../../state/server-settings.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { type ChosenChannel, missingIn } from '../missing-permissions.js';
import { button, type Row, row } from '../render/answer-controls.js';
import { cutInert, inertWithin } from '../render/inert.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import { LANGUAGES, type Words } from '../words/index.js';
import { SETTINGS_GROUPS } from './settings-modals.js';

const MAX_SHOWN_SOURCES = 25;
/** Of channels with sources of their own, of their outlets, and of people and roles who may ask or not. */
const MOST_NAMED = 8;
const BUTTONS_A_ROW = 5;

/** `chosen`: channels as Discord sent them just now. */
export function settingsPanel(
  { client }: BotContext,
  guild: string,
  settings: ServerSettings,
  words: Words,
  chosen: ReadonlyMap<string, ChosenChannel> = new Map(),
): { content: string; controls: Row[] } {
  const list = (items: string[], empty: string) => (items.length > 0 ? items.join(', ') : empty);
  const channels = (ids: string[]) => ids.map((id) => `<#${id}>`);
  const language = LANGUAGES.find(({ code }) => code === settings.language)?.words.name ?? words.automatic;
  const lines: [string, string][] = [
    [words.askChannels, list(channels(settings.askChannels), words.none)],
    [words.allowedChannels, list(channels(settings.allowedChannels), words.all)],
    [
      words.adminRoles,
      list(
        settings.adminRoles.map((id) => `<@&${id}>`),
        words.none,
      ),
    ],
    [
      words.serverSources,
      list(
        settings.sources.slice(0, MAX_SHOWN_SOURCES).map((source) => inertWithin(source, 60)),
        words.all,
      ),
    ],
    [words.channelSources, list(channelLimits(settings), words.none)],
    [words.mayAsk, list(mentionsOf(settings.askRoles, settings.askPeople), words.all)],
    [words.mayNot, list(mentionsOf(settings.blockedRoles, settings.blockedPeople), words.none)],
    [words.threads, settings.threads ? words.on : words.off],
    [words.privateByDefault, settings.privateByDefault ? words.on : words.off],
    [words.corrections, settings.corrections === 'on' ? words.on : words.quiet],
    [words.language, language],
    [words.ownersChannel, list(channels(settings.ownersChannel ? [settings.ownersChannel] : []), words.none)],
  ];
  const here = client.guilds.cache.get(guild);
  const asChosen = (ids: string[]) => [...new Set(ids)].map((id) => chosen.get(id) ?? { id });
  const { askChannels, allowedChannels, ownersChannel, threads } = settings;
  const warnings = here
    ? [
        ...missingIn(here, asChosen([...askChannels, ...allowedChannels]), words, { threads }),
        ...missingIn(here, asChosen(ownersChannel ? [ownersChannel] : []), words),
      ]
    : [];
  const content = [
    `__${words.settingsTitle}__`,
    ...[...new Set(warnings)].map((warning) => `⚠️ ${warning}`),
    ...lines.map(([name, value]) => `**${name}** ${value}`),
  ].join('\n');
  return {
    content: cutInert(content, MESSAGE_MAX_CHARS),
    controls: inRows(
      SETTINGS_GROUPS.map((group) =>
        button(customId('settings', group), { label: words.settingsGroups[group], emoji: '✏️' }),
      ),
    ),
  };
}

const inRows = (buttons: ReturnType<typeof button>[]): Row[] =>
  buttons.length === 0 ? [] : [row(...buttons.slice(0, BUTTONS_A_ROW)), ...inRows(buttons.slice(BUTTONS_A_ROW))];

/** "#news Harbour desk, Food desk", of the first few channels. */
const channelLimits = ({ channelSources }: ServerSettings): string[] =>
  few(
    Object.entries(channelSources).map(
      ([id, outlets]) => `<#${id}> (${few(outlets.map((outlet) => inertWithin(outlet, 40))).join(', ')})`,
    ),
  );

const mentionsOf = (roles: string[], people: string[]): string[] =>
  few([...roles.map((id) => `<@&${id}>`), ...people.map((id) => `<@${id}>`)]);

const few = (items: string[]): string[] => (items.length > MOST_NAMED ? [...items.slice(0, MOST_NAMED), '…'] : items);
