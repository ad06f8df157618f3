/** `/summarize article|topic|period`, and "Summarize the linked article" on a message. */
import {
  type APIApplicationCommandBasicOption,
  ApplicationCommandType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import type { SummaryLength } from '../../summarizing/types.js';
import { allowedArticles, linkedArticles, referenceTo } from '../allowed-articles.js';
import { textOf } from '../bodies.js';
import { articleMenu } from '../render/article-menu.js';
import { periodTyped, type SummaryRequest, summarizeInDiscord } from '../summarizing.js';
import type { Words } from '../words/index.js';
import { answerInThread, badDayOf, beginAnswer } from './begin-answer.js';
import { type Command, EVERYWHERE, flagOption, inAllLanguages, named, subcommand, textOption } from './command.js';
import { completePeriod, completeSource, completeTitle } from './complete.js';

const MAX_TOPIC_CHARS = 200;
const MAX_PERIOD_CHARS = 60;
const LENGTHS: SummaryLength[] = ['short', 'medium', 'long'];

const lengthOption = {
  ...textOption('summarize.article.length'),
  choices: LENGTHS.map((value) => ({ ...inAllLanguages(({ lengths }) => lengths[value]), value })),
} as APIApplicationCommandBasicOption;

export const summarize: Command = {
  isAsking: () => true,
  definition: {
    type: ApplicationCommandType.ChatInput,
    ...named('summarize'),
    ...EVERYWHERE,
    options: [
      subcommand('summarize.article', [
        textOption('summarize.article.title', { required: true, autocomplete: true }),
        lengthOption,
        flagOption('summarize.article.private'),
      ]),
      subcommand('summarize.topic', [
        textOption('summarize.topic.topic', { required: true, maxChars: MAX_TOPIC_CHARS }),
        textOption('summarize.topic.from', { maxChars: 10 }),
        textOption('summarize.topic.to', { maxChars: 10 }),
        textOption('summarize.topic.source', { autocomplete: true }),
        flagOption('summarize.topic.private'),
      ]),
      subcommand('summarize.period', [
        textOption('summarize.period.period', { required: true, autocomplete: true, maxChars: MAX_PERIOD_CHARS }),
        textOption('summarize.period.topic', { maxChars: MAX_TOPIC_CHARS }),
        textOption('summarize.period.source', { autocomplete: true }),
        flagOption('summarize.period.private'),
      ]),
    ],
  },

  async run(context, interaction, surrounding) {
    const answers = await beginAnswer(interaction, surrounding);
    if (!answers) return;
    const request = requestOf(interaction, surrounding.words);
    if (typeof request === 'string') return answers.tell(request);
    const typed = interaction.options.getString(request.kind === 'article' ? 'title' : request.kind, true);
    const asking = { ...surrounding, user: interaction.user.id, channel: interaction.channelId };
    await summarizeInDiscord(context, asking, request, answerInThread(interaction, answers, typed, surrounding));
  },

  async complete(context, interaction, { settings, words }) {
    const { name, value } = interaction.options.getFocused(true);
    if (name === 'title') return completeTitle(context, value, settings);
    if (name === 'period') return completePeriod(context, value, settings, words);
    return completeSource(context, value, settings);
  },
};

/** The request, or the sentence that says what is wrong with it. */
function requestOf({ options }: ChatInputCommandInteraction, words: Words): SummaryRequest | string {
  const read = (name: string) => options.getString(name)?.trim() || undefined;
  const kind = options.getSubcommand();
  if (kind === 'article')
    return { kind, article: options.getString('title', true), length: read('length') as SummaryLength | undefined };
  const [topic, source] = [read('topic'), read('source')];
  if (kind === 'period') {
    const period = periodTyped(options.getString('period', true), words);
    return { kind, period, ...(topic && { topic }), ...(source && { source }) };
  }
  const days = { from: read('from'), to: read('to') };
  const badDay = badDayOf('summarize.topic', days, words);
  return badDay ?? { kind: 'topic', topic: topic ?? '', ...(source && { source }), ...days };
}

export const summarizeLinked: Command = {
  isAsking: () => true,
  definition: {
    type: ApplicationCommandType.Message,
    name: named('summarize-linked').name,
    name_localizations: named('summarize-linked').name_localizations,
    ...EVERYWHERE,
  },

  async runOnMessage(context, interaction, surrounding) {
    const { settings, words } = surrounding;
    const target = await beginAnswer(interaction, surrounding);
    if (!target) return;
    const { targetMessage, user, channelId } = interaction;
    const embedded = targetMessage.embeds.flatMap(({ url, description }) => [url, description]);
    const text = [textOf(targetMessage), ...embedded].filter(Boolean).join('\n');
    const [article, ...others] = linkedArticles(await allowedArticles(context.app, settings), text);
    if (!article) return target.tell(words.noLinkedArticle);
    if (others.length > 0) {
      await target.post([words.severalArticles], [articleMenu([article, ...others], { user: user.id }, words)]);
      return;
    }
    const asking = { ...surrounding, user: user.id, channel: channelId };
    await summarizeInDiscord(context, asking, { kind: 'article', article: referenceTo(article) }, target);
  },
};
