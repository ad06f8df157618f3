/** Tells Discord which commands there are, and only when they changed: registering is limited to 200 a day. */
import type { ApplicationCommand, Client } from 'discord.js';
import { UserError } from '../core/errors.js';
import { COMMANDS } from './commands/registry.js';
import { apiCode } from './faults.js';

const MISSING_ACCESS = 50001;
/** In so many servers it is looked whether one was for trying out; whoever is in more has done with that. */
const FEW_SERVERS = 25;

const DEFINITIONS = COMMANDS.map(({ definition }) => definition);

export interface Registration {
  isChanged: boolean;
  /** Whether the server for trying out also has commands of another version, which are registered for all servers. */
  isTwice: boolean;
}

/**
 * Registers for all servers, or for the one for trying out that `guildId` names, and takes the commands back from a server
 * where they stood before, for Discord shows both. Throws UserError without the scope.
 */
export async function registerCommands(client: Client<true>, guildId?: string): Promise<Registration> {
  const { commands } = client.application;
  try {
    const global = await commands.fetch({ withLocalizations: true });
    // What is registered for all servers stands in that one as well.
    const home = areCurrent(global) ? undefined : guildId;
    const known = home ? await commands.fetch({ withLocalizations: true, guildId: home }) : global;
    const isChanged = !areCurrent(known);
    if (isChanged) await (home ? commands.set(DEFINITIONS, home) : commands.set(DEFINITIONS));
    const servers = [...client.guilds.cache.keys()];
    const looked = servers.length <= FEW_SERVERS ? servers : servers.filter((id) => id === guildId);
    for (const id of looked) if (id !== home) await takeBack(client, id);
    return { isChanged, isTwice: home !== undefined && global.size > 0 };
  } catch (error) {
    if (apiCode(error) !== MISSING_ACCESS) throw error;
    throw new UserError(
      'missing-scope',
      'Discord refuses to register commands; invite the bot again with the address above, which asks for the scope applications.commands.',
    );
  }
}

async function takeBack({ application: { commands } }: Client<true>, guildId: string): Promise<void> {
  try {
    if ((await commands.fetch({ guildId })).size > 0) await commands.set([], guildId);
  } catch (error) {
    // A server that let the bot in without the scope has none.
    if (apiCode(error) !== MISSING_ACCESS) throw error;
  }
}

const areCurrent = (known: ReadonlyMap<string, ApplicationCommand>) =>
  known.size === DEFINITIONS.length &&
  DEFINITIONS.every((definition) => [...known.values()].some((command) => isEqual(command, definition)));

function isEqual(command: ApplicationCommand, definition: (typeof DEFINITIONS)[number]): boolean {
  const { contexts = null, integration_types: types } = definition;
  const sameList = (a: readonly number[] | null | undefined, b: readonly number[] | null | undefined) =>
    JSON.stringify([...(a ?? [])].sort()) === JSON.stringify([...(b ?? [])].sort());
  return (
    command.equals(definition as Parameters<typeof command.equals>[0], true) &&
    sameList(command.contexts, contexts) &&
    sameList(command.integrationTypes, types)
  );
}
