/** What a user can do to a message's buttons and menus. */
import { ComponentKind, flatten } from '../limits/component-limits.js';
import type { ComponentMatcher, Json } from '../types.js';
import type { Message } from '../world/message.js';
import type { User } from '../world/user.js';
import type { InteractionHandle } from './interaction-handle.js';

const LINK_STYLE = 5;

/** The enabled button the matcher means; throws, naming the buttons there are, when there is none. */
export function buttonData(message: Message, matcher: ComponentMatcher): Json {
  const buttons = flatten(message.components).filter(
    ({ type, style }) => type === ComponentKind.button && style !== LINK_STYLE,
  );
  const button = only(message, buttons, matcher, 'button');
  return { component_type: button.type, custom_id: button.custom_id, id: 1 };
}

/** The enabled menu and the chosen values, which must be on offer and not too many or too few. */
export function selectData(message: Message, matcher: ComponentMatcher, values: string[]): Json {
  const menus = flatten(message.components).filter(({ type }) => ComponentKind.selects.includes(type as never));
  const menu = only(message, menus, matcher, 'menu');
  const { min_values = 1, max_values = 1 } = menu as { min_values?: number; max_values?: number };
  if (values.length < min_values || values.length > max_values) {
    throw new Error(`menu "${menu.custom_id}" takes ${min_values} to ${max_values} values, not ${values.length}`);
  }
  const options = (menu.options ?? []) as Json[];
  const stray = values.find(
    (value) => menu.type === ComponentKind.stringSelect && !options.some((one) => one.value === value),
  );
  if (stray !== undefined) {
    throw new Error(`menu "${menu.custom_id}" offers ${options.map(({ value }) => value).join(', ')}, not ${stray}`);
  }
  return {
    component_type: menu.type,
    custom_id: menu.custom_id,
    values,
    id: 1,
    ...resolvedValues(message, menu, values),
  };
}

/** Menus of users, roles and channels bring the objects along. */
function resolvedValues(message: Message, menu: Json, values: string[]): Json {
  if (menu.type === ComponentKind.stringSelect) return {};
  const { world, guild } = message.channel;
  const pick = <T extends { id: string }>(all: Iterable<T>, show: (one: T) => Json) =>
    Object.fromEntries([...all].filter(({ id }) => values.includes(id)).map((one) => [one.id, show(one)]));
  return {
    resolved: {
      users: pick(world.users.values(), (user) => user.toPayload()),
      channels: pick(guild?.channels ?? [], (channel) => ({ ...channel.toPayload(), permissions: '0' })),
      roles: pick(guild?.roles ?? [], ({ id, name, permissions }) => ({ id, name, permissions: String(permissions) })),
    },
  };
}

/** Whether this user has the message on the screen at all. */
export function requireSeen(user: User, message: Message, owner: InteractionHandle | undefined): void {
  if (message.deleted) throw new Error('the message was deleted');
  if (message.ephemeral && owner && owner.user !== user)
    throw new Error(`${user.username} cannot see this ephemeral message`);
}

function only(message: Message, components: Json[], matcher: ComponentMatcher, kind: string): Json {
  const found = components.find((component) => matches(component, matcher));
  const names = components.map(
    ({ label, custom_id, disabled }) => `${label ?? custom_id}${disabled ? ' (disabled)' : ''}`,
  );
  if (!found) throw new Error(`the message has no ${kind} ${String(matcher)}; it has: ${names.join(', ') || 'none'}`);
  if (found.disabled) throw new Error(`${kind} ${String(matcher)} is disabled`);
  if (message.deleted) throw new Error('the message was deleted');
  return found;
}

function matches(component: Json, matcher: ComponentMatcher): boolean {
  if (typeof matcher === 'function') return matcher(component);
  const texts = [component.custom_id, component.label].filter((text) => typeof text === 'string');
  return texts.some((text) => (typeof matcher === 'string' ? text === matcher : matcher.test(text)));
}
