/** Turning pages, the CSV file, and deleting one's own data. */
import { correctionsPage } from '../commands/admin-corrections.js';
import { questionsCsv, questionsPage } from '../commands/admin-questions.js';
import { sourcesPage, toSourceFilters } from '../commands/sources.js';
import { repeatable } from '../faults.js';
import { isCorpusOwner } from '../rights.js';
import { acknowledge, NO_MENTIONS } from '../targets.js';
import { takeOutWithdrawn } from '../withdrawing.js';
import { forAdministrators } from './admin.js';
import { type UseComponent, updateMessage } from './component.js';

export const turnSources: UseComponent = async (context, interaction, [page, ...filters], surrounding) => {
  await updateMessage(interaction, await sourcesPage(context, toSourceFilters(filters), Number(page), surrounding));
};

export const turnQuestions: UseComponent = forAdministrators(async (context, interaction, [page], { guild, words }) => {
  const isOwner = isCorpusOwner(interaction, context);
  if (guild) await updateMessage(interaction, await questionsPage(context, guild, Number(page), words, isOwner));
});

export const turnCorrections: UseComponent = forAdministrators(async (context, interaction, [page], surrounding) => {
  const { guild } = surrounding;
  if (guild) await updateMessage(interaction, await correctionsPage(context, guild, Number(page), surrounding));
});

export const sendQuestionsCsv: UseComponent = forAdministrators(async (context, interaction, _parts, { guild }) => {
  if (!guild || !(await acknowledge(interaction, true))) return;
  const attachment = questionsCsv(await context.state.openQuestions(guild));
  await repeatable(() =>
    interaction.editReply({ files: [{ name: 'questions.csv', attachment }], allowedMentions: NO_MENTIONS }),
  );
});

export const deleteOwnData: UseComponent = async (context, interaction, _parts, { words }) => {
  const { state, logger } = context;
  await interaction.deferUpdate();
  const { questions, votes, awaited, follows, taught } = await state.forgetUser(interaction.user.id);
  logger.info({ event: 'person-forgotten', questions, votes, taught });
  const deleted = words.privacyDeleted(questions, votes, awaited, follows);
  const content = taught > 0 ? `${deleted}\n${words.taughtDeleted(taught)}` : deleted;
  await repeatable(() => interaction.editReply({ content, components: [], allowedMentions: NO_MENTIONS }));
  // Noted with the rest, so what breaks off here goes on by itself.
  if (taught > 0) await takeOutWithdrawn(context);
};
