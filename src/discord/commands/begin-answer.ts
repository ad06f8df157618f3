/**
 * The beginning of every command that answers: where its reply goes, whether it may be there, and which days were
 * typed.
 */
import type { ChatInputCommandInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import { parseIsoMs } from '../../core/dates.js';
import type { Surrounding } from '../context.js';
import { repeatable } from '../faults.js';
import { isAllowedChannel } from '../places.js';
import { questionLine } from '../render/answer.js';
import { NO_MENTIONS, openThread, type ReplyTarget, replyTo, sendAll } from '../targets.js';
import type { Words } from '../words/index.js';

/**
 * Undefined where the command is over: another process acknowledged it, or the bot may not answer in this channel and
 * has said so.
 */
export async function beginAnswer(
  interaction: ChatInputCommandInteraction | MessageContextMenuCommandInteraction,
  { settings, words }: Surrounding,
): Promise<ReplyTarget | undefined> {
  const isAllowed = isAllowedChannel(settings, interaction.channel);
  const isMeantForAll =
    interaction.isChatInputCommand() && !(interaction.options.getBoolean('private') ?? settings.privateByDefault);
  const target = await replyTo(interaction, !isAllowed || !isMeantForAll);
  if (isAllowed || !target) return target;
  await target.tell(words.notHere);
  return undefined;
}

/**
 * Posts the answer in a thread where the server wants threads, with a reply that names the question and points there.
 * Where no thread can be made, the answer is the reply.
 */
export function answerInThread(
  interaction: ChatInputCommandInteraction,
  answers: ReplyTarget,
  asked: string,
  { settings, words }: Surrounding,
): ReplyTarget {
  if (!settings.threads || answers.isPrivate) return answers;
  return {
    ...answers,
    async post(contents, controls, layouts) {
      if (!interaction.inCachedGuild()) return answers.post(contents, controls, layouts);
      const heading = questionLine(asked);
      const first = await repeatable(() =>
        interaction.editReply({ content: heading, components: [], allowedMentions: NO_MENTIONS }),
      );
      const thread = await openThread(first, asked);
      if (!thread) return answers.post(contents, controls, layouts);
      const posted = await sendAll(thread, { contents, controls, layouts }, interaction.id);
      await answers.tell(`${heading}\n${words.inThread(`<#${thread.id}>`)}`);
      return posted;
    },
  };
}

/** The sentence about the first text that is no day; undefined where all are days or missing. */
export function badDayOf(
  command: 'ask' | 'sources' | 'summarize.topic',
  days: { from?: string; to?: string },
  words: Words,
): string | undefined {
  const bad = (['from', 'to'] as const).find((name) => days[name] && parseIsoMs(days[name]) === undefined);
  return bad && words.badDate(words.commands[`${command}.${bad}`].name);
}
