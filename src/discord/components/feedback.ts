/** 👍 and 👎; 👎 asks why: reasons to tick, and room for words. */
import { MessageFlags } from 'discord.js';
import { isDatabaseDown, withPauses } from '../../core/with-pauses.js';
import { DISLIKE_REASONS, type Feedback } from '../../state/state.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { repeatable } from '../faults.js';
import { checkboxGroup, labelled, type Modal, modal, textInput, valuesOf } from '../render/modal.js';
import { NO_MENTIONS } from '../targets.js';
import type { Words } from '../words/index.js';
import { answerFor, tellClicker, type UseComponent, type UseModal } from './component.js';

const MAX_WORDS_CHARS = 1000;

/** Shorter than the 15 minutes of an interaction's token. */
const PATIENCE_MS = 10 * 60_000;

export const like: UseComponent = (context, interaction, [id], surrounding) =>
  give(context, interaction, id, surrounding, { vote: 1 });

/** Counts the vote at once, and opens a modal for the reason. */
export const dislike: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  try {
    const found = await answerFor(context, id, interaction, surrounding);
    if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
    // While the database is away, the vote waits for it without a modal, which can't wait.
    return give(context, interaction, id, surrounding, { vote: -1 });
  }
  await interaction.showModal(reasonModal(id, words));
  await withPauses(() => record(context, interaction, id, surrounding, { vote: -1 }), pausesOf(context));
};

type Vote = Omit<Feedback, 'user'>;
type Click = Parameters<typeof answerFor>[2];

const pausesOf = ({ signal }: BotContext) => ({ withinMs: PATIENCE_MS, longestMs: 10_000, signal });

/** Thanks for a vote once it is kept. While the database is away the clicker sees that it isn't yet. */
async function give(context: BotContext, interaction: Click, id: string, surrounding: Surrounding, vote: Vote) {
  const { words } = surrounding;
  try {
    return await tellClicker(interaction, await record(context, interaction, id, surrounding, vote));
  } catch (error) {
    if (!isDatabaseDown(error)) throw error;
  }
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  const sentence = await withPauses(() => record(context, interaction, id, surrounding, vote), pausesOf(context)).catch(
    (error) => {
      if (!isDatabaseDown(error) && !context.signal.aborted) throw error;
      context.logger.warn({ event: 'feedback-not-kept', answer: id });
      return words.databaseDown;
    },
  );
  await repeatable(() => interaction.editReply({ content: sentence, allowedMentions: NO_MENTIONS }));
}

/** What the clicker is to be told. */
async function record(
  context: BotContext,
  interaction: Click,
  id: string,
  surrounding: Surrounding,
  vote: Vote,
): Promise<string> {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  const isKept = found && (await context.state.giveFeedback(id, { user: interaction.user.id, ...vote }));
  if (!isKept) return words.answerGone(context.retentionDays);
  context.logger.info({ event: 'feedback', answer: id, vote: vote.vote });
  return words.thanks;
}

export const reasonModal = (id: string, words: Words): Modal =>
  modal(customId('dislike-why', id), words.dislikeTitle, [
    labelled(
      words.whatIsWrong,
      checkboxGroup(
        'reason',
        DISLIKE_REASONS.map((reason) => ({ label: words.dislikeReasons[reason], value: reason })),
      ),
    ),
    labelled(words.dislikeWords, textInput('words', { maxChars: MAX_WORDS_CHARS, required: false, isLong: true })),
  ]);

/** A modal from before an update has a menu of one reason in place of the group. */
export const dislikeWhy: UseModal = (context, interaction, [id], surrounding) => {
  const chosen = valuesOf(interaction.fields, 'reason');
  const reasons = DISLIKE_REASONS.filter((reason) => chosen.includes(reason));
  const words = interaction.fields.getTextInputValue('words').trim().slice(0, MAX_WORDS_CHARS);
  return give(context, interaction, id, surrounding, { vote: -1, reasons, ...(words && { words }) });
};
