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
  deleteButton(id, words),
  ...(isPrivate ? [shareButton(id, words)] : []),
];

const shareButton = (id: string, words: Words) =>
  button(customId('share', id), { label: words.share, style: ButtonStyle.Primary });
const deleteButton = (id: string, words: Words) => button(customId('delete', id), { label: words.remove });
const whyButton = (id: string, words: Words) => button(customId('why', id), { label: words.why });
const followUpButton = (id: string, words: Words) =>
  button(customId('follow-up', id), { label: words.followUp, emoji: '💬' });
const votes = (id: string) => [
  button(customId('like', id), { emoji: '👍' }),
  button(customId('dislike', id), { emoji: '👎' }),
];

/** What there is to do about an abstention besides asking in one of the nearest articles. */
const onwardButtons = (id: string, answer: KeptAnswer, words: Words) =>
  canBeAwaited(answer)
    ? [
        button(customId('tell-later', id), { label: words.tellLater, emoji: '🔔' }),
        ...(answer.hasHelpers ? [button(customId('ask-person', id), { label: words.askPerson })] : []),
      ]
    : [];

/** Whether there is something to tell of how it came about. */
const isJudged = ({ trace, status, summary }: KeptAnswer) =>
  trace.sentences.length > 0 || (status === 'abstained' && !summary);
const isFollowable = ({ status, summary }: KeptAnswer) => status === 'answered' && !summary;

/** Below an answer in plain form. */
export function answerControls(id: string, answer: KeptAnswer, isPrivate: boolean, words: Words): Row[] {
  if (answer.check) return [...sourceMenu([id], answer, words), row(...lastButtons(id, isPrivate, words))];
  const onward = [...nearestButtons(id, answer, words), ...onwardButtons(id, answer, words)];
  const buttons = [
    ...votes(id),
    ...(isJudged(answer) ? [whyButton(id, words)] : []),
    deleteButton(id, words),
    ...(isPrivate && answer.status === 'answered' ? [shareButton(id, words)] : []),
    ...(isFollowable(answer) ? [followUpButton(id, words)] : []),
  ];
  const [first, rest] = [buttons.slice(0, MAX_BUTTONS), buttons.slice(MAX_BUTTONS)];
  return [
    ...sourceMenu([id], answer, words),
    ...[onward, first, rest].flatMap((some) => (some.length > 0 ? [row(...some)] : [])),
  ];
}

/** Below an answer that is laid out: one row, with what is seldom wanted behind "⋯". */
export function smallControls(id: string, answer: KeptAnswer, isPrivate: boolean, words: Words): Row[] {
  if (answer.check) return [row(...lastButtons(id, isPrivate, words))];
  const further = furtherControls(id, answer, words);
  return [
    row(
      ...onwardButtons(id, answer, words),
      ...(isFollowable(answer) ? [followUpButton(id, words)] : []),
      ...votes(id),
      ...(isPrivate && answer.status === 'answered' ? [shareButton(id, words)] : []),
      // A single button needs no other one in front of it.
      ...(further.length > 1 ? [button(customId('more', id), { label: '⋯' })] : further),
    ),
  ];
}

/** Two rows in one where it has room for both. */
export function besides([first]: Row[], [second]: Row[]): Row[] {
  if (!first) return [second];
  const both = [...first.components, ...second.components];
  return both.length <= MAX_BUTTONS ? [row(...both)] : [first, second];
}

/** What stands behind "⋯". */
export const furtherControls = (id: string, answer: KeptAnswer, words: Words) => [
  ...(isJudged(answer) ? [whyButton(id, words)] : []),
  deleteButton(id, words),
];

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
const nearestButtons = (id: string, { nearest, draft }: KeptAnswer, words: Words) =>
  nearest.map(({ title }, place) =>
    askWithinButton(id, place, draft ? orElse(title, words.noTitle) : words.askWithin(place + 1)),
  );

export const askWithinButton = (id: string, place: number, label: string) =>
  button(customId('within', id, place), { label, emoji: '🔎' });
