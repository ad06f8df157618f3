/**
 * Who may change the corpus, who may administer a server, and who may delete an answer. Asked anew in every handler: rights
 * change between two clicks.
 */
import { type BaseInteraction, type Guild, type GuildMember, type Message, PermissionFlagsBits } from 'discord.js';
import type { DiscordConfig } from '../config.js';
import type { ServerSettings } from '../state/server-settings.js';
import type { BotContext, Surrounding } from './context.js';

export interface Person {
  id: string;
  /** Undefined where the bot isn't a member of the server, or there is none: rights there say nothing here. */
  server?: {
    id: string;
    permissions: Readonly<{ has(bits: bigint): boolean }>;
    roles: readonly string[];
    ownerId?: string;
  };
}

/** Who owns the corpus, of which there is one for all servers. */
export interface CorpusOwners extends Pick<DiscordConfig, 'adminUserIds' | 'adminRoleIds'> {
  /** Of Discord's developer portal. */
  applicationOwners: readonly string[];
  homeGuildIds: readonly string[];
}

/** The application's owners and named people anywhere; in a home server who manages it, and the named roles. */
export function ownsCorpus(
  { id, server }: Person,
  { applicationOwners, adminUserIds, adminRoleIds, homeGuildIds }: CorpusOwners,
): boolean {
  if (applicationOwners.includes(id) || adminUserIds.includes(id)) return true;
  if (!server || !homeGuildIds.includes(server.id)) return false;
  return canManage({ id, server }) || server.roles.some((role) => adminRoleIds.includes(role));
}

/** Settings, digests and questions of a server: its own members who manage it, and the roles that they chose. */
export const managesServer = ({ id, server }: Person, { adminRoles }: Pick<ServerSettings, 'adminRoles'>): boolean =>
  server !== undefined && (canManage({ id, server }) || server.roles.some((role) => adminRoles.includes(role)));

/** May add messages to the corpus: the roles that its owners chose in a home server; its everyone is no such role. */
export const isTrusted = (
  { server }: Person,
  { teacherRoles }: Pick<ServerSettings, 'teacherRoles'>,
  { homeGuildIds }: Pick<CorpusOwners, 'homeGuildIds'>,
): boolean =>
  server !== undefined &&
  homeGuildIds.includes(server.id) &&
  server.roles.some((role) => role !== server.id && teacherRoles.includes(role));

/** What is posted in a channel by itself: who may manage the channel, or the server. */
export const managesChannel = (person: Person, settings: Pick<ServerSettings, 'adminRoles'>): boolean =>
  person.server?.permissions.has(PermissionFlagsBits.ManageChannels) || managesServer(person, settings);

/** The owner of a server manages it, whatever the roles. */
const canManage = ({ id, server }: Required<Person>) =>
  server.ownerId === id || server.permissions.has(PermissionFlagsBits.ManageGuild);

/**
 * Whether a member may have something answered. Their own name on a list counts before their roles, and a block before a
 * permission. Outside of a server nobody is refused.
 */
export function mayAsk(
  { id, server }: Person,
  { askRoles, askPeople, blockedRoles, blockedPeople }: AskingLists,
): boolean {
  if (!server || blockedPeople.includes(id)) return !server;
  if (askPeople.includes(id)) return true;
  if (server.roles.some((role) => blockedRoles.includes(role))) return false;
  const isForAll = askRoles.length + askPeople.length === 0;
  return isForAll || server.roles.some((role) => askRoles.includes(role));
}

export type AskingLists = Pick<ServerSettings, 'askRoles' | 'askPeople' | 'blockedRoles' | 'blockedPeople'>;

/** Whether a server's lists say anything of who may ask. */
export const hasAskingLists = ({ askRoles, askPeople, blockedRoles, blockedPeople }: AskingLists): boolean =>
  [askRoles, askPeople, blockedRoles, blockedPeople].some((list) => list.length > 0);

/**
 * The same without an interaction. `member`: as Discord sent it just now; without one it is asked. Who is no member any more has no
 * roles.
 */
export async function mayMemberAsk(
  guild: Guild,
  user: string,
  settings: AskingLists,
  known?: GuildMember | null,
): Promise<boolean> {
  if (!hasAskingLists(settings)) return true;
  const member = known ?? (await guild.members.fetch({ user, force: true }).catch(() => undefined));
  const roles = member?.roles.cache.map((role) => role.id) ?? [];
  const { ownerId } = guild;
  return mayAsk({ id: user, server: { id: guild.id, permissions: NO_PERMISSIONS, roles, ownerId } }, settings);
}

const NO_PERMISSIONS = { has: () => false };

export const isModerator = ({ server }: Person) => server?.permissions.has(PermissionFlagsBits.ManageMessages) ?? false;

/**
 * What is asked for: a change of the corpus, an affair of this server, a look at how the bot is, which both may have, or to add a
 * member's message to the corpus.
 */
export type Right = 'corpus' | 'server' | 'status' | 'teach';

/** The sentence that refuses, which says who may; undefined where the person may. */
export function refusal(
  right: Right,
  interaction: BaseInteraction,
  context: BotContext,
  { settings, words }: Pick<Surrounding, 'settings' | 'words'>,
): string | undefined {
  const person = personOf(interaction);
  const owners = ownersOf(context);
  const owns = right !== 'server' && ownsCorpus(person, owners);
  if (right === 'teach') return owns || isTrusted(person, settings, owners) ? undefined : words.notTrusted;
  if (owns || (right !== 'corpus' && managesServer(person, settings))) return undefined;
  return right === 'corpus' || !person.server ? words.notOwner : words.notAllowed;
}

/** Whether a person may do what concerns all servers. */
export const isCorpusOwner = (interaction: BaseInteraction, context: BotContext) =>
  ownsCorpus(personOf(interaction), ownersOf(context));

const ownersOf = (context: BotContext): CorpusOwners => ({
  ...context.discord,
  homeGuildIds: homeGuildIdsOf(context),
  applicationOwners: context.applicationOwners.ids(),
});

/** Without HOME_GUILD_IDS the only server is home, while there is exactly one. */
export function homeGuildIdsOf({ client, discord }: BotContext): readonly string[] {
  if (discord.homeGuildIds.length > 0) return discord.homeGuildIds;
  const servers = [...client.guilds.cache.keys()];
  // A process with a shard of several knows its own servers alone.
  return servers.length === 1 && (client.options.shardCount ?? 1) === 1 ? servers : [];
}

/** Whether the author of a message may make it an article. */
export function mayTeach({ author, member }: Message, context: BotContext, settings: ServerSettings): boolean {
  const owners = ownersOf(context);
  const server = member && {
    id: member.guild.id,
    permissions: member.permissions,
    roles: member.roles.cache.map((role) => role.id),
    ownerId: member.guild.ownerId,
  };
  const person = { id: author.id, ...(server && { server }) };
  return ownsCorpus(person, owners) || isTrusted(person, settings, owners);
}

export function personOf(interaction: BaseInteraction): Person {
  const { id } = interaction.user;
  if (!interaction.inCachedGuild()) return { id };
  const { member, memberPermissions, guild } = interaction;
  const roles = member.roles.cache.map((role) => role.id);
  return { id, server: { id: guild.id, permissions: memberPermissions, roles, ownerId: guild.ownerId } };
}
