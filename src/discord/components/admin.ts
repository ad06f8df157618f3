/** The buttons, menus and modals of `/admin`; each asks for the rights again. */
import type { MessageComponentInteraction, ModalSubmitInteraction } from 'discord.js';
import { filesIn, offerFiles } from '../commands/admin-add.js';
import { refreshSource } from '../commands/admin-sources.js';
import { runningSentence, runReindexInDiscord } from '../reindexing.js';
import { inertWithin } from '../render/inert.js';
import { type Right, refusal } from '../rights.js';
import { acknowledge, interactionTarget, replyTo } from '../targets.js';
import { tellClicker, type Use, type UseModal, updateMessage } from './component.js';

const forThoseWith =
  (right: Right) =>
  <I extends MessageComponentInteraction | ModalSubmitInteraction = MessageComponentInteraction>(use: Use<I>): Use<I> =>
  async (context, interaction, parts, surrounding) => {
    const refused = refusal(right, interaction, context, surrounding);
    await (refused ? tellClicker(interaction, refused) : use(context, interaction, parts, surrounding));
  };
export const forAdministrators = forThoseWith('server');
export const forOwners = forThoseWith('corpus');

export const startReindex = forOwners(async (context, interaction, [kind], { words }) => {
  if (!(await acknowledge(interaction, true))) return;
  await runReindexInDiscord(context, interaction, { full: kind === 'full' }, words);
});

export const emptyIndex = forOwners(async (context, interaction, _parts, { words }) => {
  if (!(await acknowledge(interaction, true))) return;
  await runReindexInDiscord(context, interaction, { allowEmpty: true }, words);
});

/** The button names the version, so that one of a message long past brings back nothing else. */
export const rollBack = forOwners(async (context, interaction, [version], { words }) => {
  const { app, reindexJobs } = context;
  if (reindexJobs.current) return tellClicker(interaction, runningSentence(reindexJobs.current, words));
  const { before } = await app.history();
  if (String(before?.version) !== version) return tellClicker(interaction, words.rollbackGone);
  if (!(await acknowledge(interaction, true))) return;
  await runReindexInDiscord(context, interaction, { rollback: true }, words);
});

export const readSource = forOwners(async (context, interaction, [name], { words }) => {
  const { keeping } = context;
  if (!keeping) return tellClicker(interaction, words.noSources);
  if (!(await acknowledge(interaction, true))) return;
  await refreshSource(context, interaction, keeping.sources, name, words, interactionTarget(interaction, true));
});

export const cancelReindex = forOwners(async ({ reindexJobs }, interaction, [job], { words }) => {
  await interaction.deferUpdate();
  if (!reindexJobs.cancel(job) && !reindexJobs.current)
    await interaction.editReply({ content: words.reindexCancelled, components: [] });
});

export const addFiles: UseModal = forOwners(async (context, interaction, _parts, surrounding) => {
  const target = await replyTo(interaction, true);
  if (target) await offerFiles(context, filesIn(interaction.fields), surrounding, target);
});

export const confirmAdd = forOwners(async (context, interaction, [id], { words }) => {
  const { reindexJobs, corpus } = context;
  if (reindexJobs.current) return tellClicker(interaction, runningSentence(reindexJobs.current, words));
  await interaction.deferUpdate();
  const count = await corpus.accept(id);
  const target = interactionTarget(interaction, true);
  if (count === 0) return target.tell(words.addCancelled);
  await reindexJobs.start(interaction.user.displayName)?.report;
  await target.tell(words.added(count));
});

export const cancelAdd = forOwners(async ({ corpus }, interaction, [id], { words }) => {
  await corpus.decline(id);
  await updateMessage(interaction, { content: words.addCancelled, controls: [] });
});

export const undoRemove = forOwners(async (context, interaction, [id], { words }) => {
  const { state, corpus, reindexJobs } = context;
  if (reindexJobs.current) return tellClicker(interaction, runningSentence(reindexJobs.current, words));
  const removal = await state.removal(id);
  if (!removal) return tellClicker(interaction, words.answerGone(context.retentionDays));
  await interaction.deferUpdate();
  await corpus.restore(removal);
  await state.forgetRemoval(id);
  await reindexJobs.start(interaction.user.displayName)?.report;
  await interactionTarget(interaction, true).tell(words.undone(inertWithin(removal.path, 200)));
});
