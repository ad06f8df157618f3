/** The registered commands, for all guilds and for single ones. */
import { checkCommands, checkOneCommand, isSame } from '../limits/command-limits.js';
import type { Json } from '../types.js';
import type { Guild } from '../world/guild.js';
import type { World } from '../world/world.js';

/** A scope is the id of a guild, or `global`. */
export class Commands {
  /** How often a registration was asked for: every PUT, POST and PATCH. */
  registrations = 0;
  readonly #scopes = new Map<string, Json[]>();

  constructor(readonly world: World) {}

  get global(): Json[] {
    return this.of('global');
  }

  guild(guild: Guild): Json[] {
    return this.of(guild.id);
  }

  of(scope: string): Json[] {
    return this.#scopes.get(scope) ?? [];
  }

  /** Replaces all commands of a scope; one of the same name and type keeps its id. */
  replaceAll(scope: string, commands: readonly Json[]): Json[] {
    checkCommands(commands);
    const complete = commands.map((command) => this.#complete(scope, command));
    this.#scopes.set(scope, complete);
    return complete;
  }

  /** Adds one command, or replaces that of the same name and type. */
  put(scope: string, command: Json): Json {
    checkOneCommand(command);
    const complete = this.#complete(scope, command);
    const others = this.of(scope).filter((known) => !isSame(known, complete) && known.id !== complete.id);
    checkCommands([...others, complete]);
    this.#scopes.set(scope, [...others, complete]);
    return complete;
  }

  remove(scope: string, id: string): boolean {
    const rest = this.of(scope).filter((command) => command.id !== id);
    const wasThere = rest.length < this.of(scope).length;
    this.#scopes.set(scope, rest);
    return wasThere;
  }

  #complete(scope: string, command: Json): Json {
    const known = this.of(scope).find((one) => isSame(one, command));
    return {
      type: 1,
      name_localizations: null,
      description: '',
      description_localizations: null,
      default_member_permissions: null,
      nsfw: false,
      contexts: null,
      integration_types: [0],
      ...command,
      id: command.id ?? known?.id ?? this.world.clock.nextId(),
      application_id: this.world.applicationId,
      version: this.world.clock.nextId(),
      ...(scope === 'global' ? {} : { guild_id: scope }),
    };
  }
}
