/** Who helps in a server, as a panel of menus: roles that may add messages to the corpus, and where people answer questions. */
import { type BaseInteraction, ChannelType, ComponentType, SelectMenuDefaultValueType } from 'discord.js';
import type { ServerSettings } from '../../state/server-settings.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { type Row, row } from '../render/answer-controls.js';
import { plain } from '../render/inert.js';
import { homeGuildIdsOf, refusal } from '../rights.js';

const MAX_ROLES = 25;

/** Which setting a menu changes; stands in its custom id. */
export const HELPER_FIELDS = ['teacherRoles', 'helperChannel', 'helperRole'] as const;
export type HelperField = (typeof HELPER_FIELDS)[number];

/**
 * The sentence that refuses; undefined where the person may change it. Who may add to the corpus is for its owners to say, and in
 * its home servers alone.
 */
export function helperRefusal(
  field: HelperField,
  interaction: BaseInteraction,
  context: BotContext,
  surrounding: Surrounding,
): string | undefined {
  if (field !== 'teacherRoles') return refusal('server', interaction, context, surrounding);
  if (!homeGuildIdsOf(context).includes(surrounding.guild ?? '')) return surrounding.words.notOwner;
  return refusal('corpus', interaction, context, surrounding);
}

/** With the menus that this person may use. */
export function helpersPanel(
  context: BotContext,
  interaction: BaseInteraction,
  settings: ServerSettings,
  surrounding: Surrounding,
): { content: string; controls: Row[] } {
  const { words } = surrounding;
  const shown = HELPER_FIELDS.filter((field) => !helperRefusal(field, interaction, context, surrounding));
  const { teacherRoles, helperChannel, helperRole } = settings;
  const values: Record<HelperField, string> = {
    teacherRoles: teacherRoles.map((id) => `<@&${id}>`).join(', '),
    helperChannel: helperChannel && `<#${helperChannel}>`,
    helperRole: helperRole && `<@&${helperRole}>`,
  };
  const lines = shown.map((field) => `**${words[field]}** ${values[field] || words.none}`);
  const menus: Record<HelperField, Row> = {
    teacherRoles: roleMenu('teacherRoles', words.teacherRolesHint, teacherRoles.slice(0, MAX_ROLES), MAX_ROLES),
    helperChannel: row({
      type: ComponentType.ChannelSelect,
      custom_id: customId('helpers', 'helperChannel'),
      placeholder: plain(words.helperChannelHint, 150),
      channel_types: [ChannelType.GuildText, ChannelType.GuildAnnouncement],
      min_values: 0,
      max_values: 1,
      ...(helperChannel && { default_values: [{ id: helperChannel, type: SelectMenuDefaultValueType.Channel }] }),
    }),
    helperRole: roleMenu('helperRole', words.helperRoleHint, helperRole ? [helperRole] : [], 1),
  };
  return { content: [`__${words.helpersTitle}__`, ...lines].join('\n'), controls: shown.map((field) => menus[field]) };
}

const roleMenu = (field: HelperField, placeholder: string, chosen: string[], most: number): Row =>
  row({
    type: ComponentType.RoleSelect,
    custom_id: customId('helpers', field),
    placeholder: plain(placeholder, 150),
    min_values: 0,
    max_values: most,
    default_values: chosen.map((id) => ({ id, type: SelectMenuDefaultValueType.Role })),
  });
