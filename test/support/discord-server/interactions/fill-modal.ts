/** What a user fills into a modal, as Discord's client would send it; throws for what it wouldn't. */
import { ComponentKind } from '../limits/component-limits.js';
import { lengthOf } from '../limits/field-errors.js';
import type { Json, ModalValue, Upload } from '../types.js';
import { Channel } from '../world/channel.js';
import type { Role } from '../world/guild.js';
import { User } from '../world/user.js';
import type { InteractionHandle } from './interaction-handle.js';
import { Resolved } from './resolved.js';

const DEFAULT_MAX_INPUT = 4000;

/** The filled modal; a field is named by its custom_id or its label. One that isn't named stays as it was opened. */
export function modalData(opener: InteractionHandle, fields: Record<string, ModalValue>): Json {
  const { modal, channel, user } = opener;
  if (!modal) throw new Error('this interaction opened no modal');
  const used = new Set<string>();
  const resolved = new Resolved(channel);
  const valueFrom = (input: Json, label: unknown) => {
    const key = [input.custom_id, label].find((name) => typeof name === 'string' && name in fields) as
      | string
      | undefined;
    if (key !== undefined) used.add(key);
    const given = key === undefined ? undefined : fields[key];
    const add = (value: Channel | Role | User | Upload) => String(resolved.add(value, user));
    return { type: input.type, custom_id: input.custom_id, ...filled(input, given, add, channel) };
  };
  const components = (modal.components as unknown as Json[]).map((component): Json => {
    const { type } = component;
    if (type === ComponentKind.row) {
      return { type, components: (component.components as Json[]).map((input) => valueFrom(input, input.label)) };
    }
    if (type === ComponentKind.label)
      return { type, component: valueFrom(component.component as Json, component.label) };
    return { type };
  });
  const unknown = Object.keys(fields).find((name) => !used.has(name));
  if (unknown) throw new Error(`modal "${modal.custom_id}" has no field "${unknown}"`);
  return { custom_id: modal.custom_id, components, ...(resolved.payload && { resolved: resolved.payload }) };
}

type Add = (value: Channel | Role | User | Upload) => string;

function filled(input: Json, given: ModalValue | undefined, add: Add, place: Channel): Json {
  const { type } = input;
  if (type === ComponentKind.textInput) return { value: typed(input, given) };
  if (type === ComponentKind.checkbox) return { value: Boolean(given ?? input.default ?? false) };
  const values = (given === undefined ? opened(input, place) : [given].flat()) as (
    | string
    | Channel
    | Role
    | User
    | Upload
  )[];
  requireCount(input, values.length);
  const options = input.options as Json[] | undefined;
  const stray = values.find((value) => options && !options.some((option) => option.value === value));
  if (stray !== undefined) throw new Error(`field "${input.custom_id}" doesn't offer ${String(stray)}`);
  if (type === ComponentKind.radioGroup) return { value: values[0] ?? null };
  for (const value of values) requireKind(input, value);
  return { values: values.map((value) => (typeof value === 'string' ? value : add(value))) };
}

function typed(input: Json, given: ModalValue | undefined): string {
  const { custom_id } = input;
  const value = String(given ?? input.value ?? '');
  const { min_length = 0, max_length = DEFAULT_MAX_INPUT } = input as { min_length?: number; max_length?: number };
  if (value === '' && input.required !== false) throw new Error(`field "${custom_id}" is required`);
  if (value !== '' && (lengthOf(value) < min_length || lengthOf(value) > max_length)) {
    throw new Error(`field "${custom_id}" takes ${min_length} to ${max_length} characters, not ${lengthOf(value)}`);
  }
  return value;
}

/** What is chosen when the modal opens: options by their marks, channels, roles and people that are still there. */
function opened(input: Json, { guild, world }: Channel): (string | Channel | Role | User)[] {
  const marked = ((input.options ?? []) as Json[]).filter((option) => option.default).map(({ value }) => String(value));
  const ids = ((input.default_values ?? []) as Json[]).map(({ id }) => id);
  const all: (Channel | Role | User)[] = [...(guild?.channels ?? []), ...(guild?.roles ?? []), ...world.users.values()];
  return [...marked, ...all.filter(({ id }) => ids.includes(id))];
}

function requireCount(input: Json, count: number): void {
  const { type, custom_id, required = true, options = [] } = input as { required?: boolean; options?: Json[] } & Json;
  if (count === 0 && required) throw new Error(`field "${custom_id}" is required`);
  const usualMax = type === ComponentKind.checkboxGroup ? options.length : 1;
  const { min_values = 1, max_values = usualMax } = input as { min_values?: number; max_values?: number };
  if (count > 0 && (count < min_values || count > max_values))
    throw new Error(`field "${custom_id}" takes ${min_values} to ${max_values} values, not ${count}`);
}

function requireKind({ type, custom_id, channel_types, file_types }: Json, value: unknown): void {
  const isFile = typeof value === 'object' && value !== null && 'filename' in value;
  const kind = typeof value === 'string' ? type : isFile ? ComponentKind.fileUpload : kindOf(value);
  const types = channel_types as number[] | undefined;
  const isOffered = !(value instanceof Channel) || !types || types.includes(value.type);
  const endings = file_types as string[] | undefined;
  const isTaken = !isFile || !endings || endings.some((ending) => (value as Upload).filename.endsWith(ending));
  if (kind !== type || !isOffered || !isTaken) throw new Error(`field "${custom_id}" doesn't take this value`);
}

const kindOf = (value: unknown): number => {
  if (value instanceof Channel) return ComponentKind.channelSelect;
  return value instanceof User ? ComponentKind.userSelect : ComponentKind.roleSelect;
};
