/** A re-index as an administrator follows it: edits about every two seconds, beyond the life of the interaction. */
import { ButtonStyle, type Message, type SendableChannels } from 'discord.js';
import type { ReindexReport, ReindexRequest } from '../flows/reindex.js';
import type { KeptVersion } from '../index/search-index.js';
import { sentenceFor } from './asking.js';
import type { BotContext } from './context.js';
import { customId } from './custom-ids.js';
import { describeError, isGone, isTokenExpired, repeatable } from './faults.js';
import type { ReindexJob } from './reindex-jobs.js';
import { button, type Row, row } from './render/answer-controls.js';
import { timestamp } from './render/dates.js';
import { inert, inertWithin } from './render/inert.js';
import { NO_MENTIONS, type ReplyableInteraction, send, writableChannel } from './targets.js';
import type { Words } from './words/index.js';

const EDIT_EVERY_MS = 2_000;
/** An interaction's token lives for 15 minutes; a minute before, progress moves to a message of the channel. */
const TOKEN_MS = 14 * 60_000;
const MAX_SKIPPED_SHOWN = 10;
const BAR_LENGTH = 20;

/** Starts a re-index and reports on it until it ends. `interaction` is acknowledged. */
export async function runReindexInDiscord(
  context: BotContext,
  interaction: ReplyableInteraction,
  options: Pick<ReindexRequest, 'full' | 'allowEmpty' | 'rollback'>,
  words: Words,
): Promise<void> {
  const job = context.reindexJobs.start(interaction.user.displayName, options);
  const report = createReporter(interaction, context);
  if (!job) return report(runningSentence(context.reindexJobs.current, words), []);
  context.logger.info({ event: 'reindex-started', job: job.id, user: interaction.user.id });
  const cancel = [row(button(customId('reindex-cancel', job.id), { label: words.reindexCancel }))];
  let isOver = false;
  let editing: Promise<unknown> = report(progressText(job, words), cancel);
  let isEditing = false;
  const timer = setInterval(() => {
    if (isEditing || isOver) return;
    isEditing = true;
    editing = report(progressText(job, words), cancel).finally(() => {
      isEditing = false;
    });
  }, EDIT_EVERY_MS);
  try {
    const done = await job.report;
    isOver = true;
    clearInterval(timer);
    await editing;
    context.logger.info({ event: 'reindex-done', job: job.id, version: done.version, seconds: done.seconds });
    const lines = [
      `**${words.reindexTitle}** · ${words.reindexDone(done.version, done.seconds)}`,
      ...(done.broughtBack ? [broughtBackText(done.broughtBack, words)] : []),
      reportText(done, words),
    ];
    await report(lines.join('\n'), await rollbackRow(context, words));
  } catch (error) {
    isOver = true;
    clearInterval(timer);
    await editing.catch(() => {});
    await reportFailure(context, report, error, words);
  }
}

async function reportFailure(context: BotContext, report: Reporter, error: unknown, words: Words): Promise<void> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  context.logger.warn({ event: 'reindex-failed', ...(typeof code === 'string' ? { code } : describeError(error)) });
  if (code === 'cancelled') return report(words.reindexCancelled, []);
  if (code === 'corpus-empty' || code === 'corpus-missing') {
    const confirm = button(customId('reindex-empty'), { label: words.reindexEmptyConfirm, style: ButtonStyle.Danger });
    return report(words.reindexEmpty, [row(confirm)]);
  }
  return report(words.reindexFailed(sentenceFor(error, words) ?? ''), []);
}

export const runningSentence = (job: ReindexJob | undefined, words: Words) =>
  job ? words.reindexRuns(inert(job.by), timestamp(job.sinceMs, 'R')) : words.reindexCancelled;

const timeOf = ({ indexedAt }: KeptVersion) => timestamp(Date.parse(indexedAt));

const broughtBackText = (kept: KeptVersion, words: Words) => words.broughtBack(kept.version, timeOf(kept));

/** The button that brings the version before back, where one is kept. */
export async function rollbackRow({ app, logger }: BotContext, words: Words): Promise<Row[]> {
  try {
    const { before } = await app.history();
    if (!before) return [];
    return [row(button(customId('rollback', before.version), { label: words.rollback(before.version) }))];
  } catch (error) {
    logger.warn({ event: 'status-not-read', ...describeError(error) });
    return [];
  }
}

/** A dry run's or a run's counts, and the first of what was left out. */
export function reportText({ added, changed, removed, unchanged, skipped }: ReindexReport, words: Words): string {
  const lines = [words.reindexCounts(added, changed, removed, unchanged, skipped.length)];
  if (skipped.length > 0) {
    lines.push(`**${words.skippedFiles}**`);
    for (const { path, reason } of skipped.slice(0, MAX_SKIPPED_SHOWN))
      lines.push(`• ${inertWithin(path, 60)}: ${inertWithin(reason, 90)}`);
    if (skipped.length > MAX_SKIPPED_SHOWN) lines.push(words.andMore(skipped.length - MAX_SKIPPED_SHOWN));
  }
  return lines.join('\n');
}

function progressText({ progress, sinceMs }: ReindexJob, words: Words): string {
  const { phase = 'reading', done = 0, total = 0 } = progress ?? {};
  const share = total > 0 ? done / total : 0;
  const filled = Math.round(share * BAR_LENGTH);
  const bar = `\`${'█'.repeat(filled)}${'░'.repeat(BAR_LENGTH - filled)}\``;
  const count = total > 1 ? ` ${done}/${total}` : '';
  return `**${words.reindexTitle}** · ${words.reindexPhases[phase]}${count}\n${bar} ${timestamp(sinceMs, 'R')}`;
}

type Reporter = (content: string, components: Row[]) => Promise<void>;

/** Edits one message; when the interaction's token ends, the story goes on in a message of its own. Never throws. */
function createReporter(interaction: ReplyableInteraction, { logger, nowMs }: BotContext): Reporter {
  const channel: SendableChannels | undefined = writableChannel(interaction);
  let own: Message | undefined;
  const toChannel = async (content: string, components: Row[]) => {
    if (own) await repeatable(() => own!.edit({ content, components, allowedMentions: NO_MENTIONS }));
    else if (channel) own = await send(channel, { content, components }, `${interaction.id}p`);
  };
  return async (content, components) => {
    try {
      const isTokenOld = nowMs() - interaction.createdTimestamp > TOKEN_MS;
      if (own || isTokenOld) return await toChannel(content, components);
      try {
        await repeatable(() => interaction.editReply({ content, components, allowedMentions: NO_MENTIONS }));
      } catch (error) {
        if (!isTokenExpired(error) && !isGone(error)) throw error;
        await toChannel(content, components);
      }
    } catch (error) {
      logger.warn({ event: 'progress-not-shown', ...describeError(error) });
    }
  };
}
