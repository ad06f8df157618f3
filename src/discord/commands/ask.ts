/** `/ask`, and "Ask about this" on a message. */
import { ApplicationCommandType } from 'discord.js';
import { answerQuestion } from '../asking.js';
import { messageWords } from '../message-text.js';
import { answerInThread, badDayOf, beginAnswer } from './begin-answer.js';
import { type Command, EVERYWHERE, flagOption, named, textOption } from './command.js';
import { completeSource } from './complete.js';

const MAX_QUESTION_CHARS = 1000;

export const ask: Command = {
  isAsking: () => true,
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
    const answers = await beginAnswer(interaction, surrounding);
    if (!answers) return;
    const { options, user, channelId } = interaction;
    const from = options.getString('from') ?? undefined;
    const to = options.getString('to') ?? undefined;
    const badDay = badDayOf('ask', { from, to }, surrounding.words);
    if (badDay) return answers.tell(badDay);
    const source = options.getString('source') ?? undefined;
    const text = options.getString('question', true);
    await answerQuestion(
      context,
      {
        ...surrounding,
        user: user.id,
        channel: channelId,
        text,
        filters: { ...(source && { source }), ...(from && { from }), ...(to && { to }) },
      },
      answerInThread(interaction, answers, text, surrounding),
    );
  },

  complete: (context, interaction, { settings }) => completeSource(context, interaction.options.getFocused(), settings),
};

export const askAbout: Command = {
  isAsking: () => true,
  definition: {
    type: ApplicationCommandType.Message,
    name: named('ask-about').name,
    name_localizations: named('ask-about').name_localizations,
    ...EVERYWHERE,
  },

  async runOnMessage(context, interaction, surrounding) {
    const target = await beginAnswer(interaction, surrounding);
    if (!target) return;
    const { targetMessage, user, channelId } = interaction;
    const text = await messageWords(context, targetMessage, ({ title }) => title);
    await answerQuestion(context, { ...surrounding, user: user.id, channel: channelId, text }, target);
  },
};
