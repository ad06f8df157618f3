/**
 * "Follow up": the next question in a modal, which arrives whether or not Discord hands over the text of messages, and a few
 * questions to choose from that the cited articles answer.
 */
import { ComponentType } from 'discord.js';
import { answerQuestion, toEarlier } from '../asking.js';
import type { BotContext } from '../context.js';
import { customId } from '../custom-ids.js';
import { describeError } from '../faults.js';
import type { KeptAnswer } from '../kept-answer.js';
import { plain } from '../render/inert.js';
import { labelled, type Modal, modal, textInput, valuesOf } from '../render/modal.js';
import { replyTo } from '../targets.js';
import type { Words } from '../words/index.js';
import { answerFor, type FoundAnswer, tellClicker, type UseComponent, type UseModal } from './component.js';

const MAX_QUESTION_CHARS = 500;
/** Discord's bound for an option, whose value is the question itself. */
const MAX_OPTION_CHARS = 100;
/** A modal has to open within three seconds of the click; it opens without suggestions rather than too late. */
const SUGGEST_WITHIN_MS = 1_500;

export const followUp: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  await interaction.showModal(questionModal(id, await suggestionsFor(context, found), words));
};

/** Questions that the answer's articles answer, none of them the one that was asked. */
async function suggestionsFor({ app, logger }: BotContext, { kept, stored, limit }: FoundAnswer): Promise<string[]> {
  const articles = articlesOf(kept).filter((articleId) => limit.allows({ articleId, source: null }));
  const timeout = new Promise<string[]>((resolve) => setTimeout(() => resolve([]), SUGGEST_WITHIN_MS).unref());
  const suggested = app.questionsOn(articles, kept.filters).catch((error) => {
    logger.warn({ event: 'no-suggestions', ...describeError(error) });
    return [];
  });
  const questions = await Promise.race([suggested, timeout]);
  return questions.filter((question) => question.length <= MAX_OPTION_CHARS && question !== stored.question);
}

/** The cited ones first, then those that were read for it. */
const articlesOf = ({ citations, trace }: KeptAnswer): string[] => [
  ...new Set([...citations, ...trace.sentences].map(({ articleId }) => articleId)),
];

export function questionModal(id: string, suggestions: string[], words: Words): Modal {
  // With suggestions beside it, one of the two is enough.
  const required = suggestions.length === 0;
  const choice = {
    type: ComponentType.StringSelect as const,
    custom_id: 'suggestion',
    required: false,
    options: suggestions.map((text) => ({ label: plain(text, MAX_OPTION_CHARS), value: text })),
  };
  return modal(customId('follow-up-ask', id), words.followUpTitle, [
    labelled(words.followUpQuestion, textInput('question', { maxChars: MAX_QUESTION_CHARS, required, isLong: true })),
    ...(required ? [] : [labelled(words.followUpChoice, choice)]),
  ]);
}

/** Asks on, for all to see where the answer was. */
export const followUpAsk: UseModal = async (context, interaction, [id], surrounding) => {
  const { guild, words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  const { stored, kept } = found;
  const typed = interaction.fields.getTextInputValue('question').trim();
  const [chosen] = valuesOf(interaction.fields, 'suggestion');
  const target = await replyTo(interaction, stored.isPrivate);
  if (!target) return;
  const repliedTo = toEarlier(stored);
  await answerQuestion(
    context,
    {
      ...surrounding,
      ...(guild && { guild }),
      user: interaction.user.id,
      channel: interaction.channelId ?? stored.channel,
      text: typed || chosen || '',
      ...(kept.filters && { filters: kept.filters }),
      ...(repliedTo && { repliedTo }),
      isReply: true,
      isQuestionHidden: true,
    },
    target,
  );
};
