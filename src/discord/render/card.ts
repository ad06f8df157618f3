/** A card: text in a frame, its parts with a line between them. */
import { type APIComponentInContainer, ComponentType, SeparatorSpacingSize } from 'discord.js';
import { type Layout, text } from '../bodies.js';

/** What all texts of one message may have together is 4,000 characters; this leaves room for what stands above a card. */
export const CARD_MAX_CHARS = 3200;

export const container = (components: APIComponentInContainer[]) => ({
  type: ComponentType.Container as const,
  components,
});

const line = { type: ComponentType.Separator as const, divider: true, spacing: SeparatorSpacingSize.Small };

/** Parts of a card with a line between each two. */
export const divided = (parts: APIComponentInContainer[][]): APIComponentInContainer[] =>
  parts.flatMap((part, i) => [...(i > 0 ? [line] : []), ...part]);

/** Each line apart, which reads best; those that are too many together in the last one. */
export function paragraphs(lines: string[], most: number) {
  const apart = lines.slice(0, most - 1);
  const rest = lines.slice(most - 1);
  return [...apart, ...(rest.length > 0 ? [rest.join('\n')] : [])].map(text);
}

/** A message in plain form as a card; a line for each empty one in it. */
export function cardOf(content: string): Layout {
  const parts = content.split(/\n{2,}/).filter(Boolean);
  return [container(divided(parts.map((part) => [text(part)])))];
}

/** Layouts with a text above the first of them. */
export const withAbove = (above: string | undefined, [first, ...rest]: Layout[]): Layout[] => [
  above === undefined ? first : [text(above), ...first],
  ...rest,
];
