/**
 * What the bot may do in its servers, asked of Discord without logging in: for `footnote doctor`, beside a bot that runs or
 * before one does. Reads alone.
 */
import { OverwriteType, PermissionFlagsBits } from 'discord.js';
import { z } from 'zod';
import type { DiscordConfig } from '../config.js';
import { getRest } from './get-rest.js';
import { missingFrom, permissionLabel } from './needed-permissions.js';

/** Further servers aren't looked at: each takes four requests. */
const MAX_SERVERS = 25;
const INVITE = 'invite the bot anew with the address that "footnote start" prints';

export interface ServerFinding {
  state: 'ok' | 'note' | 'fault';
  message: string;
  fix: string;
}

export interface ExaminedServers {
  discord: Pick<DiscordConfig, 'apiUrl'> & { token: string };
  /** As Discord tells it of the token. */
  application: unknown;
  /** Channels that were chosen in a server: for questions, answers, digests. */
  chosenIn: (guild: string) => Promise<readonly string[]>;
  signal: AbortSignal;
}

const BITS = z.string().regex(/^\d+$/).transform(BigInt);
const APPLICATION = z.object({ id: z.string(), bot: z.object({ id: z.string() }) });
const GUILDS = z.array(z.object({ id: z.string(), name: z.string(), owner: z.boolean(), permissions: BITS }));
const OVERWRITE = z.object({ id: z.string(), type: z.number(), allow: BITS, deny: BITS });
const CHANNELS = z.array(
  z.object({ id: z.string(), name: z.string().nullish(), permission_overwrites: z.array(OVERWRITE).optional() }),
);
const MEMBER = z.object({ roles: z.array(z.string()) });

type Guild = z.infer<typeof GUILDS>[number];
type Overwrite = z.infer<typeof OVERWRITE>;

/** Throws where Discord doesn't answer, or the signal's reason. */
export async function examineServers(options: ExaminedServers): Promise<ServerFinding[]> {
  const get = asker(options);
  const application = APPLICATION.parse(options.application);
  const guilds = GUILDS.parse(await get('/users/@me/guilds'));
  if (guilds.length === 0)
    return [
      { state: 'note', message: 'the bot is in no server yet', fix: 'open the address that "footnote start" prints' },
    ];
  const findings: ServerFinding[] = [];
  for (const guild of guilds.slice(0, MAX_SERVERS)) findings.push(...(await examine(guild, application, options, get)));
  if (findings.length > 0) return findings;
  const all = guilds.length > MAX_SERVERS ? `the first ${MAX_SERVERS} of ${guilds.length}` : String(guilds.length);
  return [{ state: 'ok', message: `servers: ${all}; permissions and scopes are granted`, fix: '' }];
}

type Get = (path: string) => Promise<unknown>;

/** Answers with Discord's JSON; undefined where it refuses access. */
function asker({ discord, signal }: ExaminedServers): Get {
  return async (path) => {
    const response = await getRest(discord, path, signal);
    if (response.status === 403) return undefined;
    if (!response.ok) throw new Error(`Discord answers with status ${response.status}`);
    return response.json();
  };
}

async function examine(
  guild: Guild,
  application: z.infer<typeof APPLICATION>,
  { chosenIn }: ExaminedServers,
  get: Get,
): Promise<ServerFinding[]> {
  const findings: ServerFinding[] = [];
  if ((await get(`/applications/${application.id}/guilds/${guild.id}/commands`)) === undefined)
    findings.push({
      state: 'fault',
      message: `in ${guild.name} the bot was invited without the scope applications.commands`,
      fix: INVITE,
    });
  const lacking = guild.owner ? [] : missingFrom(guild.permissions);
  if (lacking.length > 0)
    findings.push({
      state: 'note',
      message: `in ${guild.name} the bot lacks: ${lacking.map(permissionLabel).join(', ')}`,
      fix: `grant its role what is missing, or ${INVITE}`,
    });
  const chosen = new Set(await chosenIn(guild.id));
  if (chosen.size === 0 || guild.owner) return findings;
  const channels = CHANNELS.parse((await get(`/guilds/${guild.id}/channels`)) ?? []);
  const { roles } = MEMBER.parse((await get(`/guilds/${guild.id}/members/${application.bot.id}`)) ?? { roles: [] });
  for (const { id, name, permission_overwrites = [] } of channels.filter((channel) => chosen.has(channel.id))) {
    const own = { guild: guild.id, roles, member: application.bot.id };
    const missing = missingFrom(inChannel(guild.permissions, permission_overwrites, own));
    const onlyHere = missing.filter((permission) => !lacking.includes(permission));
    if (onlyHere.length > 0)
      findings.push({
        state: 'note',
        message: `in #${name ?? id} of ${guild.name} the bot lacks: ${onlyHere.map(permissionLabel).join(', ')}`,
        fix: 'grant them in the channel’s settings, or choose another channel with /admin settings',
      });
  }
  return findings;
}

/** Everyone's overwrite first, then those of roles together, then one's own: https://docs.discord.com/developers/topics/permissions */
function inChannel(
  base: bigint,
  overwrites: readonly Overwrite[],
  own: { guild: string; roles: readonly string[]; member: string },
): bigint {
  if ((base & PermissionFlagsBits.Administrator) !== 0n) return base;
  const stages = [
    overwrites.filter(({ id }) => id === own.guild),
    overwrites.filter(({ id, type }) => type === OverwriteType.Role && own.roles.includes(id)),
    overwrites.filter(({ id, type }) => type === OverwriteType.Member && id === own.member),
  ];
  return stages.reduce((bits, stage) => {
    const denied = stage.reduce((sum, { deny }) => sum | deny, 0n);
    return (bits & ~denied) | stage.reduce((sum, { allow }) => sum | allow, 0n);
  }, base);
}
