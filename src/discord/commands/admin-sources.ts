/** `/admin sources add|list|remove|refresh`: feeds and sites whose articles come in by themselves. */
import {
  ApplicationCommandOptionType,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { readKeeperReport } from '../../flows/keep-current.js';
import { isLate, type SourceState } from '../../sources/source-state.js';
import type { RefreshReport, Sources } from '../../sources/sources.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { rollbackRow } from '../reindexing.js';
import { button, row } from '../render/answer-controls.js';
import { timestamp } from '../render/dates.js';
import { inert, inertWithin, plain } from '../render/inert.js';
import { splitMessages } from '../render/split-messages.js';
import type { ReplyTarget } from '../targets.js';
import type { Words } from '../words/index.js';
import { type Choice, named, subcommand, textOption } from './command.js';

const MAX_CHOICES = 25;
const MAX_REASON_CHARS = 300;

const nameOption = (key: 'admin.sources.remove.source' | 'admin.sources.refresh.source') =>
  textOption(key, { required: true, autocomplete: true, maxChars: 40 });

export const sourcesGroup = {
  type: ApplicationCommandOptionType.SubcommandGroup as const,
  ...named('admin.sources'),
  options: [
    subcommand('admin.sources.add', [
      textOption('admin.sources.add.name', { required: true, maxChars: 40 }),
      textOption('admin.sources.add.address', { required: true, maxChars: 500 }),
      textOption('admin.sources.add.every', { maxChars: 10 }),
    ]),
    subcommand('admin.sources.list'),
    subcommand('admin.sources.remove', [nameOption('admin.sources.remove.source')]),
    subcommand('admin.sources.refresh', [nameOption('admin.sources.refresh.source')]),
  ],
};

/** For the corpus's owners alone, which the caller has made sure of. */
export async function runSources(
  context: BotContext,
  interaction: ChatInputCommandInteraction,
  { words }: Surrounding,
  target: ReplyTarget,
): Promise<void> {
  const { keeping, state, logger } = context;
  if (!keeping) return target.tell(words.noSources);
  const { sources } = keeping;
  const read = (option: string) => interaction.options.getString(option)?.trim() || undefined;
  const chosen = read('source') ?? '';
  const action = interaction.options.getSubcommand();
  if (action === 'list') return list(context, words, target);
  const report = await readKeeperReport(state);
  if (report && report.place !== (await sources.place())) return target.tell(words.sourcesKeptOn(inert(report.host)));
  if (action === 'add') {
    const every = read('every');
    const { name } = await sources.add(
      { name: read('name') ?? '', address: read('address') ?? '', ...(every && { every }) },
      context.signal,
    );
    logger.info({ event: 'source-added', source: name, user: interaction.user.id });
    await target.tell(words.sourceAdded(inert(name)));
  } else if (action === 'remove') {
    await sources.remove(chosen);
    logger.info({ event: 'source-removed', source: chosen, user: interaction.user.id });
    await target.tell(words.sourceRemoved(inert(chosen)));
    await reindexAfter(context, interaction);
    const undo = await rollbackRow(context, words);
    if (undo.length > 0) await target.post([words.sourceRemoved(inert(chosen))], undo);
  } else await refreshSource(context, interaction, sources, chosen, words, target);
}

/** Reads a source now and brings in what it has; tells how it went. Throws UserError where it can't be begun. */
export async function refreshSource(
  context: BotContext,
  interaction: { user: { displayName: string } },
  sources: Sources,
  name: string,
  words: Words,
  target: ReplyTarget,
): Promise<void> {
  const report = await sources.refresh(name, { signal: context.signal });
  if (report.changed) await reindexAfter(context, interaction);
  await target.tell(refreshText(report, words));
}

function refreshText({ name, added, updated, removed, unchanged, error }: RefreshReport, words: Words): string {
  const counts = words.sourceRefreshed(inert(name), added, updated, removed, unchanged);
  if (error === undefined) return counts;
  const failed = words.sourceFailed(inert(name), inertWithin(error, MAX_REASON_CHARS));
  return added + updated + removed > 0 ? `${failed}\n${counts}` : failed;
}

/** Where another re-index runs, the keeper sees to the rest. */
async function reindexAfter({ reindexJobs }: BotContext, { user }: { user: { displayName: string } }): Promise<void> {
  await reindexJobs.start(user.displayName)?.report;
}

async function list(context: BotContext, words: Words, target: ReplyTarget): Promise<void> {
  const lines = await sourceLines(context, words);
  const contents = splitMessages(lines.length > 0 ? lines : [words.noSources]);
  await target.post(contents, []);
}

/** One line a source, for lists and the status. */
export async function sourceLines({ keeping, state, nowMs }: BotContext, words: Words): Promise<string[]> {
  const report = await readKeeperReport(state);
  const isHere = report === undefined || report.place === (await keeping?.sources.place());
  const sources =
    keeping && isHere ? await keeping.sources.list().catch(() => report?.sources ?? []) : (report?.sources ?? []);
  return [
    ...(report?.error ? [`• ${inertWithin(report.error, MAX_REASON_CHARS)}`] : []),
    ...sources.map((source) => sourceLine(source, nowMs(), words)),
  ];
}

function sourceLine(source: SourceState, nowMs: number, words: Words): string {
  const { name, kind, articles, lastSucceededMs, nextMs, error } = source;
  const read = lastSucceededMs === undefined ? words.neverRead : timestamp(lastSucceededMs, 'R');
  const late = isLate(source, nowMs) ? ` **${words.sourceIsLate}**` : '';
  const fault = error ? ` · ${inertWithin(error, MAX_REASON_CHARS)}` : '';
  return `• **${inert(name)}** (${kind})${late} ${words.statusOfSource(articles, read, timestamp(nextMs, 'R'))}${fault}`;
}

export async function completeSourceName(
  { keeping }: BotContext,
  interaction: AutocompleteInteraction,
): Promise<Choice[]> {
  const typed = interaction.options.getFocused().trim().toLowerCase();
  const names = keeping ? (await keeping.sources.list().catch(() => [])).map(({ name }) => name) : [];
  return names
    .filter((name) => name.toLowerCase().includes(typed))
    .slice(0, MAX_CHOICES)
    .map((name) => ({ name: plain(name, 100), value: name }));
}

/** Below the notice that a source is late. */
export const refreshRow = (name: string, notice: string, words: Words) =>
  row(button(customId('source-refresh', name, notice), { label: words.refreshSource }));
