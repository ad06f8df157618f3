/** Registering application commands. */
import { apiError } from '../errors.js';
import type { Json } from '../types.js';
import { type Answer, type Call, created, noContent, ok, type Route } from './call.js';
import { guildOf } from './lookup.js';

const GLOBAL = '/applications/:application/commands';
const IN_GUILD = '/applications/:application/guilds/:guild/commands';

export const commandRoutes: Route[] = [
  { method: 'GET', pattern: `${IN_GUILD}/permissions`, handle: () => ok([]) },
  ...[GLOBAL, IN_GUILD].flatMap((pattern): Route[] => [
    { method: 'GET', pattern, handle: (call) => ok(call.commands.of(readableScope(call))) },
    { method: 'PUT', pattern, handle: replaceAll },
    { method: 'POST', pattern, handle: add },
    { method: 'GET', pattern: `${pattern}/:command`, handle: (call) => ok(commandOf(call)) },
    { method: 'PATCH', pattern: `${pattern}/:command`, handle: change },
    { method: 'DELETE', pattern: `${pattern}/:command`, handle: remove },
  ]),
];

/** 50001 for a foreign application, a guild without the bot, or an invitation without `applications.commands`. */
function scopeOf(call: Call): string {
  if (call.params.application !== call.world.applicationId) throw apiError('missingAccess');
  return call.params.guild === undefined ? 'global' : guildOf(call).id;
}

/** A guild's own commands are shown where they may be made. */
function readableScope(call: Call): string {
  const scope = scopeOf(call);
  if (scope !== 'global' && !call.world.portal.applicationCommandsScope) throw apiError('missingAccess');
  return scope;
}

function writableScope(call: Call): string {
  call.commands.registrations += 1;
  const scope = scopeOf(call);
  if (!call.world.portal.applicationCommandsScope) throw apiError('missingAccess');
  return scope;
}

function replaceAll(call: Call): Answer {
  return ok(call.commands.replaceAll(writableScope(call), call.list));
}

/** 201 for a new command, 200 for one that took the place of another. */
function add(call: Call): Answer {
  const scope = writableScope(call);
  const before = call.commands.of(scope).length;
  const command = call.commands.put(scope, call.payload);
  return call.commands.of(scope).length > before ? created(command) : ok(command);
}

function commandOf(call: Call): Json {
  const command = call.commands.of(scopeOf(call)).find(({ id }) => id === call.params.command);
  if (!command) throw apiError('unknownCommand');
  return command;
}

function change(call: Call): Answer {
  const scope = writableScope(call);
  return ok(call.commands.put(scope, { ...commandOf(call), ...call.payload }));
}

function remove(call: Call): Answer {
  if (!call.commands.remove(scopeOf(call), call.params.command!)) throw apiError('unknownCommand');
  return noContent;
}
