/** What was asked in a server and had no good answer, as a page and as a CSV file. Who asked isn't in it. */
import { ComponentType } from 'discord.js';
import type { OpenQuestion } from '../../state/state.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { button, type Row, row } from '../render/answer-controls.js';
import { timestamp } from '../render/dates.js';
import { cutInert, inertWithin, plain } from '../render/inert.js';
import { pageButtons, pageOf } from '../render/pages.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import type { Words } from '../words/index.js';
import { fileButton } from './admin-cases.js';

const PAGE_SIZE = 8;
const MAX_OPTION_CHARS = 100;

/** `isOwner` of the corpus, who may make tests of these questions. */
export async function questionsPage(
  { state }: BotContext,
  guild: string,
  page: number,
  words: Words,
  isOwner: boolean,
): Promise<{ content: string; controls: Row[] }> {
  const all = await state.openQuestions(guild);
  const { count } = isOwner ? await state.cases.of(guild, 0, 0) : { count: 0 };
  const tests =
    count > 0 ? [button(customId('cases-page', 0), { label: words.casesButton(count) }), fileButton(words)] : [];
  if (all.length === 0) return { content: words.noQuestions, controls: tests.length > 0 ? [row(...tests)] : [] };
  const shown = pageOf(all, page, PAGE_SIZE);
  const lines = shown.items.map(({ askedAtMs, question, status, dislikes, reasons, words: said }) => {
    const known = reasons.map(
      (reason) => words.dislikeReasons[reason as keyof Words['dislikeReasons']] ?? inertWithin(reason, 40),
    );
    const notes = [
      status === 'abstained' && words.notAnswered,
      dislikes > 0 && `👎 ${dislikes}`,
      ...new Set(known),
      ...said.map((text) => `“${inertWithin(text, 60)}”`),
    ].filter(Boolean);
    return `• ${timestamp(askedAtMs)} ${inertWithin(question, 90)} (${cutInert(notes.join(', '), 90)})`;
  });
  const heading = `**${words.questionsTitle}** · ${words.page(shown.page + 1, shown.pages)}`;
  return {
    content: cutInert([heading, ...lines].join('\n'), MESSAGE_MAX_CHARS),
    controls: [
      ...pageButtons('questions-page', shown, [], words),
      ...(isOwner ? [row(testMenu(shown.items, words))] : []),
      row(button(customId('questions-csv'), { label: words.questionsCsv }), ...tests),
    ],
  };
}

const testMenu = (questions: OpenQuestion[], words: Words) => ({
  type: ComponentType.StringSelect as const,
  custom_id: customId('case-make'),
  placeholder: words.caseMake,
  options: questions.map(({ answer, question }) => ({ label: plain(question, MAX_OPTION_CHARS), value: answer })),
});

/** RFC 4180, with a byte order mark for spreadsheets; a cell that would be a formula gets an apostrophe. */
export function questionsCsv(questions: OpenQuestion[]): Buffer {
  const rows = questions.map(({ askedAtMs, question, status, likes, dislikes, reasons, words }) =>
    [new Date(askedAtMs).toISOString(), question, status, likes, dislikes, reasons.join('; '), words.join(' | ')]
      .map(toCell)
      .join(','),
  );
  return Buffer.from(`\ufeff${['asked_at,question,status,likes,dislikes,reasons,words', ...rows].join('\r\n')}\r\n`);
}

function toCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : value.replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
