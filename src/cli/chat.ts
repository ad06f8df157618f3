/** `footnote chat`: questions and follow-ups in the terminal, evidence by number, summaries, sources, re-index. */
import { createInterface } from 'node:readline/promises';
import { sourcesOf } from '../answering/sources.js';
import type { App } from '../compose.js';
import { dayOf, formatDate } from '../core/dates.js';
import { UserError } from '../core/errors.js';
import type { EarlierAnswer } from '../flows/converse.js';
import type { Piece } from '../flows/quotes-in-place.js';
import { summarizeInChat } from './chat-summary.js';
import { type CommandContext, EXIT } from './command.js';
import { openOrIndex, reindexWithProgress } from './open.js';
import { readerWords } from './reader-words.js';
import { renderAnswer } from './render-answer.js';
import { renderSummary } from './render-summary.js';
import { inert, styler, wrap } from './terminal.js';
import { showWriting } from './writing-progress.js';

/** Earlier answers beyond this say little about what is asked now. */
const MAX_EARLIER = 4;
const SOURCES_PER_PAGE = 20;

const HELP = `Ask anything about the articles; a follow-up may refer to what was said before.
  3            the evidence behind [3], within its neighbouring words
  more on [3]  what its article says next
  source?      where the answer stands; so do "who said that", "shorter" and "tell me more" ask about it
  /summarize   article TITLE, topic TEXT, or period yesterday, 2022-10, 2022-10-01..2022-10-14
  /sources     the articles, newest first; /sources WORDS finds titles
  /reindex     brings the index up to date with the corpus
  /new         forgets the conversation
  /help        this list
  /quit        ends the chat (so does Ctrl-D)
`;

interface Conversation {
  app: App;
  earlier: EarlierAnswer[];
}

export async function chatCommand(context: CommandContext): Promise<number> {
  const conversation: Conversation = { app: await openOrIndex(context), earlier: [] };
  const { articles } = await conversation.app.index.status();
  const isTerminal = process.stdin.isTTY ?? false;
  // readline drops lines that come before its loop begins, so nothing is awaited until then.
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    terminal: isTerminal,
    prompt: '› ',
  });
  // Node's readline takes Ctrl-C on a terminal for itself.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  const stop = () => terminal.close();
  context.signal.addEventListener('abort', stop, { once: true });
  try {
    process.stdout.write(`Footnote, with ${articles} articles. Ask a question; /help lists the commands.\n`);
    if (isTerminal) terminal.prompt();
    for await (const line of terminal) {
      if (/^\/(quit|exit)\s*$/.test(line.trim())) break;
      if (line.trim()) process.stdout.write(await reply(line.trim(), conversation, context));
      if (isTerminal) terminal.prompt();
    }
    context.signal.throwIfAborted();
    return EXIT.done;
  } finally {
    context.signal.removeEventListener('abort', stop);
    terminal.close();
    await conversation.app.close();
  }
}

/** What the terminal shows for one line. A fault of the user's is told and the chat goes on. */
async function reply(line: string, conversation: Conversation, context: CommandContext): Promise<string> {
  try {
    if (/^\[?\d+\]?$/.test(line)) return await showEvidence(Number(line.replace(/\D/g, '')), conversation);
    if (line.startsWith('/')) return await runSlash(line, conversation, context);
    return await answer(line, conversation, context);
  } catch (error) {
    if (error instanceof UserError) return `${error.message}\n`;
    throw error;
  }
}

async function answer(
  text: string,
  { app, earlier }: Conversation,
  { signal, config }: CommandContext,
): Promise<string> {
  const writing = await showWriting(app);
  const found = await app.converse({ text, earlier }, { signal, onDraft: writing.onDraft }).finally(writing.stop);
  // A greeting is no turn of a conversation.
  if (found.status !== 'told') remember(earlier, { question: text, answer: found });
  return `\n${await renderAnswer(found, process.stdout, await readerWords(process.env, config.collection))}\n`;
}

/** A summary, kept as a turn: it can be followed up and its evidence shown. */
async function summary(text: string, { app, earlier }: Conversation, { signal }: CommandContext): Promise<string> {
  const found = await summarizeInChat(app.summarize, text, signal);
  remember(earlier, { question: text, answer: found });
  return `\n${await renderSummary(found, process.stdout, await readerWords(process.env))}\n`;
}

function remember(earlier: EarlierAnswer[], turn: EarlierAnswer): void {
  earlier.push(turn);
  if (earlier.length > MAX_EARLIER) earlier.shift();
}

async function runSlash(line: string, conversation: Conversation, context: CommandContext): Promise<string> {
  const [command, ...rest] = line.split(/\s+/);
  switch (command) {
    case '/help':
      return HELP;
    case '/summarize':
      return summary(rest.join(' '), conversation, context);
    case '/sources':
      return listSources(conversation.app, rest.join(' '));
    case '/new':
      conversation.earlier.length = 0;
      return 'Forgotten. What would you like to know?\n';
    case '/reindex': {
      const { added, changed, removed, skipped, version } = await reindexWithProgress(context, { owner: 'the chat' });
      return `${added} added, ${changed} changed, ${removed} removed, ${skipped.length} skipped; index version ${version}.\n`;
    }
    default:
      return `There is no ${inert(command)}; /help lists the commands.\n`;
  }
}

/** The quotes behind a mark, in bold, each within its neighbouring sentences. */
async function showEvidence(number: number, { app, earlier }: Conversation): Promise<string> {
  const citations = earlier.at(-1)?.answer.citations ?? [];
  const sources = sourcesOf({ citations });
  const found = sources[number - 1];
  if (!found)
    return sources.length === 0
      ? 'There is no answer with sources yet; ask a question first.\n'
      : `The last answer has sources 1 to ${sources.length}.\n`;
  const style = styler(process.stdout);
  const { title, source, publishedAt, url, articleId, places } = found;
  const about = [source && inert(source), publishedAt && formatDate(publishedAt)].filter(Boolean).join(', ');
  const { runs, under } = await app.inPlace(places.map((place) => citations[place]));
  const shown = ({ text, isQuote }: Piece) => (isQuote ? style('bold', `«${inert(text)}»`) : inert(text.trim()));
  const texts = await Promise.all(
    runs.map((run) => wrap(run.map(shown).filter(Boolean).join(' '), process.stdout, '  ')),
  );
  const quoted = texts.map((text) => `${text}\n`).join('\n');
  const path = under ? `${style('dim', inert(under.join(' › ')))}\n` : '';
  return `\n${style('bold', inert(title))}\n${about ? `${about}\n` : ''}${path}${quoted}${style('dim', inert(url ?? articleId))}\n\n`;
}

async function listSources(app: App, words: string): Promise<string> {
  const wanted = words.toLowerCase();
  const articles = (await app.articles()).filter(({ title, source }) =>
    `${title} ${source ?? ''}`.toLowerCase().includes(wanted),
  );
  if (articles.length === 0) return `No title or outlet contains ${JSON.stringify(words)}.\n`;
  const lines = articles
    .slice(0, SOURCES_PER_PAGE)
    .map(
      ({ title, source, publishedAt }) =>
        `  ${(dayOf(publishedAt) ?? 'undated').padEnd(10)}  ${inert(title)}${source ? ` (${inert(source)})` : ''}`,
    );
  const more = articles.length - SOURCES_PER_PAGE;
  return `${lines.join('\n')}\n${more > 0 ? `  … and ${more} more; /sources WORDS finds titles.\n` : ''}`;
}
