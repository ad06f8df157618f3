/** The tests that were made of a server's questions, as pages: each with what it expects, and whether the articles meet it now. */
import { ComponentType } from 'discord.js';
import { questionOf, toLines } from '../../flows/cases.js';
import { NoSuchMarkError } from '../../flows/converse.js';
import { isAsExpected, type MeasuredQuestion } from '../../flows/measure.js';
import type { Case } from '../../state/state.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { button, type Row, row } from '../render/answer-controls.js';
import { formatDay } from '../render/dates.js';
import { cutInert, inertWithin, plain } from '../render/inert.js';
import { pageButtons } from '../render/pages.js';
import { MESSAGE_MAX_CHARS } from '../render/split-messages.js';
import { nextTurn } from '../version-work/work.js';
import type { Words } from '../words/index.js';

/** Each of a page is asked when it is listed. */
const PAGE_SIZE = 8;
const MAX_OPTION_CHARS = 100;
/** Of what a test expects, so much is listed. */
const MAX_WANTED = 2;

export async function casesPage(
  context: BotContext,
  guild: string,
  asked: number,
  words: Words,
): Promise<{ content: string; controls: Row[] }> {
  const { state } = context;
  const back = button(customId('questions-page', 0), { label: words.caseBack });
  const { count } = await state.cases.of(guild, 0, 0);
  if (count === 0) return { content: words.noCases, controls: [row(back)] };
  const pages = Math.ceil(count / PAGE_SIZE);
  const page = Math.min(Math.max(0, asked || 0), pages - 1);
  const { items } = await state.cases.of(guild, page * PAGE_SIZE, PAGE_SIZE);
  const lines: string[] = [];
  for (const item of items) {
    const question = questionOf(item);
    const sinceMs = question && (await metSince(context, item, question));
    const wanted = question ? expectedText(question, words) : '';
    lines.push(`• ${inertWithin(item.question, 90)} (${wanted}) ${metText(question, sinceMs, words)}`);
    await nextTurn();
  }
  const menu = {
    type: ComponentType.StringSelect as const,
    custom_id: customId('case-delete', page),
    placeholder: words.caseDelete,
    options: items.map(({ question, answer }) => ({ label: plain(question, MAX_OPTION_CHARS), value: answer })),
  };
  const heading = `**${words.casesTitle}** · ${words.page(page + 1, pages)}`;
  return {
    content: cutInert([heading, ...lines].join('\n'), MESSAGE_MAX_CHARS),
    controls: [...pageButtons('cases-page', { page, pages }, [], words), row(menu), row(back, fileButton(words))],
  };
}

export const fileButton = (words: Words) => button(customId('cases-file'), { label: words.casesFile });

/** As `footnote eval` reads it. */
export const casesFile = (cases: Case[]): Buffer => Buffer.from(toLines(cases));

function expectedText({ article, words: said, unanswerable }: MeasuredQuestion, words: Words): string {
  if (unanswerable) return words.caseNothing;
  const wanted = [...(article ?? []), ...(said ?? []).map((one) => `“${one}”`)];
  return wanted
    .slice(0, MAX_WANTED)
    .map((one) => inertWithin(one, 40))
    .join(', ');
}

function metText(question: MeasuredQuestion | undefined, sinceMs: number | undefined, words: Words): string {
  if (!question || sinceMs === undefined) return words.caseNotMet;
  const since = formatDay(new Date(sinceMs).toISOString().slice(0, 10), words);
  return question.unanswerable ? words.caseRefused(since) : words.caseMet(since);
}

/** Asks it now. Where it is met for the first time, it is so since the index is what it is. */
async function metSince(context: BotContext, item: Case, question: MeasuredQuestion): Promise<number | undefined> {
  const { app, state, nowMs } = context;
  if (!(await isMet(context, question))) {
    if (item.metSinceMs !== undefined) await state.cases.noteMet(item, undefined);
    return undefined;
  }
  if (item.metSinceMs !== undefined) return item.metSinceMs;
  const { indexedAt } = await app.status();
  const sinceMs = indexedAt ? Date.parse(indexedAt) : nowMs();
  await state.cases.noteMet(item, sinceMs);
  return sinceMs;
}

/** Without a model: whether there is an answer is for the gate to say. */
async function isMet({ app, signal }: BotContext, question: MeasuredQuestion): Promise<boolean> {
  try {
    const { question: text, filters } = question;
    const answer = await app.converse({ text, earlier: [], filters }, { signal, mayWrite: false });
    return isAsExpected(question, answer);
  } catch (error) {
    // "More on [2]" is no question by itself.
    if (!(error instanceof NoSuchMarkError)) throw error;
    return false;
  }
}
