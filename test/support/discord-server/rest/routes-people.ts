/** Users, guilds, members, direct messages, the application itself, and the way to the gateway. */
import { apiError } from '../errors.js';
import { guildPermissions } from '../permissions.js';
import type { Json } from '../types.js';
import { guildFields, memberPayload, rolePayload } from '../world/guild.js';
import type { World } from '../world/world.js';
import { type Answer, type Call, noContent, ok, type Route } from './call.js';
import { guildOf } from './lookup.js';

export const peopleRoutes: Route[] = [
  { method: 'GET', pattern: '/gateway/bot', handle: gateway },
  { method: 'GET', pattern: '/gateway', isOpen: true, handle: ({ gatewayUrl }) => ok({ url: gatewayUrl() }) },
  { method: 'GET', pattern: '/applications/@me', handle: ({ world }) => ok(applicationPayload(world)) },
  { method: 'GET', pattern: '/oauth2/applications/@me', handle: ({ world }) => ok(applicationPayload(world)) },
  { method: 'GET', pattern: '/users/@me', handle: ({ world }) => ok(world.bot.toPayload()) },
  { method: 'GET', pattern: '/users/@me/guilds', handle: ownGuilds },
  { method: 'DELETE', pattern: '/users/@me/guilds/:guild', handle: leave },
  { method: 'POST', pattern: '/users/@me/channels', handle: openDirectMessages },
  { method: 'GET', pattern: '/users/:user', handle: user },
  { method: 'GET', pattern: '/guilds/:guild', handle: (call) => ok(guildFields(guildOf(call))) },
  { method: 'GET', pattern: '/guilds/:guild/roles', handle: (call) => ok(guildOf(call).roles.map(rolePayload)) },
  { method: 'GET', pattern: '/guilds/:guild/members', handle: members },
  { method: 'GET', pattern: '/guilds/:guild/members/:user', handle: member },
];

/** The portal's switches for applications in fewer than 100 guilds. */
const MEMBERS_INTENT_LIMITED = 1 << 15;
const MESSAGE_CONTENT_LIMITED = 1 << 19;

function gateway({ gatewayUrl, recommendedShards, loginsAtOnce }: Call): Answer {
  const session_start_limit = { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: loginsAtOnce };
  return ok({ url: gatewayUrl(), shards: recommendedShards, session_start_limit });
}

function applicationPayload(world: World): Json {
  const { messageContentIntent, guildMembersIntent } = world.portal;
  return {
    id: world.applicationId,
    name: world.bot.username,
    description: '',
    icon: null,
    bot: world.bot.toPayload(),
    owner: world.owner.toPayload(),
    team: world.team,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    summary: '',
    flags: (messageContentIntent ? MESSAGE_CONTENT_LIMITED : 0) | (guildMembersIntent ? MEMBERS_INTENT_LIMITED : 0),
    approximate_guild_count: [...world.guilds.values()].filter((guild) => guild.botIsMember).length,
    integration_types_config: { 0: {}, 1: {} },
  };
}

function ownGuilds({ world }: Call): Answer {
  const guilds = [...world.guilds.values()].filter((guild) => guild.botIsMember);
  return ok(
    guilds.map((guild) => ({
      id: guild.id,
      name: guild.name,
      icon: null,
      owner: guild.ownerId === world.bot.id,
      permissions: String(guildPermissions(guild, world.bot)),
      features: [],
    })),
  );
}

function leave(call: Call): Answer {
  guildOf(call).remove();
  return noContent;
}

function openDirectMessages({ world, payload }: Call): Answer {
  const recipient = world.users.get(String(payload.recipient_id));
  if (!recipient) throw apiError('unknownUser');
  if (recipient === world.bot) throw apiError('closedDirectMessages');
  return ok(world.openDirectMessages(recipient).toPayload());
}

function user({ world, params }: Call): Answer {
  const found = world.users.get(params.user!);
  if (!found) throw apiError('unknownUser');
  return ok(found.toPayload());
}

function members(call: Call): Answer {
  if (!call.world.portal.guildMembersIntent) throw apiError('missingAccess');
  const all = [...guildOf(call).members.values()];
  return ok(all.slice(0, Number(call.query.get('limit') ?? 1)).map(memberPayload));
}

function member(call: Call): Answer {
  const { world, params } = call;
  const id = params.user === '@me' ? world.bot.id : params.user!;
  const found = guildOf(call).members.get(id);
  if (!found) throw apiError(world.users.has(id) ? 'unknownMember' : 'unknownUser');
  return ok(memberPayload(found));
}
