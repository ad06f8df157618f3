/** Modals: fields under labels, cut to what Discord takes, and what came back in them. */
import {
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitFields,
  TextInputStyle,
} from 'discord.js';
import { plain } from './inert.js';

export type Modal = APIModalInteractionResponseCallbackData;

/** https://discord.com/developers/docs/components/reference#label, and of a modal's title. */
const MAX_LABEL_CHARS = 45;
const MAX_HINT_CHARS = 100;
const MAX_OPTION_CHARS = 100;

/** At most five fields. */
export const modal = (custom_id: string, title: string, components: APILabelComponent[]): Modal => ({
  custom_id,
  title: plain(title, MAX_LABEL_CHARS),
  components,
});

export const labelled = (label: string, component: APIComponentInLabel, hint?: string): APILabelComponent => ({
  type: ComponentType.Label,
  label: plain(label, MAX_LABEL_CHARS),
  ...(hint && { description: plain(hint, MAX_HINT_CHARS) }),
  component,
});

export interface Option {
  value: string;
  label: string;
}

/** One of two to ten, `chosen` at first. */
export const radioGroup = (custom_id: string, options: Option[], chosen: string): APIComponentInLabel => ({
  type: ComponentType.RadioGroup,
  custom_id,
  options: options.map(({ value, label }) => ({
    value,
    label: plain(label, MAX_OPTION_CHARS),
    ...(value === chosen && { default: true }),
  })),
});

/** Any of one to ten, or none. */
export const checkboxGroup = (custom_id: string, options: Option[]): APIComponentInLabel => ({
  type: ComponentType.CheckboxGroup,
  custom_id,
  required: false,
  min_values: 0,
  options: options.map(({ value, label }) => ({ value, label: plain(label, MAX_OPTION_CHARS) })),
});

export const textInput = (
  custom_id: string,
  { maxChars, value, ...rest }: { maxChars: number; value?: string; required: boolean; isLong?: boolean },
): APIComponentInLabel => ({
  type: ComponentType.TextInput,
  custom_id,
  style: rest.isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
  required: rest.required,
  max_length: maxChars,
  // Discord counts characters, not UTF-16 units.
  ...(value && { value: [...value].slice(0, maxChars).join('') }),
});

/** What was chosen in a menu or a group, or written; empty where the modal has no such field, or nothing was. */
export function valuesOf({ fields }: ModalSubmitFields, id: string): readonly string[] {
  const field = fields.get(id);
  if (!field) return [];
  if ('values' in field) return field.values;
  return 'value' in field && typeof field.value === 'string' ? [field.value] : [];
}
