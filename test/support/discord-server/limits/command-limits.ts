/** The limits of application commands, checked when they are registered. */
import { apiError } from '../errors.js';
import type { Json } from '../types.js';
import { FieldErrors, lengthOf, type Path } from './field-errors.js';

export const CommandKind = { chatInput: 1, user: 2, message: 3 } as const;
export const OptionKind = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;
const CHOICE_KINDS: unknown[] = [OptionKind.string, OptionKind.integer, OptionKind.number];
const MAX_COMMANDS = 100;
const MAX_TOTAL = 8000;
const MAX_NAME = 32;
const MAX_DESCRIPTION = 100;
const MAX_OPTIONS = 25;
const MAX_STRING_OPTION = 6000;
/** Names of slash commands and their options; letters that have a lower case must be in it. */
const SLASH_NAME = /^[-_'\p{L}\p{N}\p{Script=Devanagari}\p{Script=Thai}]{1,32}$/u;
const LOCALES = new Set(
  (
    'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja ' +
    'zh-TW ko'
  ).split(' '),
);

/** Throws 50035 or 30032 for a list of commands that breaks a limit; a list's errors are numbered by position. */
export function checkCommands(commands: readonly Json[]): void {
  const errors = new FieldErrors();
  for (const kind of Object.values(CommandKind)) {
    const names = commands.filter((command) => kindOf(command) === kind).map((command) => command.name);
    const limit = kind === CommandKind.chatInput ? MAX_COMMANDS : 15;
    if (names.length > limit) throw apiError('tooManyCommands');
    const repeated = commands.findIndex(
      (command, index) => kindOf(command) === kind && commands.findIndex((one) => isSame(one, command)) < index,
    );
    if (repeated >= 0) {
      const message = 'Application command names must be unique';
      errors.add([repeated], 'APPLICATION_COMMANDS_DUPLICATE_NAME', message);
    }
  }
  for (const [index, command] of commands.entries()) checkCommand(errors, [index], command);
  errors.throwIfAny();
}

/** The same for a single command, whose errors carry no number. */
export function checkOneCommand(command: Json): void {
  const errors = new FieldErrors();
  checkCommand(errors, [], command);
  errors.throwIfAny();
}

export const kindOf = (command: Json): number => Number(command.type ?? CommandKind.chatInput);
export const isSame = (one: Json, other: Json): boolean => one.name === other.name && kindOf(one) === kindOf(other);

function checkCommand(errors: FieldErrors, path: Path, command: Json): void {
  const isSlash = kindOf(command) === CommandKind.chatInput;
  checkName(errors, [...path, 'name'], command.name, isSlash);
  checkLocalizations(errors, [...path, 'name_localizations'], command.name_localizations, isSlash, MAX_NAME);
  if (!isSlash) {
    if (command.description) {
      const message = 'Context menu commands cannot have description';
      errors.add([...path, 'description'], 'APPLICATION_COMMAND_CONTEXT_MENU_DESCRIPTION_INVALID', message);
    }
    return;
  }
  errors.text([...path, 'description'], command.description, 1, MAX_DESCRIPTION);
  const localized = command.description_localizations;
  checkLocalizations(errors, [...path, 'description_localizations'], localized, false, MAX_DESCRIPTION);
  checkOptions(errors, [...path, 'options'], command.options, 0);
  if (totalLength(command) > MAX_TOTAL) {
    const message = `Command exceeds maximum size (${MAX_TOTAL})`;
    errors.add(path, 'APPLICATION_COMMAND_TOO_LARGE', message);
  }
}

function checkName(errors: FieldErrors, path: Path, name: unknown, isSlash: boolean): void {
  errors.text(path, name, 1, MAX_NAME);
  if (!isSlash || typeof name !== 'string' || name === '') return;
  if (!SLASH_NAME.test(name) || name !== name.toLowerCase()) {
    errors.add(path, 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
}

function checkLocalizations(errors: FieldErrors, path: Path, value: unknown, isName: boolean, max: number): void {
  for (const [locale, text] of Object.entries((value ?? {}) as Json)) {
    if (!LOCALES.has(locale)) {
      errors.add([...path, locale], 'BASE_TYPE_CHOICES', `Value must be one of {${[...LOCALES].join(', ')}}.`);
    } else if (text !== null) {
      if (isName) checkName(errors, [...path, locale], text, true);
      else errors.text([...path, locale], text, 1, max);
    }
  }
}

/** `depth` 0: the options of a command; 1: of a group or subcommand; 2: of a subcommand within a group. */
function checkOptions(errors: FieldErrors, path: Path, value: unknown, depth: number): void {
  const options = errors.list(path, value, 0, MAX_OPTIONS);
  for (const [index, option] of options.entries()) {
    const here = [...path, index];
    checkName(errors, [...here, 'name'], option.name, true);
    errors.text([...here, 'description'], option.description, 1, MAX_DESCRIPTION);
    checkLocalizations(errors, [...here, 'name_localizations'], option.name_localizations, true, MAX_NAME);
    const localized = option.description_localizations;
    checkLocalizations(errors, [...here, 'description_localizations'], localized, false, MAX_DESCRIPTION);
    checkOptionKind(errors, here, option, depth);
  }
  const firstOptional = options.findIndex((option) => !option.required);
  const late = options.findIndex((option, index) => option.required && firstOptional >= 0 && index > firstOptional);
  if (late >= 0) {
    const message = 'Required options must be placed before non-required options';
    errors.add([...path, late], 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', message);
  }
  const repeated = options.findIndex((option, index) => options.findIndex(({ name }) => name === option.name) < index);
  if (repeated >= 0) {
    const message = 'Option names must be unique';
    errors.add([...path, repeated], 'APPLICATION_COMMAND_OPTIONS_NAME_INVALID', message);
  }
  const nested = options.filter(isNested).length;
  if (nested > 0 && nested < options.length) {
    const message = 'Sub-command and sub-command group option types are mutually exclusive to all other types';
    errors.add(path, 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
  }
}

const isNested = ({ type }: Json) => type === OptionKind.subcommand || type === OptionKind.group;

function checkOptionKind(errors: FieldErrors, path: Path, option: Json, depth: number): void {
  errors.integer([...path, 'type'], option.type, 1, OptionKind.attachment);
  if (option.type === undefined) errors.required([...path, 'type']);
  if (isNested(option)) {
    const deepest = option.type === OptionKind.group ? 0 : 1;
    if (depth > deepest) {
      const message = 'This option type cannot be nested here';
      errors.add([...path, 'type'], 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', message);
    }
    checkOptions(errors, [...path, 'options'], option.options, depth + 1);
    return;
  }
  const choices = errors.list([...path, 'choices'], option.choices, 0, MAX_OPTIONS);
  if ((choices.length > 0 || option.autocomplete) && !CHOICE_KINDS.includes(option.type)) {
    const message = 'Choices and autocomplete belong to text and numbers only';
    errors.add(path, 'APPLICATION_COMMAND_OPTIONS_CHOICES_INVALID', message);
  }
  if (choices.length > 0 && option.autocomplete) {
    const message = 'Autocomplete cannot be used with choices';
    errors.add([...path, 'autocomplete'], 'APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES', message);
  }
  for (const [index, choice] of choices.entries()) {
    errors.text([...path, 'choices', index, 'name'], choice.name, 1, MAX_DESCRIPTION);
    if (typeof choice.value !== 'number') {
      errors.text([...path, 'choices', index, 'value'], choice.value, 1, MAX_DESCRIPTION);
    }
  }
  errors.integer([...path, 'min_length'], option.min_length, 0, MAX_STRING_OPTION);
  errors.integer([...path, 'max_length'], option.max_length, 1, MAX_STRING_OPTION);
}

/** Names, descriptions and choices, each in its longest language. */
function totalLength(item: Json): number {
  const longest = (plain: unknown, localized: unknown) =>
    Math.max(...[plain, ...Object.values((localized ?? {}) as Json)].map((text) => lengthOf(String(text ?? ''))));
  const children = [...((item.options ?? []) as Json[]), ...((item.choices ?? []) as Json[])];
  return (
    longest(item.name, item.name_localizations) +
    longest(item.description, item.description_localizations) +
    lengthOf(String(item.value ?? '')) +
    children.reduce((sum, child) => sum + totalLength(child), 0)
  );
}
