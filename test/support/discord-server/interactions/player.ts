/** Plays users: commands, context menus, autocomplete, buttons, menus and modals become INTERACTION_CREATE. */
import { CommandKind } from '../limits/command-limits.js';
import type {
  AutocompleteCall,
  Choice,
  CommandCall,
  ComponentMatcher,
  ContextMenuCall,
  InteractionOptions,
  Json,
  ModalValue,
} from '../types.js';
import type { Message } from '../world/message.js';
import type { User } from '../world/user.js';
import type { World } from '../world/world.js';
import { buildOptions } from './command-options.js';
import type { Commands } from './commands.js';
import { buttonData, requireSeen, selectData } from './component-calls.js';
import { envelope, isForeign } from './envelope.js';
import { modalData } from './fill-modal.js';
import { findCommand, isUserInstalled } from './find-command.js';
import { InteractionHandle } from './interaction-handle.js';
import { Resolved } from './resolved.js';

export class Player {
  /** All interactions ever begun, by token. */
  readonly interactions = new Map<string, InteractionHandle>();

  constructor(
    readonly world: World,
    readonly commands: Commands,
    readonly hasSession: () => boolean,
  ) {}

  slash(user: User, call: CommandCall): InteractionHandle {
    const { channel, name } = call;
    const command = findCommand(this.commands, user, call, CommandKind.chatInput);
    const resolved = new Resolved(channel);
    const options = buildOptions(command, call, resolved, user);
    const fields = { kind: 2 as const, user, channel, commandName: name, isUserInstalled: isUserInstalled(call) };
    return this.#begin(new InteractionHandle(this.world, fields), commandData(command, resolved, { options }), call);
  }

  contextMenu(user: User, call: ContextMenuCall): InteractionHandle {
    const { channel, name, message, target } = call;
    if (!message && !target) throw new Error('contextMenu needs a message or a target user');
    const command = findCommand(this.commands, user, call, message ? CommandKind.message : CommandKind.user);
    const resolved = new Resolved(channel);
    const target_id = message ? resolved.addMessage(message) : resolved.addUser(target!);
    const fields = { kind: 2 as const, user, channel, commandName: name, messageType: 23 as const };
    const handle = new InteractionHandle(this.world, { ...fields, isUserInstalled: isUserInstalled(call) });
    return this.#begin(handle, commandData(command, resolved, { target_id }), call);
  }

  async autocomplete(user: User, call: AutocompleteCall): Promise<Choice[]> {
    const { channel, name } = call;
    const command = findCommand(this.commands, user, call, CommandKind.chatInput);
    const resolved = new Resolved(channel);
    const options = buildOptions(command, call, resolved, user);
    const fields = { kind: 4 as const, user, channel, commandName: name, isUserInstalled: isUserInstalled(call) };
    const handle = new InteractionHandle(this.world, fields);
    this.#begin(handle, commandData(command, resolved, { options }), call);
    await handle.until(({ choices }) => choices !== undefined);
    return handle.choices!;
  }

  click(user: User, message: Message, matcher: ComponentMatcher, options: InteractionOptions): InteractionHandle {
    return this.#touch(user, message, buttonData(message, matcher), options);
  }

  select(
    user: User,
    message: Message,
    matcher: ComponentMatcher,
    values: string[],
    options: InteractionOptions,
  ): InteractionHandle {
    return this.#touch(user, message, selectData(message, matcher, values), options);
  }

  submitModal(
    user: User,
    opener: InteractionHandle,
    fields: Record<string, ModalValue>,
    options: InteractionOptions,
  ): InteractionHandle {
    if (opener.user !== user) throw new Error(`the modal was opened for ${opener.user.username}`);
    const { channel, source, isUserInstalled } = opener;
    const handle = new InteractionHandle(this.world, { kind: 5, user, channel, source, isUserInstalled });
    return this.#begin(handle, modalData(opener, fields), options);
  }

  #touch(user: User, message: Message, data: Json, options: InteractionOptions): InteractionHandle {
    const { channel } = message;
    const owner = [...this.interactions.values()].find((handle) => handle.messages.includes(message));
    if (!options.seesAll) requireSeen(user, message, owner);
    const fields = { kind: 3 as const, user, channel, source: message, isUserInstalled: isForeign(channel) };
    return this.#begin(new InteractionHandle(this.world, fields), data, options);
  }

  #begin(handle: InteractionHandle, data: Json, { locale, deliverTwice }: InteractionOptions): InteractionHandle {
    if (!this.hasSession()) throw new Error('no bot has logged in, so nobody would get this interaction');
    this.interactions.set(handle.token, handle);
    const payload = envelope(handle, data, locale);
    for (const _time of deliverTwice ? [1, 2] : [1]) this.world.dispatch('INTERACTION_CREATE', 0, () => payload);
    return handle;
  }
}

function commandData(command: Json, resolved: Resolved, more: Json): Json {
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(command.guild_id ? { guild_id: command.guild_id } : {}),
    ...(resolved.payload ? { resolved: resolved.payload } : {}),
    ...more,
  };
}
