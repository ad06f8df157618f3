/** The limits of buttons, select menus and the layouts around them. */
import type { Json } from '../types.js';
import { type FieldErrors, lengthOf, type Path } from './field-errors.js';

/** Discord's numbers of component types. */
export const ComponentKind = {
  row: 1,
  button: 2,
  stringSelect: 3,
  textInput: 4,
  selects: [3, 5, 6, 7, 8],
  section: 9,
  textDisplay: 10,
  separator: 14,
  container: 17,
  label: 18,
  fileUpload: 19,
  radioGroup: 21,
  checkboxGroup: 22,
  checkbox: 23,
  channelSelect: 8,
  userSelect: 5,
  roleSelect: 6,
  /** No message holds them. */
  modalOnly: [18, 19, 21, 22, 23],
} as const;
const LINK_STYLE = 5;
const PREMIUM_STYLE = 6;
const MAX_ROWS = 5;
const MAX_BUTTONS = 5;
const MAX_CUSTOM_ID = 100;
const MAX_LABEL = 80;
const MAX_URL = 512;
const MAX_OPTIONS = 25;
const MAX_OPTION_TEXT = 100;
const MAX_PLACEHOLDER = 150;
/** A message of Components V2: all components together, nested ones too, and all its text. */
const MAX_V2_COMPONENTS = 40;
const MAX_V2_TEXT = 4000;

/** A component and all within it, outermost first. */
export function flatten(components: readonly unknown[]): Json[] {
  return components.flatMap((component) => {
    const { components: inner = [], accessory, component: single } = component as Record<string, never>;
    return [component as Json, ...flatten([...inner, ...[accessory, single].filter(Boolean)])];
  });
}

/** What people read in a layout: a line for each text, an empty one where a line is drawn between them. */
export const textOfLayout = (components: readonly unknown[]): string =>
  flatten(components)
    .flatMap(({ type, content }) => {
      if (type === ComponentKind.separator) return '';
      return type === ComponentKind.textDisplay ? String(content) : [];
    })
    .join('\n');

export function checkComponents(errors: FieldErrors, path: Path, value: unknown, isV2: boolean): void {
  const components = errors.list(path, value, 0, isV2 ? MAX_V2_COMPONENTS : MAX_ROWS);
  for (const [index, component] of components.entries()) {
    const here = [...path, index];
    if (!isV2 && component.type !== ComponentKind.row) {
      errors.add([...here, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1,).');
    } else {
      checkComponent(errors, here, component);
    }
  }
  const all = flatten(components);
  for (const { type } of all)
    if (ComponentKind.modalOnly.includes(type as never))
      errors.add(path, 'UNION_TYPE_CHOICES', `Components of type ${type} stand in modals only.`);
  if (isV2) {
    if (all.length > MAX_V2_COMPONENTS) {
      const message = `The total number of components cannot exceed ${MAX_V2_COMPONENTS}`;
      errors.add(path, 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
    }
    const text = all.reduce((sum, { content }) => sum + (typeof content === 'string' ? lengthOf(content) : 0), 0);
    if (text > MAX_V2_TEXT) {
      const message = `The total length of displayable text cannot exceed ${MAX_V2_TEXT}`;
      errors.add(path, 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
    }
  }
  checkUnique(errors, path, all);
}

export function checkUnique(errors: FieldErrors, path: Path, components: readonly Json[]): void {
  const ids = components.map((component) => component.custom_id).filter((id) => id !== undefined);
  if (new Set(ids).size < ids.length) {
    errors.add(path, 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated');
  }
}

function checkComponent(errors: FieldErrors, path: Path, component: Json): void {
  const { type } = component;
  if (type === ComponentKind.row) checkRow(errors, path, component);
  else if (type === ComponentKind.button) checkButton(errors, path, component);
  else if (ComponentKind.selects.includes(type as never)) checkSelect(errors, path, component);
  else if (type === ComponentKind.textDisplay) errors.text([...path, 'content'], component.content, 1, MAX_V2_TEXT);
  else if (type === ComponentKind.section || type === ComponentKind.container) {
    const max = type === ComponentKind.section ? 3 : MAX_V2_COMPONENTS;
    const inner = errors.list([...path, 'components'], component.components, 1, max);
    for (const [index, child] of inner.entries()) checkComponent(errors, [...path, 'components', index], child);
    if (component.accessory) checkComponent(errors, [...path, 'accessory'], component.accessory as Json);
  }
}

/** A row holds up to five buttons or a single menu. */
function checkRow(errors: FieldErrors, path: Path, row: Json): void {
  const inner = [...path, 'components'];
  const children = errors.list(inner, row.components, 1, MAX_BUTTONS);
  const menus = children.filter((child) => child.type !== ComponentKind.button);
  if (menus.length > 0 && children.length > 1) {
    errors.add(inner, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'The specified component exceeds the maximum width');
  }
  for (const [index, child] of children.entries()) {
    if (child.type === ComponentKind.button || ComponentKind.selects.includes(child.type as never)) {
      checkComponent(errors, [...inner, index], child);
    } else {
      errors.add(
        [...inner, index, 'type'],
        'UNION_TYPE_CHOICES',
        'Value of field "type" must be one of (2, 3, 5, 6, 7, 8).',
      );
    }
  }
}

function checkButton(errors: FieldErrors, path: Path, button: Json): void {
  errors.integer([...path, 'style'], button.style, 1, PREMIUM_STYLE);
  if (button.style === undefined) errors.required([...path, 'style']);
  errors.text([...path, 'label'], button.label, 0, MAX_LABEL);
  if (!button.label && !button.emoji && button.style !== PREMIUM_STYLE) {
    errors.add(path, 'BUTTON_COMPONENT_INVALID_LABEL', 'A button must have a label or an emoji');
  }
  if (button.style === LINK_STYLE) {
    errors.text([...path, 'url'], button.url, 1, MAX_URL);
    errors.url([...path, 'url'], button.url, ['http:', 'https:', 'discord:']);
    if (button.custom_id) {
      errors.add(
        path,
        'BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE',
        'A custom id and url cannot both be specified',
      );
    }
  } else if (button.style !== PREMIUM_STYLE) {
    errors.text([...path, 'custom_id'], button.custom_id, 1, MAX_CUSTOM_ID);
  }
}

export function checkSelect(errors: FieldErrors, path: Path, menu: Json): void {
  errors.text([...path, 'custom_id'], menu.custom_id, 1, MAX_CUSTOM_ID);
  errors.text([...path, 'placeholder'], menu.placeholder, 0, MAX_PLACEHOLDER);
  errors.integer([...path, 'min_values'], menu.min_values, 0, MAX_OPTIONS);
  errors.integer([...path, 'max_values'], menu.max_values, 1, MAX_OPTIONS);
  const defaults = errors.list([...path, 'default_values'], menu.default_values, 0, MAX_OPTIONS).length;
  if (defaults > 0 && (defaults > Number(menu.max_values ?? 1) || defaults < Number(menu.min_values ?? 1)))
    errors.add([...path, 'default_values'], 'BASE_TYPE_BAD_LENGTH', 'Must be between min_values and max_values.');
  if (menu.type !== ComponentKind.stringSelect) return;
  const options = errors.list([...path, 'options'], menu.options, 1, MAX_OPTIONS);
  for (const [index, option] of options.entries()) {
    const here = [...path, 'options', index];
    errors.text([...here, 'label'], option.label, 1, MAX_OPTION_TEXT);
    errors.text([...here, 'value'], option.value, 1, MAX_OPTION_TEXT);
    errors.text([...here, 'description'], option.description, 0, MAX_OPTION_TEXT);
  }
  if (new Set(options.map((option) => option.value)).size < options.length) {
    errors.add(
      [...path, 'options'],
      'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
      'The specified option value is already used',
    );
  }
  if (Number(menu.max_values ?? 1) > options.length) {
    const message = 'Max values must be less than or equal to the number of options';
    errors.add([...path, 'max_values'], 'SELECT_COMPONENT_MAX_VALUES_TOO_LARGE', message);
  }
}
