/** The menu and the buttons below an answer. */
import {
  type APIActionRowComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import { customId } from '../custom-ids.js';
import type { KeptAnswer } from '../kept-answer.js';
import { citedIn, numberedSources, toMark } from '../numbered-sources.js';
import type { Words } from '../words/index.js';
import { formatDay } from './dates.js';
import { orElse, plain } from './inert.js';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** Discord's limits for a menu and for a button. */
const MAX_OPTIONS = 25;
const MAX_OPTION_CHARS = 100;
const MAX_BUTTONS = 5;
const MAX_LABEL_CHARS = 80;

export const row = (...components: APIComponentInMessageActionRow[]): Row => ({
  type: ComponentType.ActionRow,
  components,
});

export interface ButtonOptions {
  label?: string;
  emoji?: string;
  style?: ButtonStyle.Primary | ButtonStyle.Secondary | ButtonStyle.Danger | ButtonStyle.Success;
  disabled?: boolean;
}

export function button(id: string, { label, emoji, style = ButtonStyle.Secondary, disabled }: ButtonOptions) {
  return {
    type: ComponentType.Button as const,
    style,
    custom_id: id,
    ...(label && { label: plain(label, MAX_LABEL_CHARS) }),
    ...(emoji && { emoji: { name: emoji } }),
    ...(disabled && { disabled }),
  };
}

/** Of a checked message: it is no answer that could be judged. */
const lastButtons = (id: string, isPrivate: boolean, words: Words) => [
  button(customId('delete', id), { label: words.remove }),
  ...(isPrivate ? [shareButton(id, words)] : []),
];

const shareButton = (id: string, words: Words) =>
  button(customId('share', id), { label: words.share, style: ButtonStyle.Primary });

export function answerControls(id: string, answer: KeptAnswer, isPrivate: boolean, words: Words): Row[] {
  if (answer.check) return [...sourceMenu([id], answer, words), row(...lastButtons(id, isPrivate, words))];
  const onward = [
    ...nearestButtons(id, answer, words),
    ...(canBeAwaited(answer) ? [button(customId('tell-later', id), { label: words.tellLater, emoji: '🔔' })] : []),
    ...(canBeAwaited(answer) && answer.hasHelpers
      ? [button(customId('ask-person', id), { label: words.askPerson })]
      : []),
  ];
  const isJudged = answer.trace.sentences.length > 0 || (answer.status === 'abstained' && !answer.summary);
  const isFollowable = answer.status === 'answered' && !answer.summary;
  const buttons = [
    button(customId('like', id), { emoji: '👍' }),
    button(customId('dislike', id), { emoji: '👎' }),
    ...(isJudged ? [button(customId('why', id), { label: words.why })] : []),
    button(customId('delete', id), { label: words.remove }),
    ...(isPrivate && answer.status === 'answered' ? [shareButton(id, words)] : []),
    ...(isFollowable ? [button(customId('follow-up', id), { label: words.followUp, emoji: '💬' })] : []),
  ];
  const [first, rest] = [buttons.slice(0, MAX_BUTTONS), buttons.slice(MAX_BUTTONS)];
  return [
    ...sourceMenu([id], answer, words),
    ...[onward, first, rest].flatMap((some) => (some.length > 0 ? [row(...some)] : [])),
  ];
}

/** An abstention, unless the question says little without those before it: days later they are no longer meant. */
export const canBeAwaited = ({ status, kind, summary }: KeptAnswer) =>
  status === 'abstained' && kind !== 'follow-up' && !summary;

/** One option for each source; its value is the place of its first citation. The answer's id is the first of `parts`. */
export function sourceMenu(parts: string[], answer: KeptAnswer, words: Words): Row[] {
  const cited = citedIn(answer);
  const sources = numberedSources(cited);
  if (sources.length === 0) return [];
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: customId('evidence', ...parts),
    placeholder: words.sourceMenu,
    options: sources.slice(0, MAX_OPTIONS).map(({ n, title, source, publishedAt, places }) => {
      const quote = places.map((place) => cited.citations[place]).find(({ field }) => field === 'body')?.quote;
      const about = [source, publishedAt && formatDay(publishedAt, words), quote && `“${quote}”`];
      const description = plain(about.filter(Boolean).join(' · '), MAX_OPTION_CHARS);
      return {
        label: plain(`${toMark(n)} ${orElse(title, words.noTitle)}`, MAX_OPTION_CHARS),
        ...(description && { description }),
        value: String(places[0]),
      };
    }),
  };
  return [row(menu)];
}

/** By the numbers that the articles have in the message; by their titles where they don't stand there. */
function nearestButtons(id: string, { nearest, draft }: KeptAnswer, words: Words) {
  return nearest.map(({ title }, place) => {
    const label = draft ? orElse(title, words.noTitle) : words.askWithin(place + 1);
    return button(customId('within', id, place), { label, emoji: '🔎' });
  });
}
