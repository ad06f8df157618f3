/** The menu and the buttons below an answer. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { customId } from '../custom-ids.js';
import type { KeptAnswer } from '../kept-answer.js';
import type { Words } from '../words/index.js';
import { formatDay } from './dates.js';
import { plain } from './inert.js';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Discord's limits for a menu and for a button. */
const MAX_OPTIONS = 25;
const MAX_OPTION_CHARS = 100;
const MAX_LABEL_CHARS = 80;

export const row = (...components: APIComponentInMessageActionRow[]): Row => ({
  type: ComponentType.ActionRow,
  components,
});

export interface ButtonLook {
  label?: string;
  emoji?: string;
  style?: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Danger | ButtonStyle.Success;
  disabled?: boolean;
}

export function button(id: string, { label, emoji, style = ButtonStyle.Secondary, disabled }: ButtonLook) {
  return {
    type: ComponentType.Button as const,
    style,
    custom_id: id,
    ...(label && { label: plain(label, MAX_LABEL_CHARS) }),
    ...(emoji && { emoji: { name: emoji } }),
    ...(disabled && { disabled }),
  };
}

export function answerControls(id: string, answer: KeptAnswer, isPrivate: boolean, words: Words): Row[] {
  const rows = answer.status === 'answered' ? [sourceMenu(id, answer, words)] : nearestButtons(id, answer, words);
  const isJudged = answer.trace.sentences.length > 0 || (answer.status === 'abstained' && !answer.summary);
  return [
    ...rows,
    row(
      button(customId('like', id), { emoji: '👍' }),
      button(customId('dislike', id), { emoji: '👎' }),
      ...(isJudged ? [button(customId('why', id), { label: words.why })] : []),
      button(customId('delete', id), { label: words.remove }),
      ...(isPrivate && answer.status === 'answered'
        ? [button(customId('share', id), { label: words.share, style: ButtonStyle.Primary })]
        : []),
    ),
  ];
}

function sourceMenu(id: string, { citations }: KeptAnswer, words: Words): Row {
  return row({
    type: ComponentType.StringSelect,
    custom_id: customId('evidence', id),
    placeholder: words.sourceMenu,
    options: citations.slice(0, MAX_OPTIONS).map(({ title, source, publishedAt, quote }, place) => ({
      label: plain(`[${place + 1}] ${title || words.noTitle}`, MAX_OPTION_CHARS),
      description: plain(
        [source, publishedAt && formatDay(publishedAt, words), `“${quote}”`].filter(Boolean).join(' · '),
        MAX_OPTION_CHARS,
      ),
      value: String(place),
    })),
  });
}

function nearestButtons(id: string, { nearest }: KeptAnswer, words: Words): Row[] {
  if (nearest.length === 0) return [];
  const buttons = nearest.map(({ title }, place) =>
    button(customId('within', id, place), { label: title || words.noTitle, emoji: '🔎' }),
  );
  return [row(...buttons)];
}
