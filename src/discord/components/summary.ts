/** Turning a summary's pages, choosing one of several articles, and summarizing the article behind a source. */
import { MessageFlags } from 'discord.js';
import type { SummaryLength } from '../../summarizing/types.js';
import { allowedArticles, referenceTo } from '../allowed-articles.js';
import { showKept } from '../render/kept.js';
import { isWithin } from '../server-limit.js';
import { summarizeInDiscord } from '../summarizing.js';
import { acknowledge, interactionTarget, replyTo } from '../targets.js';
import { sourceAt } from './answer.js';
import { answerFor, tellClicker, type UseComponent, updateMessage } from './component.js';

/** Turns the page in place for who asked; anyone else gets pages of their own, so that nobody's page is turned away. */
export const turnSummary: UseComponent = async (context, interaction, [page, id], surrounding) => {
  const { words } = surrounding;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found) return tellClicker(interaction, words.answerGone(context.retentionDays));
  const { stored, kept, limit } = found;
  if (!isWithin(kept, limit)) return tellClicker(interaction, words.notShownHere);
  const { contents, controls, layouts } = showKept(id, kept, words, {
    isPrivate: stored.isPrivate,
    page: Number(page),
  });
  const isOwn = stored.user === interaction.user.id || interaction.message.flags.has(MessageFlags.Ephemeral);
  if (isOwn) return updateMessage(interaction, { content: contents[0], controls, layout: layouts[0] });
  const target = await replyTo(interaction, true);
  await target?.post(contents, controls, layouts);
};

/** The article of a source, for who opened its card. */
export const summarizeCited: UseComponent = async (context, interaction, [id, place], surrounding) => {
  const { words, settings } = surrounding;
  const target = await replyTo(interaction, true);
  if (!target) return;
  const found = await answerFor(context, id, interaction, surrounding);
  const cited = found && sourceAt(found.kept, Number(place));
  if (!cited) return target.tell(words.answerGone(context.retentionDays));
  const article = (await allowedArticles(context.app, settings)).find((one) => one.id === cited.source.articleId);
  if (!article) return target.tell(words.articleGone);
  const asking = { ...surrounding, user: interaction.user.id, channel: interaction.channelId };
  await summarizeInDiscord(context, asking, { kind: 'article', article: referenceTo(article) }, target);
};

/** The summary takes the menu's place for who asked; anyone else gets one of their own. */
export const chooseArticle: UseComponent = async (context, interaction, [user, length], surrounding) => {
  if (!interaction.isStringSelectMenu()) return;
  const isOwn = interaction.user.id === user;
  const isPrivate = !isOwn || interaction.message.flags.has(MessageFlags.Ephemeral);
  if (isOwn) await interaction.deferUpdate();
  else if (!(await acknowledge(interaction, true))) return;
  const asking = { ...surrounding, user: interaction.user.id, channel: interaction.channelId };
  const request = { kind: 'article' as const, article: interaction.values[0], length: length as SummaryLength };
  await summarizeInDiscord(context, asking, request, interactionTarget(interaction, isPrivate));
};
