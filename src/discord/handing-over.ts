/** A question that people are asked: a row of the outbox, one for each answer. How it is told: notices/hand-over.ts. */
import { z } from 'zod';
import type { StoredAnswer } from '../state/state.js';
import type { BotContext } from './context.js';

export const HAND_OVER = 'hand-over';

export const HANDED_OVER = z.object({
  /** The abstention. What was asked, and by whom, is read from it when it is told: so it goes with the asker's data. */
  answer: z.string(),
  isNamed: z.boolean(),
});

/** 21 characters. */
const idOf = (answer: string) => `help-${answer}`;

/** Whether people were asked, or are about to be. */
export const isHandedOver = ({ state }: BotContext, answer: string): Promise<boolean> =>
  state.notices.has(idOf(answer));

/** Adds it to the outbox; what is there already stays as it is. */
export async function handOverTo(
  { state, nowMs }: BotContext,
  channel: string,
  { id: answer, guild }: Pick<StoredAnswer, 'id' | 'guild'>,
  isNamed: boolean,
): Promise<void> {
  const content = { answer, isNamed } satisfies z.infer<typeof HANDED_OVER>;
  const about = { ...(guild && { guild }), channel, kind: HAND_OVER };
  await state.notices.add({ ...about, id: idOf(answer), content, madeAtMs: nowMs() });
}
