/** The limits of embeds; all texts of all embeds of a message share one budget. */
import type { Json } from '../types.js';
import { type FieldErrors, lengthOf, type Path } from './field-errors.js';

const MAX_EMBEDS = 10;
const MAX_TITLE = 256;
const MAX_DESCRIPTION = 4096;
const MAX_FIELDS = 25;
const MAX_FIELD_NAME = 256;
const MAX_FIELD_VALUE = 1024;
const MAX_FOOTER = 2048;
const MAX_AUTHOR = 256;
const MAX_TOTAL = 6000;
const MAX_COLOR = 0xff_ff_ff;

export function checkEmbeds(errors: FieldErrors, path: Path, value: unknown): void {
  const embeds = errors.list(path, value, 0, MAX_EMBEDS);
  for (const [index, embed] of embeds.entries()) checkEmbed(errors, [...path, index], embed);
  if (embeds.reduce((sum, embed) => sum + textLength(embed), 0) > MAX_TOTAL) {
    errors.add(path, 'MAX_EMBED_SIZE_EXCEEDED', `Embed size exceeds maximum size of ${MAX_TOTAL}`);
  }
}

function checkEmbed(errors: FieldErrors, path: Path, embed: Json): void {
  const footer = (embed.footer ?? {}) as Json;
  const author = (embed.author ?? {}) as Json;
  errors.text([...path, 'title'], embed.title, 0, MAX_TITLE);
  errors.text([...path, 'description'], embed.description, 0, MAX_DESCRIPTION);
  errors.text([...path, 'footer', 'text'], footer.text, embed.footer ? 1 : 0, MAX_FOOTER);
  errors.text([...path, 'author', 'name'], author.name, embed.author ? 1 : 0, MAX_AUTHOR);
  errors.integer([...path, 'color'], embed.color, 0, MAX_COLOR);
  errors.url([...path, 'url'], embed.url, ['http:', 'https:', 'discord:']);
  errors.url([...path, 'author', 'url'], author.url, ['http:', 'https:', 'discord:']);
  errors.url([...path, 'author', 'icon_url'], author.icon_url);
  errors.url([...path, 'footer', 'icon_url'], footer.icon_url);
  errors.url([...path, 'image', 'url'], (embed.image as Json | undefined)?.url);
  errors.url([...path, 'thumbnail', 'url'], (embed.thumbnail as Json | undefined)?.url);
  if (typeof embed.timestamp === 'string' && Number.isNaN(Date.parse(embed.timestamp))) {
    errors.add(
      [...path, 'timestamp'],
      'DATE_TIME_TYPE_PARSE',
      `Could not parse ${embed.timestamp}. Should be ISO8601.`,
    );
  }
  for (const [index, field] of errors.list([...path, 'fields'], embed.fields, 0, MAX_FIELDS).entries()) {
    errors.text([...path, 'fields', index, 'name'], field.name, 1, MAX_FIELD_NAME);
    errors.text([...path, 'fields', index, 'value'], field.value, 1, MAX_FIELD_VALUE);
  }
}

/** The characters that count against the budget; links do not. */
function textLength(embed: Json): number {
  const fields = Array.isArray(embed.fields) ? (embed.fields as Json[]) : [];
  const texts = [
    embed.title,
    embed.description,
    (embed.footer as Json | undefined)?.text,
    (embed.author as Json | undefined)?.name,
    ...fields.flatMap((field) => [field.name, field.value]),
  ];
  return texts.reduce<number>((sum, text) => sum + (typeof text === 'string' ? lengthOf(text) : 0), 0);
}

/** Whether there is anything to see in it. */
export function isEmptyEmbed(embed: Json): boolean {
  return textLength(embed) === 0 && !embed.image && !embed.thumbnail && !embed.url;
}
