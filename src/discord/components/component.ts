/** What a button, a menu or a modal does when it is used. */
import {
  type MessageComponentInteraction,
  MessageFlags,
  type ModalMessageModalSubmitInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { StoredAnswer } from '../../state/state.js';
import { edited, isLaidOut, type Layout } from '../bodies.js';
import type { BotContext, Surrounding } from '../context.js';
import { repeatable } from '../faults.js';
import { type KeptAnswer, readKeptAnswer } from '../kept-answer.js';
import type { Row } from '../render/answer-controls.js';
import { limitOf, type ServerLimit } from '../server-limit.js';
import { NO_MENTIONS } from '../targets.js';

export type Use<I> = (context: BotContext, interaction: I, parts: string[], surrounding: Surrounding) => Promise<void>;

export type UseComponent = Use<MessageComponentInteraction>;
export type UseModal = Use<ModalSubmitInteraction>;

/** Tells only who clicked; the interaction isn't acknowledged yet. */
export async function tellClicker(
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
  content: string,
): Promise<void> {
  await interaction.reply({ content, flags: MessageFlags.Ephemeral, allowedMentions: NO_MENTIONS });
}

/**
 * Changes the message that the component stands on, or the button that opened the modal. A message that is laid out takes the
 * layout, if there is one.
 */
export async function updateMessage(
  interaction: MessageComponentInteraction | ModalMessageModalSubmitInteraction,
  { content, controls, layout }: { content: string; controls: Row[]; layout?: Layout },
): Promise<void> {
  await interaction.deferUpdate();
  const wasLaidOut = isLaidOut(interaction.message);
  const body = wasLaidOut && layout ? { layout } : { content, components: controls };
  await repeatable(() => interaction.editReply({ ...edited(body, wasLaidOut), allowedMentions: NO_MENTIONS }));
}

export interface FoundAnswer {
  stored: StoredAnswer;
  kept: KeptAnswer;
  /** What of it may be shown here now. */
  limit: ServerLimit;
}

/**
 * The answer that a component belongs to. Undefined where it is no longer kept, is another server's, or was private to
 * someone else; the clicker isn't told which.
 */
export async function answerFor(
  { app, state }: BotContext,
  id: string | undefined,
  interaction: MessageComponentInteraction | ModalSubmitInteraction,
  { guild, settings }: Surrounding,
): Promise<FoundAnswer | undefined> {
  const stored = id ? await state.answer(id) : undefined;
  if (!stored || stored.guild !== guild) return undefined;
  if (stored.isPrivate && stored.user !== interaction.user.id) return undefined;
  const kept = readKeptAnswer(stored.content);
  return kept && { stored, kept, limit: await limitOf(app, settings) };
}
