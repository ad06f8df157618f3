/** "Stop following", below news on a topic. */
import { stop } from '../commands/follow.js';
import { managesChannel, personOf } from '../rights.js';
import { tellClicker, type UseComponent } from './component.js';

/** For whose topic it is: in a channel, for those who may manage it. */
export const stopFollowing: UseComponent = async (context, interaction, [id], surrounding) => {
  const { words, guild, settings } = surrounding;
  const stopped = await stop(context, interaction, id, surrounding);
  const isRefused = guild !== undefined && !managesChannel(personOf(interaction), settings);
  await tellClicker(interaction, stopped ?? (isRefused ? words.notChannelManager : words.noSuchFollow));
};
