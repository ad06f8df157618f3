/** `/summarize …` in the chat: the same three summaries as the command's, with the options written the same way. */
import { UserError } from '../core/errors.js';
import type { createSummarize } from '../flows/summarize.js';
import { MAX_WORDS, type Summary, type SummaryLength } from '../summarizing/types.js';

const USAGE =
  'Write /summarize article TITLE, /summarize topic TEXT or /summarize period 2022-10; --length, --source, --from, --to and --topic may follow, as in "footnote summarize".';

const OPTIONS = { article: ['length'], topic: ['source', 'from', 'to'], period: ['source', 'topic'] } as const;
type Kind = keyof typeof OPTIONS;

/** `text` is what follows `/summarize`. Throws UserError for what can't be read. */
export async function summarizeInChat(
  summarize: ReturnType<typeof createSummarize>,
  text: string,
  signal: AbortSignal,
): Promise<Summary> {
  const { kind, subject, options } = readRequest(text);
  if (kind === 'topic') return summarize.topic({ topic: subject, ...options }, { signal });
  if (kind === 'period') return summarize.period({ period: subject, ...options });
  const { length } = options;
  if (length !== undefined && !(length in MAX_WORDS)) throw new UserError('bad-arguments', USAGE, 64);
  return summarize.article({ idOrTitle: subject, ...(length && { length: length as SummaryLength }) }, { signal });
}

function readRequest(text: string): { kind: Kind; subject: string; options: Record<string, string | undefined> } {
  const [said, ...given] = text.trim().split(/\s+--(?=[a-z])/);
  const [, kind = '', subject = ''] = /^(\w+)\s+(.+)$/s.exec(said) ?? [];
  const options = given.map((part) => [part.split(/\s+/, 1)[0], part.replace(/^\S+\s*/, '').trim()] as const);
  const known = Object.hasOwn(OPTIONS, kind) ? (OPTIONS[kind as Kind] as readonly string[]) : undefined;
  if (!known || !subject || options.some(([name, value]) => !known.includes(name) || !value))
    throw new UserError('bad-arguments', USAGE, 64);
  return { kind: kind as Kind, subject: subject.replace(/^"(.*)"$/, '$1'), options: Object.fromEntries(options) };
}
