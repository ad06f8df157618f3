/** A member's message becomes an article: its file, its row in the state, and a re-index; then what it answers. */
import { ButtonStyle, type Message } from 'discord.js';
import { addedPath } from '../flows/edit-corpus.js';
import type { Filters } from '../query/question.js';
import { writeArticleFile } from '../sources/article-file.js';
import { newId } from '../state/state.js';
import { withServerSources } from './asking.js';
import type { BotContext, Surrounding } from './context.js';
import { customId } from './custom-ids.js';
import { describeError } from './faults.js';
import { readKeptAnswer } from './kept-answer.js';
import { button, row } from './render/answer-controls.js';
import type { Words } from './words/index.js';

export interface NewArticle {
  title: string;
  text: string;
  /** ISO. */
  date: string;
}

/** Of the channel, so many waiting questions are tried. */
const MOST_TRIED = 10;

export const withdrawRow = (message: string, words: Words) =>
  row(button(customId('withdraw', message), { label: words.withdraw, style: ButtonStyle.Danger }));

/**
 * Keeps it, with the row first: a file without a row could be withdrawn by nobody. Returns the article's path; `there` where the
 * message is an article already, `unreadable` where it makes none. Throws UserError where the corpus can't be written.
 */
export async function keepArticle(
  { state, corpus, nowMs }: BotContext,
  message: Message<true>,
  adder: string,
  { title, text, date }: NewArticle,
): Promise<{ path: string } | 'there' | 'unreadable'> {
  const { id, guild, author, member, url } = message;
  const about = {
    title,
    source: guild.name,
    author: member?.displayName ?? author.displayName,
    publishedAt: date,
    url,
  };
  const { extension, content } = writeArticleFile(about, { kind: 'markdown', body: `${text}\n` });
  const offer = newId();
  const name = `message-${id}-${offer}${extension}`;
  const path = addedPath(name);
  const { articles } = await corpus.offer(offer, [{ name, bytes: Buffer.from(content) }]);
  const taught = { message: id, guild: guild.id, path, author: author.id, adder, taughtAtMs: nowMs() };
  if (articles.length !== 1 || !(await state.taught.begin(taught))) {
    await corpus.decline(offer);
    return articles.length === 1 ? 'there' : 'unreadable';
  }
  try {
    await corpus.accept(offer);
  } catch (error) {
    await state.taught.gone(id);
    throw error;
  }
  return { path };
}

/** Whether the article may be said to be there; one that was withdrawn while it was added is taken out again. */
export async function isStillWanted({ state, corpus }: BotContext, message: string, path: string): Promise<boolean> {
  const taught = await state.taught.get(message);
  if (taught?.path === path && taught.withdrawnAtMs === undefined) return true;
  await corpus.erase(path);
  return false;
}

/** A re-index that begins now: one that is at work may have read the folder before. False where it failed. */
export async function reindexNow({ reindexJobs, signal, logger }: BotContext, by: string): Promise<boolean> {
  try {
    for (;;) {
      signal.throwIfAborted();
      const job = reindexJobs.start(by);
      if (!job) await reindexJobs.current?.report.catch(() => {});
      else return Boolean(await job.report);
    }
  } catch (error) {
    logger.warn({ event: 'reindex-failed', ...describeError(error) });
    return false;
  }
}

export interface Waiting {
  question: string;
  filters?: Filters;
}

/**
 * Questions that the message may be meant for: the one that it replies to, as an abstention or as a question to people, and those
 * that wait in this channel. Nobody reads here what was asked elsewhere.
 */
export async function questionsNear(context: BotContext, message: Message<true>): Promise<Waiting[]> {
  const { state } = context;
  const { channelId, guildId } = message;
  const replied = await repliedTo(message);
  const answer = replied && (await answerShownBy(context, replied));
  const asked = answer?.guild === guildId && answer.status === 'abstained' ? [answer] : [];
  const waiting = await state.awaited.waitingIn(channelId, MOST_TRIED);
  const all = [
    ...asked.map(({ question, content }) => ({ question, filters: readKeptAnswer(content)?.filters })),
    ...waiting.map(({ question, filters }) => ({ question, filters: filters as Filters })),
  ];
  return [...new Map(all.map((one) => [one.question, one])).values()];
}

/** As an answer, or as a question to people. */
async function answerShownBy({ state, client }: BotContext, { id, author, components }: Message) {
  const shown = await state.answerOfMessage(id);
  if (shown || author.id !== client.user.id) return shown;
  const [, asked] = /"settle:([\w-]+)"/.exec(JSON.stringify(components.map((one) => one.toJSON()))) ?? [];
  return asked ? state.answer(asked) : undefined;
}

async function repliedTo(message: Message): Promise<Message | undefined> {
  if (!message.reference?.messageId) return undefined;
  return message.fetchReference().catch(() => undefined);
}

/** The first of these questions that the article answers. No model is asked: whether there is an answer is for the gate to say. */
export async function answeredBy(
  { app, signal }: BotContext,
  path: string,
  waiting: Waiting[],
  { settings }: Surrounding,
): Promise<string | undefined> {
  const article = (await app.articles()).find((one) => one.path === path);
  if (!article) return undefined;
  for (const { question, filters } of waiting) {
    const turn = { text: question, earlier: [], filters: withServerSources(filters, settings) };
    const answer = await app.converse(turn, { signal, mayWrite: false });
    const isCited = answer.citations.some(({ articleId }) => articleId === article.id);
    if (answer.status === 'answered' && isCited) return question;
  }
  return undefined;
}
