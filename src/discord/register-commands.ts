/** Tells Discord which commands there are, and only when they changed: registering is limited to 200 a day. */
import type { ApplicationCommand, Client } from 'discord.js';
import { UserError } from '../core/errors.js';
import { COMMANDS } from './commands/registry.js';
import { apiCode } from './faults.js';

const MISSING_ACCESS = 50001;

/** True where something was registered. `guildId` names the one server for trying out. Throws UserError without the scope. */
export async function registerCommands(client: Client<true>, guildId?: string): Promise<boolean> {
  const { commands } = client.application;
  const definitions = COMMANDS.map(({ definition }) => definition);
  try {
    const known = await commands.fetch({ withLocalizations: true, ...(guildId && { guildId }) });
    const isSame =
      known.size === definitions.length &&
      definitions.every((definition) => known.some((command: ApplicationCommand) => isEqual(command, definition)));
    if (isSame) return false;
    if (guildId) await commands.set(definitions, guildId);
    else await commands.set(definitions);
    return true;
  } catch (error) {
    if (apiCode(error) !== MISSING_ACCESS) throw error;
    throw new UserError(
      'missing-scope',
      'Discord refuses to register commands; invite the bot again with the address above, which asks for the scope applications.commands.',
    );
  }
}

function isEqual(command: ApplicationCommand, definition: (typeof COMMANDS)[number]['definition']): boolean {
  const { contexts = null, integration_types: types } = definition;
  const sameList = (a: readonly number[] | null | undefined, b: readonly number[] | null | undefined) =>
    JSON.stringify([...(a ?? [])].sort()) === JSON.stringify([...(b ?? [])].sort());
  return (
    command.equals(definition as Parameters<typeof command.equals>[0], true) &&
    sameList(command.contexts, contexts) &&
    sameList(command.integrationTypes, types)
  );
}
