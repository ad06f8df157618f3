/** The limits of modals and of autocomplete's choices. */
import type { Json } from '../types.js';
import { ComponentKind, checkUnique, flatten } from './component-limits.js';
import { FieldErrors } from './field-errors.js';
import { checkField, checkInput } from './modal-field-limits.js';

const MAX_TITLE = 45;
const MAX_CUSTOM_ID = 100;
const MAX_COMPONENTS = 5;
const MAX_LABEL = 45;
const MAX_LABEL_DESCRIPTION = 100;
const MAX_TEXT = 4000;
const MAX_CHOICES = 25;
const MAX_CHOICE_TEXT = 100;

/** Throws 50035 when the modal breaks a limit. */
export function checkModal(modal: Json): void {
  const errors = new FieldErrors();
  errors.text(['data', 'title'], modal.title, 1, MAX_TITLE);
  errors.text(['data', 'custom_id'], modal.custom_id, 1, MAX_CUSTOM_ID);
  const components = errors.list(['data', 'components'], modal.components, 1, MAX_COMPONENTS);
  for (const [index, component] of components.entries()) {
    const path = ['data', 'components', index];
    if (component.type === ComponentKind.row) {
      const inner = errors.list([...path, 'components'], component.components, 1, 1);
      for (const [place, child] of inner.entries()) {
        errors.text([...path, 'components', place, 'label'], child.label, 1, MAX_LABEL);
        checkInput(errors, [...path, 'components', place], child);
      }
    } else if (component.type === ComponentKind.label) {
      errors.text([...path, 'label'], component.label, 1, MAX_LABEL);
      errors.text([...path, 'description'], component.description, 0, MAX_LABEL_DESCRIPTION);
      checkField(errors, [...path, 'component'], (component.component ?? {}) as Json);
    } else if (component.type === ComponentKind.textDisplay) {
      errors.text([...path, 'content'], component.content, 1, MAX_TEXT);
    } else {
      errors.add([...path, 'type'], 'UNION_TYPE_CHOICES', 'Value of field "type" must be one of (1, 10, 18).');
    }
  }
  checkUnique(errors, ['data', 'components'], flatten(components));
  errors.throwIfAny();
}

/** Throws 50035 when the choices of an autocomplete break a limit. */
export function checkChoices(data: Json): void {
  const errors = new FieldErrors();
  for (const [index, choice] of errors.list(['data', 'choices'], data.choices, 0, MAX_CHOICES).entries()) {
    const path = ['data', 'choices', index];
    errors.text([...path, 'name'], choice.name, 1, MAX_CHOICE_TEXT);
    if (typeof choice.value !== 'number') errors.text([...path, 'value'], choice.value, 1, MAX_CHOICE_TEXT);
  }
  errors.throwIfAny();
}
