/** Turns a test's `{ name: value }` into the options of a command, as strictly as Discord's client. */

import { OptionKind } from '../limits/command-limits.js';
import { lengthOf } from '../limits/field-errors.js';
import type { CommandCall, Json, OptionValue } from '../types.js';
import { Channel } from '../world/channel.js';
import { User } from '../world/user.js';
import type { Resolved } from './resolved.js';

type Asked = Pick<CommandCall, 'name' | 'group' | 'subcommand' | 'options'> & { focused?: string };

/** The definitions at the place the call points to, and a wrapper that nests values under group and subcommand. */
export function buildOptions(command: Json, asked: Asked, resolved: Resolved, user: User): Json[] {
  const path = [asked.group, asked.subcommand].filter((name) => name !== undefined);
  let definitions = (command.options ?? []) as Json[];
  const steps: Json[] = [];
  for (const name of path) {
    const step = definitions.find((option) => option.name === name && Number(option.type) <= OptionKind.group);
    if (!step) throw new Error(`command "${asked.name}" has no subcommand or group "${name}"`);
    steps.push(step);
    definitions = (step.options ?? []) as Json[];
  }
  const missing = definitions.find((option) => Number(option.type) <= OptionKind.group);
  if (missing) throw new Error(`command "${asked.name}" needs a subcommand, for instance "${missing.name}"`);
  const values = valuesFor(definitions, asked, resolved, user);
  return steps.reduceRight<Json[]>((options, { name, type }) => [{ name, type, options }], values);
}

function valuesFor(definitions: Json[], asked: Asked, resolved: Resolved, user: User): Json[] {
  const given = asked.options ?? {};
  const unknown = Object.keys(given).find((name) => !definitions.some((option) => option.name === name));
  if (unknown) throw new Error(`command "${asked.name}" has no option "${unknown}"`);
  if (asked.focused !== undefined) requireAutocomplete(definitions, asked.focused);
  return definitions.flatMap((definition): Json[] => {
    const name = String(definition.name);
    const value = given[name];
    if (name === asked.focused) {
      return [{ name, type: definition.type, value: String(value ?? ''), focused: true }];
    }
    if (value === undefined) {
      if (definition.required && asked.focused === undefined) {
        throw new Error(`option "${name}" of command "${asked.name}" is required`);
      }
      return [];
    }
    requireFit(definition, value);
    return [{ name, type: definition.type, value: resolved.add(value, user) }];
  });
}

function requireAutocomplete(definitions: Json[], focused: string): void {
  const definition = definitions.find((option) => option.name === focused);
  if (!definition?.autocomplete) throw new Error(`option "${focused}" has no autocomplete`);
}

/** A user cannot send what the client would not let through. */
function requireFit(definition: Json, value: OptionValue): void {
  const problem = misfit(definition, value);
  if (problem) throw new Error(`option "${definition.name}" ${problem}`);
}

function misfit(definition: Json, value: OptionValue): string | undefined {
  const choices = (definition.choices ?? []) as Json[];
  if (!isOfKind(Number(definition.type), value)) return `does not take this value (type ${definition.type})`;
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
    return `offers ${choices.map((choice) => choice.value).join(', ')}, not ${String(value)}`;
  }
  if (typeof value === 'string') {
    const { min_length = 0, max_length = 6000 } = definition as { min_length?: number; max_length?: number };
    if (lengthOf(value) < min_length || lengthOf(value) > max_length) {
      return `takes ${min_length} to ${max_length} characters, not ${lengthOf(value)}`;
    }
  }
  if (typeof value === 'number') {
    const { min_value = -Infinity, max_value = Infinity } = definition as { min_value?: number; max_value?: number };
    if (value < min_value || value > max_value) return `takes ${min_value} to ${max_value}, not ${value}`;
  }
  return undefined;
}

function isOfKind(kind: number, value: OptionValue): boolean {
  const isRole = typeof value === 'object' && 'permissions' in value;
  if (kind === OptionKind.string) return typeof value === 'string' && value !== '';
  if (kind === OptionKind.integer) return Number.isInteger(value);
  if (kind === OptionKind.number) return typeof value === 'number';
  if (kind === OptionKind.boolean) return typeof value === 'boolean';
  if (kind === OptionKind.user) return value instanceof User;
  if (kind === OptionKind.channel) return value instanceof Channel;
  if (kind === OptionKind.role) return isRole;
  if (kind === OptionKind.mentionable) return value instanceof User || isRole;
  return typeof value === 'object' && 'filename' in value;
}
