/** "Ask a person", below an abstention: with or without the asker's name, and once; and settling it among those who help. */
import { ButtonStyle, type MessageComponentInteraction } from 'discord.js';
import type { StoredAnswer } from '../../state/state.js';
import type { BotContext, Surrounding } from '../context.js';
import { customId } from '../custom-ids.js';
import { repeatable } from '../faults.js';
import { handOverTo, isHandedOver } from '../handing-over.js';
import { button, canBeAwaited, row } from '../render/answer-controls.js';
import { inertWithin } from '../render/inert.js';
import { NO_MENTIONS, replyTo } from '../targets.js';
import { answerFor, type UseComponent, updateMessage } from './component.js';
import { missingThere } from './helpers.js';

const NAMED = 'named';
const UNNAMED = 'unnamed';

/** Says where the question would go, and asks whether with a name. */
export const askPerson: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words, settings } = surrounding;
  const target = await replyTo(interaction, true);
  if (!target) return;
  const found = await handable(context, id, interaction, surrounding);
  if (typeof found === 'string') return target.tell(found);
  const choice = row(
    button(customId('hand-over', id, NAMED), { label: words.withName, style: ButtonStyle.Primary }),
    button(customId('hand-over', id, UNNAMED), { label: words.withoutName, style: ButtonStyle.Primary }),
  );
  await target.post([words.askPersonHow(`<#${settings.helperChannel}>`)], [choice]);
};

export const handOver: UseComponent = async (context, interaction, [id, how], surrounding) => {
  const { words, settings, guild } = surrounding;
  const isKnown = how === NAMED || how === UNNAMED;
  const found = await handable(context, isKnown ? id : undefined, interaction, surrounding);
  if (typeof found === 'string') return updateMessage(interaction, { content: found, controls: [] });
  await handOverTo(context, settings.helperChannel, found, how === NAMED);
  context.logger.info({ event: 'handed-over', guild, answer: id, isNamed: how === NAMED });
  await updateMessage(interaction, { content: words.handedOver(`<#${settings.helperChannel}>`), controls: [] });
};

/** The abstention that its asker may hand over now, or the sentence that says why not. */
async function handable(
  context: BotContext,
  id: string | undefined,
  interaction: MessageComponentInteraction,
  surrounding: Surrounding,
): Promise<StoredAnswer | string> {
  const { words, guild, settings } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found || !canBeAwaited(found.kept)) return words.answerGone(context.retentionDays);
  if (found.stored.user !== interaction.user.id) return words.onlyAsker;
  if (!guild || !settings.helperChannel) return words.noHelpers;
  if (await isHandedOver(context, found.stored.id)) return words.handedOverAlready;
  return missingThere(context, guild, settings.helperChannel, words) ?? found.stored;
}

/** Says below the question who settled it. The button stays, by which the message is known after a crash. */
export const settle: UseComponent = async (_context, interaction, [id], { words }) => {
  const { message, user } = interaction;
  const settled = button(customId('settle', id), { label: words.settle, emoji: '✅', disabled: true });
  const content = `${message.content}\n-# ${words.settledBy(inertWithin(user.displayName, 80))}`;
  await interaction.deferUpdate();
  await repeatable(() => interaction.editReply({ content, components: [row(settled)], allowedMentions: NO_MENTIONS }));
};
