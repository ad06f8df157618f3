/** The controls of digests: a new one in a modal, and the menu that removes one. */
import { outletsOf } from '../allowed-articles.js';
import { addDigest } from '../commands/add-digest.js';
import { digestList } from '../commands/digest-list.js';
import { digestIn, digestModal } from '../commands/digest-modal.js';
import { replyTo } from '../targets.js';
import { forAdministrators } from './admin.js';
import { type UseModal, updateMessage } from './component.js';

export const openDigest = forAdministrators(async ({ app, state }, interaction, _parts, surrounding) => {
  const { guild, settings, words } = surrounding;
  if (!guild) return;
  const [before] = await state.digests.of(guild);
  await interaction.showModal(digestModal({ zone: before?.zone }, await outletsOf(app, settings), words));
});

export const addDigestOf: UseModal = forAdministrators(async (context, interaction, [mark], { words }) => {
  const target = await replyTo(interaction, true);
  if (!target || !interaction.inCachedGuild()) return;
  const digest = digestIn(interaction.fields, mark);
  await target.tell(digest ? await addDigest(context, interaction.guild, digest, words) : words.badTime);
});

export const removeDigest = forAdministrators(async (context, interaction, _parts, { guild, words }) => {
  if (!guild || !interaction.isStringSelectMenu()) return;
  const { client, state } = context;
  const isRemoved = await state.digests.remove(guild, interaction.values[0]);
  const { contents, controls } = digestList(client, await state.digests.of(guild), words);
  const told = isRemoved ? words.digestRemoved : words.noSuchDigest;
  // A list of several messages can't be written into this one.
  const content = contents.length === 1 ? `${told}\n${contents[0]}` : told;
  await updateMessage(interaction, { content, controls });
});
