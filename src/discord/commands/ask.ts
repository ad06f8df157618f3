/** `/ask`, and "Ask about this" on a message. */
import { ApplicationCommandType, type ChatInputCommandInteraction } from 'discord.js';
import { parseIsoMs } from '../../core/dates.js';
import { answerQuestion } from '../asking.js';
import { repeatable } from '../faults.js';
import { isAllowedChannel } from '../places.js';
import { questionLine } from '../render/answer.js';
import { acknowledge, interactionTarget, NO_MENTIONS, openThread, type ReplyTarget, sendAll } from '../targets.js';
import type { Words } from '../words/index.js';
import { type Command, EVERYWHERE, flagOption, named, textOption } from './command.js';
import { completeSource } from './complete.js';

const MAX_QUESTION_CHARS = 1000;

export const ask: Command = {
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('ask'),
    ...EVERYWHERE,
    options: [
      textOption('ask.question', { required: true, maxChars: MAX_QUESTION_CHARS }),
      flagOption('ask.private'),
      textOption('ask.source', { autocomplete: true }),
      textOption('ask.from', { maxChars: 10 }),
      textOption('ask.to', { maxChars: 10 }),
    ],
  },

  async run(context, interaction, surrounding) {
    const { settings, words } = surrounding;
    const isAllowed = isAllowedChannel(settings, interaction.channel);
    const isPrivate = !isAllowed || (interaction.options.getBoolean('private') ?? settings.privateByDefault);
    if (!(await acknowledge(interaction, isPrivate))) return;
    const answers = interactionTarget(interaction, isPrivate);
    if (!isAllowed) return answers.tell(words.notHere);
    const { options, user, channelId } = interaction;
    const from = options.getString('from') ?? undefined;
    const to = options.getString('to') ?? undefined;
    for (const [name, date] of [['from', from] as const, ['to', to] as const])
      if (date !== undefined && parseIsoMs(date) === undefined)
        return answers.tell(words.badDate(words.commands[`ask.${name}`].name));
    const source = options.getString('source') ?? undefined;
    const text = options.getString('question', true);
    const target = settings.threads && !isPrivate ? threadTarget(interaction, answers, text, words) : answers;
    await answerQuestion(
      context,
      {
        ...surrounding,
        user: user.id,
        channel: channelId,
        text,
        isQuestionHidden: !isPrivate && !settings.threads,
        filters: { ...(source && { source }), ...(from && { from }), ...(to && { to }) },
      },
      target,
    );
  },

  complete: (context, interaction) => completeSource(context, interaction.options.getFocused()),
};

/** The reply names the question and points at a thread, in which the answer stands; where that can't be, it stands there. */
export function threadTarget(
  interaction: ChatInputCommandInteraction,
  answers: ReplyTarget,
  question: string,
  words: Words,
): ReplyTarget {
  return {
    ...answers,
    async post(contents, controls) {
      if (!interaction.inCachedGuild()) return answers.post(contents, controls);
      const heading = questionLine(question);
      const first = await repeatable(() =>
        interaction.editReply({ content: heading, components: [], allowedMentions: NO_MENTIONS }),
      );
      const thread = await openThread(first, question);
      if (!thread) return answers.post(contents, controls);
      const posted = await sendAll(thread, contents, controls, interaction.id);
      await answers.tell(`${heading}\n${words.inThread(`<#${thread.id}>`)}`);
      return posted;
    },
  };
}

export const askAbout: Command = {
  definition: {
    type: ApplicationCommandType.Message,
    name: named('ask-about').name,
    name_localizations: named('ask-about').name_localizations,
    ...EVERYWHERE,
  },

  async runOnMessage(context, interaction, surrounding) {
    const isAllowed = isAllowedChannel(surrounding.settings, interaction.channel);
    if (!(await acknowledge(interaction, true))) return;
    const target = interactionTarget(interaction, true);
    if (!isAllowed) return target.tell(surrounding.words.notHere);
    const { targetMessage, user, channelId } = interaction;
    const text = targetMessage.content || targetMessage.embeds.map(({ title }) => title ?? '').join(' ');
    await answerQuestion(context, { ...surrounding, user: user.id, channel: channelId, text }, target);
  },
};
