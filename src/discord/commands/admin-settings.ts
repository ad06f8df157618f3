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
    controls: [
      row(
        ...SETTINGS_GROUPS.map((group) =>
          button(customId('settings', group), { label: words.settingsGroups[group], emoji: '✏️' }),
        ),
      ),
    ],
  };
}
