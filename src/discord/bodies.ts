/**
 * What a message is made of: text with rows of buttons below it, or a layout of Components V2. A message that was given a layout
 * keeps the flag for good, so that text comes into it as a layout, too.
 */
import {
  type APIMessageTopLevelComponent,
  ComponentType,
  type Message,
  MessageFlags,
  RESTJSONErrorCodes,
} from 'discord.js';
import { apiCode, isGone } from './faults.js';
import type { Row } from './render/answer-controls.js';

/** The components of one message, from top to bottom. */
export type Layout = APIMessageTopLevelComponent[];

export type Body = { content: string; components: Row[] } | { layout: Layout };

/** What is to be posted: in one message or several, in plain form and, where it has one, laid out. */
export interface Posting {
  contents: string[];
  /** Below the last of `contents`. */
  controls: Row[];
  /** The same with its own controls; where Discord refuses them, the plain form is posted. */
  layouts?: Layout[];
}

export const isLaidOut = ({ flags }: Pick<Message, 'flags'>) => flags.has(MessageFlags.IsComponentsV2);

export const text = (content: string) => ({ type: ComponentType.TextDisplay as const, content });

/** For a new message. */
export const created = (body: Body) =>
  'layout' in body ? { components: body.layout, flags: MessageFlags.IsComponentsV2 as const } : body;

/** For an edit of a message that is, or isn't yet, laid out. */
export function edited(body: Body, wasLaidOut: boolean) {
  if (!wasLaidOut && 'content' in body) return body;
  const layout = 'layout' in body ? body.layout : [...(body.content ? [text(body.content)] : []), ...body.components];
  return { content: null, embeds: [], components: layout, flags: MessageFlags.IsComponentsV2 as const };
}

/** One for each message: laid out where it has that form. */
export const bodiesOf = ({ contents, controls, layouts }: Posting): Body[] =>
  layouts?.map((layout) => ({ layout })) ??
  contents.map((content, i) => ({ content, components: i === contents.length - 1 ? controls : [] }));

/** Puts it laid out and, where Discord refuses that, plainly. */
export async function inEitherForm<T>(posting: Posting, put: (bodies: Body[]) => Promise<T>): Promise<T> {
  try {
    return await put(bodiesOf(posting));
  } catch (error) {
    const isRefused = apiCode(error) === RESTJSONErrorCodes.InvalidFormBodyOrContentType && !isGone(error);
    if (!posting.layouts || !isRefused) throw error;
  }
  return put(bodiesOf({ ...posting, layouts: undefined }));
}

/** The texts of a layout in reading order, a line each. */
export const textOfLayout = (components: readonly unknown[]): string =>
  components
    .flatMap((component): string[] => {
      const { content, components: inner } = component as { content?: unknown; components?: unknown[] };
      return typeof content === 'string' ? [content] : inner ? [textOfLayout(inner)] : [];
    })
    .filter(Boolean)
    .join('\n');

/** What a message says, in whichever form; without its embeds. */
export const textOf = ({ content, components }: Pick<Message, 'content' | 'components'>): string =>
  content || textOfLayout(components.map((component) => component.toJSON()));
