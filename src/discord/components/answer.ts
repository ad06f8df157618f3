/** The controls of an answer: open a source, why, share, delete, ask within an article. */
import {
  ComponentType,
  InteractionContextType,
  type MessageComponentInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from 'discord.js';
import { answerQuestion } from '../asking.js';
import { customId, parseCustomId } from '../custom-ids.js';
import { isGone, isMissingPermission, repeatable } from '../faults.js';
import type { KeptAnswer } from '../kept-answer.js';
import { citedIn, numberedSources } from '../numbered-sources.js';
import { postKept } from '../post-kept.js';
import { furtherControls, type Row, row } from '../render/answer-controls.js';
import { evidenceCard } from '../render/evidence-card.js';
import { inertWithin } from '../render/inert.js';
import { whyCard } from '../render/why-card.js';
import { isModerator, personOf } from '../rights.js';
import { isWithin, traceWithin } from '../server-limit.js';
import { NO_MENTIONS, replyTo, sendAll, writableChannel } from '../targets.js';
import { answerFor, tellClicker, type UseComponent } from './component.js';

/** Opens the card of the source that was chosen from the menu, for who chose it. */
export const showEvidence: UseComponent = async (context, interaction, [id], surrounding) => {
  if (interaction.isStringSelectMenu()) await showQuote(context, interaction, [id, interaction.values[0]], surrounding);
};

/** Opens the card of the source cited at a place, for who clicked. */
export const showQuote: UseComponent = async (context, interaction, [id, place], surrounding) => {
  const { words, guild } = surrounding;
  const target = await replyTo(interaction, true);
  if (!target) return;
  const found = await answerFor(context, id, interaction, surrounding);
  const shown = found && sourceAt(found.kept, Number(place));
  if (!shown) return target.tell(words.answerGone(context.retentionDays));
  const { source, citations } = shown;
  if (!found.limit.allows(source)) return target.tell(words.notShownHere);
  const quote = citations.find(({ field }) => field === 'body');
  // The card of a summarized article need not offer its summary.
  const isSummarized = found.kept.summary?.kind === 'article';
  const card = evidenceCard(
    {
      source,
      quote: quote?.quote,
      readingLink: context.readingLink?.({ articleId: source.articleId, guild, quote }),
      inPlace: await context.app.inPlace(citations),
      corrected: { sentences: found.kept.sentences, corrections: correctionsOf(found.kept, source.places) },
      ...(!isSummarized && { summarizeId: customId('summarize-cited', id, source.places[0]) }),
    },
    words,
  );
  await interaction.editReply({ ...card, allowedMentions: NO_MENTIONS });
};

/** The source cited at a place, and all of its citations. */
export function sourceAt(kept: KeptAnswer, place: number) {
  const cited = citedIn(kept);
  const source = numberedSources(cited).find(({ places }) => places.includes(place));
  return source && { source, citations: source.places.map((own) => cited.citations[own]) };
}

/** Of the sentences that rest on these citations. */
const correctionsOf = ({ corrections = [], sentences }: KeptAnswer, places: readonly number[]) =>
  corrections.filter(({ sentence }) => sentences[sentence]?.citations.some((place) => places.includes(place)));

export const showWhy: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  const target = await replyTo(interaction, true);
  if (!target) return;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return target.tell(words.answerGone(context.retentionDays));
  const card = whyCard(traceWithin(found.kept, found.limit), found.stored.askedAtMs, words);
  await interaction.editReply({ embeds: [card], allowedMentions: NO_MENTIONS });
};

/** What stands behind "⋯": for who clicked alone or, where only the click reaches the message, in the message itself. */
export const showMore: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  const further = furtherControls(id, found.kept, words);
  if (isReachable(interaction, interaction.inCachedGuild())) {
    const components = [row(...further)];
    await interaction.reply({ components, flags: MessageFlags.Ephemeral | MessageFlags.IsComponentsV2 });
    return;
  }
  const shown = interaction.message.components.map((component) => component.toJSON());
  const open = shown.map((part) => (part.type === ComponentType.ActionRow ? withoutMore(part) : part));
  await interaction.update({ components: [...open, row(...further)], flags: MessageFlags.IsComponentsV2 });
};

const withoutMore = ({ components, ...rest }: Row): Row => ({
  ...rest,
  components: components.filter((part) => !('custom_id' in part && parseCustomId(part.custom_id)?.action === 'more')),
});

/** Whether the bot itself can delete the message: a private one, or one where it sees nothing, is out of its hands. */
const isReachable = ({ message, context, appPermissions }: MessageComponentInteraction, isMember: boolean) =>
  !message.flags.has(MessageFlags.Ephemeral) &&
  (context === InteractionContextType.BotDM || (isMember && appPermissions.has(PermissionFlagsBits.ViewChannel)));

/** For who asked, and for moderators. */
export const deleteAnswer: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  const { stored } = found;
  if (stored.user !== interaction.user.id && !isModerator(personOf(interaction)))
    return tellClicker(interaction, words.notYours);
  await interaction.deferUpdate();
  const messages = await context.state.messagesOf(stored.id);
  // Deleted by the interaction's token, which works wherever the click did.
  await ignoringGone(repeatable(() => interaction.deleteReply()));
  for (const { message, channel } of messages) {
    if (message === interaction.message.id) continue;
    if (stored.isPrivate) await ignoringGone(interaction.deleteReply(message));
    else await ignoringGone(repeatable(() => context.client.rest.delete(`/channels/${channel}/messages/${message}`)));
  }
  await context.state.deleteAnswer(stored.id);
  context.logger.info({ event: 'answer-deleted', answer: stored.id });
};

async function ignoringGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!isGone(error) && !isMissingPermission(error)) throw error;
  }
}

/** Posts a private answer for all to see, with the name of who shared it. */
export const shareAnswer: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words, guild } = surrounding;
  const target = await replyTo(interaction, true);
  if (!target) return;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return target.tell(words.answerGone(context.retentionDays));
  if (!isWithin(found.kept, found.limit)) return target.tell(words.notShownHere);
  const channel = writableChannel(interaction);
  if (!channel) return target.tell(words.cantSend);
  const { stored, kept } = found;
  const above = `-# ${words.sharedBy(inertWithin(interaction.user.displayName, 80))}`;
  const { id: _id, status: _status, content: _content, ...asked } = stored;
  const record = { ...asked, ...(guild && { guild }), channel: channel.id, isPrivate: false };
  await postKept(
    context,
    kept,
    record,
    words,
    (contents, controls, layouts) => sendAll(channel, { contents, controls, layouts }, interaction.id),
    { above, question: stored.question },
  );
  await interaction.deleteReply();
};

/** The same question again, within one of the nearest articles. */
export const askWithin: UseComponent = async (context, interaction, [id, place], surrounding) => {
  const { words, guild } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  const article = found?.kept.nearest[Number(place)];
  if (!found || !article) return tellClicker(interaction, words.answerGone(context.retentionDays));
  if (!found.limit.allows({ articleId: article.articleId, source: null }))
    return tellClicker(interaction, words.notShownHere);
  const { stored } = found;
  const isPrivate = stored.isPrivate || stored.user !== interaction.user.id;
  const target = await replyTo(interaction, isPrivate);
  if (!target) return;
  await answerQuestion(
    context,
    {
      ...surrounding,
      ...(guild && { guild }),
      user: interaction.user.id,
      channel: interaction.channelId,
      text: stored.question,
      filters: { article: article.articleId },
    },
    target,
  );
};
