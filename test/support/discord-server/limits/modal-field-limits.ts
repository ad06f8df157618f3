/** The limits of what stands under a label in a modal. https://discord.com/developers/docs/components/reference */
import type { Json } from '../types.js';
import { ComponentKind, checkSelect } from './component-limits.js';
import type { FieldErrors, Path } from './field-errors.js';

const MAX_CUSTOM_ID = 100;
const MAX_VALUE = 4000;
const MAX_PLACEHOLDER = 100;
const MAX_OPTION_TEXT = 100;
const MAX_CHOICES = 10;
const MIN_RADIOS = 2;
const MAX_FILES = 10;
const MAX_FILE_TYPES = 10;
const FILE_TYPE = /^(?:image|video|audio|\.[a-z0-9]+)$/i;

const IN_LABEL: readonly unknown[] = [
  ComponentKind.textInput,
  ...ComponentKind.selects,
  ...[ComponentKind.fileUpload, ComponentKind.radioGroup, ComponentKind.checkboxGroup, ComponentKind.checkbox],
];

export function checkField(errors: FieldErrors, path: Path, field: Json): void {
  const { type } = field;
  if (!IN_LABEL.includes(type))
    errors.add([...path, 'type'], 'UNION_TYPE_CHOICES', `Value of field "type" must be one of (${IN_LABEL}).`);
  errors.text([...path, 'custom_id'], field.custom_id, 1, MAX_CUSTOM_ID);
  if (type === ComponentKind.textInput) checkInput(errors, path, field);
  else if (type === ComponentKind.radioGroup) checkRadios(errors, path, field);
  else if (type === ComponentKind.checkboxGroup) checkBoxes(errors, path, field);
  else if (type === ComponentKind.fileUpload) checkUpload(errors, path, field);
  else if (ComponentKind.selects.includes(type as never)) {
    checkSelect(errors, path, field);
    checkRange(errors, path, field, 1, 1);
    if (field.disabled) errors.add([...path, 'disabled'], 'MODAL_COMPONENT_DISABLED', 'Cannot be disabled in a modal');
  }
}

export function checkInput(errors: FieldErrors, path: Path, input: Json): void {
  errors.text([...path, 'custom_id'], input.custom_id, 1, MAX_CUSTOM_ID);
  errors.integer([...path, 'style'], input.style, 1, 2);
  if (input.style === undefined) errors.required([...path, 'style']);
  errors.text([...path, 'value'], input.value, 0, MAX_VALUE);
  errors.text([...path, 'placeholder'], input.placeholder, 0, MAX_PLACEHOLDER);
  errors.integer([...path, 'min_length'], input.min_length, 0, MAX_VALUE);
  errors.integer([...path, 'max_length'], input.max_length, 1, MAX_VALUE);
  const { value = '', max_length = MAX_VALUE } = input as { value?: string; max_length?: number };
  if ([...value].length > max_length)
    errors.add([...path, 'value'], 'BASE_TYPE_MAX_LENGTH', `Must be ${max_length} or fewer in length.`);
}

function checkRadios(errors: FieldErrors, path: Path, group: Json): void {
  const options = checkOptions(errors, path, group, MIN_RADIOS);
  if (options.filter((option) => option.default).length > 1)
    errors.add([...path, 'options'], 'RADIO_GROUP_MULTIPLE_DEFAULTS', 'Only one option may be selected by default');
}

function checkBoxes(errors: FieldErrors, path: Path, group: Json): void {
  const options = checkOptions(errors, path, group, 1);
  errors.integer([...path, 'min_values'], group.min_values, 0, MAX_CHOICES);
  errors.integer([...path, 'max_values'], group.max_values, 1, MAX_CHOICES);
  checkRange(errors, path, group, 1, options.length);
  if (Math.max(Number(group.min_values ?? 0), Number(group.max_values ?? 0)) > options.length)
    errors.add([...path, 'max_values'], 'BASE_TYPE_MAX', 'More values than options');
  if (options.filter((option) => option.default).length > Number(group.max_values ?? options.length))
    errors.add([...path, 'options'], 'CHECKBOX_GROUP_TOO_MANY_DEFAULTS', 'More selected by default than may be');
}

function checkUpload(errors: FieldErrors, path: Path, upload: Json): void {
  errors.integer([...path, 'min_values'], upload.min_values, 0, MAX_FILES);
  errors.integer([...path, 'max_values'], upload.max_values, 1, MAX_FILES);
  checkRange(errors, path, upload, 1, 1);
  for (const [index, type] of errors.list([...path, 'file_types'], upload.file_types, 0, MAX_FILE_TYPES).entries())
    if (!FILE_TYPE.test(String(type)))
      errors.add([...path, 'file_types', index], 'BASE_TYPE_CHOICES', 'Must be a group or a dot-prefixed extension');
}

/** What has to be answered takes at least one. */
function checkRange(errors: FieldErrors, path: Path, field: Json, usualMin: number, usualMax: number): void {
  const { min_values = usualMin, max_values = usualMax, required = true } = field as Record<string, never>;
  if (required && min_values === 0)
    errors.add([...path, 'min_values'], 'NUMBER_TYPE_MIN', 'Must be at least 1 where the field is required.');
  if (min_values > max_values) errors.add([...path, 'min_values'], 'NUMBER_TYPE_MAX', 'Must not be above max_values.');
}

function checkOptions(errors: FieldErrors, path: Path, group: Json, least: number): Json[] {
  const options = errors.list([...path, 'options'], group.options, least, MAX_CHOICES);
  for (const [index, option] of options.entries()) {
    const here = [...path, 'options', index];
    errors.text([...here, 'label'], option.label, 1, MAX_OPTION_TEXT);
    errors.text([...here, 'value'], option.value, 1, MAX_OPTION_TEXT);
    errors.text([...here, 'description'], option.description, 0, MAX_OPTION_TEXT);
  }
  if (new Set(options.map(({ value }) => value)).size < options.length)
    errors.add([...path, 'options'], 'OPTION_VALUE_DUPLICATED', 'The specified option value is already used');
  return options;
}
