/** The limits of a message as a whole. */
import { apiError } from '../errors.js';
import type { Json, SentFile } from '../types.js';
import { checkComponents, textOfLayout } from './component-limits.js';
import { checkEmbeds, isEmptyEmbed } from './embed-limits.js';
import { FieldErrors, type Path } from './field-errors.js';

export const COMPONENTS_V2 = 32768;
/** Without boosts, 10 MiB a request. */
export const MAX_UPLOAD_BYTES = 10 * 1024 * 1024;
const MAX_CONTENT = 2000;
const MAX_FILES = 10;
const MAX_NONCE = 25;
const MENTION_KINDS = ['users', 'roles', 'everyone'];

/** Throws 50035 or 40005 for a message that breaks a limit; whether it is empty is for `requireContent`. */
export function checkMessage(payload: Json, files: readonly SentFile[], at: Path = [], isV2 = usesV2(payload)): void {
  const errors = new FieldErrors();
  errors.text([...at, 'content'], payload.content, 0, MAX_CONTENT);
  checkEmbeds(errors, [...at, 'embeds'], payload.embeds);
  checkComponents(errors, [...at, 'components'], payload.components, isV2);
  checkAllowedMentions(errors, [...at, 'allowed_mentions'], payload.allowed_mentions);
  errors.list([...at, 'attachments'], payload.attachments, 0, MAX_FILES);
  if (typeof payload.nonce === 'string') errors.text([...at, 'nonce'], payload.nonce, 0, MAX_NONCE);
  if (isV2) {
    for (const field of ['content', 'embeds']) {
      const value = payload[field];
      if (!value || (Array.isArray(value) && value.length === 0)) continue;
      const message = `The "${field}" field cannot be used when using MessageFlags.IS_COMPONENTS_V2`;
      errors.add([...at, field], 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2', message);
    }
  }
  errors.throwIfAny();
  if (files.reduce((sum, file) => sum + file.bytes.length, 0) > MAX_UPLOAD_BYTES) throw apiError('tooLarge');
}

export function usesV2(payload: Json): boolean {
  return (Number(payload.flags ?? 0) & COMPONENTS_V2) !== 0;
}

/** What people read: of a layout its texts, which is where Discord puts them; bots get no `content` of it. */
export const visibleText = (payload: Json, isV2 = usesV2(payload)): string =>
  (isV2 ? textOfLayout((payload.components ?? []) as unknown[]) : String(payload.content ?? '')).trim();

interface Visible {
  content: string;
  embeds: readonly unknown[];
  attachments: readonly unknown[];
  components: readonly unknown[];
}

/** Throws 50006 for a message with nothing to see: blank text and empty embeds are nothing. */
export function requireContent({ content, embeds, attachments, components }: Visible): void {
  const hasEmbed = embeds.some((embed) => !isEmptyEmbed(embed as Json));
  if (content.trim() === '' && !hasEmbed && attachments.length === 0 && components.length === 0) {
    throw apiError('emptyMessage');
  }
}

/** A kind may be let through as a whole or by single ids, not both. */
function checkAllowedMentions(errors: FieldErrors, path: Path, value: unknown): void {
  if (value === undefined || value === null) return;
  const allowed = value as { parse?: string[]; users?: string[]; roles?: string[] };
  for (const [index, kind] of (allowed.parse ?? []).entries()) {
    if (!MENTION_KINDS.includes(kind)) {
      const message = `Value must be one of ('users', 'roles', 'everyone').`;
      errors.add([...path, 'parse', index], 'BASE_TYPE_CHOICES', message);
    }
  }
  for (const kind of ['users', 'roles'] as const) {
    errors.list([...path, kind], allowed[kind], 0, 100);
    if ((allowed[kind]?.length ?? 0) > 0 && allowed.parse?.includes(kind)) {
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      errors.add(path, 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    }
  }
}
