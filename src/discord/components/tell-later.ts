/** "Tell me when there is an answer", below an abstention, and taking it back. */
import { DAY_MS } from '../../core/dates.js';
import { newId } from '../../state/state.js';
import { customId } from '../custom-ids.js';
import { button, canBeAwaited, row } from '../render/answer-controls.js';
import { formatDay } from '../render/dates.js';
import { replyTo } from '../targets.js';
import { answerFor, type UseComponent, updateMessage } from './component.js';

const MOST_OF_PERSON = 10;
const MOST_DAYS = 30;

/**
 * Notes that whoever clicked waits for an answer. Who asked is told where they asked, anybody else by direct message, and so is
 * who asked in private or where the bot is no member.
 */
export const tellLater: UseComponent = async (context, interaction, [id], surrounding) => {
  const { state, app, nowMs, retentionDays, logger } = context;
  const { words, guild } = surrounding;
  const target = await replyTo(interaction, true);
  if (!target) return;
  const found = await answerFor(context, id, interaction, surrounding);
  if (!found || !canBeAwaited(found.kept)) return target.tell(words.answerGone(retentionDays));
  const { stored, kept } = found;
  const { version, newestKey } = await app.current();
  // Articles that came since the abstention are to be looked at, and anything that they answer is new.
  const seenKey = kept.trace.indexVersion === version ? newestKey : 0;
  const { sources: _, ...filters } = kept.filters ?? {};
  const sinceMs = nowMs();
  const awaited = {
    id: newId(),
    user: interaction.user.id,
    abstention: stored.id,
    ...(guild && { guild }),
    channel: interaction.channelId,
    isPrivate: !guild || stored.isPrivate || stored.user !== interaction.user.id,
    question: stored.question,
    filters,
    locale: interaction.locale,
    sinceMs,
    expiresAtMs: sinceMs + Math.min(MOST_DAYS, retentionDays) * DAY_MS,
    knownKey: seenKey,
    seenKey,
  };
  const outcome = await state.awaited.add(awaited, MOST_OF_PERSON);
  if (outcome === 'full') return target.tell(words.tooManyAwaited(MOST_OF_PERSON));
  if (outcome === 'added') logger.info({ event: 'answer-awaited', guild, answer: stored.id });
  const until = formatDay(new Date(awaited.expiresAtMs).toISOString(), words);
  const told = awaited.isPrivate ? words.tellLaterDirect(until) : words.tellLaterHere(until);
  const takeBack = button(customId('tell-later-not', stored.id), { label: words.tellLaterNot });
  await target.post([outcome === 'already' ? words.tellLaterAlready : told], [row(takeBack)]);
};

export const tellLaterNot: UseComponent = async ({ state, logger }, interaction, [abstention], { words, guild }) => {
  const isRemoved = await state.awaited.remove({ user: interaction.user.id, abstention });
  if (isRemoved) logger.info({ event: 'answer-not-awaited', guild, answer: abstention });
  await updateMessage(interaction, { content: words.tellLaterTakenBack, controls: [] });
};
