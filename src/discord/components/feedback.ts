/** 👍 and 👎; 👎 asks why, with room for words. */
import { type APIModalInteractionResponseCallbackData, ComponentType, TextInputStyle } from 'discord.js';
import { DISLIKE_REASONS, type DislikeReason } from '../../state/state.js';
import { customId } from '../custom-ids.js';
import { plain } from '../render/inert.js';
import type { Words } from '../words/index.js';
import { answerFor, tellClicker, type UseComponent, type UseForm } from './component.js';

const MAX_WORDS_CHARS = 1000;

export const like: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  await context.state.giveFeedback(found.stored.id, { user: interaction.user.id, vote: 1 });
  context.logger.info({ event: 'feedback', answer: found.stored.id, vote: 1 });
  await tellClicker(interaction, words.thanks);
};

/** The vote counts as soon as the form opens; the form adds why. */
export const dislike: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  await interaction.showModal(reasonForm(found.stored.id, words));
  await context.state.giveFeedback(found.stored.id, { user: interaction.user.id, vote: -1 });
  context.logger.info({ event: 'feedback', answer: found.stored.id, vote: -1 });
};

function reasonForm(id: string, words: Words): APIModalInteractionResponseCallbackData {
  return {
    custom_id: customId('dislike-why', id),
    title: plain(words.dislikeTitle, 45),
    components: [
      {
        type: ComponentType.Label,
        label: plain(words.whatIsWrong, 45),
        component: {
          type: ComponentType.StringSelect,
          custom_id: 'reason',
          required: false,
          options: DISLIKE_REASONS.map((reason) => ({ label: words.dislikeReasons[reason], value: reason })),
        },
      },
      {
        type: ComponentType.Label,
        label: plain(words.dislikeWords, 45),
        component: {
          type: ComponentType.TextInput,
          custom_id: 'words',
          style: TextInputStyle.Paragraph,
          required: false,
          max_length: MAX_WORDS_CHARS,
        },
      },
    ],
  };
}

export const dislikeWhy: UseForm = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  const [chosen] = interaction.fields.getStringSelectValues('reason') ?? [];
  const reason = DISLIKE_REASONS.find((known): known is DislikeReason => known === chosen);
  const said = interaction.fields.getTextInputValue('words').trim().slice(0, MAX_WORDS_CHARS);
  await context.state.giveFeedback(found.stored.id, {
    user: interaction.user.id,
    vote: -1,
    ...(reason && { reason }),
    ...(said && { words: said }),
  });
  await tellClicker(interaction, words.thanks);
};
